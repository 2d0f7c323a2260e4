/**
 * SQL of lists of settlements: filtered, newest first, page by page.
 */
import type { Param, Queryable } from '../../../platform/database/index.ts';
import type { SettlementFacts, VisitKind } from '../model.ts';

export type SettlementStatus = 'settled' | 'reversed' | 'reversal';

/** Absent parts do not filter. */
export interface ListFilter {
  readonly personId?: number;
  readonly institution?: string;
  readonly kind?: VisitKind;
  readonly status?: SettlementStatus;
  /** Instants, half open. */
  readonly from?: Date;
  readonly until?: Date;
  /** Days of the law's year as numbers, half open. */
  readonly days?: readonly [number, number];
  /** Prefixes of regions; null: everywhere. */
  readonly regions: readonly string[] | null;
}

/** The last row of the page before. */
export interface ListCursor {
  readonly at: Date;
  readonly personId: number;
  readonly version: number;
}

export interface ListRow {
  readonly personId: number;
  readonly settlementId: string;
  readonly version: number;
  readonly institution: string;
  readonly kind: VisitKind;
  readonly status: SettlementStatus;
  readonly at: Date;
  readonly beginAt: string;
  readonly endAt: string | null;
  readonly diseaseName: string | null;
  readonly facts: SettlementFacts;
  /** Of the settlement, or of the one that a reversal takes back. */
  readonly payers: readonly string[];
  readonly paid: readonly number[];
  readonly totalFen: number;
  readonly trace: unknown;
  /** How often it was settled again since. */
  readonly changes: number;
}

const COLUMNS = `s.person_id AS "personId", s.settlement_id AS "settlementId", s.version,
  s.institution, v.kind, s.at, s.facts, v.begin_at AS "beginAt", v.end_at AS "endAt",
  v.visit ->> 'diseaseName' AS "diseaseName",
  CASE WHEN s.kind = 'reverse' THEN 'reversal' WHEN z.person_id IS NULL THEN 'settled'
       ELSE 'reversed' END AS status,
  r.payers, r.paid, r.total_fen AS "totalFen", r.trace, r.changes`;

/** A reversal shows the result that it takes back. */
const TABLES = `settlement.settlement s
  JOIN settlement.visit v ON v.person_id = s.person_id AND v.visit_id = s.visit_id
  LEFT JOIN settlement.settlement z ON z.person_id = s.person_id AND z.reverses = s.settlement_id`;

const RESULT = `JOIN LATERAL (
    SELECT q.payers, q.paid, q.total_fen, q.trace, count(*) OVER () - 1 AS changes
      FROM settlement.result q
     WHERE q.person_id = s.person_id AND q.settlement_id = coalesce(s.reverses, s.settlement_id)
     ORDER BY q.version DESC LIMIT 1) r ON true`;

/** The rows after a cursor, at most `limit`. */
export function listSettlements(
  on: Queryable,
  filter: ListFilter,
  { after, limit }: { readonly after: ListCursor | null; readonly limit: number },
): Promise<readonly ListRow[]> {
  const { where, params } = conditionsOf(filter);
  const place = params.length;
  const page = after
    ? ` AND (s.at, s.person_id, s.version) < ($${place + 1}, $${place + 2}, $${place + 3})`
    : '';
  const rest: Param[] = after ? [after.at, after.personId, after.version] : [];
  return on.query<ListRow>(
    `SELECT ${COLUMNS} FROM ${TABLES} ${RESULT} WHERE ${where}${page}
      ORDER BY s.at DESC, s.person_id DESC, s.version DESC
      LIMIT $${place + rest.length + 1}`,
    [...params, ...rest, limit],
  );
}

export async function countSettlements(on: Queryable, filter: ListFilter): Promise<number> {
  const { where, params } = conditionsOf(filter);
  const [row] = await on.query<{ total: number }>(
    `SELECT count(*) AS total FROM ${TABLES} ${filter.days ? RESULT : ''} WHERE ${where}`,
    params,
  );
  return row?.total ?? 0;
}

const STATUS: Readonly<Record<SettlementStatus, string>> = {
  settled: "s.kind = 'settle' AND z.person_id IS NULL",
  reversed: "s.kind = 'settle' AND z.person_id IS NOT NULL",
  reversal: "s.kind = 'reverse'",
};

function conditionsOf(filter: ListFilter): { readonly where: string; readonly params: Param[] } {
  const params: Param[] = [filter.regions];
  const conditions = ['enrolment.is_in(s.person_id, $1)'];
  const add = (text: string, value: Param | undefined) => {
    if (value === undefined) return;
    params.push(value);
    conditions.push(text.replace('?', `$${params.length}`));
  };
  add('s.person_id = ?', filter.personId);
  add('s.institution = ?', filter.institution);
  add('v.kind = ?', filter.kind);
  add('s.at >= ?', filter.from);
  add('s.at < ?', filter.until);
  add("(r.trace ->> 'windowDay')::integer >= ?", filter.days?.[0]);
  add("(r.trace ->> 'windowDay')::integer < ?", filter.days?.[1]);
  if (filter.status) conditions.push(STATUS[filter.status]);
  return { where: conditions.join(' AND '), params };
}
