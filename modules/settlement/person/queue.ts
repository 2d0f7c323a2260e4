/**
 * Work on one person waits for work on that person only; different persons do not wait.
 */
export class PersonQueue {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs the work when all earlier work under the key is over, whether it failed or not. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#last.set(key, turn);
    const forget = () => {
      if (this.#last.get(key) === turn) this.#last.delete(key);
    };
    turn.then(forget, forget);
    return turn;
  }

  /** How many keys are in use. */
  get size(): number {
    return this.#last.size;
  }
}
