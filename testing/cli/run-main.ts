/** Runs the command `tibao` in this process, where a start is cheap, and keeps what it prints. */
import type { Io } from '../../apps/cli/io.ts';
import { main } from '../../apps/cli/main.ts';

export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `tibao ARGS` on a terminal without colours; its width in columns. */
export async function runMain(args: readonly string[], width = 100): Promise<Printed> {
  let out = '';
  let err = '';
  const io: Io = {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    width,
    paint: (_, text) => text,
  };
  return { code: await main(args, io), out, err };
}
