/**
 * Until when what a person paid in full may be handed in. Pure.
 */
import {
  type Day,
  dayFromCivil,
  dayToCivil,
  formatDay,
  plusMonths,
} from '../../engine/units/index.ts';
import type { ClaimDeadline } from './arrangements.ts';

export interface LastClaimDay {
  /** `YYYY-MM-DD`; on this day it may still be handed in. */
  readonly on: string;
  readonly document: string;
  readonly clause: string;
  readonly mark: ClaimDeadline['mark'];
}

/** The last day for care that ended on a day; null where the area names none. */
export function lastClaimDay(
  deadlines: readonly ClaimDeadline[],
  endedOn: Day,
): LastClaimDay | null {
  const day = formatDay(endedOn);
  const own = deadlines.find(({ from, until }) => from <= day && (until === null || day < until));
  if (!own) return null;
  const { lastDay, document, clause, mark } = own;
  const cited = { document, clause, mark };
  if ('monthsAfter' in lastDay) {
    return { on: formatDay(plusMonths(endedOn, lastDay.monthsAfter)), ...cited };
  }
  const [month = 0, dayOfMonth = 0] = lastDay.day.split('-').map(Number);
  const year = dayToCivil(endedOn).year + lastDay.yearsAfter;
  return { on: formatDay(dayFromCivil({ year, month, day: dayOfMonth })), ...cited };
}
