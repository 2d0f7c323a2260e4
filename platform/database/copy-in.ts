/**
 * COPY from standard input as a query of `pg`: the driver has the messages, but no query for them.
 */
import type { Connection, Submittable } from 'pg';

interface CopyConnection {
  query(sql: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(why: string): void;
}

export class CopyIn implements Submittable {
  readonly done: Promise<void>;
  readonly #sql: string;
  readonly #chunks: Iterable<string>;
  #failure: unknown = null;
  #resolve: () => void = () => undefined;
  #reject: (fault: unknown) => void = () => undefined;

  constructor(sql: string, chunks: Iterable<string>) {
    this.#sql = sql;
    this.#chunks = chunks;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: Connection): void {
    connectionOf(connection).query(this.#sql);
  }

  handleCopyInResponse(connection: Connection): void {
    const to = connectionOf(connection);
    try {
      for (const chunk of this.#chunks) to.sendCopyFromChunk(Buffer.from(chunk, 'utf8'));
      to.endCopyFrom();
    } catch (fault) {
      this.#failure = fault;
      to.sendCopyFail('a row could not be read');
    }
  }

  handleError(fault: Error): void {
    this.#failure ??= fault;
    this.#reject(this.#failure);
  }

  handleReadyForQuery(): void {
    if (this.#failure === null) this.#resolve();
    else this.#reject(this.#failure);
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
}

/** The driver's connection has the copy messages; its published types leave them out. */
function connectionOf(connection: Connection): CopyConnection {
  return connection as unknown as CopyConnection;
}
