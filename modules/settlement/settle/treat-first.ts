/**
 * Treat first, pay later: what would be cash stands in the ledger as owed. Pure.
 */
import type { Fact } from '../../../engine/settle/index.ts';
import { factOn } from '../../enrolment/index.ts';
import type { Visit } from '../model.ts';
import { dayOf } from './visit-event.ts';

/** In their own county the poor are treated first and pay later (精准扶贫补充医疗保险 意见二（八）). */
export function isTreatedFirst(
  visit: Pick<Visit, 'kind' | 'beginAt'>,
  given: {
    /** Classes of the person's area that are treated first. */
    readonly classes: readonly string[];
    readonly facts: readonly Fact[];
    /** Where the person is insured, and where the provider is. */
    readonly region: string;
    readonly providerRegion: string;
  },
): boolean {
  if (visit.kind !== 'inpatient' || given.providerRegion !== given.region) return false;
  const own = factOn(given, 'personClass', dayOf(visit.beginAt));
  return own !== null && given.classes.includes(own);
}
