/**
 * What modifiers make of the amounts of a tier (decision 0001 §5).
 */
import { BP_WHOLE } from '../units/index.ts';
import { type Amount, amountFrom, folded } from './amount.ts';
import type { Formula } from './formula-law.ts';
import { amountOf, type ValueLookup } from './look-up.ts';
import type { Modifier } from './tier-law.ts';

/** A deductible that a modifier has removed. */
export const NO_DEDUCTIBLE: Amount = amountFrom({ kind: 'constant', value: 0 }, []);

/**
 * Applies modifiers to an amount; null where one removes it. What a later one replaces or removes
 * is not looked up, nor what a later one would change of what is removed.
 */
export function modified(
  lookup: ValueLookup,
  start: Formula,
  modifiers: readonly Modifier[],
  field: Modifier['field'],
  target: string | null,
): Amount | null {
  const aimed = aimedAt(modifiers, field, target);
  const anew = aimed.findLastIndex(({ operation }) => ANEW.includes(operation));
  if (aimed[anew]?.operation === 'remove' && field !== 'deductible') return null;
  let amount = anew < 0 ? amountOf(lookup, start) : NO_DEDUCTIBLE;
  for (const modifier of aimed.slice(Math.max(0, anew))) {
    if (!modifier.value) continue;
    const by = amountOf(lookup, modifier.value, modifier);
    amount = modifier.operation === 'replace' ? by : combined(amount, by, modifier);
  }
  return amount;
}

const ANEW: readonly Modifier['operation'][] = ['replace', 'remove'];

function combined(amount: Amount, by: Amount, modifier: Modifier): Amount {
  const node =
    modifier.operation === 'add'
      ? folded({ kind: 'sum', of: [amount.node, by.node] })
      : folded({
          kind: 'proportion',
          of: amount.node,
          times: by.node,
          over: { kind: 'constant', value: BP_WHOLE },
          rounding: modifier.rounding,
        });
  return amountFrom(node, [...amount.sources, ...by.sources]);
}

/** The modifiers of a field that reach a part or a cap, in order. */
export function aimedAt(
  modifiers: readonly Modifier[],
  field: Modifier['field'],
  target: string | null,
): readonly Modifier[] {
  return modifiers.filter(
    (modifier) =>
      modifier.field === field && (modifier.target === null || modifier.target === target),
  );
}
