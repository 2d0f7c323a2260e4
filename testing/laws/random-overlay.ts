/**
 * Random overlays: what another document changes in the tiers of a scheme for a span of days.
 */
import type { Chance } from './chance.ts';
import { CHANGE_DAYS, draftOf, type LawDraft, usesOf, type Written } from './draft.ts';
import { isAlways } from './random-cap.ts';
import { newReadings } from './random-facts.ts';
import { type Changeable, newModifier } from './random-modifier.ts';
import { commonPer, limitedParts } from './random-tier.ts';
import { CITED } from './vocabulary.ts';

/** Writes an overlay over some of the policies. */
export function newOverlay(
  chance: Chance,
  law: LawDraft,
  id: string,
  policies: readonly Written[],
): Written | null {
  const draft = draftOf(id, chance, law);
  const readAs = newReadings(chance, 0.3);
  const changes = chance
    .some(policies, readAs.length > 0 ? 0 : 1)
    .map((policy) => ({ to: policy.id, ...newModifier(draft, changeable(policy)) }));
  if (changes.length + readAs.length === 0) return null;
  const [first, second] = chance.some(CHANGE_DAYS, 2);
  return {
    kind: 'overlay',
    id,
    title: id,
    ...(chance.is(0.5) ? { effectiveFrom: first } : {}),
    ...(chance.is(0.5) ? { effectiveUntil: second } : {}),
    source: CITED,
    parameters: draft.parameters,
    ...usesOf(draft),
    choices: draft.choices,
    ...(readAs.length > 0 ? { readAs } : {}),
    ...(changes.length > 0 ? { changes } : {}),
  };
}

/** What an overlay may change in a policy, whatever the policy chooses. */
function changeable(policy: Written): Changeable {
  const parts = Object.entries(policy.parts as Record<string, Written>);
  const of = policy.paidCounter === undefined ? 'personAndEvent' : 'person';
  return {
    parts: parts.map(([name]) => name),
    limited: limitedParts(parts),
    per: commonPer(parts),
    caps: Object.entries(policy.caps ?? {})
      .filter(([, cap]) => isAlways(cap))
      .map(([name]) => name),
    hasDeductible: policy.deductible !== undefined,
    of,
    sight: { isVisit: policy.on === 'visit', ...(of === 'person' ? { by: of } : {}) },
  };
}
