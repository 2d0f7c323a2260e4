/**
 * Files of daily roots, outside the database: one for each day, written once.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asDay, formatDay, parseDay } from '../../engine/units/index.ts';
import { cityDay, type DayRoot, dayRoot } from '../../modules/ledger/index.ts';
import type { Services } from '../../modules/settlement/index.ts';

const DAY = 86_400_000;

/** The file of a day. */
export function rootPath(folder: string, day: string): string {
  return join(folder, `${day}.json`);
}

/** Throws where the day was written before. */
export function writeRoot(folder: string, root: DayRoot): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const text = `${JSON.stringify(root, null, 2)}\n`;
  writeFileSync(rootPath(folder, root.day), text, { flag: 'wx', mode: 0o600 });
}

/** Days that were exported, oldest first. */
function exportedDays(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /^\d{4}-\d\d-\d\d\.json$/.test(name));
  return names.map((name) => name.slice(0, 10)).sort();
}

/** Reads the roots of a folder, oldest first; throws with the file that is none. */
export function readRoots(folder: string): readonly DayRoot[] {
  return exportedDays(folder).map((day) => {
    const path = rootPath(folder, day);
    const root = JSON.parse(readFileSync(path, 'utf8')) as Partial<DayRoot>;
    if (typeof root.entriesRoot !== 'string' || typeof root.entries !== 'number') {
      throw new RangeError(`${path} 不是日根文件。`);
    }
    // The rest was written by `dayRoot`; files of before months were kept have none.
    return { ...(root as DayRoot), months: root.months ?? [] };
  });
}

/** Days between the first and the last exported that have no file. */
export function missingDays(days: readonly string[]): readonly string[] {
  const missing: string[] = [];
  for (const [index, day] of days.entries()) {
    const next = days[index + 1];
    if (next === undefined) break;
    for (let one = dayAfter(day); one < next; one = dayAfter(one)) missing.push(one);
  }
  return missing;
}

/**
 * Writes the root of the oldest day that is over and was not exported: of each day since the last
 * export, as the platform may have stood still, and on a new folder of yesterday. Gives the day, or
 * null where nothing is left to do.
 */
export async function exportNextRoot(
  { database, ledgerKey }: Pick<Services, 'database' | 'ledgerKey'>,
  folder: string,
  now: Date,
): Promise<string | null> {
  const yesterday = cityDay(new Date(now.getTime() - DAY));
  const last = exportedDays(folder).at(-1);
  const day = last === undefined ? yesterday : dayAfter(last);
  if (day > yesterday) return null;
  writeRoot(folder, await dayRoot(database, ledgerKey, day));
  return day;
}

function dayAfter(text: string): string {
  const day = parseDay(text);
  if (day === undefined) throw new RangeError(`${text} is no day`);
  return formatDay(asDay(day + 1));
}
