/** Takes the rows of one table of an extract: converts, checks, counts, sets aside. */
import { CityRefused } from '../refused.ts';
import { Table, type TableDef } from '../tables/table.ts';
import { failedCheck, type Taken } from './checks.ts';
import type { ColumnRule } from './column-map.ts';
import { type CodeIndex, convert } from './convert.ts';
import type { Reason } from './reasons.ts';
import type { SourceRow } from './sources.ts';

/** Lists of codes that an extract may bring with it. */
export interface OpenLists {
  readonly counties: string[];
  readonly providers: string[];
  readonly items: string[];
  readonly diagnoses: string[];
}

/** The amount by which a table is summed up, in and out. */
export const MEASURE: Readonly<Record<string, string>> = {
  visits: 'medfee_sumamt_fen',
  lines: 'det_item_fee_sumamt_fen',
  covers: 'premium_fen',
  products: 'premium_fen',
  allowances: 'clct_base_fen',
  care: 'month_fee_fen',
  households: 'income_fen',
};

/** Ids that texts may stand for: one numbering over all tables. */
const IDS = new Set(['psn_no', 'hsehld_no', 'mdtrt_id']);

export interface TakerOptions {
  readonly columns: Readonly<Record<string, ColumnRule>>;
  readonly head: readonly string[];
  readonly isAssigned: boolean;
  readonly lists: OpenLists;
  readonly codes: CodeIndex;
  readonly ids: ReadonlyMap<string, Map<string, number>>;
  readonly taken: Taken;
}

export type Answer =
  | { readonly isTaken: true }
  | { readonly isTaken: false; readonly reason: Reason; readonly column: string };

export class RowTaker {
  /** The row that was taken last, by column. */
  readonly row: Float64Array;
  /** The measure of the last row in fen as the file says it; null where it cannot be read. */
  measured: number | null = null;
  private readonly def: TableDef;
  private readonly options: TakerOptions;
  private readonly sources: readonly { rule: ColumnRule; at: number }[];
  private readonly at: ReadonlyMap<string, number>;
  private readonly keys = new Set<string>();
  private readonly keyColumns: readonly number[];

  constructor(def: TableDef, options: TakerOptions) {
    this.def = def;
    this.options = options;
    this.row = new Float64Array(def.columns.length);
    this.at = new Map(def.columns.map(({ name }, i) => [name, i]));
    this.keyColumns = def.key.map((name) => this.at.get(name) ?? -1);
    this.sources = def.columns.map(({ name }) => {
      const rule = options.columns[name];
      if (!rule) throw new CityRefused(`列对照表没有写 ${def.name}.${name}`);
      const at = rule.from === undefined ? -1 : options.head.indexOf(rule.from);
      if (at >= 0 && options.head.lastIndexOf(rule.from ?? '') !== at) {
        throw new CityRefused(`${def.name} 的文件里有两列都叫 ${rule.from}`);
      }
      if (at < 0 && rule.always === undefined) {
        throw new CityRefused(`${def.name} 的文件里没有列 ${rule.from ?? name}`);
      }
      return { rule, at };
    });
  }

  /** Takes one row of the file. */
  take({ fields, fault }: SourceRow): Answer {
    this.measured = null;
    if (fields === null) return aside('quoteOpen', '');
    this.measured = this.measureOf(fields);
    if (fields.length < this.options.head.length) return aside('fieldsMissing', '');
    if (fields.length > this.options.head.length) return aside('fieldsTooMany', '');
    if (fault) return aside(fault.reason, this.columnFrom(fault.head));
    for (let i = 0; i < this.sources.length; i++) {
      const value = this.valueOf(i, fields);
      if (typeof value === 'string') return aside(value, this.def.columns[i]?.name ?? '');
      this.row[i] = value;
    }
    const get = (name: string) => this.row[this.at.get(name) ?? -1] ?? 0;
    const reason = failedCheck(this.def.name, get, this.options.taken);
    if (reason !== null) return aside(reason, '');
    const key = this.keyColumns.map((column) => this.row[column]).join('/');
    if (this.keys.has(key)) return aside('keyRepeated', this.def.key.join('、'));
    this.keys.add(key);
    return { isTaken: true };
  }

