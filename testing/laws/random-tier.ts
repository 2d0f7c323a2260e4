/**
 * Random policies: one tier each, of every kind of event, with what the kind allows.
 */
import type { Chance } from './chance.ts';
import {
  chosen,
  type Draft,
  draftOf,
  newNumber,
  ROUNDINGS,
  ratioBp,
  type Written,
} from './draft.ts';
import { newCounter } from './random-counter.ts';
import { newAmount, numberOf } from './random-formula.ts';
import { newModifiers } from './random-modifier.ts';
import { type Earlier, newPart, type PartOptions } from './random-part.ts';
import { randomWhen } from './random-selector.ts';
import { CITED, PAYERS } from './vocabulary.ts';

export type EventKind = 'visit' | 'contribution' | 'allowance' | 'close';

export interface TierOptions {
  readonly id: string;
  readonly on: EventKind;
  readonly scope: 'person' | 'household';
  /** Tiers before it on the same kind of event. */
  readonly earlier: readonly Earlier[];
  /** Counters of the scheme: fen, counts, caps that tiers share, and what a close may look at. */
  readonly fen: readonly string[];
  readonly count: readonly string[];
  readonly shared: string | null;
  readonly closing: readonly string[];
  /** Names of choices that the scheme makes for all its tiers. */
  readonly schemeRounding: string;
  /** Its scheme runs over all the years of the law. */
  readonly mayHaveSpan: boolean;
}

const FIRST: Readonly<Record<EventKind, readonly string[]>> = {
  visit: ['inScope', 'firstShare', 'overLimit', 'outOfScope'],
  contribution: ['premium'],
  allowance: [],
  close: [],
};

/** Writes a policy. */
export function newPolicy(chance: Chance, options: TierOptions): Written & { id: string } {
  const draft = draftOf(options.id, chance);
  const isCatchUp = options.on === 'visit' && chance.is(0.15);
  const counts = isCatchUp || chance.is(0.35) ? 'base' : 'taken';
  const names = isCatchUp
    ? ['all']
    : chance.pick([['all'], ['all'], ['near', 'far'], ['a', 'b', 'c']]);
  const parts = names.map(
    (name) =>
      [
        name,
        newPart(
          draft,
          partOptions(
            draft,
            { ...options, counts },
            { name, isCatchUp, isAlone: names.length === 1 },
          ),
        ),
      ] as const,
  );
  const deductible = newDeductible(draft, { ...options, counts }, names, isCatchUp);
  const caps = chance.is(0.5) ? newCaps(draft, options, isCatchUp) : null;
  const span = options.mayHaveSpan && chance.is(0.2) ? randomSpan(chance) : {};
  return {
    kind: 'policy',
    id: options.id,
    title: options.id,
    status: 'complete',
    payer: chance.pick(PAYERS),
    on: options.on,
    ...(options.on === 'close' ? { scope: options.scope } : {}),
    ...span,
    source: CITED,
    ...(chance.is(0.3)
      ? { when: randomWhen(chance, isCatchUp ? 'person' : 'personAndEvent') }
      : {}),
    parts: Object.fromEntries(parts),
    ...(options.on === 'allowance' ? { entitlement: newEntitlement(draft) } : {}),
    ...(deductible === null ? {} : { deductible }),
    ...(caps === null ? { noCap: CITED } : { caps }),
    ...newManner(draft, options, {
      isCatchUp,
      hasCaps: caps !== null,
      hasSegments: parts.some(([, part]) => part.segments !== undefined),
    }),
    modifiers: newModifiers(draft, {
      parts: names,
      limited: parts.filter(([, part]) => isLimited(part)).map(([name]) => name),
      caps: Object.keys(caps ?? {}),
      hasDeductible: deductible !== null,
      of: isCatchUp ? 'person' : 'personAndEvent',
    }),
    parameters: draft.parameters,
    choices: draft.choices,
    counters: draft.counters,
  };
}

/** Limited whatever is chosen. */
function isLimited({ limit }: Written): boolean {
  return typeof limit === 'object' && limit !== null && !('choice' in limit);
}

interface CountingOptions extends TierOptions {
  readonly counts: 'base' | 'taken';
}

function partOptions(
  draft: Draft,
  options: CountingOptions,
  part: Pick<PartOptions, 'name' | 'isCatchUp' | 'isAlone'>,
): PartOptions {
  const { chance } = draft;
  const before = options.earlier.at(-1);
  const first = (): Written => ({ reasons: [chance.pick(FIRST[options.on].slice(0, 2))] });
  const lead: Readonly<Record<EventKind, () => Written>> = {
    visit: () =>
      before && chance.is(0.65)
        ? {
            reasons: chance.some(
              [`${before.id}.deductible`, `${before.id}.copay`, `${before.id}.overCap`],
              1,
            ),
          }
        : first(),
    contribution: () => ({
      reasons: before && chance.is(0.5) ? [`${before.id}.copay`] : ['premium'],
    }),
    allowance: () => ({ reasons: [`${options.id}.entitlement`] }),
    close: () => ({ counters: chance.some(options.closing, 1) }),
  };
  return {
    ...part,
    tier: options.id,
    earlier: options.earlier,
    first: FIRST[options.on],
    lead: lead[options.on](),
    isVisit: options.on === 'visit',
    counters: { fen: options.fen, count: options.count },
    isBase: options.counts === 'base',
  };
}

