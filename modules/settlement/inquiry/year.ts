/**
 * A person's year in the law's order: each bill with who paid and how the counters stand after it;
 * bills that were taken back, reversals and bills that were settled again as events of their own.
 * Settled again and held against what is stored: a difference of a fen is a fault.
 */
import { accepted, dayToCivil, type Result } from '../../../engine/units/index.ts';
import type { RequestScope } from '../../../platform/access/index.ts';
import { recordAudit } from '../../../platform/audit/index.ts';
import { replayAsOf } from '../backwards/replay-as-of.ts';
import type { Services } from '../services.ts';
import { orderDay } from '../settle/settle-visit.ts';
import { settlementsOf } from '../store/read.ts';
import { resultVersionsOf } from '../store/results.ts';
import { followCounters } from './counters.ts';
import { personOf } from './person-of.ts';
import { listSettlements } from './store-list.ts';
import { changesIn, eventOf, merged, rowOf, takenBackIn, type YearEvent } from './year-events.ts';

export interface PersonYear {
  readonly personNo: string;
  readonly year: number;
  readonly schemes: readonly string[];
  readonly events: readonly YearEvent[];
}

const MOST_EVENTS = 10_000;

/** Rejects as `personOf`; writes an audit row. */
export async function personYear(
  services: Services,
  scope: RequestScope,
  { personNo, year }: { readonly personNo: string; readonly year: number },
): Promise<Result<PersonYear>> {
  const found = await personOf(services, scope, personNo);
  if (!found.ok) return found;
  const enrolled = found.value;
  const { personId } = enrolled;
  const { database } = services;
  const filter = { personId, regions: null };
  const [settlements, versions, rows] = await Promise.all([
    settlementsOf(database, personId),
    resultVersionsOf(database, personId),
    listSettlements(database, filter, { after: null, limit: MOST_EVENTS }),
  ]);
  await recordAudit(database, scope, {
    action: 'person.year',
    personId,
    subject: `${personNo}/${year}`,
  });
  const latest = Math.max(
    0,
    ...versions.map(({ version }) => version),
    ...rows.map((row) => row.version),
  );
  const replayed = await replayAsOf(services, enrolled, settlements, latest);
  if (!replayed.ok) return replayed;
  if (replayed.value.results.length > 0) {
    throw new RangeError(`person ${personId} settles to other fen than were stored`);
  }
  const { programs } = services.lawBook.law;
  const follow = followCounters(services.lawBook.law);
  const byId = new Map(rows.map((row) => [row.settlementId, row]));
  const own = replayed.value.steps.filter(
    ({ settled }) => dayToCivil(settled.windowDay).year === year,
  );
  const bills = own.map((step): YearEvent => {
    const { program, paidFen, personFen } = step.settled;
    return {
      ...eventOf(rowOf(byId, step.event.id), 'bill', programs),
      on: orderDay(step.event),
      personFen,
      payers: program.payers.map((payer, index) => ({ ...payer, fen: paidFen[index] ?? 0 })),
      counters: follow(step),
    };
  });
  const all = merged(bills, [
    ...takenBackIn(year, rows, settlements, programs),
    ...changesIn(year, versions, byId, programs),
  ]);
  const events = await Promise.all(
    all.map(async (event): Promise<YearEvent> => {
      const provider = await services.providers.find(event.institution, scope.at);
      return { ...event, institutionName: provider?.name ?? null };
    }),
  );
  const schemes = [...new Set(own.map(({ settled }) => settled.program.title))];
  return accepted({ personNo, year, schemes, events });
}
