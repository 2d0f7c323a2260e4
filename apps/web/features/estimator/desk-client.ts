/**
 * The desk as the page sees it: asks the worker and gives a promise for each answer.
 */
import type { Catalogue } from '../../laws/law-files.ts';
import type { Curve } from './curve.ts';
import type { Asked, Desk, Estimated } from './desk.ts';
import type { Answer, Request } from './protocol.ts';

type Unnumbered<T> = T extends unknown ? Omit<T, 'number'> : never;

interface Waiting {
  readonly give: (value: unknown) => void;
  readonly fail: (fault: Error) => void;
}

/** Starts the worker; law files lie at `lawsUrl`, which ends with a slash. */
export function startDesk(lawsUrl: string): Desk {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const send = (request: Unnumbered<Request>): Promise<unknown> =>
    new Promise((give, fail) => {
      last += 1;
      waiting.set(last, { give, fail });
      worker.postMessage({ ...request, number: last });
    });
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    const one = waiting.get(data.number);
    waiting.delete(data.number);
    if (data.kind === 'given') one?.give(data.value);
    else one?.fail(new Error(data.message));
  });
  worker.addEventListener('error', ({ message }) => {
    for (const { fail } of waiting.values()) fail(new Error(message));
    waiting.clear();
  });
  // The worker answers each kind of request with the type that `Desk` names for it.
  return {
    catalogue: () => send({ kind: 'open', lawsUrl }) as Promise<Catalogue>,
    ask: (of) => send({ kind: 'ask', of }) as Promise<Asked>,
    estimate: (of) => send({ kind: 'estimate', of }) as Promise<Estimated>,
    curve: (of) => send({ kind: 'curve', of }) as Promise<Curve | null>,
  };
}
