/**
 * The words of the screen in the language of the page: `zh.json` and `en.json` have the same keys,
 * or this does not compile. Names in braces are filled in.
 */
import type { Lang } from '../../../engine/explain/index.ts';
import en from './en.json' with { type: 'json' };
import zh from './zh.json' with { type: 'json' };

export type WordKey = keyof typeof zh;
export type Words = Readonly<Record<WordKey, string>>;

const BY_LANG: Readonly<Record<Lang, Words>> = { zh, en };

/** All words of a language. */
export function wordsOf(lang: Lang): Words {
  return BY_LANG[lang];
}

/** Fills the names in braces with text. A name that is not given is a fault and throws. */
export function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`no value for {${name}} in “${template}”`);
    return value;
  });
}

/** Cuts a sentence at its names in braces: text and names by turns, text first. */
export function piecesOf(template: string): readonly string[] {
  return template.split(/\{(\w+)\}/);
}
