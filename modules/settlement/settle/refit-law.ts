/**
 * Which stored settlements a changed fact brings under another scheme. All others keep the law that
 * settled them: a correction of the law is no matter of facts. Pure.
 */
import { type Event, pickProgram } from '../../../engine/settle/index.ts';
import { accepted, type Result } from '../../../engine/units/index.ts';
import type { PersonHistory } from './replay-person.ts';
import type { PersonLaw } from './settle-visit.ts';

/** The law in force no longer speaks of such a day: the stored version stands. */
const OUTSIDE = new Set(['law/expired', 'law/not_yet', 'law/unknown_area']);

/**
 * Gives the ids of those settlements. Rejects `settlement/person_not_enrolled`, `two_schemes`,
 * `facet_missing` where the person as now known could not have been settled.
 */
export function refittedBy(
  given: PersonLaw,
  { settlements, results }: PersonHistory,
): Result<ReadonlySet<string>> {
  const reversed = new Set(settlements.map(({ reverses }) => reverses));
  const programs = [...given.law.programs, ...given.archive];
  const refitted = new Set<string>();
  for (const { kind, settlementId, event } of settlements) {
    const before = results.get(settlementId);
    if (kind !== 'settle' || !before || reversed.has(settlementId)) continue;
    // Written by this module from an event of the engine.
    const picked = pickProgram(given.law, given.area, given.person, event as Event);
    if (!picked.ok) {
      if (OUTSIDE.has(picked.rejection.code)) continue;
      return picked;
    }
    const was = programs.find(({ hash }) => hash === before.law);
    if (was?.id !== picked.value.id) refitted.add(settlementId);
  }
  return accepted(refitted);
}
