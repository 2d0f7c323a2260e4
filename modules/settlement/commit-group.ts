/**
 * Changes of different persons that come at the same time share a transaction: while one is on its
 * way, the next ones gather. Whoever comes alone goes alone and at once.
 */
import { type Database, DatabaseError } from '../../platform/database/index.ts';
import { type Commit, commitChanges } from './store-commit.ts';

interface Waiting {
  readonly commit: Commit;
  readonly resolve: () => void;
  readonly reject: (fault: unknown) => void;
}

/** Transactions on their way at once. */
const MOST_RUNNING = 2;
const MOST_IN_ONE = 32;

export class CommitGroup {
  readonly #database: Database;
  readonly #waiting: Waiting[] = [];
  #running = 0;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Commits a change of a person, alone or with others; it stands or falls by itself. A person has
   * one change on its way at most. Throws as `commitChanges`.
   */
  commit(commit: Commit): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ commit, resolve, reject });
      this.#start();
    });
  }

  #start(): void {
    while (this.#running < MOST_RUNNING && this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, MOST_IN_ONE);
      this.#running++;
      this.#run(group).finally(() => {
        this.#running--;
        this.#start();
      });
    }
  }

  async #run(group: readonly Waiting[]): Promise<void> {
    const [alone, ...others] = group;
    if (others.length === 0) {
      if (alone) await this.#runAlone(alone);
      return;
    }
    const commits = group.map(({ commit }) => commit);
    try {
      await commitChanges(this.#database, commits);
    } catch (fault) {
      if (!(fault instanceof DatabaseError)) {
        for (const { reject } of group) reject(fault);
        return;
      }
      // One of them spoils the transaction of all: each is tried by itself.
      for (const one of group) await this.#runAlone(one);
      return;
    }
    for (const { resolve } of group) resolve();
  }

  async #runAlone({ commit, resolve, reject }: Waiting): Promise<void> {
    try {
      await commitChanges(this.#database, [commit]);
    } catch (fault) {
      reject(fault);
      return;
    }
    resolve();
  }
}
