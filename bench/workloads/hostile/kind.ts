/**
 * A kind of illegal change: where it can be made in a law, and which code must be told at which
 * line.
 */
import type { LawText } from '../../../engine/law/read/index.ts';
import type { Chance } from '../../../testing/laws/chance.ts';
import type { Line } from './lines.ts';

/** A law that compiles, with what the changes need to know of it. */
export interface GoodLaw {
  readonly files: readonly LawText[];
  readonly lines: readonly Line[];
  /** Full names of the parameters that some tier reads. */
  readonly usedParameters: ReadonlySet<string>;
  /** First day of each tier, by policy. */
  readonly tierFrom: ReadonlyMap<string, string>;
}

/** A law with one illegal change. */
export interface Hostile {
  readonly files: readonly LawText[];
  readonly file: string;
  /** Any of these at this line is right. */
  readonly expected: readonly { readonly code: string; readonly line: number }[];
}

export interface Kind {
  readonly name: string;
  /** Null where the law has no place for it. */
  readonly make: (law: GoodLaw, chance: Chance) => Hostile | null;
}

/** What stands in place of a line, and which of it must be told; from 0. */
export interface Replaced {
  readonly lines: readonly string[];
  readonly at?: number;
  /** Line of the file, from 0, where that is elsewhere. */
  readonly above?: number;
}

export interface LineKind {
  readonly name: string;
  readonly code: string;
  readonly where: (line: Line, law: GoodLaw) => boolean;
  readonly change: (line: Line, chance: Chance, law: GoodLaw) => Replaced | null;
}

/** Makes a kind that changes one line. */
export function onLine({ name, code, where, change }: LineKind): Kind {
  const places = new WeakMap<GoodLaw, readonly Line[]>();
  return {
    name,
    make(law, chance) {
      const known =
        places.get(law) ?? law.lines.filter((line) => !isComment(line) && where(line, law));
      places.set(law, known);
      if (known.length === 0) return null;
      const line = chance.pick(known);
      const replaced = change(line, chance, law);
      if (!replaced) return null;
      const { lines, at = 0, above } = replaced;
      const texts = line.file.text.split('\n').toSpliced(line.index, 1, ...lines);
      const expected = [{ code, line: (above ?? line.index + at) + 1 }];
      return withFile(law, line.file, texts.join('\n'), expected);
    },
  };
}

function isComment({ text }: Line): boolean {
  return text.trimStart().startsWith('#');
}

/** Puts another text in place of a file of the law. */
export function withFile(
  law: GoodLaw,
  file: LawText,
  text: string,
  expected: Hostile['expected'],
): Hostile {
  const files = law.files.map((one) => (one === file ? { path: file.path, text } : one));
  return { files, file: file.path, expected };
}
