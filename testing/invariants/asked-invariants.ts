/**
 * What must hold of the conditions of a tier: they hold by their own values, a tier that was
 * skipped failed one, a tier that waits is not due, and modifiers act where all of theirs hold.
 */
import type { Asked, ConditionTrace, TierSkipped } from '../../engine/settle/index.ts';
import { hold, type Notes, same } from './notes.ts';

/** Looks at why a tier was skipped. */
export function lookAtSkipped(notes: Notes, tier: TierSkipped): void {
  if (tier.why !== 'conditionNotMet' && tier.why !== 'notDueYet') return;
  const { conditions } = tier.asked;
  for (const condition of conditions) lookAtCondition(notes, condition);
  const isUnmet = conditions.some(({ isMet }) => !isMet);
  const why =
    tier.why === 'notDueYet' ? 'a tier that waits is not due' : 'a tier that is skipped fails one';
  hold(notes, why, isUnmet);
}

/** Looks at what a tier that applied was asked. */
export function lookAtAsked(notes: Notes, { conditions, modifiers, values }: Asked): void {
  for (const condition of conditions) {
    lookAtCondition(notes, condition);
    hold(notes, 'a tier that applies meets all', condition.isMet);
  }
  for (const { conditions: own, hasActed } of modifiers) {
    for (const condition of own) lookAtCondition(notes, condition);
    const areMet = own.every(({ isMet }) => isMet);
    same(notes, 'a modifier acts where all of its conditions hold', `${hasActed}`, `${areMet}`);
  }
  for (const { value, codes } of values) {
    hold(notes, 'a told number is an amount', Number.isSafeInteger(value) && value >= 0);
    if (codes.length === 0) continue;
    const sum = codes.reduce((total, one) => total + one.value, 0);
    same(notes, 'each held code counts', sum, value);
    same(notes, 'each held code counts', new Set(codes.map(({ code }) => code)).size, codes.length);
  }
}

function lookAtCondition(notes: Notes, condition: ConditionTrace): void {
  const { ofValue, fromValue, untilValue, isMet } = condition;
  const isFrom = fromValue === null || ofValue >= fromValue;
  const isUntil = untilValue === null || ofValue < untilValue;
  same(notes, 'a condition holds by its values', `${isMet}`, `${isFrom && isUntil}`);
}
