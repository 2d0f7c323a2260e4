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

/** Starts an empty report. */
export function createReport(): Report {
  const found = new Map<string, { place: Place; problem: Problem }>();
  let errors = 0;
  return {
    add(place, problem) {
      const key = `${problem.code}\n${place.file.path}\n${place.offset}\n${problem.message}`;
      if (found.has(key)) return;
      found.set(key, { place, problem });
      if (diagnosticCodes[problem.code].severity === 'error') errors += 1;
    },
    hasErrors: () => errors > 0,
    diagnostics(files) {
      const rank = new Map(files.map((file, index) => [file, index]));
      const rankOf = (file: SourceFile) => rank.get(file) ?? files.length;
      return [...found.values()]
        .sort(
          (a, b) => rankOf(a.place.file) - rankOf(b.place.file) || a.place.offset - b.place.offset,
        )
        .map(({ place, problem }) => ({
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
