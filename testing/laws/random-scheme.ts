/**
 * Random schemes: one to six tiers in order, counters that they share, and the scheme's choices.
 */
import type { Chance } from './chance.ts';
import {
  type Draft,
  draftOf,
  LAW_FROM,
  LAW_UNTIL,
  type LawDraft,
  ROUNDINGS,
  usesOf,
  type Written,
} from './draft.ts';
import { newCounter } from './random-counter.ts';
import { newBackdating, newOutOfScope, newReadings } from './random-facts.ts';
import type { Earlier } from './random-part.ts';
import { randomWhen } from './random-selector.ts';
import { type EventKind, newPolicy } from './random-tier.ts';
import { CITED, CLASSES } from './vocabulary.ts';

export type Arrangement = 'single' | 'successor' | 'parallel';

export interface SchemeOptions {
  readonly index: number;
  readonly law: LawDraft;
  readonly area: string;
  readonly from: string;
  readonly until: string;
  readonly covers: Written;
  readonly scope: 'person' | 'household';
  /** Choices that the schemes of an area have in common. */
  readonly history: Readonly<Record<string, string>>;
  /** A scheme whose policies go on in this one. */
  readonly inherits?: SchemeDraft;
  /** No other scheme to come from. */
  readonly isAlone: boolean;
}

export interface SchemeDraft {
  readonly file: Written;
  /** Its own policies; those it inherits belong to the other scheme. */
  readonly policies: readonly (Written & { readonly id: string })[];
  /** All its counters by id, also those that it inherits. */
  readonly counters: Readonly<Record<string, Written>>;
  /** Choices that its own counters name. */
  readonly counterChoices: Readonly<Record<string, Written>>;
  readonly choices: Readonly<Record<string, Written>>;
  /** Files of choices that it uses. */
  readonly uses: readonly string[];
}

const VISIT_DAYS = ['admittedOn', 'servedOn', 'dischargedOn', 'settledOn'];

/** Choices that place a person's events; one history needs one answer. */
export function sharedHistoryChoices(chance: Chance): Record<string, string> {
  return {
    lawDay: chance.pick(VISIT_DAYS),
    windowDay: chance.pick(VISIT_DAYS),
    order: chance.pick(['settledAt', 'dischargedOn']),
    lateBill: chance.pick(['replay', 'keepPast']),
    doubleEnrolment: chance.pick(['reject', 'declaredOrder']),
    reversal: chance.weighted([
      ['replay', 3],
      ['keepPast', 2],
    ]),
  };
}

/** Writes a scheme with its policies. */
export function newScheme(chance: Chance, options: SchemeOptions): SchemeDraft {
  const id = `s${options.index}`;
  const fresh = draftOf(id, chance, options.law);
  const draft = { ...fresh, uses: [...(options.inherits?.uses ?? fresh.uses)] };
  const inherited = (options.inherits?.file.tiers ?? []) as readonly string[];
  Object.assign(draft.counters, options.inherits?.file.counters ?? {});
  Object.assign(draft.choices, options.inherits?.counterChoices ?? {});
  const kinds = kindsOf(chance).slice(0, 6 - inherited.length);
  const ids = kinds.map((_, index) => `${id}.t${index}`);
  const common = commonCounters(draft, kinds, ids);
  const policies = newPolicies(draft, { ...options, kinds, ids, ...common });
  const choices = schemeChoices(chance, options);
  shareChoices(draft, choices);
  const file = schemeFile(chance, { ...options, id, ids: [...inherited, ...ids], draft, choices });
  return {
    file,
    policies,
    counterChoices: draft.choices,
    uses: draft.uses,
    counters: Object.assign(
      { ...options.inherits?.counters },
      draft.counters,
      ...policies.map((p) => p.counters),
    ),
    choices,
  };
}

interface Common {
  readonly fen: readonly string[];
  readonly count: readonly string[];
  readonly shared: string | null;
  readonly closing: readonly string[];
  readonly due: { readonly fen: readonly string[]; readonly count: readonly string[] };
}

/** Counters of the scheme that its tiers look at. */
function commonCounters(draft: Draft, kinds: readonly EventKind[], ids: readonly string[]): Common {
  const { chance } = draft;
  const visits = ids.filter((_, index) => kinds[index] === 'visit');
  const cost = newCounter(draft, 'cost', { writers: [{ event: 'totalCostFen' }] });
  const count = [newCounter(draft, 'visits', { writers: [{ event: 'eventCount' }] })];
  const some = () => chance.some(visits, 2).map((tier) => ({ tier, measure: 'paid' }));
  const shared = visits.length > 1 ? newCounter(draft, 'shared', { writers: some() }) : null;
  const here =
    visits.length > 1 && chance.is(0.4)
      ? [newCounter(draft, 'here', { writers: some(), isHere: true })]
      : [];
  const closing = kinds.includes('close') ? [cost, ...closingCounters(draft, visits)] : [];
  const due = kinds.includes('allowance') ? dueCounters(draft) : { fen: [], count: [] };
  return { fen: [cost, ...here], count, shared, closing, due };
}

/** Counters that later events bring on, for allowances that wait. */
function dueCounters(draft: Draft): Common['due'] {
  const { chance } = draft;
  const writer = chance.pick([{ event: 'totalCostFen' }, { event: 'premiumFen' }]);
  const when = chance.is(0.5) ? { when: randomWhen(chance, 'personAndEvent') } : {};
  const long = { isLong: true, mayHaveWhen: false };
  return {
    fen: [newCounter(draft, 'dueFen', { writers: [writer], ...long })],
    count: [
      newCounter(draft, 'dueCount', { writers: [{ event: 'eventCount', ...when }], ...long }),
    ],
  };
}

