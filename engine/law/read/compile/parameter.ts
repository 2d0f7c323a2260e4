/**
 * Parameters as the Program carries them: dated entries with their ends, by full name.
 */
import { asDay, type Day, parseDay } from '../../../units/index.ts';
import type { DatedEntry, DatedValue, Unit as NumberUnit, Parameter } from '../../formula-law.ts';
import type { LawFile } from '../schema.ts';
import { citationOf } from './citation.ts';

export type WrittenParameters = LawFile['policy']['parameters'];
export type WrittenParameter = WrittenParameters[string];

const UNITS: readonly NumberUnit[] = [
  'FenList',
  'BpList',
  'CountList',
  'Fen',
  'Bp',
  'Count',
  'Days',
];

/**
 * Tells the unit of a parameter from the end of its name; the shape check proved that it has one.
 */
export function unitOfName(name: string): NumberUnit {
  const unit = UNITS.find((end) => name.endsWith(end));
  if (!unit) throw new Error(`parameter ${name} has no unit in its name`);
  return unit;
}

/** Compiles the parameters of a file, sorted by name: their order in the file means nothing. */
export function parametersOf(
  fileId: string,
  written: WrittenParameters | undefined,
): readonly Parameter[] {
  return Object.entries(written ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, parameter]) => {
      const id = `${fileId}/${name}`;
      const entries = datedEntriesOf(parameter).flatMap((entry) => compiledEntry(id, entry));
      return { id, unit: unitOfName(name), by: parameter.by ?? [], entries };
    });
}

/** Tells whether a value is a list of numbers. */
export function isNumberList(value: DatedValue): value is readonly number[] {
  return Array.isArray(value);
}

/** Tells whether a value goes by the codes of a dimension. */
export function isByCode(
  value: DatedValue | null | undefined,
): value is Readonly<Record<string, DatedValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface WrittenEntry {
  readonly key: string;
  readonly from: Day;
  readonly until: Day | null;
  readonly entry: WrittenParameter['from'][string];
}

/**
 * Gives the entries of a parameter in the order of their days; days that do not exist are left out.
 */
export function datedEntriesOf(parameter: WrittenParameter): readonly WrittenEntry[] {
  const dated = Object.entries(parameter.from)
    .flatMap(([key, entry]) => {
      const from = parseDay(key);
      return from === undefined ? [] : [{ key, from, entry }];
    })
    .sort((a, b) => a.from - b.from);
  return dated.map((one, index) => {
    const next = dated[index + 1];
    return { ...one, until: next ? asDay(next.from) : null };
  });
}

function compiledEntry(parameter: string, { from, until, entry }: WrittenEntry): DatedEntry[] {
  if (entry.value === null) return [];
  const value: DatedValue = entry.value;
  return [{ parameter, from, until, value, citation: citationOf(entry) }];
}
