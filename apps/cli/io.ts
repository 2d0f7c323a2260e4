/**
 * Where the command writes, and how: results to `out`, all else to `err`; colour only on a
 * terminal.
 */
import process from 'node:process';
import { styleText } from 'node:util';

export interface Io {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Columns of a line. */
  readonly width: number;
  readonly paint: (style: Style, text: string) => string;
}

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Exit codes of every command. */
export const EXIT = {
  ok: 0,
  /** Errors in the law, cases that fail, input or events that are rejected. */
  findings: 1,
  usage: 2,
  fault: 3,
} as const;

/** Writes to the process; `isPlain` switches colour off. */
export function processIo(isPlain: boolean): Io {
  const isColoured = !isPlain && process.stdout.isTTY === true && !process.env.NO_COLOR;
  return {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    width: Math.max(60, Math.min(process.stdout.columns ?? 100, 120)),
    paint: (style, text) => (isColoured ? styleText(style, text, { validateStream: false }) : text),
  };
}

/** Thrown by a command to end with a code after saying why on `err`. */
export class Refused extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command was used wrongly. */
export function usage(message: string): Refused {
  return new Refused(message, EXIT.usage);
}
