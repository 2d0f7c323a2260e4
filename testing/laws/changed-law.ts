/**
 * Changes to law files as text: replace one piece, and find the line where something stands.
 */
import { createHash } from 'node:crypto';
import type { ChoiceValue } from '../../engine/law/index.ts';
import { type Compiled, compileLaw, type LawText } from '../../engine/law/read/index.ts';

/** A change of one file: a piece of text that occurs, and what stands there instead. */
export interface TextChange {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Compiles with SHA-256. */
export function compiled(
  files: readonly LawText[],
  flips: Readonly<Record<string, ChoiceValue>> = {},
): Compiled {
  return compileLaw(files, { digest: sha256, flips });
}

/** Makes changes; a piece that does not occur is a fault of the test and throws. */
export function changedLaw(
  files: readonly LawText[],
  changes: readonly TextChange[],
): readonly LawText[] {
  return changes.reduce(
    (changed, { file, from, to }) =>
      changed.map((one) => {
        if (one.path !== file) return one;
        if (!one.text.includes(from)) throw new Error(`${file} does not say ${from}`);
        return { path: file, text: one.text.replace(from, () => to) };
      }),
    files,
  );
}

/** Finds the line, from 1, on which a piece of text first begins. */
export function lineOf(files: readonly LawText[], file: string, piece: string): number {
  const text = files.find(({ path }) => path === file)?.text ?? '';
  const index = text.indexOf(piece);
  if (index < 0) throw new Error(`${file} does not say ${piece}`);
  return text.slice(0, index).split('\n').length;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
