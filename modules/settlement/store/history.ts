/**
 * SQL that loads what a replay asks of a person's history, and no more: a long one is read fast.
 */
import type { Queryable } from '../../../platform/database/index.ts';
import type {
  HistoryToReplay,
  RecordedSettlement,
  StandingResult,
} from '../settle/replay-person.ts';

type Row = RecordedSettlement & {
  readonly [name in keyof StandingResult]: StandingResult[name] | null;
};

/** All settlements and reversals in the order in which they were recorded, with what now stands. */
export async function historyToReplay(on: Queryable, personId: number): Promise<HistoryToReplay> {
  const rows = await on.query<Row>(
    `SELECT s.settlement_id AS "settlementId", s.kind, s.reverses, s.institution, s.event,
            CASE WHEN s.kind = 'reverse' THEN s.at END AS at,
            r.law_hash AS law, r.payers, r.paid, r.posted
       FROM settlement.settlement s
       LEFT JOIN LATERAL (
         SELECT law_hash, payers, paid, posted FROM settlement.result
          WHERE person_id = s.person_id AND settlement_id = s.settlement_id
          ORDER BY version DESC LIMIT 1) r ON true
      WHERE s.person_id = $1 ORDER BY s.version`,
    [personId],
  );
  const results = new Map<string, StandingResult>();
  for (const { settlementId, law, payers, paid, posted } of rows) {
    if (law && payers && paid && posted) results.set(settlementId, { law, payers, paid, posted });
  }
  return { settlements: rows, results };
}
