/** `tibao city export` and `tibao city take`: a city as an extract, and an extract as a city. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { formatYuan } from '../../engine/units/index.ts';
import {
  type ExtractReport,
  exportCity,
  REASONS,
  type Reason,
  readExtractMap,
  takeExtract,
} from '../../modules/city/index.ts';
import { EXIT, type Io, Refused } from './io.ts';
import { table } from './table.ts';

export interface CityExportOptions {
  readonly in: string;
  readonly out: string;
}

/** Writes a city's folder as CSV with its column map. */
export async function cityExport(io: Io, options: CityExportOptions): Promise<number> {
  await exportCity(options.in, options.out);
  io.out(`${options.out}：每张表一个 CSV，列对照表 map.yaml\n`);
  return EXIT.ok;
}

export interface CityTakeOptions {
  readonly map: string;
  readonly out: string;
  readonly json?: boolean;
}

/** Takes an extract by its column map; rows set aside are findings. */
export async function cityTake(io: Io, options: CityTakeOptions): Promise<number> {
  if (!existsSync(options.map)) throw new Refused(`没有文件 ${options.map}。`, EXIT.usage);
  const map = readExtractMap(readFileSync(options.map, 'utf8'));
  const report = await takeExtract({ map, from: dirname(options.map), to: options.out });
  if (options.json) io.out(`${JSON.stringify(report, null, 2)}\n`);
  else io.out(reportText(io, report, options.out));
  return report.tables.every(({ setAside }) => setAside === 0) ? EXIT.ok : EXIT.findings;
}

function reportText(io: Io, { tables, hash }: ExtractReport, out: string): string {
  const rows = tables.map(({ table: name, rows, loaded, setAside, fen }) => [
    name,
    rows.toLocaleString('en'),
    loaded.toLocaleString('en'),
    setAside.toLocaleString('en'),
    fen ? formatYuan(fen.in) : '',
    fen ? formatYuan(fen.loaded) : '',
    fen ? formatYuan(fen.setAside) : '',
  ]);
  const titles = ['表', '读入行', '装入行', '搁置行', '读入金额', '装入金额', '搁置金额'];
  const columns = titles.map((title, i) =>
    i === 0 ? { title } : { title, align: 'right' as const },
  );
  const why = tables.flatMap(({ table: name, reasons }) =>
    Object.entries(reasons).map(
      ([reason, count]) => `  ${name}  ${REASONS[reason as Reason]}（${reason}）${count} 行\n`,
    ),
  );
  const aside = why.length === 0 ? '没有搁置的行。\n' : `搁置的原因：\n${why.join('')}`;
  return `${table(io, columns, rows)}${aside}搁置的行和报告在 ${out}-report\n内容哈希 ${hash}\n`;
}
