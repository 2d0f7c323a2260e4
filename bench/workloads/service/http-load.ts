/**
 * An HTTP client with so many connections, each one message at a time.
 */
import { Agent, request } from 'node:http';

export interface LoadResult {
  readonly seconds: number;
  /** Milliseconds of each message, sorted. */
  readonly times: readonly number[];
  readonly refused: number;
}

/** Sends all bodies and waits for their answers. */
export async function sendAll(
  url: string,
  bodies: readonly string[],
  connections: number,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let refused = 0;
  let next = 0;
  const begin = performance.now();
  const client = async () => {
    while (next < bodies.length) {
      const body = bodies[next++] ?? '';
      const sent = performance.now();
      const answer = await post(agent, url, body);
      times.push(performance.now() - sent);
      if (!answer.startsWith('{"infcode":0,')) refused++;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  const seconds = (performance.now() - begin) / 1_000;
  agent.destroy();
  return { seconds, times: times.sort((left, right) => left - right), refused };
}

/** Posts a body and gives the answer's text; throws if the connection breaks. */
export function post(agent: Agent, url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { agent, method: 'POST', headers: { 'content-type': 'application/json' } },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
        answer.on('error', reject);
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}

/** The value below which so many of a hundred lie. */
export function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.min(sorted.length - 1, Math.trunc((sorted.length * percent) / 100))] ?? 0;
}
