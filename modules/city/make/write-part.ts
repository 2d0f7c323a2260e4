/** Makes one part and writes its tables. */
import { join } from 'node:path';
import type { FileEntry } from '../files/manifest.ts';
import type { ParquetWriter } from '../files/parquet.ts';
import { REFERENCE } from '../tables/tables.ts';
import { makePart } from './part-maker.ts';
import type { Setting } from './setting.ts';

/** What a part leaves behind besides its files. */
export interface PartDone {
  readonly part: number;
  readonly files: readonly FileEntry[];
  readonly sums: Float64Array;
  readonly costs: Float64Array;
}

/** Makes and writes a part. */
export async function writePart(
  setting: Setting,
  { part, folder, writer }: { part: number; folder: string; writer: ParquetWriter },
): Promise<PartDone> {
  const { tables, totals } = makePart(setting, part);
  const files: FileEntry[] = [];
  for (const [table, content] of tables) {
    if (REFERENCE.includes(table)) continue;
    const hash = await writer.write(content, join(folder, table, `part-${part}.parquet`));
    files.push({ table, part, rows: content.rows, hash });
  }
  return { part, files, sums: totals.sums, costs: totals.costs.slice(0, totals.counted) };
}
