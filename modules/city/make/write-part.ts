/** Makes one part and writes its tables. */
import { join } from 'node:path';
import type { FileEntry } from '../files/manifest.ts';
import type { ParquetWriter } from '../files/parquet.ts';
import type { Table } from '../tables/table.ts';
import { REFERENCE } from '../tables/tables.ts';
import { makePart } from './part-maker.ts';
import type { Setting } from './setting.ts';

/** What a part leaves behind besides its files. */
export interface PartDone {
  readonly part: number;
  readonly files: readonly FileEntry[];
  /** The key of what was planted; null where nothing was to be. */
  readonly key: FileEntry | null;
  readonly sums: Float64Array;
  readonly costs: Float64Array;
}

/** Makes and writes a part. */
export async function writePart(
  setting: Setting,
  { part, folder, writer }: { part: number; folder: string; writer: ParquetWriter },
): Promise<PartDone> {
  const { tables, totals, key: planted } = makePart(setting, part);
  const files: FileEntry[] = [];
  for (const [table, content] of tables) {
    if (REFERENCE.includes(table)) continue;
    const hash = await writer.write(content, join(folder, table, `part-${part}.parquet`));
    files.push({ table, part, rows: content.rows, hash });
  }
  const key = setting.order.planted ? await writeKey(planted, { part, folder, writer }) : null;
  return { part, files, key, sums: totals.sums, costs: totals.costs.slice(0, totals.counted) };
}

/** The folder of the key of a city in a folder: beside it, never in it. */
export function keyFolder(folder: string): string {
  return `${folder}-key`;
}

async function writeKey(
  table: Table,
  { part, folder, writer }: { part: number; folder: string; writer: ParquetWriter },
): Promise<FileEntry> {
  const file = join(keyFolder(folder), 'key', `part-${part}.parquet`);
  return { table: 'key', part, rows: table.rows, hash: await writer.write(table, file) };
}

/** Makes a part for its totals alone. */
export function countPart(setting: Setting, part: number): PartDone {
  const { totals } = makePart(setting, part, () => undefined);
  return {
    part,
    files: [],
    key: null,
    sums: totals.sums,
    costs: totals.costs.slice(0, totals.counted),
  };
}
