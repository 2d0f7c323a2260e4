/**
 * Settles a person's history again as it was known after one of the person's changes: with the
 * settlements, the law and the facts of then. What was recorded later, with whatever earlier day,
 * is not seen.
 */
import type { Result } from '../../../engine/units/index.ts';
import { type Enrolled, factsKnownAt } from '../../enrolment/index.ts';
import type { StoredSettlement } from '../model.ts';
import type { Services } from '../services.ts';
import { type Replayed, replayPerson } from '../settle/replay-person.ts';
import { personLaw } from '../settle/settle-bill.ts';
import { resultsOf } from '../store/read.ts';

export async function replayAsOf(
  services: Services,
  enrolled: Enrolled,
  settlements: readonly StoredSettlement[],
  version: number,
): Promise<Result<Replayed>> {
  const { database } = services;
  const { personId } = enrolled;
  const [facts, results] = await Promise.all([
    factsKnownAt(database, personId, version),
    resultsOf(database, personId, null, version),
  ]);
  const hashes = [...results.values()].map(({ law }) => law);
  const given = await personLaw(services, { enrolled: { ...enrolled, facts } }, hashes);
  const known = settlements.filter((one) => one.version <= version);
  return replayPerson(given, { settlements: known, results });
}
