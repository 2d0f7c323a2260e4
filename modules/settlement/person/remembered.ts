/**
 * Files of persons whose visit is under way, as the last message of it left them, so that the next
 * one need not load them again. Nothing rests on them alone: what is decided on a remembered file
 * is stored only where the person still is at its version and end of the chain, and a refusal is
 * decided again on what is stored. Used within the person's turn.
 */
import type { FileRequest, PersonFile } from './person-file.ts';

export interface Remembered {
  readonly file: PersonFile;
  /** Ids of the messages that were answered since it was loaded. */
  readonly answered: readonly string[];
}

/** Some 20 kB each. */
const MOST = 5_000;
/** Another process changes the same persons: for so many turns every file is loaded. */
const PAUSE = 1_000;

export class RememberedFiles {
  readonly #files = new Map<string, Remembered>();
  readonly #most: number;
  #pause = 0;

  /** 0: nothing is remembered. */
  constructor(most: number = MOST) {
    this.#most = most;
  }

  /** Takes a person's file out; null where another visit is asked, or the message was answered. */
  take(asked: FileRequest & { readonly msgid: string }): Remembered | null {
    const known = this.#files.get(asked.personNo);
    this.#files.delete(asked.personNo);
    if (this.#pause > 0) {
      this.#pause--;
      return null;
    }
    const visit = known?.file.visit;
    if (!known || visit?.visitId !== asked.visitId) return null;
    if (visit.institution !== asked.institution || known.answered.includes(asked.msgid))
      return null;
    return known;
  }

  /** Keeps the file of an open visit that is not a stay; the oldest gives way. */
  keep({ file, answered }: Remembered): void {
    const { visit, enrolled } = file;
    if (this.#most === 0 || visit?.status !== 'open' || visit.kind === 'inpatient') return;
    const [oldest] = this.#files.size < this.#most ? [] : this.#files.keys();
    if (oldest !== undefined) this.#files.delete(oldest);
    this.#files.set(enrolled.personNo, { file, answered });
  }

  /** A file that was taken out was no longer as it is stored. */
  foundStale(): void {
    this.#pause = PAUSE;
  }
}
