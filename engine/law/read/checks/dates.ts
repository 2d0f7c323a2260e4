/**
 * Dates that exist, spans that have days, values in the order of their days.
 */
import { parseDay } from '../../../units/index.ts';
import type { WrittenParameters } from '../compile/parameter.ts';
import type { Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Tell } from '../unit.ts';

interface Spanned {
  readonly effectiveFrom?: string;
  readonly effectiveUntil?: string;
}

/** Checks the span of a scheme, policy or overlay. */
export function checkSpan({ effectiveFrom, effectiveUntil }: Spanned, tell: Tell): void {
  const from = checkDate(effectiveFrom, ['effectiveFrom'], tell);
  const until = checkDate(effectiveUntil, ['effectiveUntil'], tell);
  if (from !== undefined && until !== undefined && from >= until) {
    tell(['effectiveUntil'], inverted(effectiveFrom, effectiveUntil));
  }
}

/** Checks that a date exists, and gives its day. */
export function checkDate(text: string | undefined, path: Path, tell: Tell): number | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day === undefined) tell(path, noSuchDate(text));
  return day;
}

/** Checks the days of dated values. */
export function checkValueDates(parameters: WrittenParameters | undefined, tell: Tell): void {
  for (const [name, parameter] of Object.entries(parameters ?? {})) {
    let last: string | undefined;
    for (const date of Object.keys(parameter.from)) {
      const path = ['parameters', name, 'from', date];
      checkDate(date, path, tell);
      if (last !== undefined && date < last) tell(path, outOfOrder(name, last, date));
      else last = date;
    }
  }
}

/** Checks "MM-DD": a day that every year has. */
export function isYearlyDay(text: string): boolean {
  return parseDay(`2023-${text}`) !== undefined;
}

function noSuchDate(text: string): Problem {
  return {
    code: 'law/no_such_date',
    message: `${text} 这一天不存在，无法知道从哪天起生效`,
    fix: '核对原文，改为存在的日期',
  };
}

function inverted(from: string | undefined, until: string | undefined): Problem {
  return {
    code: 'law/span_inverted',
    message: `终止日 ${until} 不晚于起始日 ${from}，没有一天生效`,
    fix: '更正起止日期；终止日当天不再生效',
  };
}

function outOfOrder(name: string, last: string, date: string): Problem {
  return {
    code: 'law/entries_out_of_order',
    message: `参数“${name}”的 ${date} 写在 ${last} 之后；乱序时生效期互相交错，难以看出哪个数在用`,
    fix: '按日期先后排列，每个日期只写一次',
  };
}
