/**
 * A law file being written by chance: its parameters, choices and counters as they are needed.
 */
import type { Chance } from './chance.ts';
import { CITED, CLASSES, CODES, type CodedDimension, DISEASES } from './vocabulary.ts';

export type Written = Record<string, unknown>;

export interface Draft {
  readonly id: string;
  readonly chance: Chance;
  readonly parameters: Written;
  readonly choices: Record<string, Written>;
  readonly counters: Record<string, Written>;
}

/** First day of every random law, and the days on which its numbers may change. */
export const LAW_FROM = '2024-01-01';
export const LAW_UNTIL = '2027-01-01';
export const CHANGE_DAYS = ['2025-03-01', '2025-05-16', '2025-07-01', '2025-10-31', '2026-01-01'];

export const ROUNDINGS = ['halfUp', 'halfEven', 'down', 'up'] as const;

/** An empty file. */
export function draftOf(id: string, chance: Chance): Draft {
  return { id, chance, parameters: {}, choices: {}, counters: {} };
}

/** Dimensions that numbers may be given by. */
export type NumberDimension = CodedDimension | 'personClass' | 'disease';
const PERSON_DIMENSIONS = ['insuranceType', 'employment', 'personClass'] as const;
const EVENT_DIMENSIONS = ['level', 'setting', 'place', 'disease'] as const;

export interface NumberOptions {
  readonly unit: 'Fen' | 'Bp' | 'Count' | 'Days' | 'FenList' | 'BpList';
  readonly value: () => number | readonly number[];
  /** `person`: the number does not depend on facets of the event. */
  readonly by?: 'person' | 'none';
}

/** Writes a dated number, perhaps by facets, perhaps changing in mid-year; gives its name. */
export function newNumber(draft: Draft, name: string, options: NumberOptions): string {
  const { chance, parameters } = draft;
  const full = `${name}${Object.keys(parameters).length}${options.unit}`;
  const dimensions: readonly NumberDimension[] =
    options.by === 'person' ? PERSON_DIMENSIONS : [...PERSON_DIMENSIONS, ...EVENT_DIMENSIONS];
  const count =
    options.by === 'none'
      ? 0
      : chance.weighted([
          [0, 5],
          [1, 4],
          [2, 2],
        ] as const);
  const by = chance.shuffled(dimensions).slice(0, count);
  const days = [LAW_FROM, ...(chance.is(0.35) ? chance.some(CHANGE_DAYS, 1).slice(0, 2) : [])];
  const entries = days.map((day) => [day, { value: nested(chance, by, options.value), ...CITED }]);
  const from = Object.fromEntries(entries);
  parameters[full] = by.length > 0 ? { by, from } : { from };
  return full;
}

function nested(
  chance: Chance,
  by: readonly NumberDimension[],
  value: () => number | readonly number[],
): unknown {
  const [dimension, ...rest] = by;
  if (dimension === undefined) return value();
  const all = codesOf(dimension);
  const isOpen = dimension === 'disease';
  const named = chance.is(0.6) && !isOpen ? [...all] : chance.some(all, 1);
  const needsRest = isOpen || named.length < all.length;
  return Object.fromEntries(
    [...named, ...(needsRest ? ['otherwise'] : [])].map((code) => [
      code,
      nested(chance, rest, value),
    ]),
  );
}

function codesOf(dimension: NumberDimension): readonly string[] {
  if (dimension === 'personClass') return [...CLASSES, 'general'];
  return dimension === 'disease' ? DISEASES : CODES[dimension];
}

/** Writes a named choice among legal values; gives what stands for it. */
export function newChoice<T extends string | readonly string[]>(
  draft: Draft,
  name: string,
  legal: readonly T[],
): { choice: string; is: T } {
  const id = `${name}${Object.keys(draft.choices).length}`;
  const is = draft.chance.pick(legal);
  const otherwise = [...new Set(legal)].filter((value) => value !== is);
  draft.choices[id] = { is, otherwise, ...CITED };
  return { choice: id, is };
}

/** What stands for a choice in the law. */
export function chosen<T extends string | readonly string[]>(
  draft: Draft,
  name: string,
  legal: readonly T[],
): { choice: string } {
  return { choice: newChoice(draft, name, legal).choice };
}

/** An amount of fen near the given size: round, odd, or just beside a round one. */
export function amountNear(chance: Chance, size: number): number {
  const rough = Math.max(1, Math.round(size * (0.2 + 2 * chance.next())));
  const round = Math.max(1, Math.round(rough / 10_000)) * 10_000;
  return chance.weighted([
    [round, 6],
    [rough, 3],
    [round + 1, 1],
    [Math.max(0, round - 1), 1],
  ]);
}

const ODD_RATES = [1, 333, 1250, 2500, 3333, 5000, 5000, 6667, 7500, 8250, 8775, 9999, 10_000];

/** A ratio in basis points; many of them leave half fens. */
export function ratioBp(chance: Chance): number {
  return chance.weighted([
    [chance.pick(ODD_RATES), 6],
    [chance.int(0, 100) * 100, 4],
    [0, 1],
  ]);
}
