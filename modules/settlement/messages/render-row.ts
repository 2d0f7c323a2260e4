/**
 * Renders a node exactly as its field table says: every field of the table and no other; an empty
 * number is 0, every other empty value an empty text.
 */
import type { Field, FieldTable } from './field-table.ts';

/** An amount is given in whole units of the field's last decimal, wrapped by `scaled`. */
export type FieldValue = string | number | Scaled | null;

/** A number in units of ten to the minus `decimals`. */
export interface Scaled {
  readonly units: number;
  readonly decimals: number;
}

export type FieldValues = Readonly<Record<string, FieldValue | undefined>>;
export type RenderedRow = Readonly<Record<string, string | number>>;

/** Fen as an amount of yuan. */
export function yuan(fen: number): Scaled {
  return { units: fen, decimals: 2 };
}

const NOTHING: FieldValues = {};

/**
 * `others` are taken where `values` have nothing. Throws if a field that must be given is empty or
 * of another type. Clients overrun the tables and read back what they wrote: a text is cut to what
 * its table holds.
 */
export function renderRow(
  table: FieldTable,
  values: FieldValues,
  others: FieldValues = NOTHING,
): RenderedRow {
  const row: Record<string, string | number> = {};
  for (const field of table.fields.values()) {
    const { name } = field;
    row[name] = rendered(field, values[name] ?? others[name] ?? null, table.node);
  }
  return row;
}

function rendered(field: Field, value: FieldValue, node: string): string | number {
  const { kind, name, need, size } = field;
  if (value === null || value === '') {
    if (need === 'always' && kind !== 'num') throw new RangeError(`${node}.${name} is empty`);
    return kind === 'num' ? 0 : '';
  }
  if (kind === 'num') return numberOf(field, value, node);
  if (typeof value === 'object') throw new RangeError(`${node}.${name} is no number`);
  const text = String(value);
  return size > 0 ? text.slice(0, size) : text;
}

function numberOf({ name, decimals }: Field, value: FieldValue, node: string): number | string {
  if (typeof value === 'object' && value !== null) {
    if (value.decimals > decimals) throw new RangeError(`${node}.${name} has too many decimals`);
    return value.units / 10 ** value.decimals;
  }
  return value ?? 0;
}
