/**
 * A rejection is an expected "no" with a stable code; it is returned, never thrown.
 */
export interface Rejection {
  /** Reads as a sentence, e.g. `settlement/person_not_enrolled`. */
  readonly code: string;
  /** What, where, why it matters and what to do; Chinese. */
  readonly message: string;
  /** The offending field or id, where there is one. */
  readonly at?: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly rejection: Rejection };

/** Wraps a value as accepted. */
export function accepted<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Wraps a rejection with its code, message and place. */
export function rejected(code: string, message: string, at?: string): Result<never> {
  return { ok: false, rejection: at === undefined ? { code, message } : { code, message, at } };
}
