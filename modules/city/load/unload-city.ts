/**
 * The running platform's city as a folder in the exchange form: people and bills from the
 * platform's stores, what they do not keep from the schema `city`.
 */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, Loadable } from '../../../platform/database/index.ts';
import { allItems, allProviders } from '../../catalogue/index.ts';
import { numbersOfArea, standingsOf } from '../../enrolment/index.ts';
import { billsOfPersons, diagnosisCodes } from '../../settlement/index.ts';
import { CodeIndex } from '../exchange/convert.ts';
import { cityHash, dictionaryOf, type FileEntry, FORM, rowsByTable } from '../files/manifest.ts';
import { ParquetWriter } from '../files/parquet.ts';
import type { Row } from '../history/rows.ts';
import { partOf } from '../people/household.ts';
import { CityRefused } from '../refused.ts';
import { Table, type TableDef } from '../tables/table.ts';
import { REFERENCE, tablesOf } from '../tables/tables.ts';
import { billsOut, NO_DIAGNOSIS, type Payments } from './bills-out.ts';
import { dayNumber, ownHousehold, personRow, standingRows } from './person-out.ts';
import { itemRow, providerRow } from './reference-out.ts';
import { type KeptRow, keptRows, keptRowsOf, loadedCity } from './store.ts';

export interface UnloadOptions {
  readonly database: Database;
  /** An empty folder. */
  readonly folder: string;
  readonly payments: Payments;
}

export interface Unloaded {
  readonly hash: string;
  /** Whether the content is that of the city that was loaded, to the byte. */
  readonly isAsLoaded: boolean;
  readonly rows: Readonly<Record<string, number>>;
  /** People who were enrolled after the load, and visits under way, which are no bills yet. */
  readonly newPersons: number;
  readonly openVisits: number;
}

/** Writes the city that was loaded, with all that was done since. Throws if none was loaded. */
export async function unloadCity(options: UnloadOptions): Promise<Unloaded> {
  const { database, folder, payments } = options;
  const city = await loadedCity(database);
  if (!city) throw new CityRefused('数据库里没有装入过城市；先用 tibao city load');
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0)
    throw new CityRefused(`文件夹 ${folder} 不是空的，不覆盖`);
  // One moment for all reads: what is settled meanwhile is not half in it.
  return await database.transaction(async (tx) => {
    await tx.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const writer = await ParquetWriter.open();
    const out = new CityOut(tx, { ...city, folder, payments, writer });
    const done = await out.write();
    writer.close();
    return done;
  });
}

interface OutOptions {
  readonly manifest: NonNullable<Awaited<ReturnType<typeof loadedCity>>>['manifest'];
  readonly lists: NonNullable<Awaited<ReturnType<typeof loadedCity>>>['lists'];
  readonly until: string;
  readonly folder: string;
  readonly payments: Payments;
  readonly writer: ParquetWriter;
}

const CHUNK = 250;
const KEPT = ['covers', 'identities', 'filings', 'products', 'allowances', 'care', 'traces'];

class CityOut {
  private readonly tx: Loadable;
  private readonly options: OutOptions;
  private readonly lists: Record<'counties' | 'providers' | 'items' | 'diagnoses', string[]>;
  private readonly defs: ReadonlyMap<string, TableDef>;
  private readonly codes = new CodeIndex();
  private readonly files: FileEntry[] = [];
  private open = 0;

  constructor(tx: Loadable, options: OutOptions) {
    this.tx = tx;
    this.options = options;
    const { counties, providers, items, diagnoses } = options.lists;
    this.lists = {
      counties: [...counties],
      providers: [...providers],
      items: [...items],
      diagnoses: [...diagnoses],
    };
    this.defs = new Map(tablesOf(this.lists).map((def) => [def.name, def]));
  }

