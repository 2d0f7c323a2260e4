/**
 * Kinds that replace a piece of one line.
 */
import type { Chance } from '../../../testing/laws/chance.ts';
import { type Kind, type LineKind, onLine, type Replaced } from './kind.ts';

interface ReplaceKind {
  readonly name: string;
  readonly code: string;
  /** What must stand on the line. */
  readonly piece: RegExp;
  /** What stands in its place. */
  readonly by: string | ((found: string, chance: Chance) => string);
  readonly where?: LineKind['where'];
}

/** Makes a kind that replaces a piece of a line; options of a choice are left alone. */
export function replacing({ name, code, piece, by, where = () => true }: ReplaceKind): Kind {
  return onLine({
    name,
    code,
    where: (line, law) => !line.isOptional && piece.test(line.text) && where(line, law),
    change: ({ text }, chance) =>
      oneLine(text.replace(piece, (found) => (typeof by === 'string' ? by : by(found, chance)))),
  });
}

/** One line in place of another. */
export function oneLine(text: string): Replaced {
  return { lines: [text] };
}
