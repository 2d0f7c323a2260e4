/**
 * Load on a server over kept connections: as fast as it answers, or at a constant rate.
 */
import { openRawClient, type RawClient } from './raw-client.ts';

export interface Load {
  readonly seconds: number;
  /** Milliseconds of each message, sorted; at a constant rate from when it was due. */
  readonly times: readonly number[];
  readonly refused: number;
}

/** Sends all bodies, each connection one at a time. */
export async function closedLoop(
  url: string,
  bodies: readonly string[],
  connections: number,
): Promise<Load> {
  const messages = bodies.map((body) => Buffer.from(body));
  return withClients(url, connections, async (clients) => {
    const tally = new Tally();
    let next = 0;
    const run = async (client: RawClient) => {
      for (let body = messages[next++]; body; body = messages[next++]) {
        const sent = performance.now();
        tally.note(sent, await client.post(body));
      }
    };
    await Promise.all(clients.map(run));
    return tally.load();
  });
}

export interface Rate {
  readonly perSecond: number;
  readonly connections: number;
  /** So many first messages are sent and not timed, while new connections come to their pace. */
  readonly untimed: number;
}

/**
 * Sends so many bodies a second, whether the server keeps up or not: a message that waits for a
 * connection has been under way since it was due.
 */
export async function openLoop(
  url: string,
  bodies: readonly string[],
  { perSecond, connections, untimed }: Rate,
): Promise<Load> {
  const messages = bodies.map((body) => Buffer.from(body));
  return withClients(url, connections, async (clients) => {
    const tally = new Tally();
    const begin = performance.now();
    let next = 0;
    const run = async (client: RawClient) => {
      while (next < messages.length) {
        const index = next++;
        const due = begin + (index * 1_000) / perSecond;
        const early = due - performance.now();
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        const body = messages[index];
        // A timer may fire a moment late; the message counts from when it was due.
        if (!body) continue;
        const answer = await client.post(body);
        tally.note(index < untimed ? null : due, answer);
      }
    };
    await Promise.all(clients.map(run));
    return tally.load();
  });
}

class Tally {
  readonly #begin = performance.now();
  readonly #times: number[] = [];
  #refused = 0;

  note(since: number | null, answer: string): void {
    if (since !== null) this.#times.push(performance.now() - since);
    if (!answer.startsWith('{"infcode":0,')) this.#refused++;
  }

  load(): Load {
    return {
      seconds: (performance.now() - this.#begin) / 1_000,
      times: this.#times.sort((left, right) => left - right),
      refused: this.#refused,
    };
  }
}

/** Lends out connections and closes them. */
export async function withClients<T>(
  url: string,
  connections: number,
  work: (clients: readonly RawClient[]) => Promise<T>,
): Promise<T> {
  const opening = Array.from({ length: connections }, () => openRawClient(url));
  const clients = await Promise.all(opening);
  try {
    return await work(clients);
  } finally {
    for (const client of clients) client.close();
  }
}
