/**
 * The command `tibao`. Takes arguments, gives an exit code; results go to stdout, all else to
 * stderr.
 */
import process from 'node:process';
import { CommanderError } from 'commander';
import { commandOf } from './commands.ts';
import { EXIT, type Io, processIo, Refused } from './io.ts';

/** Runs the command; never throws. Without `io` it writes to the process. */
export async function main(argv: readonly string[], io: Io = ownIo(argv)): Promise<number> {
  let code: number = EXIT.ok;
  const command = commandOf(io, (done) => {
    code = done;
  });
  try {
    await command.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return codeOf(error, io);
  }
}

function ownIo(argv: readonly string[]): Io {
  process.stdout.on('error', endQuietly);
  return processIo(argv.includes('--no-color'));
}

/** A reader that stops reading, like `head`, is no fault. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
}

function codeOf(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof Refused) {
    io.err(`${error.message}\n`);
    return error.exitCode;
  }
  io.err(
    `程序故障，没有得出结果：${error instanceof Error ? (error.stack ?? error.message) : error}\n`,
  );
  return EXIT.fault;
}
