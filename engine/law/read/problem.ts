/**
 * A problem: what is wrong and what to do, before it is given a place in a file.
 */
import type { DiagnosticCode } from './diagnostic-codes.ts';

export interface Problem {
  readonly code: DiagnosticCode;
  /** What, where and why it matters; Chinese. */
  readonly message: string;
  /** What to do; Chinese. */
  readonly fix: string;
}

/** A problem at an offset of a text. */
export interface TextProblem extends Problem {
  readonly offset: number;
}
