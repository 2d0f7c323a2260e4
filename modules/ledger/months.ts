/**
 * Months: what is closed takes no entry, and what comes later goes to the first open one.
 */
import { accepted, type Result, rejected } from '../../engine/units/index.ts';
import type { Database, Queryable } from '../../platform/database/index.ts';
import { monthOf } from './model.ts';
import { lastClosedMonth, storeClose } from './store.ts';

/** The month in which an instant's entry is booked: its own, or the first after the closed ones. */
export async function bookingMonth(on: Queryable, area: string, at: Date): Promise<string> {
  return openMonth(monthOf(at), await lastClosedMonth(on, area));
}

/** The later of a month and the one after the last closed. */
export function openMonth(month: string, lastClosed: string | null): string {
  if (lastClosed === null || month > lastClosed) return month;
  return nextMonth(lastClosed);
}

function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12
    ? `${year + 1}-01`
    : `${String(year).padStart(4, '0')}-${String(number + 1).padStart(2, '0')}`;
}

export interface MonthClose {
  readonly area: string;
  readonly month: string;
  readonly at: Date;
  readonly by: string;
}

/**
 * Closes a month that is over. Rejects `ledger/month_not_over`, `ledger/month_closed` and
 * `ledger/month_gap`: months are closed one after the other.
 */
export async function closeMonth(database: Database, close: MonthClose): Promise<Result<void>> {
  const { area, month, at } = close;
  if (month >= monthOf(at)) {
    return rejected('ledger/month_not_over', `${month} 还没有过完，不能月结；请下月再结`, month);
  }
  const last = await lastClosedMonth(database, area);
  if (last !== null && month <= last) {
    return rejected('ledger/month_closed', `${month} 已经月结，差额请记入未结月份`, month);
  }
  if (last !== null && month !== nextMonth(last)) {
    return rejected('ledger/month_gap', `${nextMonth(last)} 还没有月结，请先结那个月`, month);
  }
  await storeClose(database, close);
  return accepted(undefined);
}
