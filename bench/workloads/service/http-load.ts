/**
 * An HTTP client of Node's own, for trials.
 */
import { type Agent, request } from 'node:http';

const JSON_HEADERS = { 'content-type': 'application/json' };

/** Posts a body and gives the answer's text; throws if the connection breaks. */
export async function post(agent: Agent, url: string, body: string): Promise<string> {
  return (await exchange(agent, url, { headers: JSON_HEADERS, body })).text;
}

export interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Milliseconds without a byte after which it throws; absent: never. */
  readonly timeout?: number;
}

/** Posts anything and gives status and text; throws if the connection breaks. */
export function exchange(
  agent: Agent,
  url: string,
  { headers, body, timeout }: Sent,
): Promise<{ readonly status: number; readonly text: string }> {
  return new Promise((resolve, reject) => {
    const options = { agent, method: 'POST', headers, ...(timeout ? { timeout } : {}) };
    const call = request(url, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        resolve({ status: answer.statusCode ?? 0, text });
      });
      answer.on('error', reject);
    });
    call.on('timeout', () => call.destroy(new Error('no answer in time')));
    call.on('error', reject);
    call.end(body);
  });
}

/** The value below which so many of a hundred lie. */
export function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.min(sorted.length - 1, Math.trunc((sorted.length * percent) / 100))] ?? 0;
}
