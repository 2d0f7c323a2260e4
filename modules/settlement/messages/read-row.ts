/**
 * Reads nodes of a message by their field tables: tolerant of form, strict in content. Numbers may
 * be text, a list may be one object, an empty value may be null, "null" or absent, and unknown
 * fields are passed over. All that is wrong with a row is found at once; no value stands in a text.
 */
import type { Field, FieldTable } from './field-table.ts';

export type Dialect = 'national' | 'zhejiang';

/** One row of a node: values by name, as canonical text. */
export interface Row {
  /** Null where it is empty. A name that the table has not is a fault. */
  text(name: string): string | null;
  /** Of a field that must be given. */
  need(name: string): string;
  /** A number scaled to whole units of its last decimal, e.g. fen of an amount; null if empty. */
  scaled(name: string): number | null;
  needScaled(name: string): number;
  /** Everything that was said, by name. */
  readonly said: Readonly<Record<string, string>>;
}

export interface RowsRead {
  readonly rows: readonly Row[];
  readonly problems: readonly string[];
}

const EMPTY = new Set(['', 'null', 'NULL']);
const MOST_ROWS = 2_000;
/** Real clients overrun the sizes of the tables; beyond this they are broken. */
const LEEWAY = 200;

/** Reads the one object of a node. */
export function readRow(
  table: FieldTable,
  input: unknown,
  dialect: Dialect,
): { readonly row: Row; readonly problems: readonly string[] } {
  const { rows, problems } = readRows(table, input, dialect);
  const [row = emptyRow(table), ...others] = rows;
  if (others.length > 0) {
    return { row, problems: [...problems, `节点 ${table.node} 只能有一个对象，请分开上传`] };
  }
  return { row, problems };
}

/** Reads a list node; a bare object is a list of one. An absent node is a problem. */
export function readRows(table: FieldTable, input: unknown, dialect: Dialect): RowsRead {
  const { node } = table;
  const found = isObject(input) ? input[node] : undefined;
  if (isEmpty(found)) return { rows: [], problems: [`input 缺少节点 ${node}，请按接口规范上传`] };
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  if (list.length === 0) return { rows: [], problems: [`节点 ${node} 是空的，请至少上传一条`] };
  if (list.length > MOST_ROWS) {
    return { rows: [], problems: [`节点 ${node} 超过 ${MOST_ROWS} 条，请分批上传`] };
  }
  const rows: Row[] = [];
  const problems: string[] = [];
  for (const [index, one] of list.entries()) {
    const place = list.length === 1 ? node : `${node} 第 ${index + 1} 条`;
    if (!isObject(one)) problems.push(`${place} 不是对象，请按接口规范上传`);
    else rows.push(readOne(table, one, { place, dialect, problems }));
  }
  return { rows, problems };
}

/** Reads a list node that may be absent or empty. */
export function readRowsIfAny(table: FieldTable, input: unknown, dialect: Dialect): RowsRead {
  const found = isObject(input) ? input[table.node] : undefined;
  const isNone = isEmpty(found) || (Array.isArray(found) && found.length === 0);
  return isNone ? { rows: [], problems: [] } : readRows(table, input, dialect);
}

/** Spellings that real clients mix up. */
const ALIASES: Readonly<Record<string, string>> = {
  mdtrtarea_admdvs: 'mdtrtarea_admvs',
  mdtrtarea_admvs: 'mdtrtarea_admdvs',
  insuplc_admdvs: 'insuplc_admvs',
};

interface Place {
  readonly place: string;
  readonly dialect: Dialect;
  readonly problems: string[];
}

function readOne(
  table: FieldTable,
  given: Readonly<Record<string, unknown>>,
  { place, dialect, problems }: Place,
): Row {
  const said: Record<string, string> = {};
  for (const field of table.fields.values()) {
    const value = given[field.name] ?? given[field.camelName] ?? given[ALIASES[field.name] ?? ''];
    if (isEmpty(value)) {
      const isNeeded =
        field.need === 'always' || (field.need === 'national' && dialect === field.need);
      if (isNeeded) problems.push(`${place} 缺少必填项 ${field.name}，请补上`);
      continue;
    }
    const text = textOf(value, field);
    if (text === null) problems.push(`${place} 的 ${field.name} ${EXPECTED[field.kind](field)}`);
    else said[field.name] = text;
  }
  return rowOf(table, said);
}