interface PoliciesOptions extends SchemeOptions, Common {
  readonly kinds: readonly EventKind[];
  readonly ids: readonly string[];
}

function newPolicies(draft: Draft, options: PoliciesOptions): (Written & { id: string })[] {
  const { kinds, ids, scope, law, fen, count, shared, closing, due } = options;
  const earlier: Record<EventKind, Earlier[]> = {
    visit: [],
    contribution: [],
    allowance: [],
    close: [],
  };
  return kinds.map((on, index) => {
    const id = ids[index] ?? draft.id;
    const policy = newPolicy(draft.chance, {
      id,
      law,
      on,
      scope,
      due,
      earlier: [...earlier[on]],
      fen,
      count,
      shared: isWriter(draft.counters[shared ?? ''], id) ? shared : null,
      closing,
      schemeRounding: 'commonRounding',
      mayHaveSpan: options.from === LAW_FROM && options.until === LAW_UNTIL,
    });
    earlier[on].push({ id, parts: Object.keys(policy.parts as object) });
    return policy;
  });
}

/** Kinds of the tiers in order: mostly visits. */
function kindsOf(chance: Chance): EventKind[] {
  const visits = Array<EventKind>(chance.int(1, 5)).fill('visit');
  const others: EventKind[] = [
    ...(chance.is(0.15) ? (['contribution'] as const) : []),
    ...(chance.is(0.1) ? (['contribution'] as const) : []),
    ...(chance.is(0.35) ? (['allowance'] as const) : []),
    ...(chance.is(0.15) ? (['allowance'] as const) : []),
    ...(chance.is(0.25) ? (['close'] as const) : []),
    ...(chance.is(0.1) ? (['close'] as const) : []),
  ];
  return chance.shuffled([...visits, ...others]).slice(0, 6);
}

/** What is left to the person, kept for the close of a period. */
function closingCounters(draft: Draft, visits: readonly string[]): string[] {
  const { chance } = draft;
  const outcomes = visits.flatMap((tier) => [
    `${tier}.deductible`,
    `${tier}.copay`,
    `${tier}.overCap`,
  ]);
  const reasons = (all: readonly string[]) => chance.some(all, 1);
  const left = (all: readonly string[]) =>
    newCounter(draft, 'left', {
      writers: [{ residual: [{ reasons: reasons(all) }] }],
      isLong: true,
      mayHaveKey: false,
    });
  const first = left(['inScope', 'firstShare', 'outOfScope', ...outcomes]);
  if (outcomes.length === 0) return [first];
  const narrowed = newCounter(draft, 'left', {
    writers: [
      {
        residual: [
          { reasons: reasons(outcomes), lines: { itemClass: ['A', 'B'] } },
          { reasons: ['firstShare'] },
        ],
      },
    ],
    isLong: true,
    mayHaveKey: false,
  });
  return [first, narrowed];
}

function isWriter(counter: Written | undefined, tier: string): boolean {
  const writers = (counter?.writers ?? []) as readonly { readonly tier?: string }[];
  return writers.some((writer) => writer.tier === tier);
}

function schemeChoices(chance: Chance, options: SchemeOptions): Record<string, Written> {
  const all: Record<string, unknown> = {
    ...options.history,
    negativeDifference: chance.pick(['recover', 'waive', 'hold']),
    leastDifferenceFen: chance.pick([0, 1, 100, 10_000]),
    classChange: chance.pick(['fromDay', 'wholeYear', 'monthsBack']),
    schemeChange: chance.pick(options.isAlone ? ['keep', 'reset'] : ['keep', 'reset', 'map']),
    firstShareOrder: 'beforeDeductible',
    firstShareRounding: chance.pick(ROUNDINGS),
    commonRounding: chance.pick(ROUNDINGS),
  };
  return Object.fromEntries(
    Object.entries(all).map(([name, is]) => [name, { is, otherwise: [], ...CITED }]),
  );
}

/** Makes some of the scheme's choices in a file that it uses. */
function shareChoices({ chance, law, uses }: Draft, choices: Record<string, Written>): void {
  const [first] = uses;
  const home = first === undefined ? undefined : law.shared[first];
  if (!home) return;
  for (const name of [
    'commonRounding',
    'firstShareRounding',
    'classChange',
    'negativeDifference',
  ]) {
    const choice = choices[name];
    if (!choice || !chance.is(0.3)) continue;
    home[name] ??= choice;
    delete choices[name];
  }
}

interface SchemeParts extends SchemeOptions {
  readonly id: string;
  readonly ids: readonly string[];
  readonly draft: Draft;
  readonly choices: Record<string, Written>;
}

function schemeFile(chance: Chance, parts: SchemeParts): Written {
  const { id, area, from, until, covers, ids, draft, choices } = parts;
  const backdating = newBackdating(draft);
  const readAs = newReadings(chance, 0.35);
  return {
    kind: 'scheme',
    id,
    area,
    title: id,
    effectiveFrom: from,
    effectiveUntil: until,
    source: CITED,
    covers,
    personClasses: chance.shuffled(CLASSES).slice(0, chance.int(1, CLASSES.length)),
    classification: {
      outOfScope: newOutOfScope(chance),
      firstShareRounding: { choice: 'firstShareRounding' },
      firstShareOrder: { choice: 'firstShareOrder' },
    },
    ...(readAs.length > 0 ? { readAs } : {}),
    ...(backdating === null ? {} : { backdating }),
    tiers: ids,
    ...(Object.keys(draft.parameters).length > 0 ? { parameters: draft.parameters } : {}),
    counters: draft.counters,
    ...usesOf(draft),
    choices: { ...choices, ...draft.choices },
  };
}
