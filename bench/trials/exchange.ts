/**
 * Trial `exchange`: a city is exported, taken in and exported again, as CSV and with its lines in a
 * workbook; it is loaded into a platform, written out, loaded into a second and written out again;
 * nothing may differ. Then rows are broken in CSV and in Excel, and each must be set aside for its
 * own reason, while the sums in equal the sums loaded and set aside.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ExtractReport,
  exportCity,
  loadCity,
  makeCity,
  readExtractMap,
  takeExtract,
  unloadCity,
} from '../../modules/city/index.ts';
import type { Database } from '../../platform/database/index.ts';
import { serverPrograms } from '../../testing/databases/server.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { BREAKS, type Broken, breakRows } from '../workloads/broken-rows.ts';
import { LOADED_AT, openCityPlatform } from '../workloads/city-platform.ts';
import { CELL_BREAKS, withWorkbook, writeWorkbook } from '../workloads/excel-rows.ts';

const BAR =
  '0 of ≥ 10,000 broken rows of ≥ 20 kinds; export → import → export equal, by CSV, by Excel and ' +
  'through the platform';
/** Rows that fall with a row that they refer to. */
const FALLEN = new Set(['personUnknown', 'visitUnknown', 'householdUnknown']);

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const root = mkdtempSync(join(tmpdir(), 'tibao-exchange-'));
  const at = (name: string) => join(root, name);
  try {
    const files = await throughFiles(at, { quick, seed });
    const kinds: readonly Database['kind'][] = serverPrograms()
      ? quick
        ? ['embedded']
        : ['embedded', 'postgres']
      : ['embedded'];
    const platforms: Record<string, string> = {};
    for (const kind of kinds) platforms[kind] = await throughPlatform(at, kind, { quick, seed });
    const apart = Object.values(platforms).filter((found) => found !== 'equal');
    const { different, wrong, open, broken } = files;
    const isWhole = quick || broken >= 10_000;
    const value = different.length + wrong.length + open.length + apart.length;
    return {
      name: 'exchange',
      value,
      tried: broken,
      bar: BAR,
      holds: value === 0 && isWhole,
      figures: {
        kinds: Object.keys(BREAKS).length + Object.keys(CELL_BREAKS).length,
        rows: files.rows,
        setAside: files.setAside,
        brokenInExcel: files.brokenInExcel,
        rowsInExcel: files.rowsInExcel,
        different,
        wrong: wrong.slice(0, 20),
        open,
        platforms,
      },
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

type Place = (name: string) => string;

async function throughFiles(at: Place, { quick, seed }: MeasureOptions) {
  const people = quick ? 200 : 3_000;
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

  const excel = { folder: at('first'), table: 'lines', rows: 1_000_000 };
  await writeWorkbook({ ...excel, each: 0 });
  const excelMap = withWorkbook(map, 'lines');
  const whole = await takeExtract({ map: excelMap, from: at('first'), to: at('whole') });
  if (whole.hash !== manifest.hash) different.push('content hash by Excel');
  const cells = await writeWorkbook({ ...excel, each: quick ? 3 : 150 });
  const faulty = await takeExtract({ map: excelMap, from: at('first'), to: at('cells') });

  const broken = breakRows(at('first'), quick ? 10 : 900, seed);
  const after = await takeExtract({ map, from: at('first'), to: at('broken') });
  const both = [...after.tables, ...faulty.tables];
  return {
    different,
    broken: broken.length + cells.length,
    brokenInExcel: cells.length,
    rowsInExcel: whole.tables.find(({ table }) => table === 'lines')?.rows ?? 0,
    wrong: [...wrongOf(broken, at('broken-report')), ...wrongOf(cells, at('cells-report'))],
    open: both.filter((table) => !closes(table)).map(({ table }) => table),
    rows: after.tables.reduce((sum, { rows }) => sum + rows, 0),
    setAside: both.reduce((sum, { setAside }) => sum + setAside, 0),
  };
}

/** Through two platforms; `equal`, or what differs. */
async function throughPlatform(
  at: Place,
  kind: Database['kind'],
  { quick, seed }: MeasureOptions,
): Promise<string> {
  const people = quick ? 30 : 1_000;
  const order = { like: 'zhoushan', people, year: 2021, seed, levers: {}, planted: true };
  const folder = (name: string) => at(`${kind}-${name}`);
  const { manifest } = await makeCity(order, { folder: folder('city'), workers: 0 });
  const through = async (
    from: string,
    outs: readonly (readonly ['recorded' | 'settled', string])[],
  ) => {
    const { database, services, close } = await openCityPlatform(kind, 'zhoushan');
    try {
      await loadCity({ folder: folder(from), database, services, at: LOADED_AT });
      const hashes: string[] = [];
      for (const [payments, to] of outs) {
        hashes.push((await unloadCity({ database, folder: folder(to), payments })).hash);
      }
      return hashes;
    } finally {
      await close();
    }
  };
  const [same, first] = await through('city', [
    ['recorded', 'same'],
    ['settled', 'first'],
  ]);
  if (same !== manifest.hash) return 'what was loaded comes out otherwise';
  const [again] = await through('first', [['settled', 'second']]);
  return again === first ? 'equal' : 'what was settled settles otherwise a second time';
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
