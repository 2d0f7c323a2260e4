/**
 * SQL of a past that comes in from outside: rows of many persons at once, in one transaction.
 */
import type { Loadable, Param, Queryable } from '../../../platform/database/index.ts';
import type { Batch, StoredResult, StoredSettlement, UploadedLine, Visit } from '../model.ts';
import type { SettledPast } from '../past/model.ts';
import { lineApart, type ShownPart, wholeLines } from './line-parts.ts';

const HEAD = ['person_id', 'version', 'state', 'last_day'];
const VISIT = [
  'person_id',
  'visit_id',
  'institution',
  'kind',
  'status',
  'begin_at',
  'end_at',
  'visit',
];
const BATCH = [
  'person_id',
  'visit_id',
  'batch_id',
  'charge_no',
  'lines',
  'shown',
  'withdrawn',
  'settlement_id',
];
const SETTLEMENT = [
  'person_id',
  'settlement_id',
  'version',
  'visit_id',
  'institution',
  'kind',
  'reverses',
  'msgid',
  'at',
  'event',
  'facts',
];
const RESULT = [
  'person_id',
  'settlement_id',
  'version',
  'law_hash',
  'engine',
  'payers',
  'paid',
  'posted',
  'total_fen',
  'trace',
];

/** Stores settled pasts. A person who has a head already is refused by the database. */
export async function storePasts(tx: Loadable, pasts: readonly SettledPast[]): Promise<void> {
  await tx.copyIn(
    { table: 'settlement.person', columns: HEAD },
    pasts
      .filter(({ version }) => version > 0)
      .map(({ personId, version, state, lastDay }) => [
        personId,
        version,
        JSON.stringify(state),
        lastDay,
      ]),
  );
  await tx.copyIn({ table: 'settlement.visit', columns: VISIT }, rowsOf(pasts, visitRows));
  await tx.copyIn({ table: 'settlement.batch', columns: BATCH }, rowsOf(pasts, batchRows));
  const settlements = { table: 'settlement.settlement', columns: SETTLEMENT };
  await tx.copyIn(settlements, rowsOf(pasts, settlementRows));
  await tx.copyIn({ table: 'settlement.result', columns: RESULT }, rowsOf(pasts, resultRows));
}

type Rows = Parameters<Loadable['copyIn']>[1];

function* rowsOf(
  pasts: readonly SettledPast[],
  rows: (past: SettledPast) => Rows,
): Generator<readonly Param[]> {
  for (const past of pasts) yield* rows(past);
}

function visitRows({ personId, visits }: SettledPast): Rows {
  return visits.map((one) => [
    personId,
    one.visitId,
    one.institution,
    one.kind,
    one.status,
    one.beginAt,
    one.endAt,
    JSON.stringify(one.details),
  ]);
}

function batchRows({ personId, batches }: SettledPast): Rows {
  return batches.map((one) => {
    const parts = one.lines.map(lineApart);
    return [
      personId,
      one.visitId,
      one.batchId,
      one.chargeNo,
      JSON.stringify(parts.map(({ charged }) => charged)),
      JSON.stringify(parts.map(({ shown }) => shown)),
      one.withdrawn,
      one.settlementId,
    ];
  });
}

function settlementRows({ personId, settlements }: SettledPast): Rows {
  return settlements.map((one) => [
    personId,
    one.settlementId,
    one.version,
    one.visitId,
    one.institution,
    one.kind,
    one.reverses,
    one.msgid,
    one.at,
    one.event === null ? null : JSON.stringify(one.event),
    JSON.stringify(one.facts),
  ]);
}

function resultRows({ personId, results }: SettledPast): Rows {
  return results.map((one) => [
    personId,
    one.settlementId,
    one.version,
    one.law,
    one.engine,
    one.payers,
    one.paid,
    one.posted,
    one.totalFen,
    JSON.stringify(one.trace),
  ]);
}

export interface PersonRows {
  readonly visits: ReadonlyMap<number, readonly Visit[]>;
  readonly batches: ReadonlyMap<number, readonly Batch<UploadedLine>[]>;
  readonly settlements: ReadonlyMap<number, readonly StoredSettlement[]>;
  /** The first result of each settlement: what its answer told. */
  readonly results: ReadonlyMap<number, readonly StoredResult[]>;
}

type Owned<Row> = Row & { readonly personId: number };

/** Reads all rows of some persons, each kind in the order of recording. */
export async function rowsOfPersons(
  on: Queryable,
  personIds: readonly number[],
): Promise<PersonRows> {
  const visits = await on.query<Owned<Visit>>(
    `SELECT person_id AS "personId", visit_id AS "visitId", institution, kind, status,
            begin_at AS "beginAt", end_at AS "endAt", visit AS details
       FROM settlement.visit WHERE person_id = ANY ($1::bigint[])
      ORDER BY person_id, split_part(visit_id, 'V', 2)::integer`,
    [personIds],
  );
  const batches = await on.query<
    Owned<Batch<UploadedLine> & { readonly shown: readonly ShownPart[] }>
  >(
    `SELECT person_id AS "personId", visit_id AS "visitId", batch_id AS "batchId",
            charge_no AS "chargeNo", lines, shown, withdrawn,
            settlement_id AS "settlementId"
       FROM settlement.batch WHERE person_id = ANY ($1::bigint[]) ORDER BY person_id, batch_id`,
    [personIds],
  );
  const settlements = await on.query<Owned<StoredSettlement>>(
    `SELECT person_id AS "personId", settlement_id AS "settlementId", version,
            visit_id AS "visitId", institution, kind, reverses, msgid, at, event, facts
       FROM settlement.settlement WHERE person_id = ANY ($1::bigint[])
      ORDER BY person_id, version`,
    [personIds],
  );
  const results = await on.query<Owned<StoredResult>>(
    `SELECT r.person_id AS "personId", r.settlement_id AS "settlementId", r.version,
            law_hash AS law, engine, payers, paid, posted, total_fen AS "totalFen", trace
       FROM settlement.result r JOIN settlement.settlement s
         ON (s.person_id, s.settlement_id, s.version) = (r.person_id, r.settlement_id, r.version)
      WHERE r.person_id = ANY ($1::bigint[])`,
    [personIds],
  );
  return {
    visits: byPerson(visits),
    batches: byPerson(
      batches.map(({ shown, ...one }) => ({ ...one, lines: wholeLines(one.lines, shown) })),
    ),
    settlements: byPerson(settlements),
    results: byPerson(results),
  };
}

function byPerson<Row>(rows: readonly Owned<Row>[]): ReadonlyMap<number, readonly Row[]> {
  const by = new Map<number, Row[]>();
  for (const row of rows) {
    const known = by.get(row.personId);
    if (known) known.push(row);
    else by.set(row.personId, [row]);
  }
  return by;
}

/** Codes of all diagnoses of all visits. */
export async function diagnosisCodes(on: Queryable): Promise<readonly string[]> {
  const rows = await on.query<{ code: string | null }>(
    `SELECT DISTINCT one -> 'said' ->> 'diag_code' AS code
       FROM settlement.visit, json_array_elements(visit -> 'diagnoses') AS one ORDER BY 1`,
  );
  return rows.flatMap(({ code }) => (code === null ? [] : [code]));
}