  async write(): Promise<Unloaded> {
    const { manifest } = this.options;
    // Lists first: a column's codes must be whole before the first row is written.
    const reference = await this.reference();
    await this.growLists();
    for (const [name, rows] of reference) await this.file(name, 0, rows);
    const fresh = await this.newPersons();
    for (let part = 0; part < manifest.parts; part++) await this.part(part, fresh);
    const hash = cityHash(this.files);
    const isAsLoaded = hash === manifest.hash;
    await this.notes(hash, isAsLoaded);
    const newPersons = [...fresh.values()].reduce((sum, { length }) => sum + length, 0);
    const rows = rowsByTable(this.files);
    return { hash, isAsLoaded, rows, newPersons, openVisits: this.open };
  }

  private async reference(): Promise<ReadonlyMap<string, readonly Row[]>> {
    const known = { providers: new Set(this.lists.providers), items: new Set(this.lists.items) };
    const providers = (await allProviders(this.tx)).filter(
      ({ code }) => !known.providers.has(code),
    );
    const items = (await allItems(this.tx)).filter(({ code }) => !known.items.has(code));
    const city = this.options.lists.counties[0]?.slice(0, 4) ?? '';
    for (const { code, region } of providers) {
      this.codes.findOrAdd(this.lists.providers, code);
      this.codes.findOrAdd(this.lists.counties, region);
    }
    for (const { code } of items) this.codes.findOrAdd(this.lists.items, code);
    const kept = await Promise.all(REFERENCE.map((name) => keptRows(this.tx, name, 0)));
    return new Map<string, readonly Row[]>([
      ['providers', [...(kept[0] ?? []), ...providers.map((one) => providerRow(one, city))]],
      ['items', [...(kept[1] ?? []), ...items.map(itemRow)]],
    ]);
  }

  private async growLists(): Promise<void> {
    for (const code of [...(await diagnosisCodes(this.tx)), NO_DIAGNOSIS]) {
      this.codes.findOrAdd(this.lists.diagnoses, code);
    }
  }

  /** People who are in no part of the city, by the part of a household of their own. */
  private async newPersons(): Promise<ReadonlyMap<number, readonly number[]>> {
    const { parts, order } = this.options.manifest;
    const known = new Set<number>();
    for (let part = 0; part < parts; part++) {
      for (const row of await keptRows(this.tx, 'persons', part)) known.add(Number(row.psn_no));
    }
    const fresh = new Map<number, number[]>();
    for (const personId of await numbersOfArea(this.tx, order.like)) {
      if (known.has(personId)) continue;
      const part = partOf(ownHousehold(personId), parts);
      fresh.set(part, [...(fresh.get(part) ?? []), personId]);
    }
    return fresh;
  }

  private async part(part: number, fresh: ReadonlyMap<number, readonly number[]>): Promise<void> {
    const own = [...this.defs.values()].filter(({ name }) => !REFERENCE.includes(name));
    const tables = new Map(own.map((def) => [def.name, new Table(def)]));
    const added = fresh.get(part) ?? [];
    for (const row of await keptRows(this.tx, 'households', part))
      this.push(tables, 'households', row);
    const kept = (await keptRows(this.tx, 'persons', part)).map(numbered);
    const byNumber = new Map(kept.map((row) => [Number(row.psn_no), row]));
    const all = [...byNumber.keys(), ...added];
    for (let at = 0; at < all.length; at += CHUNK) {
      await this.people(all.slice(at, at + CHUNK), byNumber, tables);
    }
    for (const [name, table] of tables) await this.fileOf(name, part, table);
  }

