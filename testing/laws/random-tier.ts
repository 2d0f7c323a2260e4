/**
 * Random policies: one tier each, of every kind of event, with what the kind allows.
 */
import type { Chance } from './chance.ts';
import { chosen, commonOr } from './choices.ts';
import { type Draft, draftOf, type LawDraft, ROUNDINGS, usesOf, type Written } from './draft.ts';
import { newEntitlement, newFallsDue } from './random-allowance.ts';
import { isAlways, newCaps } from './random-cap.ts';
import { newCounter } from './random-counter.ts';
import { newAmount, numberOf } from './random-formula.ts';
import { newModifiers } from './random-modifier.ts';
import { type Earlier, newPart, type PartOptions } from './random-part.ts';
import { randomWhen } from './random-selector.ts';
import { newConditions, type Sight } from './random-told.ts';
import { CITED, type LineKey, PAYERS } from './vocabulary.ts';

export type EventKind = 'visit' | 'contribution' | 'allowance' | 'close';

export interface TierOptions {
  readonly id: string;
  readonly law: LawDraft;
  readonly on: EventKind;
  readonly scope: 'person' | 'household';
  /** Tiers before it on the same kind of event. */
  readonly earlier: readonly Earlier[];
  /** Counters of the scheme: fen, counts, caps that tiers share, and what a close may look at. */
  readonly fen: readonly string[];
  readonly count: readonly string[];
  readonly shared: string | null;
  readonly closing: readonly string[];
  /** Counters that grow until an allowance falls due. */
  readonly due: { readonly fen: readonly string[]; readonly count: readonly string[] };
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
  const draft = draftOf(options.id, chance, options.law);
  const { on } = options;
  const isCatchUp = on === 'visit' && chance.is(0.15);
  const counts = isCatchUp || chance.is(0.35) ? 'base' : 'taken';
  const names = isCatchUp
    ? ['all']
    : chance.pick([['all'], ['all'], ['near', 'far'], ['a', 'b', 'c']]);
  const isAlone = names.length === 1;
  const counting = { ...options, counts } as const;
  const parts = names.map((name): readonly [string, Written] => {
    const own = partOptions(draft, counting, { name, isCatchUp, isAlone });
    return [name, newPart(draft, own)];
  });
  const deductible = newDeductible(draft, counting, names, isCatchUp);
  const caps = chance.is(0.5) ? newCaps(draft, { ...options, parts: names, isCatchUp }) : null;
  const span = options.mayHaveSpan && chance.is(0.2) ? randomSpan(chance) : {};
  const sight = sightOf(options, isCatchUp);
  return {
    kind: 'policy',
    id: options.id,
    title: options.id,
    status: 'complete',
    payer: chance.pick(PAYERS),
    on,
    ...(on === 'close' ? { scope: options.scope } : {}),
    ...span,
    source: CITED,
    ...(chance.is(0.3)
      ? { when: randomWhen(chance, isCatchUp ? 'person' : 'personAndEvent') }
      : {}),
    ...(chance.is(0.2) ? { onlyIf: newConditions(draft, { ...sight, hasOwn: !isCatchUp }) } : {}),
    parts: Object.fromEntries(parts),
    ...(on === 'allowance' ? { entitlement: newEntitlement(draft) } : {}),
    ...(on === 'allowance' && chance.is(0.55) ? { fallsDue: newFallsDue(draft, options.due) } : {}),
    ...(deductible === null ? {} : { deductible }),
    ...(caps === null ? { noCap: CITED } : { caps }),
    ...newManner(draft, options, {
      isCatchUp,
      hasCaps: caps !== null,
      hasSegments: parts.some(([, part]) => part.segments !== undefined),
    }),
    modifiers: newModifiers(draft, {
      parts: names,
      limited: limitedParts(parts),
      per: commonPer(parts),
      caps: Object.keys(caps ?? {}).filter((id) => isAlways(caps?.[id])),
      hasDeductible: deductible !== null,
      of: isCatchUp ? 'person' : 'personAndEvent',
      sight,
    }),
    ...usesOf(draft),
    parameters: draft.parameters,
    choices: draft.choices,
    counters: draft.counters,
  };
}