/** Rounding, allotment, change in mid-year and what lies above a cap. */
function newManner(
  draft: Draft,
  { id, schemeRounding }: TierOptions,
  { isCatchUp, hasCaps, hasSegments }: Readonly<Record<string, boolean>>,
): Written {
  const { chance } = draft;
  const mayRoundSegments = !isCatchUp && chance.is(0.25);
  const isPlain = isCatchUp || (hasSegments && mayRoundSegments);
  const each = mayRoundSegments ? (['part', 'segment'] as const) : (['part'] as const);
  const writers = [{ tier: id, measure: 'paid' }];
  const aboveCap = isPlain
    ? (['clippedPayment'] as const)
    : ([
        'clippedPayment',
        'costBehindRoundedDown',
        'costBehindRoundedUp',
        'costBehindRoundedHalfUp',
      ] as const);
  return {
    rounding: chance.is(0.3) ? { choice: schemeRounding } : chosen(draft, 'rounding', ROUNDINGS),
    ...(hasSegments ? { roundEach: chosen(draft, 'roundEach', each) } : {}),
    allot: chosen(draft, 'allot', ['declaredOrder', 'proRata']),
    midYearChange: isCatchUp
      ? chosen(draft, 'midYear', ['catchUp', 'catchUp', 'incremental', 'recompute'])
      : chosen(draft, 'midYear', ['incremental', 'incremental', 'recompute']),
    ...(isCatchUp
      ? { paidCounter: newCounter(draft, 'paid', { writers, mayHaveKey: false }) }
      : {}),
    ...(hasCaps ? { aboveCap: chosen(draft, 'aboveCap', aboveCap) } : {}),
  };
}

function newDeductible(
  draft: Draft,
  options: CountingOptions,
  parts: readonly string[],
  isCatchUp: boolean,
): Written | null {
  const { chance } = draft;
  const { id, on, fen, count, counts } = options;
  if (isCatchUp) {
    const writers = [{ tier: id, measure: 'counted' }];
    return {
      amount: newAmount(draft, { name: 'deductible', size: 150_000, by: 'person', isVisit: true }),
      counter: newCounter(draft, 'passed', { writers, mayHaveKey: false }),
      counts: 'base',
    };
  }
  if (chance.is(0.3) || on === 'allowance') return null;
  const use = parts.length > 1 ? { use: chosen(draft, 'use', usesOf(chance, parts)) } : {};
  const kind = chance.weighted([
    ['event', 3],
    ['counter', 4],
    ['highest', on === 'visit' && counts === 'taken' ? 2 : 0],
  ]);
  const isVisit = on === 'visit';
  const counters = { fen, count };
  const amount = newAmount(draft, { name: 'deductible', size: 150_000, counters, isVisit });
  if (kind === 'event') return { amount, counts, ...use };
  if (counts === 'base') {
    const writers = [{ tier: id, measure: 'counted' }];
    return { amount, counter: newCounter(draft, 'passed', { writers }), counts, ...use };
  }
  const writers = [{ tier: id, measure: 'deductible' }];
  const counter = newCounter(draft, 'taken', { writers });
  if (kind === 'counter') return { amount, counter, counts, ...use };
  const highest = newCounter(draft, 'highest', {
    writers: [{ tier: id, measure: 'deductibleAmount' }],
    holds: 'max',
    isLong: true,
  });
  const own = numberOf(draft, { name: 'deductible', size: 150_000 });
  return { amount: { max: [own, { counter: highest }] }, counter, counts, ...use };
}

function usesOf(chance: Chance, parts: readonly string[]): ('proRata' | readonly string[])[] {
  return ['proRata', chance.shuffled(parts), chance.shuffled(parts).slice(0, 1)];
}

function newCaps(
  draft: Draft,
  { id, on, fen, count, shared }: TierOptions,
  isCatchUp: boolean,
): Record<string, Written> {
  const { chance } = draft;
  const cap = (): Written => {
    const counters = { fen, count };
    const size = chance.pick([60_000, 300_000, 900_000]);
    const by = isCatchUp ? { by: 'person' as const } : {};
    const amount = newAmount(draft, {
      name: 'cap',
      size,
      counters,
      isVisit: on === 'visit',
      ...by,
    });
    const own = () => newCounter(draft, 'capped', { writers: [{ tier: id, measure: 'paid' }] });
    const counter = shared !== null && chance.is(0.4) ? shared : own();
    return chance.is(0.6) ? { amount, counter } : { amount };
  };
  return chance.is(0.3) ? { first: cap(), second: cap() } : { only: cap() };
}

function newEntitlement(draft: Draft): Written {
  const { chance } = draft;
  const rate = newNumber(draft, 'rate', { unit: 'Bp', value: () => ratioBp(chance) });
  const number = numberOf(draft, { name: 'grant', size: 200_000 });
  const month = newNumber(draft, 'month', { unit: 'Days', value: () => chance.pick([30, 31]) });
  const rounding = chance.pick(ROUNDINGS);
  return chance.pick<Written>([
    number,
    { share: { of: { event: 'monthlyBaseFen' }, rateBp: { parameter: rate }, rounding } },
    {
      proportion: {
        of: { event: 'monthlyBaseFen' },
        times: { event: 'days' },
        over: { parameter: month },
        rounding,
      },
    },
  ]);
}

function randomSpan(chance: Chance): Written {
  return chance.pick<Written>([
    { effectiveFrom: '2025-02-15' },
    { effectiveUntil: '2025-09-01' },
    { effectiveFrom: '2025-01-01', effectiveUntil: '2026-01-01' },
  ]);
}

/** Choices of a policy that a trial may flip, with their other legal values. */
export function flipsOf(policy: Written): { id: string; values: unknown[] }[] {
  const choices = (policy.choices ?? {}) as Record<string, { otherwise: unknown[] }>;
  return Object.entries(choices).map(([name, { otherwise }]) => ({
    id: `${String(policy.id)}/${name}`,
    values: otherwise,
  }));
}
