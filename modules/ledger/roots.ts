/**
 * Daily roots: what a day left behind, kept outside the database. Somebody who can write the
 * database, and even put back an older copy of it, cannot change what was exported.
 */
import { createHmac, type KeyObject } from 'node:crypto';
import type { Database } from '../../platform/database/index.ts';
import { closedMonths, headsAfter, macsOfDay } from './store.ts';

export interface DayRoot {
  readonly day: string;
  readonly entries: number;
  readonly persons: number;
  /** Keyed hash over the day's entries in order, in hexadecimal. */
  readonly entriesRoot: string;
  /** Keyed hash over the end of every chain at the time of export. */
  readonly headsRoot: string;
  /** Months that were closed at the time of export. */
  readonly months: readonly MonthRoot[];
}

export interface MonthRoot {
  readonly area: string;
  readonly month: string;
  /** Keyed hash over the month's balances, in hexadecimal. */
  readonly root: string;
}

const PAGE = 10_000;
const DAY = 86_400_000;

/** Works out the root of a day, to be written outside the database. */
export async function dayRoot(database: Database, key: KeyObject, day: string): Promise<DayRoot> {
  const { root, entries } = await entriesRoot(database, key, day);
  const heads = createHmac('sha256', key);
  let persons = 0;
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const page = await headsAfter(database, after, PAGE);
    for (const { personId, seq, mac } of page) {
      heads.update(`${personId}:${seq}:${mac.toString('hex')}\n`);
      after = personId;
    }
    persons += page.length;
    if (page.length === 0) break;
  }
  const months = await monthRoots(database, key);
  return { day, entries, persons, entriesRoot: root, headsRoot: heads.digest('hex'), months };
}

/** Lists, in Chinese, what the database no longer has as the exported roots say. */
export async function rootFaults(
  database: Database,
  key: KeyObject,
  roots: readonly DayRoot[],
): Promise<readonly string[]> {
  const faults = new Set<string>();
  for (const root of roots) {
    const now = await entriesRoot(database, key, root.day);
    if (now.root !== root.entriesRoot || now.entries !== root.entries) {
      faults.add(`${root.day} 的分录与当日导出的根不符`);
    }
  }
  const months = new Map(
    (await monthRoots(database, key)).map(({ area, month, root }) => [`${area} ${month}`, root]),
  );
  for (const { area, month, root } of roots.flatMap((one) => one.months)) {
    const now = months.get(`${area} ${month}`);
    if (now === undefined) faults.add(`${area} ${month} 已经月结，现在却没有月结记录`);
    else if (now !== root) faults.add(`${area} ${month} 的月结余额与导出的根不符`);
  }
  return [...faults];
}

async function monthRoots(database: Database, key: KeyObject): Promise<readonly MonthRoot[]> {
  const months = await closedMonths(database);
  return months.map(({ area, month, balances }) => ({
    area,
    month,
    root: createHmac('sha256', key).update(`month:${area}:${month}:${balances}\n`).digest('hex'),
  }));
}

async function entriesRoot(
  database: Database,
  key: KeyObject,
  day: string,
): Promise<{ root: string; entries: number }> {
  const from = new Date(`${day}T00:00:00+08:00`);
  const span = { from, until: new Date(from.getTime() + DAY) };
  const hash = createHmac('sha256', key).update(`day:${day}\n`);
  let after = { personId: Number.MIN_SAFE_INTEGER, seq: 0 };
  let entries = 0;
  for (;;) {
    const page = await macsOfDay(database, span, after, PAGE);
    for (const { personId, seq, mac } of page) {
      hash.update(`${personId}:${seq}:${mac.toString('hex')}\n`);
      after = { personId, seq };
    }
    entries += page.length;
    if (page.length === 0) break;
  }
  return { root: hash.digest('hex'), entries };
}
