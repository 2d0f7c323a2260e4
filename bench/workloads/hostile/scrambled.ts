/**
 * Texts without any plan: a law file with pieces cut, doubled, moved and foreign pieces put in.
 * What is told of them is open; that something throws or takes long is not.
 */
import type { LawText } from '../../../engine/law/read/index.ts';
import type { Chance } from '../../../testing/laws/chance.ts';
import type { GoodLaw } from './kind.ts';

const FOREIGN = [
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  ': ',
  ', ',
  '\n',
  '\n- ',
  '\n  ',
  '\t',
  '#',
  '|\n',
  '>-\n',
  '? ',
  '&a ',
  '*a',
  '!!x ',
  '%',
  '---\n',
  '...\n',
  '<<: ',
  'null',
  '~',
  '-1',
  '1e309',
  '0x1F',
  '汉',
  '\\',
  '{ choice: rounding }',
  '{ choice: x, options: { a: null } }',
  'constructor',
  'toString: 1\n',
  'hasOwnProperty',
];

/** Scrambles one file of a law. */
export function scrambled({ files }: GoodLaw, chance: Chance): readonly LawText[] {
  const file = chance.pick(files);
  let { text } = file;
  for (let edits = chance.int(1, 12); edits > 0; edits -= 1) text = edited(text, chance);
  return files.map((one) => (one === file ? { path: file.path, text } : one));
}

function edited(text: string, chance: Chance): string {
  const from = chance.int(0, text.length);
  const until = Math.min(text.length, from + chance.int(0, 60));
  const [before, piece, after] = [text.slice(0, from), text.slice(from, until), text.slice(until)];
  const to = chance.int(0, before.length);
  return chance.pick([
    before + after,
    before + piece + piece + after,
    before + chance.pick(FOREIGN) + after,
    before + piece + chance.pick(FOREIGN) + after,
    before.slice(0, to) + piece + before.slice(to) + after,
  ]);
}
