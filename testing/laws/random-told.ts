/**
 * Random formulas over what is told of a person or an event: numbers, tables, codes held; and the
 * conditions made of them. Numbers told and bounds come from few values, so that they often meet.
 */
import type { Chance } from './chance.ts';
import { type Draft, type NumberOptions, newNumber, numberFor, type Written } from './draft.ts';
import { TOLD } from './vocabulary.ts';

/** Counts that people, events and bounds have. */
export const COUNTS = [0, 1, 2, 3, 5, 8, 13, 40] as const;
/** Fen that people, events and bounds have, and what lies beside them. */
export const FENS = [0, 50_000, 120_000, 300_000, 1_000_000] as const;

/** What a formula about an event may look at. */
export interface Sight {
  readonly by?: 'person';
  readonly isVisit: boolean;
  readonly counters?: { readonly fen: readonly string[]; readonly count: readonly string[] };
  readonly hasOwn?: boolean;
}

/** A dimension that tells fen. */
export function toldFen({ chance }: Draft): string {
  return chance.pick([...TOLD.person.fen, ...TOLD.event.fen]);
}

/** A count as a formula. */
export function randomCount(draft: Draft, { by, counters }: Sight): Written {
  const { chance } = draft;
  if (by === 'person') return { facet: chance.pick(TOLD.person.count) };
  const counts = counters?.count ?? [];
  return chance.weighted<Written>([
    [{ facet: chance.pick(TOLD.person.count) }, 3],
    [{ facet: chance.pick(TOLD.event.count) }, 2],
    [counts.length > 0 ? { counter: chance.pick(counts) } : { facet: 'paidYears' }, 2],
  ]);
}

/** Fen as a formula, of a size that bounds meet. */
function randomFen(draft: Draft, { by, counters, isVisit, hasOwn }: Sight): Written {
  const { chance } = draft;
  if (by === 'person') return { facet: 'incomeFen' };
  const fen = counters?.fen ?? [];
  return chance.weighted<Written>([
    [{ facet: toldFen(draft) }, 3],
    [{ counter: fen.length > 0 ? chance.pick(fen) : '' }, fen.length > 0 ? 2 : 0],
    [{ event: chance.pick(['totalCostFen', 'inScopeFen']) }, isVisit ? 3 : 0],
    [{ own: 'base' }, hasOwn ? 3 : 0],
  ]);
}

interface Valued {
  readonly unit: 'Fen' | 'Bp' | 'Count';
  readonly value: () => number;
  readonly by?: 'person';
}

/** A table over a count or over fen. */
export function tableOf(draft: Draft, sight: Sight, { unit, value, by }: Valued): Written {
  const { chance } = draft;
  const isCount = chance.is(0.55);
  const length = chance.int(1, 4);
  const at = isCount ? randomCount(draft, sight) : randomFen(draft, sight);
  const same = by ? { by } : {};
  const bounds = newNumber(draft, 'rows', {
    unit: isCount ? 'CountList' : 'FenList',
    value: () => someBounds(chance, isCount ? COUNTS : FENS, length),
    ...same,
  });
  const values = newNumber(draft, 'cells', {
    unit: `${unit}List`,
    value: () => Array.from({ length }, value),
    ...same,
  });
  return { table: { at, bounds, values } };
}

function someBounds(chance: Chance, all: readonly number[], length: number): number[] {
  const rest = chance.shuffled(all.slice(1)).slice(0, length - 1);
  return [0, ...rest.sort((a, b) => a - b)];
}

/** The sum over the codes that a person holds. */
export function eachHeld(draft: Draft, options: Pick<NumberOptions, 'unit' | 'value'>): Written {
  const parameter = newNumber(draft, 'each', { ...options, by: 'filed' });
  return { each: { dimension: 'filed', parameter } };
}

/** One or two conditions that some events meet and others do not. */
export function newConditions(draft: Draft, sight: Sight): Written[] {
  return Array.from({ length: draft.chance.is(0.25) ? 2 : 1 }, () => newCondition(draft, sight));
}

function newCondition(draft: Draft, sight: Sight): Written {
  const { chance } = draft;
  const isCount = chance.is(0.45);
  const all = isCount ? COUNTS : FENS;
  const low = chance.int(0, all.length - 2);
  const high = chance.int(low + 1, all.length - 1);
  const number = (at: number) =>
    numberFor(draft, 'bound', {
      unit: isCount ? 'Count' : 'Fen',
      value: () => all[at] ?? 0,
      ...(sight.by ? { by: sight.by } : {}),
    });
  const of = isCount ? randomCount(draft, sight) : randomFen(draft, sight);
  return chance.weighted<Written>([
    [{ of, from: number(low) }, 3],
    [{ of, until: number(high) }, 2],
    [{ of, from: number(low), until: number(high) }, 1],
  ]);
}
