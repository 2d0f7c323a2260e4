/**
 * A law file with its located tree. Texts that were read lately are not read again.
 */
import { type Position, positionIn } from './lines.ts';
import type { Located } from './located.ts';
import { type LocatedYaml, readLocatedYaml } from './located-yaml.ts';
import type { TextProblem } from './problem.ts';

export interface LawText {
  readonly path: string;
  readonly text: string;
}

export interface SourceFile {
  readonly path: string;
  /** Null where nothing could be read. */
  readonly root: Located | null;
  readonly problems: readonly TextProblem[];
  /** Whether the text could be read without an error. */
  readonly isReadable: boolean;
  readonly positionOf: (offset: number) => Position;
}

/** Reads one file; never throws. */
export function readSourceFile({ path, text }: LawText): SourceFile {
  const { root, problems, isReadable, lineStarts } = readOnce(text);
  return {
    path,
    root,
    problems,
    isReadable,
    positionOf: (offset) => positionIn(lineStarts, offset),
  };
}

/** Characters of the texts that are kept; a tree takes some ten times the room of its text. */
const MOST_KEPT = 8_000_000;
let size = 0;
const kept = new Map<string, LocatedYaml>();

/**
 * Reading is a function of the text alone. The texts that were read last are kept, for law is
 * compiled often; a refused text is not, it may be large.
 */
function readOnce(text: string): LocatedYaml {
  const known = kept.get(text);
  const located = known ?? readLocatedYaml(text);
  if (located.root === null) return located;
  if (kept.delete(text)) size -= text.length;
  kept.set(text, located);
  size += text.length;
  for (const oldest of kept.keys()) {
    if (size <= MOST_KEPT) break;
    kept.delete(oldest);
    size -= oldest.length;
  }
  return located;
}
