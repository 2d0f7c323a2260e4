/**
 * Makes a whole city into a folder: parts by workers, reference tables, manifest, dictionary.
 */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Sums, sumsOf } from '../check/totals.ts';
import {
  cityHash,
  dictionaryOf,
  type FileEntry,
  FORM,
  type Manifest,
  rowsByTable,
} from '../files/manifest.ts';
import { ParquetWriter } from '../files/parquet.ts';
import { BEHAVIOURS } from '../planted/behaviours.ts';
import { referenceTables } from './part-maker.ts';
import { type CityOrder, type Setting, settingOf } from './setting.ts';
import { countPart, keyFolder, type PartDone, writePart } from './write-part.ts';

export interface MakeOptions {
  readonly folder: string;
  /** 0: no worker, all in this thread. */
  readonly workers: number;
  /** How workers are started; absent: as this process was. */
  readonly execArgv?: readonly string[];
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly parts: number;
  readonly partsDone: number;
  readonly lines: number;
}

export interface CityMade {
  readonly manifest: Manifest;
  /** Cost of each insured person, fen, in no order. */
  readonly costs: Float64Array;
}

/** Makes a city; a folder that holds anything is refused. */
export async function makeCity(order: CityOrder, options: MakeOptions): Promise<CityMade> {
  await emptyFolder(options.folder);
  if (order.planted) await emptyFolder(keyFolder(options.folder));
  const setting = settingOf(order);
  const reference = await writeReference(setting, options.folder);
  const done = options.workers === 0 ? await here(setting, options) : await apart(setting, options);
  const files = [...reference, ...done.flatMap(({ files }) => files)].sort(
    (a, b) => a.table.localeCompare(b.table, 'en') || a.part - b.part,
  );
  const { levers, ...rest } = order;
  const manifest: Manifest = {
    form: FORM,
    order: rest,
    levers,
    parts: setting.roll.parts,
    hash: cityHash(files),
    rows: rowsByTable(files),
    totals: sumsOf(done.map(({ sums }) => sums)),
    files,
  };
  const write = (name: string, value: unknown) =>
    writeFile(join(options.folder, name), `${JSON.stringify(value, null, 1)}\n`);
  await write('manifest.json', manifest);
  await write('dictionary.json', dictionaryOf(setting.tables));
  if (order.planted) await writeKeyManifest(options.folder, manifest.hash, done);
  return { manifest, costs: joined(done.map(({ costs }) => costs)) };
}

async function emptyFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0) throw new Error(`文件夹 ${folder} 不是空的，不覆盖`);
}

/** Says in the key's folder what was planted at which rate. */
async function writeKeyManifest(folder: string, hash: string, done: readonly PartDone[]) {
  const files = done.flatMap(({ key }) => (key ? [key] : [])).sort((a, b) => a.part - b.part);
  const manifest = { city: hash, hash: cityHash(files), behaviours: BEHAVIOURS, files };
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  await writeFile(join(keyFolder(folder), 'manifest.json'), text);
}

async function writeReference(setting: Setting, folder: string): Promise<readonly FileEntry[]> {
  const writer = await ParquetWriter.open();
  const files: FileEntry[] = [];
  for (const [table, content] of referenceTables(setting)) {
    const hash = await writer.write(content, join(folder, table, 'part-0.parquet'));
    files.push({ table, part: 0, rows: content.rows, hash });
  }
  writer.close();
  return files;
}

async function here(setting: Setting, options: MakeOptions): Promise<readonly PartDone[]> {
  const writer = await ParquetWriter.open();
  const done: PartDone[] = [];
  for (let part = 0; part < setting.roll.parts; part++) {
    done.push(await writePart(setting, { part, folder: options.folder, writer }));
    options.onProgress?.(progressOf(setting, done));
  }
  writer.close();
  return done;
}

/** What a worker is told; without a folder it writes nothing and gives only totals. */
export interface WorkerOrder {
  readonly order: CityOrder;
  readonly folder: string | null;
}

export interface CityTotals {
  readonly sums: Sums;
  /** Cost of each insured person, fen, in one order for all years of a seed. */
  readonly costs: Float64Array;
}

/** Makes a city for its totals alone: nothing is written, memory stays small. */
export async function totalsOf(
  order: CityOrder,
  options: Pick<MakeOptions, 'workers' | 'execArgv' | 'onProgress'>,
): Promise<CityTotals> {
  const setting = settingOf(order);
  const done =
    options.workers === 0
      ? Array.from({ length: setting.roll.parts }, (_, part) => countPart(setting, part))
      : await apart(setting, { ...options, folder: null });
  const sorted = [...done].sort((a, b) => a.part - b.part);
  return {
    sums: sumsOf(sorted.map(({ sums }) => sums)),
    costs: joined(sorted.map(({ costs }) => costs)),
  };
}

type Apart = Omit<MakeOptions, 'folder'> & { readonly folder: string | null };

function apart(setting: Setting, options: Apart): Promise<readonly PartDone[]> {
  const { parts } = setting.roll;
  const done: PartDone[] = [];
  let next = 0;
  return new Promise((resolve, reject) => {
    const workers: Worker[] = [];
    const fail = (error: unknown) => {
      for (const worker of workers) void worker.terminate();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    for (let i = 0; i < Math.min(options.workers, parts); i++) {
      const workerData: WorkerOrder = { order: setting.order, folder: options.folder };
      const worker = new Worker(new URL('./worker.ts', import.meta.url), {
        workerData,
        ...(options.execArgv ? { execArgv: [...options.execArgv] } : {}),
      });
      workers.push(worker);
      const give = () => worker.postMessage(next < parts ? next++ : null);
      worker.on('error', fail);
      worker.on('message', (answer: PartDone) => {
        done.push(answer);
        options.onProgress?.(progressOf(setting, done));
        give();
        if (done.length === parts) resolve(done);
      });
      give();
    }
  });
}

function progressOf(setting: Setting, done: readonly PartDone[]): Progress {
  const lines = done.reduce((sum, { files }) => sum + linesIn(files), 0);
  return { parts: setting.roll.parts, partsDone: done.length, lines };
}

function linesIn(files: readonly FileEntry[]): number {
  return files.find(({ table }) => table === 'lines')?.rows ?? 0;
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
