/**
 * Random overlays: what another document changes in the tiers of a scheme for a span of days.
 */
import type { Chance } from './chance.ts';
import { CHANGE_DAYS, draftOf, type Written } from './draft.ts';
import { type Changeable, newModifier } from './random-modifier.ts';
import { CITED } from './vocabulary.ts';

/** Writes an overlay over some of the policies. */
export function newOverlay(
  chance: Chance,
  id: string,
  policies: readonly Written[],
): Written | null {
  const draft = draftOf(id, chance);
  const changes = chance
    .some(policies, 1)
    .map((policy) => ({ to: policy.id, ...newModifier(draft, changeable(policy)) }));
  if (changes.length === 0) return null;
  const [first, second] = chance.some(CHANGE_DAYS, 2);
  return {
    kind: 'overlay',
    id,
    title: id,
    ...(chance.is(0.5) ? { effectiveFrom: first } : {}),
    ...(chance.is(0.5) ? { effectiveUntil: second } : {}),
    source: CITED,
    parameters: draft.parameters,
    choices: draft.choices,
    changes,
  };
}

/** What an overlay may change in a policy, whatever the policy chooses. */
function changeable(policy: Written): Changeable {
  const parts = Object.entries(policy.parts as Record<string, Written>);
  const mayCatchUp = policy.paidCounter !== undefined;
  return {
    parts: parts.map(([name]) => name),
    limited: parts
      .filter(([, { limit }]) => typeof limit === 'object' && limit && !('choice' in limit))
      .map(([name]) => name),
    caps: Object.keys(policy.caps ?? {}),
    hasDeductible: policy.deductible !== undefined,
    of: mayCatchUp ? 'person' : 'personAndEvent',
  };
}
