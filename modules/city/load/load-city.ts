/**
 * A city's folder into the running platform: people enrolled under sealed invented names, filings,
 * catalogue, and every bill settled under the published law, with its entry in the ledger. What the
 * platform's stores do not keep stays in the schema `city`.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asDay, formatDay } from '../../../engine/units/index.ts';
import type { Database } from '../../../platform/database/index.ts';
import {
  addDisease,
  addProvider,
  findDisease,
  findProvider,
  importItems,
  itemsOn,
} from '../../catalogue/index.ts';
import { moveNumbersOn, somePersonNumbers } from '../../enrolment/index.ts';
import type { PastServices } from '../../settlement/index.ts';
import type { Manifest } from '../files/manifest.ts';
import { type CityFolder, openCity } from '../files/read-persons.ts';
import { CityRefused } from '../refused.ts';
import { OPEN_END, type TableDef } from '../tables/table.ts';
import { type CodeLists, REFERENCE, tablesOf } from '../tables/tables.ts';
import { diseases, itemOf, providerOf } from './catalogue-rows.ts';
import { keep, loadPart } from './load-part.ts';
import { pastContext } from './past-of.ts';
import { keptTables } from './schema.ts';
import { type Chunk, chunksOf, loadedCity, noteCity } from './store.ts';

export interface LoadOptions {
  readonly folder: string;
  readonly database: Database;
  readonly services: PastServices;
  readonly at: Date;
  /** Leave out bills that were recorded after this day; absent: all are loaded. */
  readonly until?: number;
  /** Load although other people are enrolled. */
  readonly isBeside?: boolean;
  /** Load only these parts; absent: all. Workers share a city so. */
  readonly parts?: readonly number[];
  readonly onProgress?: (loaded: Loaded) => void;
  readonly onChunk?: (chunk: Chunk) => void;
}

export interface Loaded {
  readonly persons: number;
  readonly bills: number;
  readonly settled: number;
  /** Bills that the law refused, by reason; their visits and lines are kept, unsettled. */
  readonly refused: Readonly<Record<string, number>>;
}

/**
 * Loads the city of a folder, or what of it is not there yet: a second run changes nothing. Throws
 * where another city is loaded, and where other people are enrolled and it is not told to go on.
 */
export async function loadCity(options: LoadOptions): Promise<Loaded> {
  const { folder, database, services, at, onProgress } = options;
  const until = options.until ?? OPEN_END;
  const city = await openCity(folder);
  try {
    const kept = await prepareLoad(options, city, until);
    const chunks = await chunksOf(database);
    const sum = new Sum(chunks);
    const context = pastContext(city.context, until);
    const parts = options.parts ?? Array.from({ length: city.manifest.parts }, (_, part) => part);
    for (const part of parts) {
      const done = new Set(chunks.filter((one) => one.part === part).map(({ chunk }) => chunk));
      const onChunk = (chunk: Chunk) => {
        sum.add(chunk);
        onProgress?.(sum.loaded());
        options.onChunk?.(chunk);
      };
      await loadPart({ database, services, city, kept, context, at, onChunk }, part, done);
    }
    await moveNumbersOn(database);
    return sum.loaded();
  } finally {
    city.close();
  }
}

/** Holds the database against the city, and loads what all parts share. Gives the kept tables. */
export async function prepareLoad(
  { folder, database, services, isBeside = false }: LoadOptions,
  city: CityFolder,
  until: number,
): Promise<readonly TableDef[]> {
  const lists: CodeLists = JSON.parse(await readFile(join(folder, 'code-lists.json'), 'utf8'));
  const kept = keptTables(tablesOf(lists));
  const known = await loadedCity(database);
  const untilText = formatDay(asDay(until));
  if (known) {
    refuseOther(known.manifest, city.manifest);
    if (known.until === untilText) return kept;
    throw new CityRefused(`这座城市已按截止 ${known.until} 装入，不能改为截止 ${untilText}`);
  }
  const [other] = await somePersonNumbers(database, 1);
  if (other !== undefined && !isBeside) {
    throw new CityRefused('数据库里已有其他参保人；换一个空的数据库，或写 --beside 与他们并存');
  }
  await loadReference({ database, services, city, kept }, { lists, until: untilText });
  return kept;
}

function refuseOther(known: Manifest, wanted: Manifest): void {
  if (known.hash === wanted.hash) return;
  throw new CityRefused('数据库里已有另一座城市（内容哈希不同），不覆盖；请换一个数据库');
}

interface Ground {
  readonly database: Database;
  readonly services: PastServices;
  readonly city: CityFolder;
  readonly kept: readonly TableDef[];
}

async function loadReference(
  { database, services, city, kept }: Ground,
  noted: { readonly lists: CodeLists; readonly until: string },
): Promise<void> {
  const { manifest } = city;
  const [providers, items] = await Promise.all(REFERENCE.map((name) => city.rows(name, 0)));
  const { vault } = services;
  await database.transaction(async (tx) => {
    await noteCity(tx, { manifest, ...noted });
    for (const row of providers ?? []) {
      const provider = providerOf(row);
      if (!(await findProvider(tx, vault, provider.code))) await addProvider(tx, vault, provider);
    }
    const all = (items ?? []).map(itemOf);
    const codes = all.map(({ code }) => code);
    const there = await itemsOn(tx, codes, `${manifest.order.year}-12-31`);
    await importItems(
      tx,
      all.filter(({ code }) => !there.has(code)),
    );
    for (const disease of diseases()) {
      if (!(await findDisease(tx, disease.code))) await addDisease(tx, disease);
    }
    for (const [name, rows] of [
      ['providers', providers ?? []],
      ['items', items ?? []],
    ] as const) {
      const def = kept.find((one) => one.name === name);
      if (def)
        await keep(
          tx,
          def,
          rows.map((row, place) => ({ ...row, row_no: place })),
          0,
        );
    }
  });
}

/** Sums of chunks. */
export class Sum {
  private persons = 0;
  private bills = 0;
  private settled = 0;
  private readonly refused: Record<string, number> = {};

  constructor(chunks: readonly Chunk[]) {
    for (const chunk of chunks) this.add(chunk);
  }

  add({ persons, bills, settled, refused }: Chunk): void {
    this.persons += persons;
    this.bills += bills;
    this.settled += settled;
    for (const [code, count] of Object.entries(refused)) {
      this.refused[code] = (this.refused[code] ?? 0) + count;
    }
  }

  loaded(): Loaded {
    const { persons, bills, settled, refused } = this;
    return { persons, bills, settled, refused: { ...refused } };
  }
}
