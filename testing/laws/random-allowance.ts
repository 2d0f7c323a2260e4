/**
 * Random allowances: what they entitle to, and when they fall due.
 */
import { type Draft, numberFor, ROUNDINGS, type Written } from './draft.ts';
import { numberOf, shareOf } from './random-formula.ts';
import { COUNTS, tableOf } from './random-told.ts';

/** What an allowance entitles to. */
export function newEntitlement(draft: Draft): Written {
  const { chance } = draft;
  const number = () => numberOf(draft, { name: 'grant', size: 200_000 });
  const month = () =>
    numberFor(draft, 'month', { unit: 'Days', value: () => chance.pick([30, 31]) });
  const rounding = chance.pick(ROUNDINGS);
  const days = { event: 'days' };
  const shape = chance.weighted<() => Written>([
    [number, 2],
    [() => shareOf(draft, { event: 'monthlyBaseFen' }), 1.5],
    [
      () => ({
        proportion: { of: { event: 'monthlyBaseFen' }, times: days, over: month(), rounding },
      }),
      1.5,
    ],
    [() => weighted(draft), 4],
    [
      () =>
        tableOf(
          draft,
          { isVisit: false },
          { unit: 'Fen', value: () => chance.int(1, 90) * 10_000 },
        ),
      1,
    ],
  ]);
  return shape();
}

/** Base by weight × days ÷ (30 × weights), rounded once. */
function weighted(draft: Draft): Written {
  const { chance } = draft;
  const month = { unit: 'Days', value: () => chance.pick([30, 31]) } as const;
  return {
    proportion: {
      of: { event: 'weightedBaseFen' },
      times: { event: 'days' },
      over: { times: { of: numberFor(draft, 'month', month), count: { event: 'weightCount' } } },
      rounding: chance.pick(ROUNDINGS),
    },
  };
}

/** Fen that a year of bills, or of premiums, comes to. */
const DUE_FENS = [40_000, 200_000, 1_000_000, 5_000_000] as const;

/** A counter and how far it must have come: often just as far as it comes. */
export function newFallsDue(
  draft: Draft,
  counters: { readonly fen: readonly string[]; readonly count: readonly string[] },
): Written {
  const { chance } = draft;
  const isCount = counters.fen.length === 0 || chance.is(0.65);
  const counter = chance.pick(isCount ? counters.count : counters.fen);
  const unit = isCount ? 'Count' : 'Fen';
  const value = () => chance.pick(isCount ? COUNTS.slice(2) : DUE_FENS);
  const atLeast = chance.weighted<() => Written>([
    [() => numberFor(draft, 'due', { unit, value }), 6],
    [() => tableOf(draft, { by: 'person', isVisit: false }, { unit, value, by: 'person' }), 1],
    [() => ({ facet: isCount ? 'careHours' : 'grantedFen' }), 1],
  ]);
  return { counter, atLeast: atLeast() };
}
