/**
 * Random formulas for amounts. Each shape is one that a document could say.
 */
import { amountNear, type Draft, numberFor, ROUNDINGS, ratioBp, type Written } from './draft.ts';
import { eachHeld, randomCount, tableOf, toldFen } from './random-told.ts';
import type { LineKey } from './vocabulary.ts';

interface Sized {
  readonly name: string;
  /** Typical size in fen. */
  readonly size: number;
  /** `person`: nothing in it may depend on the event. */
  readonly by?: 'person';
  /** The line dimension by which its numbers may be given. */
  readonly per?: LineKey;
}

export interface AmountOptions extends Sized {
  /** Only visits have costs and days of stay. */
  readonly isVisit: boolean;
  /** Counters of fen and of events that a formula may look at. */
  readonly counters?: { readonly fen: readonly string[]; readonly count: readonly string[] };
  /** The base of its own tier may be looked at. */
  readonly hasOwn?: boolean;
}

/** An amount as a formula. */
export function newAmount(draft: Draft, options: AmountOptions): Written {
  const { chance } = draft;
  if (options.by === 'person') return personAmount(draft, options);
  const visit = options.isVisit ? 1 : 0;
  const own = options.hasOwn ? 1 : 0;
  const shape = chance.weighted([
    ['parameter', 12],
    ['shareOfCost', 2 * visit],
    ['timesCost', visit / 2],
    ['perDay', visit],
    ['proportion', visit],
    ['least', visit],
    ['greatest', visit],
    ['sum', 1],
    ['multiple', 1],
    ['byVisits', options.counters?.count.length ? 2 : 0],
    ['byCounter', options.counters?.fen.length ? 2 : 0],
    ['told', 1.5],
    ['perTold', 1],
    ['table', 2],
    ['each', 1],
    ['own', 2 * own],
  ]);
  const number = () => numberOf(draft, options);
  switch (shape) {
    case 'shareOfCost':
      return shareOf(draft, { event: 'totalCostFen' });
    case 'timesCost':
      return { min: [number(), multipleOf(draft, options, { event: 'totalCostFen' })] };
    case 'perDay':
      return { times: { of: smaller(draft, options, 8), count: { event: 'stayDays' } } };
    case 'proportion':
      return proportion(draft, options);
    case 'least':
      return { min: [number(), shareOf(draft, { event: 'inScopeFen' })] };
    case 'greatest':
      return { max: [number(), shareOf(draft, { event: 'inScopeFen' })] };
    case 'sum':
      return { sum: [smaller(draft, options, 2), smaller(draft, options, 3)] };
    case 'multiple':
      return multiple(draft, options);
    case 'byVisits':
      return byVisits(draft, options);
    case 'byCounter':
      return {
        minus: { of: number(), less: { counter: chance.pick(options.counters?.fen ?? []) } },
      };
    case 'told':
      return chance.pick<() => Written>([
        () => ({ facet: toldFen(draft) }),
        () => shareOf(draft, { facet: toldFen(draft) }),
        () => ({ max: [number(), { facet: toldFen(draft) }] }),
      ])();
    case 'perTold':
      return { times: { of: smaller(draft, options, 6), count: randomCount(draft, options) } };
    case 'table':
      return tableOf(draft, options, {
        unit: 'Fen',
        value: () => amountNear(chance, options.size),
      });
    case 'each':
      return eachHeld(draft, { unit: 'Fen', value: () => amountNear(chance, options.size / 2) });
    case 'own':
      return ofOwnBase(draft, options);
    default:
      return number();
  }
}

function ofOwnBase(draft: Draft, options: AmountOptions): Written {
  return draft.chance.pick<() => Written>([
    () => shareOf(draft, { own: 'base' }),
    () => ({ min: [numberOf(draft, options), { own: 'base' }] }),
    () => ({ minus: { of: { own: 'base' }, less: smaller(draft, options, 2) } }),
  ])();
}

/** A number of the law as a formula. */
export function numberOf(draft: Draft, { name, size, by, per }: Sized): Written {
  const value = () => (draft.chance.is(0.04) ? 0 : amountNear(draft.chance, size));
  const options = { unit: 'Fen', value, ...(by ? { by } : {}), ...(per ? { per } : {}) } as const;
  return numberFor(draft, name, options);
}

function personAmount(draft: Draft, options: AmountOptions): Written {
  const { chance } = draft;
  const values = { unit: 'Fen', value: () => amountNear(chance, options.size) } as const;
  const shape = chance.weighted([
    ['parameter', 12],
    ['multiple', 3],
    ['told', 1],
    ['table', 1.5],
    ['each', 1],
  ]);
  switch (shape) {
    case 'multiple':
      return multiple(draft, options);
    case 'told':
      return { max: [numberOf(draft, options), { facet: 'incomeFen' }] };
    case 'table':
      return tableOf(draft, options, { ...values, by: 'person' });
    case 'each':
      return eachHeld(draft, values);
    default:
      return numberOf(draft, options);
  }
}

function smaller(draft: Draft, options: AmountOptions, times: number): Written {
  return numberOf(draft, { ...options, size: options.size / times });
}

/** A share of an amount. */
export function shareOf(draft: Draft, of: Written): Written {
  const { chance } = draft;
  const rateBp = numberFor(draft, 'share', { unit: 'Bp', value: () => ratioBp(chance) });
  return { share: { of, rateBp, rounding: chance.pick(ROUNDINGS) } };
}

function multiple(draft: Draft, options: AmountOptions): Written {
  return multipleOf(draft, options, smaller(draft, options, 3));
}

function multipleOf(draft: Draft, options: AmountOptions, of: Written): Written {
  const value = () => draft.chance.int(1, 6);
  const by = options.by ? { by: options.by } : {};
  const count = numberFor(draft, 'multiple', { unit: 'Count', value, ...by });
  return { times: { of, count } };
}

function proportion(draft: Draft, options: AmountOptions): Written {
  const value = () => draft.chance.pick([7, 30, 365]);
  return {
    proportion: {
      of: numberOf(draft, options),
      times: { event: 'stayDays' },
      over: numberFor(draft, 'whole', { unit: 'Days', value }),
      rounding: draft.chance.pick(ROUNDINGS),
    },
  };
}

/** Falls with every visit of the window, as many deductibles do. */
function byVisits(draft: Draft, options: AmountOptions): Written {
  const count = { counter: draft.chance.pick(options.counters?.count ?? []) };
  const less = { times: { of: smaller(draft, options, 5), count } };
  return { minus: { of: numberOf(draft, options), less } };
}
