/**
 * A client that costs little beside the server that it measures: HTTP/1.1 on a kept socket, one
 * message at a time, answers with a `content-length` only.
 */
import { connect, type Socket } from 'node:net';

export interface RawClient {
  /** Posts a body and gives the answer's text; throws if the connection breaks. */
  post(body: Buffer): Promise<string>;
  close(): void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** Opens one connection. */
export async function openRawClient(url: string): Promise<RawClient> {
  const { hostname, port, host } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return clientOn(socket, host);
}

function clientOn(socket: Socket, host: string): RawClient {
  const head = `POST / HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\n`;
  let resolve: (text: string) => void = () => undefined;
  let reject: (fault: Error) => void = () => undefined;
  let held: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const answer = wholeAnswer(held);
    if (answer === null) return;
    held = Buffer.alloc(0);
    resolve(answer);
  });
  socket.on('error', (fault) => reject(fault));
  socket.on('close', () => reject(new Error('the connection was closed')));
  return {
    post: (body) =>
      new Promise((onText, onFault) => {
        resolve = onText;
        reject = onFault;
        socket.cork();
        socket.write(`${head}content-length: ${body.length}\r\n\r\n`, 'latin1');
        socket.write(body);
        socket.uncork();
      }),
    close: () => socket.destroy(),
  };
}

/** The body of an answer that has come whole, or null. */
function wholeAnswer(held: Buffer): string | null {
  const end = held.indexOf(HEAD_END);
  if (end < 0) return null;
  const length = /^content-length: *(\d+)/im.exec(held.toString('latin1', 0, end))?.[1];
  if (length === undefined) throw new RangeError('an answer does not tell its length');
  const from = end + HEAD_END.length;
  return held.length < from + Number(length) ? null : held.toString('utf8', from);
}
