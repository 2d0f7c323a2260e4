/**
 * The platform over HTTP for tests and trials, on a free port of this machine.
 */
import { type ListenOptions, listen, type RunningServer } from '../../apps/server/listen.ts';

/** Of the operator that tests ask as. */
export const OPERATOR_TOKEN = 'operator-of-the-test';

type Given = Pick<ListenOptions, 'services' | 'now'> & Partial<ListenOptions>;

/** Writes no daily roots, and what goes wrong to nobody, unless told otherwise. */
export function listening(given: Given): Promise<RunningServer> {
  return listen({
    host: '127.0.0.1',
    port: 0,
    operatorToken: OPERATOR_TOKEN,
    rootsFolder: null,
    log: () => undefined,
    ...given,
  });
}
