/**
 * Spans of days, half open.
 */
import { asDay, type Day, formatDay, parseDay } from '../../units/index.ts';

export interface Span {
  readonly from: Day;
  readonly until: Day;
}

/** Days that no law reaches; they stand for "no bound" while spans are cut. */
const FIRST = asDay(-1_000_000);
const LAST = asDay(10_000_000);

/** Reads a span from written dates; a missing or impossible date does not bound it. */
export function spanOf(from: string | undefined, until: string | undefined): Span {
  return { from: dayOr(from, FIRST), until: dayOr(until, LAST) };
}

/** Cuts two spans; the result may be empty. */
export function commonSpan(a: Span, b: Span): Span {
  return {
    from: asDay(Math.max(a.from, b.from)),
    until: asDay(Math.min(a.until, b.until)),
  };
}

/** Tells whether a span has no day. */
export function isEmptySpan({ from, until }: Span): boolean {
  return from >= until;
}

/** Renders a span for a message. */
export function formatSpan({ from, until }: Span): string {
  return `${formatDay(from)} 至 ${formatDay(asDay(until - 1))}`;
}

function dayOr(text: string | undefined, otherwise: Day): Day {
  return (text === undefined ? undefined : parseDay(text)) ?? otherwise;
}
