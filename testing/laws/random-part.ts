/**
 * Random parts of a tier: which cells count, up to what limit, at what rates.
 */
import { newChoice } from './choices.ts';
import {
  amountNear,
  type Draft,
  isOfSameScheme,
  newNumber,
  numberFor,
  ratioBp,
  type Written,
} from './draft.ts';
import { newCounter } from './random-counter.ts';
import { newAmount } from './random-formula.ts';
import { randomLines } from './random-selector.ts';
import { LINE_KEYS, type LineKey } from './vocabulary.ts';

/** What earlier tiers of the scheme leave behind. */
export interface Earlier {
  readonly id: string;
  readonly parts: readonly string[];
}

export interface PartOptions {
  readonly tier: string;
  readonly name: string;
  readonly earlier: readonly Earlier[];
  /** Reasons that stand before any tier; empty for a close. */
  readonly first: readonly string[];
  /** Reasons or counters that the first entry must name. */
  readonly lead: Written;
  readonly isVisit: boolean;
  readonly counters: { readonly fen: readonly string[]; readonly count: readonly string[] };
  /** The only part of its tier. */
  readonly isAlone: boolean;
  /** The deductible counts base: excess then is for a part alone, with no position of its own. */
  readonly isBase: boolean;
  /** For catchUp: flat or excess without a position, nothing that depends on the event. */
  readonly isCatchUp: boolean;
}

/** Writes one part. */
export function newPart(draft: Draft, options: PartOptions): Written {
  const { chance } = draft;
  const limit = options.isVisit && !options.isCatchUp && chance.is(0.3);
  return {
    ...(chance.is(0.05) ? { title: '一部分' } : {}),
    base: newBase(draft, options),
    ...(limit ? { limit: newLimit(draft, options) } : {}),
    ...newRates(draft, options),
  };
}

function newBase(draft: Draft, options: PartOptions): unknown {
  const { chance } = draft;
  const more = Array.from(
    {
      length: chance.weighted([
        [0, 5],
        [1, 3],
        [2, 1],
      ] as const),
    },
    () => newEntry(draft, options),
  );
  const entries = [withNarrowing(draft, options, options.lead), ...more].filter((e) => e !== null);
  if (more.length === 0 || !chance.is(0.15)) return entries;
  const { choice } = newChoice(draft, 'reach', ['wide', 'narrow']);
  return { choice, options: { wide: entries, narrow: entries.slice(0, 1) } };
}

function newEntry(draft: Draft, options: PartOptions): unknown {
  const { chance } = draft;
  const reasons = [
    ...options.first,
    ...options.earlier.flatMap(({ id, parts }) => [
      `${id}.deductible`,
      `${id}.copay`,
      `${id}.overCap`,
      ...parts.flatMap((part) => [`${id}/${part}.copay`, `${id}/${part}.overCap`]),
    ]),
  ];
  if (reasons.length === 0) return null;
  const named = chance.shuffled(reasons).slice(0, chance.int(1, 3));
  const entry = withNarrowing(draft, options, { reasons: named });
  if (!chance.is(0.1)) return entry;
  const { choice } = newChoice(draft, 'counts', ['yes', 'never']);
  return { choice, options: { yes: entry, never: null } };
}

function withNarrowing(draft: Draft, options: PartOptions, entry: Written): Written {
  const { chance } = draft;
  const weight = () =>
    numberFor(draft, 'weight', {
      unit: 'Bp',
      value: () => ratioBp(chance),
      ...(options.isCatchUp ? { by: 'person' } : {}),
    });
  return {
    ...entry,
    ...(options.isVisit && chance.is(0.3) ? { lines: randomLines(chance) } : {}),
    ...(chance.is(0.18) ? { weightBp: weight() } : {}),
  };
}

function newLimit(draft: Draft, options: PartOptions): unknown {
  const { chance } = draft;
  const { tier, name, counters } = options;
  const per = chance.is(0.4) ? chance.pick(LINE_KEYS) : null;
  const amount = newAmount(draft, {
    name: 'limit',
    size: per === null ? 900_000 : 250_000,
    counters,
    isVisit: true,
    hasOwn: true,
    ...(per === null ? {} : { per }),
  });
  const writers = [{ tier, part: name, measure: 'counted' }];
  const counter = () =>
    per === null ? newCounter(draft, 'counted', { writers }) : lineCounter(draft, options, per);
  const limit = {
    amount,
    ...(per === null ? {} : { per }),
    ...(chance.is(0.55) ? { counter: counter() } : {}),
  };
  if (!chance.is(0.15)) return limit;
  const { choice } = newChoice(draft, 'limited', ['yes', 'never']);
  return { choice, options: { yes: limit, never: null } };
}

/** A counter by line: of an earlier tier, or its own, which an earlier tier may write too. */
function lineCounter(draft: Draft, { tier, name, earlier }: PartOptions, key: LineKey): string {
  const { chance, law, id } = draft;
  const others = law.lineCounters.filter((one) => one.key === key && isOfSameScheme(id, one.id));
  if (others.length > 0 && chance.is(0.4)) return chance.pick(others).id;
  const measure = () => (chance.is(0.4) ? chance.pick(LINE_MEASURES) : 'counted');
  const own = { tier, part: name, measure: measure() };
  const before =
    earlier.length > 0 && chance.is(0.25)
      ? [{ tier: chance.pick(earlier).id, measure: measure() }]
      : [];
  const counter = newCounter(draft, 'ofLine', { writers: [...before, own], key });
  law.lineCounters.push({ id: counter, key });
  return counter;
}

/** What a counter may count by line. */
const LINE_MEASURES = ['base', 'limitExcess', 'deductible', 'paid', 'copay', 'overCap'] as const;

function newRates(draft: Draft, options: PartOptions): Written {
  const { chance } = draft;
  const by = options.isCatchUp ? ({ by: 'person' } as const) : {};
  if (chance.is(0.45)) {
    return {
      ratio: newNumber(draft, 'ratio', { unit: 'Bp', value: () => ratioBp(chance), ...by }),
    };
  }
  const count = chance.int(1, 4);
  const bounds = newNumber(draft, 'bounds', {
    unit: 'FenList',
    value: () => randomBounds(draft, count),
    ...by,
  });
  const ratios = newNumber(draft, 'ratios', {
    unit: 'BpList',
    value: () => Array.from({ length: count }, () => ratioBp(chance)),
    ...by,
  });
  const needsPosition = options.isBase && !options.isAlone;
  const mayHavePosition = !options.isCatchUp && (needsPosition || chance.is(0.5));
  const position = mayHavePosition ? newPosition(draft, options) : null;
  const isGross = options.isBase && (position !== null || !options.isAlone);
  const legal = options.isCatchUp ? ['excess'] : isGross ? ['gross'] : ['gross', 'excess'];
  const measure = newChoice(draft, 'measure', legal);
  return {
    segments: {
      bounds,
      ratios,
      measure: { choice: measure.choice },
      ...(position === null ? {} : { position }),
    },
  };
}

function newPosition(draft: Draft, { tier, name }: PartOptions): string {
  const measure = draft.chance.pick(['counted', 'afterDeductible']);
  return newCounter(draft, 'position', { writers: [{ tier, part: name, measure }] });
}

function randomBounds({ chance }: Draft, count: number): number[] {
  const bounds = [0];
  while (bounds.length < count) bounds.push((bounds.at(-1) ?? 0) + amountNear(chance, 250_000) + 2);
  return bounds;
}
