/**
 * Treat first, pay later: what would be cash stands in the ledger as owed. Pure.
 */
import type { Fact } from '../../../engine/settle/index.ts';
import { formatDay } from '../../../engine/units/index.ts';
import { factOn } from '../../enrolment/index.ts';
import type { TreatFirst } from '../../law/index.ts';
import type { Visit } from '../model.ts';
import { dayOf } from './visit-event.ts';

/** Whether the area arranges it for the person's class on the day of admission, in their county. */
export function isTreatedFirst(
  visit: Pick<Visit, 'kind' | 'beginAt'>,
  given: {
    /** Classes of the person's area that are treated first. */
    readonly classes: readonly TreatFirst[];
    readonly facts: readonly Fact[];
    /** Where the person is insured, and where the provider is. */
    readonly region: string;
    readonly providerRegion: string;
  },
): boolean {
  if (visit.kind !== 'inpatient' || given.providerRegion !== given.region) return false;
  const admitted = dayOf(visit.beginAt);
  const own = factOn(given, 'personClass', admitted);
  const day = formatDay(admitted);
  return given.classes.some(
    ({ personClass, from, until }) =>
      personClass === own && from <= day && (until === null || day < until),
  );
}
