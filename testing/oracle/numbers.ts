/**
 * The numbers of a tier at an event: limits, deductible, rates and caps after every modifier.
 */
import { matches } from './facts.ts';
import { allHold, amountOf, bounded, type FormulaScene } from './formula.ts';
import { basisPoints, fraction, greatest, least, type Rounding, whole } from './fraction.ts';
import { numbersOf } from './parameter.ts';
import { fault } from './rejection.ts';
import type { Modifier, Tier } from './scheme.ts';
import type { Formula, Part } from './written.ts';

export interface Segment {
  readonly from: bigint;
  /** null: no end. */
  readonly until: bigint | null;
  readonly rateBp: bigint;
}

const WHOLE_BP = 10_000n;

/** The changes of a field, and of a target of it, that hold for this person and event. */
function holding(
  scene: FormulaScene,
  tier: Tier,
  field: Modifier['field'],
  target: string | null,
): Modifier[] {
  return tier.modifiers
    .filter((change) => change.field === field)
    .filter((change) => target === null || (change.target ?? target) === target)
    .filter((change) => change.from <= scene.day && scene.day < change.until)
    .filter((change) => matches(scene, change.when ?? {}))
    .filter(({ parameters, onlyIf }) => allHold({ ...scene, parameters }, 'modifier', onlyIf));
}

/** Limit of a part; null where there is none or it is removed. */
export function limitAmount(scene: FormulaScene, tier: Tier, part: string): bigint | null {
  const limit = tier.policy.parts[part]?.limit;
  return limit ? changed(scene, tier, { field: 'limit', target: part }, limit.amount) : null;
}

/** Deductible of a tier; 0 where there is none or it is removed. */
export function deductibleAmount(scene: FormulaScene, tier: Tier): bigint {
  const deductible = tier.policy.deductible;
  if (!deductible) return 0n;
  const what = { field: 'deductible', target: null } as const;
  return changed(scene, tier, what, deductible.amount) ?? 0n;
}

/** Amount of a cap; null where it is removed. */
export function capAmount(scene: FormulaScene, tier: Tier, cap: string): bigint | null {
  const law = tier.policy.caps?.[cap] ?? fault(`no cap ${cap}`);
  return changed(scene, tier, { field: 'cap', target: cap }, law.amount);
}

/** Segments of a part in ascending order; a flat ratio is one segment without an end. */
export function segmentsOf(scene: FormulaScene, tier: Tier, name: string): Segment[] {
  const { parameters } = tier.policy;
  const part: Part = tier.policy.parts[name] ?? fault(`no part ${name}`);
  const values = (id: string) => numbersOf(scene, parameters, id);
  const bounds = part.segments ? values(part.segments.bounds) : [0n];
  const ratios = values(part.segments?.ratios ?? part.ratio ?? fault(`${name} has no ratio`));
  return bounds.map((from, index) => ({
    from,
    until: bounds[index + 1] ?? null,
    rateBp: changedRatio(scene, tier, name, ratios[index] ?? fault(`${name} lacks a ratio`)),
  }));
}

function changedRatio(scene: FormulaScene, tier: Tier, part: string, first: bigint): bigint {
  let ratio = first;
  for (const change of holding(scene, tier, 'ratio', part)) {
    const value = changeValue(scene, change);
    scene.note(`modifier.ratio.${change.operation}`);
    if (change.operation === 'replace') ratio = value;
    if (change.operation === 'add') ratio += value;
    if (change.operation === 'multiply') ratio = whole(basisPoints(ratio, value), 'halfUp');
    if (change.operation === 'multiplyOwnShare') {
      ratio = WHOLE_BP - whole(basisPoints(WHOLE_BP - ratio, value), 'halfUp');
    }
    ratio = greatest(0n, least(ratio, WHOLE_BP));
  }
  return ratio;
}

interface What {
  readonly field: 'limit' | 'deductible' | 'cap';
  readonly target: string | null;
}

/** An amount after its changes. What a later change replaces or removes is never worked out. */
function changed(
  scene: FormulaScene,
  tier: Tier,
  { field, target }: What,
  written: Formula,
): bigint | null {
  const changes = holding(scene, tier, field, target);
  const anew = changes.findLastIndex(({ operation }) => ['replace', 'remove'].includes(operation));
  let amount = anew < 0 ? amountOf(scene, written) : 0n;
  for (const change of changes.slice(Math.max(anew, 0))) {
    scene.note(`modifier.${field}.${change.operation}`);
    if (change.operation === 'remove' && field !== 'deductible') return null;
    amount = changedAmount(scene, tier, change, amount);
  }
  return amount;
}

function changedAmount(scene: FormulaScene, tier: Tier, change: Modifier, amount: bigint): bigint {
  switch (change.operation) {
    case 'remove':
      return 0n;
    case 'replace':
      return changeValue(scene, change);
    case 'add':
      return bounded(amount + changeValue(scene, change));
    case 'multiplyOwnShare':
      return fault('an amount has no share of its own');
    case 'multiply': {
      const rounding: Rounding = change.rounding ?? tier.policy.rounding;
      return bounded(whole(fraction(amount * changeValue(scene, change), WHOLE_BP), rounding));
    }
  }
}

function changeValue(scene: FormulaScene, change: Modifier): bigint {
  const value = change.value ?? fault(`${change.operation} needs a value`);
  return amountOf({ ...scene, parameters: change.parameters }, value);
}
