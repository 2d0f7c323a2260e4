/**
 * Diagnostics: what is wrong with the law files, all found at once, each with its place and remedy.
 */
import { type DiagnosticCode, diagnosticCodes } from './diagnostic-codes.ts';
import type { Problem } from './problem.ts';
import type { SourceFile } from './source-file.ts';

export type Severity = 'error' | 'warning';

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** The nearest clause cited around the place. */
  readonly clause: string | null;
  /** What, where and why it matters; Chinese. */
  readonly message: string;
  /** What to do; Chinese. */
  readonly fix: string;
}

export interface Place {
  readonly file: SourceFile;
  readonly offset: number;
  readonly clause: string | null;
}

/** Collects diagnostics; the same one at the same place counts once. */
export interface Report {
  add(place: Place, problem: Problem): void;
  readonly hasErrors: () => boolean;
  /** By file in the order given, then by place. */
  readonly diagnostics: (files: readonly SourceFile[]) => readonly Diagnostic[];
}

/** Diagnostics told of one file and one severity; the rest are counted. */
const MOST_TOLD = 200;

/** Starts an empty report. */
export function createReport(): Report {
  const found = new Map<string, Found>();
  const counts = new Map<string, { told: number; cut: number; last: Place }>();
  let errors = 0;
  return {
    add(place, problem) {
      const { severity } = diagnosticCodes[problem.code];
      if (severity === 'error') errors += 1;
      const key = `${problem.code}\n${place.file.path}\n${place.offset}\n${problem.message}`;
      if (found.has(key)) return;
      const home = `${severity}\n${place.file.path}`;
      const count = counts.get(home) ?? { told: 0, cut: 0, last: place };
      counts.set(home, count);
      if (count.told < MOST_TOLD) {
        count.told += 1;
        found.set(key, { place, problem });
      } else count.cut += 1;
      count.last = place;
    },
    hasErrors: () => errors > 0,
    diagnostics(files) {
      const cut = [...counts.values()].filter((count) => count.cut > 0);
      const more = cut.map((count) => ({ place: count.last, problem: moreProblems(count.cut) }));
      return inOrder([...found.values(), ...more], files).map(({ place, problem }) => ({
        code: problem.code,
        severity: diagnosticCodes[problem.code].severity,
        file: place.file.path,
        ...place.file.positionOf(place.offset),
        clause: place.clause,
        message: problem.message,
        fix: problem.fix,
      }));
    },
  };
}

interface Found {
  readonly place: Place;
  readonly problem: Problem;
}

function inOrder(found: readonly Found[], files: readonly SourceFile[]): readonly Found[] {
  const rank = new Map(files.map((file, index) => [file, index]));
  const rankOf = ({ place }: Found) => rank.get(place.file) ?? files.length;
  return found.toSorted((a, b) => rankOf(a) - rankOf(b) || a.place.offset - b.place.offset);
}

/** Words problems that were counted and not told. */
function moreProblems(count: number): Problem {
  return {
    code: 'law/more_problems',
    message: `本文件还有 ${count} 个问题，未逐一列出`,
    fix: '先改正列出的问题，再重新检查',
  };
}
