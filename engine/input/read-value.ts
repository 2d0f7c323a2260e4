/**
 * Single values from outside: days, and amounts that may stand as yuan text or as whole fen.
 */
import { type Day, parseDay, parseYuan } from '../units/index.ts';
import { field, type InputProblem, problemAt, shown } from './problem.ts';

/** Reads "YYYY-MM-DD"; a day that does not exist is a problem. */
export function readDay(text: string, at: string, problems: InputProblem[]): Day | undefined {
  const day = parseDay(text);
  if (day === undefined) {
    problems.push(
      problemAt(at, 'input/bad_date', {
        message: `${shown(text)} 不是存在的日期`,
        fix: '按日历改正，写成 "2017-05-10" 这样的日期',
      }),
    );
  }
  return day;
}

/** Appends a problem where a span ends before it starts; `isStrict`: also where it is empty. */
export function orderedDays(
  span: { readonly first: number; readonly last: number; readonly isStrict: boolean },
  at: string,
  problems: InputProblem[],
): void {
  if (span.last > span.first || (!span.isStrict && span.last === span.first)) return;
  problems.push(
    problemAt(at, 'input/days_out_of_order', {
      message: '结束的日期早于开始的日期',
      fix: '核对两个日期的先后；止日是不再有效的第一天',
    }),
  );
}

/** Reads `name` in yuan or `nameFen` in fen; both at once is a problem, none gives undefined. */
export function readAmount(
  from: Readonly<Record<string, unknown>>,
  name: string,
  into: { readonly at: string; readonly problems: InputProblem[] },
): number | undefined {
  const yuan = from[name];
  const fen = from[`${name}Fen`];
  if (yuan !== undefined && fen !== undefined) {
    into.problems.push(
      problemAt(field(into.at, name), 'input/said_twice', {
        message: `${name} 和 ${name}Fen 同时写了`,
        fix: '只留一个',
      }),
    );
  }
  if (typeof fen === 'number') return fen;
  if (typeof yuan !== 'string') return undefined;
  const read = parseYuan(yuan);
  if (read === undefined) {
    into.problems.push(
      problemAt(field(into.at, name), 'input/bad_amount', {
        message: `${shown(yuan)} 不是可以接受的金额`,
        fix: '写不超过 9,000,000,000.00 元的金额，最多两位小数',
      }),
    );
  }
  return read;
}

/** Reads an amount that must be there. */
export function needAmount(
  from: Readonly<Record<string, unknown>>,
  name: string,
  into: { readonly at: string; readonly problems: InputProblem[] },
): number {
  const amount = readAmount(from, name, into);
  if (amount === undefined && from[name] === undefined) {
    into.problems.push(
      problemAt(field(into.at, name), 'input/missing_field', {
        message: `缺少金额 ${name}`,
        fix: `写 ${name}: "123.45"（元），或 ${name}Fen: 12345（分）`,
      }),
    );
  }
  return amount ?? 0;
}
