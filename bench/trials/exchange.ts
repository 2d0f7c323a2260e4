/**
 * Trial `exchange`: a city is exported, taken in and exported again, and nothing differs; then ten
 * thousand rows are broken in twenty ways, and each must be set aside for its own reason, while the
 * sums in equal the sums loaded and set aside.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ExtractReport,
  exportCity,
  makeCity,
  readExtractMap,
  takeExtract,
} from '../../modules/city/index.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { BREAKS, type Broken, breakRows } from '../workloads/broken-rows.ts';

const BAR = '0 of ≥ 10,000 broken rows of ≥ 20 kinds; export → import → export equal';
/** Rows that fall with a row that they refer to. */
const FALLEN = new Set(['personUnknown', 'visitUnknown', 'householdUnknown']);

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const root = mkdtempSync(join(tmpdir(), 'tibao-exchange-'));
  const at = (name: string) => join(root, name);
  try {
    const people = quick ? 400 : 3_000;
    const order = { like: 'wenzhou', people, year: 2023, seed, levers: {}, planted: false };
    const { manifest } = await makeCity(order, { folder: at('city'), workers: 0 });
    await exportCity(at('city'), at('first'));
    const map = readExtractMap(readFileSync(join(at('first'), 'map.yaml'), 'utf8'));
    const taken = await takeExtract({ map, from: at('first'), to: at('taken') });
    await exportCity(at('taken'), at('second'));
    const different = Object.values(map.tables)
      .map(({ file }) => file)
      .filter((file) => text(at('first'), file) !== text(at('second'), file));
    if (taken.hash !== manifest.hash) different.push('content hash');
    const broken = breakRows(at('first'), quick ? 20 : 900, seed);
    const after = await takeExtract({ map, from: at('first'), to: at('broken') });
    const wrong = wrongOf(broken, at('broken-report'));
    const open = after.tables.filter((table) => !closes(table)).map(({ table }) => table);
    const isWhole = quick || broken.length >= 10_000;
    const value = different.length + wrong.length + open.length;
    return {
      name: 'exchange',
      value,
      tried: broken.length,
      bar: BAR,
      holds: value === 0 && isWhole,
      figures: {
        kinds: Object.keys(BREAKS).length,
        rows: after.tables.reduce((sum, { rows }) => sum + rows, 0),
        setAside: after.tables.reduce((sum, each) => sum + each.setAside, 0),
        different,
        wrong: wrong.slice(0, 20),
        open,
      },
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function text(folder: string, file: string): string {
  return readFileSync(join(folder, file), 'utf8');
}

function closes({ rows, loaded, setAside, fen }: ExtractReport['tables'][number]): boolean {
  return rows === loaded + setAside && (fen === null || fen.in === fen.loaded + fen.setAside);
}

/** Broken rows that were not set aside for their reason, and whole rows that were. */
function wrongOf(broken: readonly Broken[], report: string): string[] {
  const wrong: string[] = [];
  for (const table of new Set(broken.map((each) => each.table))) {
    const mine = new Map(broken.filter((each) => each.table === table).map((b) => [b.line, b]));
    const rows = readFileSync(join(report, `${table}.csv`), 'utf8')
      .split('\n')
      .slice(1);
    for (const row of rows.filter((line) => line !== '')) {
      const [line = '', reason = ''] = row.split(',');
      const expected = mine.get(Number(line));
      mine.delete(Number(line));
      if (expected ? expected.reason !== reason : !FALLEN.has(reason)) {
        wrong.push(`${table}:${line} ${reason}, expected ${expected?.reason ?? 'to be taken'}`);
      }
    }
    for (const left of mine.values()) wrong.push(`${table}:${left.line} ${left.reason} was taken`);
  }
  writeFileSync(join(report, 'wrong.txt'), wrong.join('\n'));
  return wrong;
}