  /** The column of ours that a head of theirs stands for. */
  private columnFrom(head: string): string {
    const at = this.sources.findIndex(({ rule }) => rule.from === head);
    return this.def.columns[at]?.name ?? head;
  }

  private measureOf(fields: readonly string[]): number | null {
    const name = MEASURE[this.def.name];
    const index = name === undefined ? -1 : (this.at.get(name) ?? -1);
    const column = this.def.columns[index];
    if (!column) return null;
    const value = this.plain(index, fields);
    return typeof value === 'number' ? value : null;
  }

  private plain(index: number, fields: readonly string[]): number | Reason {
    const column = this.def.columns[index];
    const source = this.sources[index];
    if (!column || !source) throw new RangeError(`no column ${index}`);
    const text = textOf(source, fields);
    if (text === '') return 'valueMissing';
    return convert(text, column, source.rule);
  }

  private valueOf(index: number, fields: readonly string[]): number | Reason {
    const column = this.def.columns[index];
    const source = this.sources[index];
    if (!column || !source) throw new RangeError(`no column ${index}`);
    if (column.kind === 'code') return this.codeOf(index, textOf(source, fields), source.rule);
    if (this.options.isAssigned && IDS.has(column.name)) {
      return this.assigned(column.name, textOf(source, fields));
    }
    return this.plain(index, fields);
  }

  private assigned(name: string, text: string): number | Reason {
    if (text === '') return 'valueMissing';
    const ids = this.options.ids.get(name);
    if (!ids) throw new RangeError(`no ids for ${name}`);
    const known = ids.get(text);
    if (known !== undefined) return known;
    ids.set(text, ids.size + 1);
    return ids.size;
  }

  private codeOf(index: number, text: string, { codes }: ColumnRule): number | Reason {
    const column = this.def.columns[index];
    if (!column) throw new RangeError(`no column ${index}`);
    if (text === '') return 'valueMissing';
    const own = codes ? (codes[text] ?? '') : text;
    const { lists, codes: found } = this.options;
    const isDefined = this.def.key[0] === column.name;
    const open = openList(column.name, lists);
    if (open && (isDefined || open.grows)) return found.findOrAdd(open.list, own);
    const at = found.find(column.codes, own);
    return at >= 0 ? at : (open?.reason ?? 'codeUnknown');
  }
}

interface Open {
  readonly list: string[];
  /** Whether any table may add to it, or only the one that it is the key of. */
  readonly grows: boolean;
  readonly reason: Reason;
}

function openList(name: string, lists: OpenLists): Open | null {
  switch (name) {
    case 'admdvs':
    case 'insuplc_admdvs':
      return { list: lists.counties, grows: true, reason: 'codeUnknown' };
    case 'dscg_maindiag_code':
      return { list: lists.diagnoses, grows: true, reason: 'codeUnknown' };
    case 'fixmedins_code':
      return { list: lists.providers, grows: false, reason: 'providerUnknown' };
    case 'med_list_codg':
      return { list: lists.items, grows: false, reason: 'itemUnknown' };
    default:
      return null;
  }
}

function textOf({ rule, at }: { rule: ColumnRule; at: number }, fields: readonly string[]): string {
  const text = at < 0 ? (rule.always ?? '') : (fields[at] ?? '').trim();
  return text === '' ? (rule.empty ?? '') : text;
}

function aside(reason: Reason, column: string): Answer {
  return { isTaken: false, reason, column };
}

/** Fresh tables of one kind, one for each part. */
export function partTables(def: TableDef, parts: number): readonly Table[] {
  return Array.from({ length: parts }, () => new Table(def));
}
