/**
 * The histories that a command settles, from a JSON file or a table.
 */
import {
  type EventsRead,
  type NamedHistory,
  problemText,
  readEventsCsv,
  readEventsText,
  undatedClasses,
  unknownDimensions,
} from '../../engine/input/index.ts';
import type { Law } from '../../engine/law/index.ts';
import type { Compiled } from '../../engine/law/read/index.ts';
import { type SettledHistory, settleHistory } from '../../engine/settle/index.ts';
import type { Rejection } from '../../engine/units/index.ts';
import { readText } from './files.ts';
import { EXIT, Refused } from './io.ts';

export interface EventOptions {
  readonly in: string;
  readonly policies: string;
  readonly lang: 'zh' | 'en';
  readonly area?: string;
  readonly persons?: string;
  readonly width?: number;
  readonly json?: boolean;
}

export type SettledPerson = NamedHistory &
  (
    | { readonly settled: SettledHistory; readonly rejection: null }
    | { readonly settled: null; readonly rejection: Rejection }
  );

/** Gives the law; errors in it end the command, since no fen may rest on them. */
export function lawOf({ law, diagnostics }: Compiled): Law {
  if (law) return law;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const place = first ? `${first.file}:${first.line} ${first.message}` : '';
  throw new Refused(
    `法规有 ${errors.length} 个错误，不能结算。先用 tibao check 改正。${place}`,
    EXIT.findings,
  );
}

/** Reads the file of the command; every problem is told before it ends. */
export function historiesOf(options: EventOptions): readonly NamedHistory[] {
  const read = readFile(options);
  if (read.histories) return read.histories;
  const lines = read.problems.map((problem) => `${options.in}：${problemText(problem)}`);
  throw new Refused([...lines, `共 ${lines.length} 处，没有结算。`].join('\n'), EXIT.findings);
}

function readFile({ in: path, area, persons }: EventOptions): EventsRead {
  const where = area === undefined ? {} : { area };
  const text = readText(path);
  if (!/\.csv$/i.test(path)) return readEventsText(text, where);
  return readEventsCsv(text, persons === undefined ? where : { ...where, persons: list(persons) });
}

function list(path: string): readonly unknown[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readText(path).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) throw notPersons(path, error.message);
    throw error;
  }
  if (!Array.isArray(parsed)) throw notPersons(path, '不是列表');
  return parsed;
}

function notPersons(path: string, why: string): Refused {
  return new Refused(
    `${path} 不是人员列表（${why}）。写成 [{ "id": …, "bornOn": …, "facts": … }]。`,
    EXIT.findings,
  );
}

/**
 * Settles each history; a rejection concerns its person only. What `file` says that the law cannot
 * mean ends the command.
 */
export function settlePersons(
  law: Law,
  histories: readonly NamedHistory[],
  file: string,
): SettledPerson[] {
  const problems = histories.flatMap(({ history }) => [
    ...unknownDimensions(law, history).map(({ problem }) => problem),
    ...undatedClasses(law, history),
  ]);
  if (problems.length > 0) {
    const lines = problems.map((problem) => `${file}：${problemText(problem)}`);
    throw new Refused([...lines, `共 ${lines.length} 处，没有结算。`].join('\n'), EXIT.findings);
  }
  return histories.map((named) => {
    const result = settleHistory(law, named.history);
    return result.ok
      ? { ...named, settled: result.value, rejection: null }
      : { ...named, settled: null, rejection: result.rejection };
  });
}