const EXPECTED: Readonly<Record<Field['kind'], (field: Field) => string>> = {
  str: ({ size }) => `应为不超过 ${size} 字的文字，且不含控制字符，请核对`,
  num: ({ decimals }) => `应为数字，小数不超过 ${decimals} 位，请核对`,
  date: () => '应为存在的日期 yyyy-MM-dd，请核对',
  datetime: () => '应为存在的时间 yyyy-MM-dd HH:mm:ss，请核对',
  bytes: () => '应为文字，请核对',
};

function emptyRow(table: FieldTable): Row {
  return rowOf(table, {});
}

function rowOf(table: FieldTable, said: Readonly<Record<string, string>>): Row {
  const field = (name: string): Field => {
    const found = table.fields.get(name);
    if (!found) throw new RangeError(`node ${table.node} has no field ${name}`);
    return found;
  };
  const text = (name: string) => said[field(name).name] ?? null;
  const scaled = (name: string) => {
    const value = text(name);
    return value === null ? null : scaledBy(value, field(name).decimals);
  };
  return {
    text,
    scaled,
    // A row with problems is never used; where there are none, what must be given is given.
    need: (name) => text(name) ?? '',
    needScaled: (name) => scaled(name) ?? 0,
    said,
  };
}

/** The value as canonical text, or null if it is not what the field holds. */
function textOf(value: unknown, field: Field): string | null {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    return null;
  }
  const text = String(value).trim();
  switch (field.kind) {
    case 'num':
      return decimalOf(text, field);
    case 'date':
      return momentOf(text)?.slice(0, 10) ?? null;
    case 'datetime':
      return momentOf(text);
    default:
      return isPlain(text) && text.length <= Math.max(field.size, LEEWAY) ? text : null;
  }
}

/** No control characters, no half of a pair: such text cannot be stored. */
export function isPlain(text: string): boolean {
  return !/[\p{Cc}\p{Cs}]/u.test(text.replace(/[\t\n\r]/g, ''));
}

function decimalOf(text: string, { size, decimals }: Field): string | null {
  const [, sign, whole = '', rest = ''] = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (sign === undefined) return size === 0 || decimals > 0 || !isPlain(text) ? null : idOf(text);
  const digits = rest.replace(/0+$/, '');
  if (digits.length > decimals || whole.replace(/^0+/, '').length > 15 - decimals) {
    return decimals === 0 && rest === '' ? text : null;
  }
  return `${sign === '-' ? '-' : ''}${whole}${digits === '' ? '' : `.${digits}`}`;
}

/** Some numbers of the tables are ids in truth, such as feedetl_sn: real clients send letters. */
function idOf(text: string): string | null {
  return /^[\w.-]{1,60}$/.test(text) ? text : null;
}

function scaledBy(text: string, decimals: number): number {
  const isNegative = text.startsWith('-');
  const [whole = '', rest = ''] = text.replace('-', '').split('.');
  const value = Number(whole + rest.padEnd(decimals, '0'));
  return isNegative ? -value : value;
}

const MOMENT = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/** `yyyy-MM-dd HH:mm:ss`, or null if there is no such moment. */
function momentOf(text: string): string | null {
  const [match, year, month, day, hour = '00', minute = '00', second = '00'] =
    MOMENT.exec(text) ?? [];
  if (match === undefined) return null;
  const isMoment =
    isDayOf(Number(year), Number(month), Number(day)) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60;
  return isMoment ? `${year}-${month}-${day} ${hour}:${minute}:${second}` : null;
}

function isDayOf(year: number, month: number, day: number): boolean {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || (typeof value === 'string' && EMPTY.has(value.trim()))
  );
}
