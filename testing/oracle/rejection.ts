/** An expected "no" of the oracle, with the code that the decision page names. */
export class Rejected extends Error {
  readonly code: string;
  constructor(code: string, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
  }
}

/** A law or a history that the oracle cannot give a meaning to: a fault of whoever wrote it. */
export function fault(detail: string): never {
  throw new Error(`oracle: ${detail}`);
}