  private async people(
    numbers: readonly number[],
    persons: ReadonlyMap<number, Row>,
    tables: ReadonlyMap<string, Table>,
  ): Promise<void> {
    const standings = await standingsOf(this.tx, numbers);
    const standing = new Map(standings.map((one) => [one.personId, one]));
    const bills = await billsOfPersons(this.tx, numbers);
    const kept = new Map<string, ReadonlyMap<number, readonly Row[]>>();
    for (const name of [...KEPT, 'reversals', 'recorded']) {
      kept.set(name, byPerson(await keptRowsOf(this.tx, name, numbers)));
    }
    for (const number of numbers) {
      const one = standing.get(number);
      if (!one) throw new CityRefused(`人员 ${number} 已不在参保登记里`);
      const rowsOf = (name: string) => kept.get(name)?.get(number) ?? [];
      const known = persons.get(number);
      if (!known) this.push(tables, 'households', householdRow(one));
      this.push(tables, 'persons', personRow(one, known));
      const own = standingRows(one, Object.fromEntries(KEPT.map((name) => [name, rowsOf(name)])));
      for (const [name, rows] of Object.entries(own)) {
        for (const row of rows) this.push(tables, name, row);
      }
      const beside = { recorded: rowsOf('recorded'), reversals: rowsOf('reversals') };
      const out = billsOut(number, bills.get(number) ?? [], beside, this.options.payments);
      this.open += out.open;
      for (const row of out.visits) this.push(tables, 'visits', row);
      for (const row of out.lines) this.push(tables, 'lines', row);
      for (const row of out.reversals) this.push(tables, 'reversals', row);
    }
  }

  private push(tables: ReadonlyMap<string, Table>, name: string, row: Row): void {
    const table = tables.get(name);
    if (!table) throw new RangeError(`no table ${name}`);
    table.push(this.cellsOf(table.def, row));
  }

  private cellsOf({ name, columns }: TableDef, row: Row): readonly number[] {
    return columns.map((column) => {
      const value = row[column.name];
      if (column.kind !== 'code') {
        return typeof value === 'string' ? dayNumber(value) : Number(value);
      }
      const at = this.codes.find(column.codes, String(value));
      if (at < 0) throw new RangeError(`${name}.${column.name} has no code ${value}`);
      return at;
    });
  }

  private async file(name: string, part: number, rows: readonly Row[]): Promise<void> {
    const def = this.defs.get(name);
    if (!def) throw new RangeError(`no table ${name}`);
    const table = new Table(def);
    for (const row of rows) table.push(this.cellsOf(def, row));
    await this.fileOf(name, part, table);
  }

  private async fileOf(name: string, part: number, table: Table): Promise<void> {
    const { folder, writer } = this.options;
    const hash = await writer.write(table, join(folder, name, `part-${part}.parquet`));
    this.files.push({ table: name, part, rows: table.rows, hash });
  }

  private async notes(hash: string, isAsLoaded: boolean): Promise<void> {
    const { folder, manifest, until, payments } = this.options;
    const write = (name: string, value: unknown) =>
      writeFile(join(folder, name), `${JSON.stringify(value, null, 1)}\n`);
    const files = [...this.files].sort(
      (a, b) => a.table.localeCompare(b.table, 'en') || a.part - b.part,
    );
    const { order, parts } = manifest;
    const own = { form: FORM, order, parts, hash, rows: rowsByTable(files), files };
    const from = { payments, until, loaded: manifest.hash };
    await write('manifest.json', isAsLoaded ? { ...manifest, files } : { ...own, from });
    await write('dictionary.json', dictionaryOf([...this.defs.values()]));
    await write('code-lists.json', this.lists);
  }
}

function householdRow({
  personId,
  region,
}: {
  readonly personId: number;
  readonly region: string;
}) {
  const own = { hsehld_no: ownHousehold(personId), admdvs: region };
  return { ...own, urban_flag: '1', psn_cnt: 1, income_fen: 0 };
}

/** Days of a kept row come as text. */
function numbered(row: KeptRow): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && DAY.test(value) ? dayNumber(value) : value,
    ]),
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function byPerson(rows: readonly KeptRow[]): ReadonlyMap<number, readonly Row[]> {
  const by = new Map<number, Row[]>();
  for (const row of rows) {
    const number = Number(row.psn_no);
    const known = by.get(number);
    if (known) known.push(numbered(row));
    else by.set(number, [numbered(row)]);
  }
  return by;
}
