/**
 * Random modifiers: of the policy itself, or of an overlay for a span of days.
 */
import {
  amountNear,
  chosen,
  type Draft,
  newNumber,
  ROUNDINGS,
  ratioBp,
  type Written,
} from './draft.ts';
import { randomWhen } from './random-selector.ts';
import { CITED } from './vocabulary.ts';

/** What a tier has that can be changed. */
export interface Changeable {
  readonly parts: readonly string[];
  /** Parts that have a limit whatever is chosen. */
  readonly limited: readonly string[];
  readonly caps: readonly string[];
  readonly hasDeductible: boolean;
  readonly of: 'person' | 'personAndEvent';
}

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
  const field = chance.weighted<'ratio' | 'deductible' | 'cap' | 'limit'>([
    ['ratio', 5],
    ['deductible', tier.hasDeductible ? 3 : 0],
    ['cap', tier.caps.length > 0 ? 3 : 0],
    ['limit', tier.limited.length > 0 ? 2 : 0],
  ]);
  const { parts: ratio, caps: cap, limited: limit } = tier;
  const targets: readonly string[] = { ratio, deductible: [], cap, limit }[field] ?? [];
  const target = targets.length > 0 && chance.is(0.5) ? { target: chance.pick(targets) } : {};
  return {
    field,
    ...target,
    ...(chance.is(0.8) ? { when: randomWhen(chance, tier.of) } : {}),
    ...(field === 'ratio' ? changeOfRatio(draft, tier) : changeOfAmount(draft, tier)),
    source: CITED,
  };
}

function changeOfRatio(draft: Draft, tier: Changeable): Written {
  const { chance } = draft;
  const operation = chance.pick(['add', 'multiply', 'replace']);
  const value = () => {
    if (operation === 'add') return chance.int(1, 30) * 100;
    return operation === 'multiply' ? chance.int(3000, 10_000) : ratioBp(chance);
  };
  return {
    operation,
    value: { parameter: newNumber(draft, 'change', options('Bp', value, tier)) },
  };
}

function changeOfAmount(draft: Draft, tier: Changeable): Written {
  const { chance } = draft;
  const operation = chance.weighted([
    ['add', 2],
    ['multiply', 4],
    ['replace', 3],
    ['remove', 1],
  ]);
  if (operation === 'remove') return { operation };
  if (operation !== 'multiply') {
    const value = () => amountNear(chance, 120_000);
    return {
      operation,
      value: { parameter: newNumber(draft, 'change', options('Fen', value, tier)) },
    };
  }
  const value = () =>
    chance.weighted([
      [5000, 2],
      [chance.int(1, 10_000), 3],
    ] as const);
  return {
    operation,
    value: { parameter: newNumber(draft, 'change', options('Bp', value, tier)) },
    rounding: chosen(draft, 'changeRounding', ROUNDINGS),
  };
}

function options(unit: 'Fen' | 'Bp', value: () => number, { of }: Changeable) {
  return of === 'person' ? ({ unit, value, by: 'person' } as const) : { unit, value };
}
