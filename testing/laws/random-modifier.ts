/**
 * Random modifiers: of the policy itself, or of an overlay for a span of days.
 */
import { commonOr, newChoice } from './choices.ts';
import { amountNear, type Draft, numberFor, ROUNDINGS, ratioBp, type Written } from './draft.ts';
import { shareOf } from './random-formula.ts';
import { randomWhen } from './random-selector.ts';
import { eachHeld, newConditions, type Sight, tableOf } from './random-told.ts';
import { CITED, type LineKey } from './vocabulary.ts';

/** What a tier has that can be changed. */
export interface Changeable {
  readonly parts: readonly string[];
  /** Parts that have a limit whatever is chosen. */
  readonly limited: readonly string[];
  /** The dimension by which every limit is given. */
  readonly per: LineKey | null;
  readonly caps: readonly string[];
  readonly hasDeductible: boolean;
  readonly of: 'person' | 'personAndEvent';
  readonly sight: Sight;
}

type Field = 'ratio' | 'deductible' | 'cap' | 'limit';

/** None to three changes. */
export function newModifiers(draft: Draft, tier: Changeable): Written[] {
  const count = draft.chance.weighted([
    [0, 5],
    [1, 3],
    [2, 2],
    [3, 1],
  ] as const);
  return Array.from({ length: count }, () => newModifier(draft, tier));
}

/** One change. */
export function newModifier(draft: Draft, tier: Changeable): Written {
  const { chance } = draft;
  const field = chance.weighted<Field>([
    ['ratio', 5],
    ['deductible', tier.hasDeductible ? 3 : 0],
    ['cap', tier.caps.length > 0 ? 3 : 0],
    ['limit', tier.limited.length > 0 ? 2 : 0],
  ]);
  const { parts: ratio, caps: cap, limited: limit } = tier;
  const targets: readonly string[] = { ratio, deductible: [], cap, limit }[field] ?? [];
  const target = targets.length > 0 && chance.is(0.5) ? { target: chance.pick(targets) } : {};
  const sight = { ...tier.sight, hasOwn: field !== 'ratio' && tier.of !== 'person' };
  return {
    field,
    ...target,
    ...(chance.is(0.8) ? { when: newWhen(draft, tier.of) } : {}),
    ...(chance.is(0.25) ? { onlyIf: newConditions(draft, sight) } : {}),
    ...(field === 'ratio'
      ? changeOfRatio(draft, tier, sight)
      : changeOfAmount(draft, { ...tier, field, sight })),
    source: CITED,
  };
}

function newWhen(draft: Draft, of: Changeable['of']): unknown {
  const { chance } = draft;
  const when = randomWhen(chance, of);
  if (!chance.is(0.1)) return when;
  const { choice } = newChoice(draft, 'whom', ['these', 'those']);
  return { choice, options: { these: when, those: randomWhen(chance, of) } };
}

/** A value, or one that a choice may take away together with its change. */
function byChoice(draft: Draft, value: Written): unknown {
  if (!draft.chance.is(0.1)) return value;
  const { choice } = newChoice(draft, 'changes', ['yes', 'never']);
  return { choice, options: { yes: value, never: null } };
}

function changeOfRatio(draft: Draft, tier: Changeable, sight: Sight): Written {
  const { chance } = draft;
  const operation = chance.pick(['add', 'multiply', 'multiplyOwnShare', 'replace']);
  const value = () => {
    if (operation === 'add') return chance.int(1, 30) * 100;
    return operation === 'replace' ? ratioBp(chance) : chance.int(3000, 10_000);
  };
  const by = tier.of === 'person' ? ({ by: 'person' } as const) : {};
  const formula = chance.weighted<() => Written>([
    [() => numberFor(draft, 'change', { unit: 'Bp', value, ...by }), 8],
    [() => tableOf(draft, sight, { unit: 'Bp', value, ...by }), 2],
    [() => perYear(draft, by), operation === 'add' ? 2 : 0],
    [() => eachHeld(draft, { unit: 'Bp', value: () => chance.int(1, 9) * 100 }), 1],
    [() => ({ facet: 'tiltBp' }), 1],
  ]);
  return { operation, value: byChoice(draft, formula()) };
}

/** Some points for each year, as many years as count. */
function perYear(draft: Draft, by: { readonly by?: 'person' }): Written {
  const point = { unit: 'Bp', value: () => draft.chance.int(1, 4) * 50, ...by } as const;
  const most = { unit: 'Count', value: () => draft.chance.int(1, 13), ...by } as const;
  const count = { min: [{ facet: 'paidYears' }, numberFor(draft, 'years', most)] };
  return { times: { of: numberFor(draft, 'point', point), count } };
}

function changeOfAmount(draft: Draft, tier: Changeable & { readonly field: Field }): Written {
  const { chance } = draft;
  const operation = chance.weighted([
    ['add', 2],
    ['multiply', 4],
    ['replace', 3],
    ['remove', 1],
  ]);
  if (operation === 'remove') return { operation };
  const by = tier.of === 'person' ? ({ by: 'person' } as const) : {};
  const per = tier.field === 'limit' ? tier.per : null;
  const given = { ...by, ...(per ? { per } : {}) };
  if (operation !== 'multiply') {
    return { operation, value: byChoice(draft, changeInFen(draft, tier.sight, given)) };
  }
  const value = () =>
    chance.weighted([
      [5000, 2],
      [chance.int(1, 10_000), 3],
    ] as const);
  return {
    operation,
    value: byChoice(draft, numberFor(draft, 'change', { unit: 'Bp', value, ...given })),
    rounding: commonOr(draft, 'changeRounding', ROUNDINGS),
  };
}

function changeInFen(
  draft: Draft,
  sight: Sight,
  given: { readonly by?: 'person'; readonly per?: LineKey },
): Written {
  const { chance } = draft;
  const value = () => amountNear(chance, 120_000);
  const by = given.by ? { by: given.by } : {};
  const formula = chance.weighted<() => Written>([
    [() => numberFor(draft, 'change', { unit: 'Fen', value, ...given }), 7],
    [() => tableOf(draft, sight, { unit: 'Fen', value, ...by }), 1],
    [() => eachHeld(draft, { unit: 'Fen', value }), 1],
    [() => ({ facet: 'incomeFen' }), 1],
    [() => shareOf(draft, { own: 'base' }), sight.hasOwn ? 1 : 0],
  ]);
  return formula();
}
