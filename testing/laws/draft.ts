/**
 * A law file being written by chance: its parameters, choices and counters as they are needed.
 */
import type { Chance } from './chance.ts';
import {
  CITED,
  CLASSES,
  CODES,
  type CodedDimension,
  DISEASES,
  DRUGS,
  LINE_KEYS,
  type LineKey,
} from './vocabulary.ts';

export type Written = Record<string, unknown>;

/** What the files of one law have in common. */
export interface LawDraft {
  /** Choices that files share, by the id of their file. */
  readonly shared: Record<string, Record<string, Written>>;
  /** Numbers that other files may name. */
  readonly numbers: NumberElsewhere[];
  /** Counters by line, which limits of several tiers may read. */
  readonly lineCounters: { readonly id: string; readonly key: LineKey }[];
}

interface NumberElsewhere {
  readonly file: string;
  readonly name: string;
  readonly unit: NumberOptions['unit'];
  readonly by: readonly string[];
}

export interface Draft {
  readonly id: string;
  readonly chance: Chance;
  readonly law: LawDraft;
  readonly parameters: Written;
  readonly choices: Record<string, Written>;
  readonly counters: Record<string, Written>;
  /** Files of choices that it uses, in order. */
  readonly uses: string[];
}

/** First day of every random law, and the days on which its numbers may change. */
export const LAW_FROM = '2024-01-01';
export const LAW_UNTIL = '2027-01-01';
export const CHANGE_DAYS = ['2025-03-01', '2025-05-16', '2025-07-01', '2025-10-31', '2026-01-01'];

export const ROUNDINGS = ['halfUp', 'halfEven', 'down', 'up'] as const;

/** A body of law with nothing in it yet but a few choices that any file may use. */
export function lawDraft(chance: Chance): LawDraft {
  const files = chance.some(['common.a', 'common.b'], 0);
  return { shared: Object.fromEntries(files.map((id) => [id, {}])), numbers: [], lineCounters: [] };
}

/** An empty file, which uses none, one or two of the files of choices. */
export function draftOf(id: string, chance: Chance, law: LawDraft): Draft {
  const uses = chance.is(0.4) ? chance.shuffled(chance.some(Object.keys(law.shared), 1)) : [];
  return { id, chance, law, parameters: {}, choices: {}, counters: {}, uses };
}

/** What a draft writes under `uses`, if anything. */
export function usesOf({ uses }: Draft): Written {
  return uses.length > 0 ? { uses } : {};
}

/** Dimensions that numbers may be given by. */
export type NumberDimension = CodedDimension | LineKey | 'personClass' | 'disease';
const PERSON_DIMENSIONS = ['insuranceType', 'employment', 'personClass'] as const;
const EVENT_DIMENSIONS = ['level', 'setting', 'place', 'disease'] as const;

export interface NumberOptions {
  readonly unit: 'Fen' | 'Bp' | 'Count' | 'Days' | 'FenList' | 'BpList' | 'CountList';
  readonly value: () => number | readonly number[];
  /** `person`: the number does not depend on facets of the event. `filed`: on that alone. */
  readonly by?: 'person' | 'none' | 'filed';
  /** A line dimension by which it may be given besides. */
  readonly per?: LineKey;
}

/** Writes a dated number, perhaps by facets, perhaps changing in mid-year; gives its name. */
export function newNumber(draft: Draft, name: string, options: NumberOptions): string {
  const { chance, parameters, law, id } = draft;
  const full = `${name}${Object.keys(parameters).length}${options.unit}`;
  const by = dimensionsOf(chance, options);
  const days = [LAW_FROM, ...(chance.is(0.35) ? chance.some(CHANGE_DAYS, 1).slice(0, 2) : [])];
  const entries = days.map((day) => [day, { value: nested(chance, by, options.value), ...CITED }]);
  const from = Object.fromEntries(entries);
  parameters[full] = by.length > 0 ? { by, from } : { from };
  law.numbers.push({ file: id, name: full, unit: options.unit, by });
  return full;
}

function dimensionsOf(chance: Chance, { by, per }: NumberOptions): readonly NumberDimension[] {
  if (by === 'filed') return ['filed'];
  const dimensions: readonly NumberDimension[] =
    by === 'person' ? PERSON_DIMENSIONS : [...PERSON_DIMENSIONS, ...EVENT_DIMENSIONS];
  const count =
    by === 'none'
      ? 0
      : chance.weighted([
          [0, 5],
          [1, 4],
          [2, 2],
        ] as const);
  const own = chance.shuffled(dimensions).slice(0, count);
  return per !== undefined && chance.is(0.6) ? chance.shuffled([...own.slice(0, 1), per]) : own;
}

/** A number as a formula: one of this file, now and then one of another. */
export function numberFor(draft: Draft, name: string, options: NumberOptions): Written {
  const { chance, law, id } = draft;
  const fits = (by: readonly string[]) =>
    options.by === undefined
      ? by.every((one) => one !== 'filed' && !isLineKey(one))
      : by.every((one) => options.by === 'person' && PERSON.has(one));
  const others = law.numbers.filter(
    ({ file, unit, by }) => isNear(id, file) && unit === options.unit && fits(by),
  );
  if (others.length > 0 && options.by !== 'filed' && chance.is(0.06)) {
    const { file, name: parameter } = chance.pick(others);
    return { parameter, of: file };
  }
  return { parameter: newNumber(draft, name, options) };
}

/** Another file of the same scheme, or one of prices, which all schemes name. */
function isNear(id: string, file: string): boolean {
  return file !== id && (file.startsWith('prices.') || isOfSameScheme(id, file));
}

/** Tells whether two files, or a file and what another one holds, belong to one scheme. */
export function isOfSameScheme(id: string, other: string): boolean {
  return other.startsWith(`${id.split('.')[0]}.`);
}

const PERSON: ReadonlySet<string> = new Set(PERSON_DIMENSIONS);

function isLineKey(dimension: string): boolean {
  return (LINE_KEYS as readonly string[]).includes(dimension);
}

function nested(
  chance: Chance,
  by: readonly NumberDimension[],
  value: () => number | readonly number[],
): unknown {
  const [dimension, ...rest] = by;
  if (dimension === undefined) return value();
  const all = codesOf(dimension);
  const isOpen = OPEN.has(dimension);
  const named = chance.is(0.6) && !isOpen ? [...all] : chance.some(all, 1);
  const needsRest = isOpen || named.length < all.length;
  return Object.fromEntries(
    [...named, ...(needsRest ? ['otherwise'] : [])].map((code) => [
      code,
      nested(chance, rest, value),
    ]),
  );
}

const OPEN: ReadonlySet<string> = new Set(['disease', 'drug']);

function codesOf(dimension: NumberDimension): readonly string[] {
  switch (dimension) {
    case 'personClass':
      return [...CLASSES, 'general'];
    case 'disease':
      return DISEASES;
    case 'drug':
      return DRUGS;
    default:
      return CODES[dimension];
  }
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