type Parts = readonly (readonly [name: string, part: Written])[];
interface Limit {
  readonly per?: LineKey;
  readonly options?: Readonly<Record<string, Limit | null>>;
}

/** Parts that are limited whatever is chosen. */
export function limitedParts(parts: Parts): string[] {
  return parts.filter(([, { limit }]) => limit && isAlways(limit)).map(([name]) => name);
}

/** The dimension by which all limits are given, also those that a choice may leave out. */
export function commonPer(parts: Parts): LineKey | null {
  const limits = parts.flatMap(([, { limit }]) => {
    const { options, ...plain } = (limit ?? {}) as Limit;
    return limit ? (options ? Object.values(options) : [plain]) : [];
  });
  const [per = null, ...others] = new Set(
    limits.flatMap((limit) => (limit ? (limit.per ?? null) : [])),
  );
  return others.length === 0 ? per : null;
}

function sightOf({ on, fen, count }: TierOptions, isCatchUp: boolean): Sight {
  return isCatchUp
    ? { by: 'person', isVisit: true }
    : { isVisit: on === 'visit', counters: { fen, count } };
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
  const paid = { writers, mayHaveKey: false, mayHaveWhen: false };
  const aboveCap = isPlain
    ? (['clippedPayment'] as const)
    : ([
        'clippedPayment',
        'costBehindRoundedDown',
        'costBehindRoundedUp',
        'costBehindRoundedHalfUp',
      ] as const);
  return {
    rounding: chance.is(0.3) ? { choice: schemeRounding } : commonOr(draft, 'rounding', ROUNDINGS),
    ...(hasSegments ? { roundEach: chosen(draft, 'roundEach', each) } : {}),
    allot: commonOr(draft, 'allot', ['declaredOrder', 'proRata']),
    midYearChange: isCatchUp
      ? chosen(draft, 'midYear', ['catchUp', 'catchUp', 'incremental', 'recompute'])
      : chosen(draft, 'midYear', ['incremental', 'incremental', 'recompute']),
    ...(isCatchUp ? { paidCounter: newCounter(draft, 'paid', paid) } : {}),
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
  const plain = { name: 'deductible', size: 150_000, isVisit: on === 'visit' };
  if (isCatchUp) {
    const writers = [{ tier: id, measure: 'counted' }];
    return {
      amount: newAmount(draft, { ...plain, by: 'person' }),
      counter: newCounter(draft, 'passed', { writers, mayHaveKey: false, mayHaveWhen: false }),
      counts: 'base',
    };
  }
  if (chance.is(0.3) || on === 'allowance') return null;
  const use = parts.length > 1 ? { use: chosen(draft, 'use', usesOfParts(chance, parts)) } : {};
  const kind = chance.weighted([
    ['event', 3],
    ['counter', 4],
    ['highest', on === 'visit' && counts === 'taken' ? 2 : 0],
  ]);
  const amount =
    kind === 'highest'
      ? null
      : newAmount(draft, { ...plain, counters: { fen, count }, hasOwn: true });
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
  return {
    amount: { max: [numberOf(draft, plain), { counter: highest }] },
    counter,
    counts,
    ...use,
  };
}

function usesOfParts(chance: Chance, parts: readonly string[]): ('proRata' | readonly string[])[] {
  return ['proRata', chance.shuffled(parts), chance.shuffled(parts).slice(0, 1)];
}

function randomSpan(chance: Chance): Written {
  return chance.pick<Written>([
    { effectiveFrom: '2025-02-15' },
    { effectiveUntil: '2025-09-01' },
    { effectiveFrom: '2025-01-01', effectiveUntil: '2026-01-01' },
  ]);
}

/** Choices of a file that a trial may flip, with their other legal values. */
export function flipsOf(file: Written): { id: string; values: unknown[] }[] {
  const choices = (file.choices ?? {}) as Record<string, { otherwise: unknown[] }>;
  return Object.entries(choices).map(([name, { otherwise }]) => ({
    id: `${String(file.id)}/${name}`,
    values: otherwise,
  }));
}
