/**
 * SQL of settlement that reads. The files `store-….ts` and the migrations hold the rest.
 */
import { EMPTY_STATE } from '../../../engine/settle/index.ts';
import type { Queryable } from '../../../platform/database/index.ts';
import type {
  Batch,
  Head,
  StoredResult,
  StoredSettlement,
  UploadedLine,
  Visit,
  VisitKind,
  VisitStatus,
} from '../model.ts';
import { type ShownPart, wholeLines } from './line-parts.ts';

export interface StoredMessage {
  readonly infno: string;
  readonly personId: number | null;
  readonly version: number | null;
  readonly contentHash: Buffer;
  /** Null for a message that only read. */
  readonly answerSealed: Buffer | null;
}

/** Finds what became of a message of an institution. */
export async function findMessage(
  on: Queryable,
  institution: string,
  msgid: string,
): Promise<StoredMessage | null> {
  const [row] = await on.query<StoredMessage>(
    `SELECT infno, person_id AS "personId", version, content_hash AS "contentHash",
            answer_sealed AS "answerSealed"
       FROM settlement.message WHERE institution = $1 AND msgid = $2`,
    [institution, msgid],
  );
  return row ?? null;
}

export interface VisitFile {
  readonly head: Head;
  /** Null where the person has no such visit. */
  readonly visit: Visit | null;
  readonly batches: readonly Batch[];
  readonly openStay: { readonly visitId: string; readonly institution: string } | null;
}

interface VisitRow {
  readonly visit_id: string;
  readonly institution: string;
  readonly kind: VisitKind;
  readonly status: VisitStatus;
  readonly begin_at: string;
  readonly end_at: string | null;
  readonly visit: Visit['details'];
}

interface BatchRow {
  readonly visit_id: string;
  readonly batch_id: number;
  readonly charge_no: string;
  /** What settling asks; of rows from before, all. */
  readonly lines: readonly UploadedLine[];
  readonly shown?: readonly ShownPart[];
  readonly withdrawn: readonly string[];
  readonly settlement_id: string | null;
}

export interface FileKey {
  readonly institution: string;
  /** Null: the message is not looked up. */
  readonly msgid: string | null;
  readonly personNo: string;
  readonly visitId: string | null;
}

export interface LoadedFile {
  readonly message: StoredMessage | null;
  /** For `enrolledOfFile`; null: nobody has this number. */
  readonly person: unknown;
  /** For `chainOfFile`. */
  readonly chain: unknown;
  readonly lastClosed: string | null;
  readonly file: VisitFile;
}

interface LoadedRow {
  readonly message: MessageRow | null;
  readonly person: { readonly person_id: number } | null;
  readonly head: {
    readonly version: number;
    readonly state: Head['state'];
    readonly last_day: string | null;
  } | null;
  readonly visit: VisitRow | null;
  readonly batches: readonly BatchRow[] | null;
  readonly stay: { readonly visit_id: string; readonly institution: string } | null;
  readonly chain: unknown;
  readonly last_closed: string | null;
}

interface MessageRow extends Omit<StoredMessage, 'contentHash' | 'answerSealed'> {
  /** In hexadecimal. */
  readonly contentHash: string;
  readonly answerSealed: string | null;
}

/** Loads all that decisions about some persons are made on, in one trip and in their order. */
export async function loadFiles(
  on: Queryable,
  keys: readonly FileKey[],
): Promise<readonly LoadedFile[]> {
  const rows = await on.query<LoadedRow>(
    `SELECT l.* FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
              WITH ORDINALITY AS k (institution, msgid, person_no, visit, nth)
       CROSS JOIN LATERAL settlement.load(k.institution, k.msgid, k.person_no, k.visit) AS l
      ORDER BY k.nth`,
    [
      keys.map(({ institution }) => institution),
      keys.map(({ msgid }) => msgid),
      keys.map(({ personNo }) => personNo),
      keys.map(({ visitId }) => visitId),
    ],
  );
  return rows.map(loadedFileOf);
}

function loadedFileOf(row: LoadedRow): LoadedFile {
  const { message, person, chain, last_closed: lastClosed } = row;
  return {
    message: message && {
      ...message,
      contentHash: Buffer.from(message.contentHash, 'hex'),
      answerSealed: message.answerSealed === null ? null : Buffer.from(message.answerSealed, 'hex'),
    },
    person,
    chain,
    lastClosed,
    file: visitFileOf(person?.person_id ?? -1, row),
  };
}

type VisitColumns = Pick<LoadedRow, 'head' | 'visit' | 'batches' | 'stay'>;

function visitFileOf(personId: number, row: VisitColumns): VisitFile {
  const { head, visit, batches, stay } = row;
  return {
    head: {
      personId,
      version: head?.version ?? 0,
      state: head?.state ?? EMPTY_STATE,
      lastDay: head?.last_day ?? null,
    },
    visit: visit ? visitOf(visit) : null,
    batches: (batches ?? []).map(batchOf),
    openStay: stay ? { visitId: stay.visit_id, institution: stay.institution } : null,
  };
}

/** Loads one visit of a person with its lines. */
export async function loadVisit(
  on: Queryable,
  personId: number,
  visitId: string,
): Promise<{ readonly visit: Visit | null; readonly batches: readonly Batch<UploadedLine>[] }> {
  const [row] = await on.query<Pick<LoadedRow, 'visit' | 'batches'>>(
    `SELECT (SELECT row_to_json(v) FROM settlement.visit v
              WHERE v.person_id = $1 AND v.visit_id = $2) AS visit,
            (SELECT json_agg(b ORDER BY b.batch_id) FROM settlement.batch b
              WHERE b.person_id = $1 AND b.visit_id = $2) AS batches`,
    [personId, visitId],
  );
  return {
    visit: row?.visit ? visitOf(row.visit) : null,
    batches: (row?.batches ?? []).map(batchOf),
  };
}

function visitOf(row: VisitRow): Visit {
  const { visit_id: visitId, institution, kind, status, begin_at: beginAt } = row;
  return { visitId, institution, kind, status, beginAt, endAt: row.end_at, details: row.visit };
}

/** Whole lines where `shown` was loaded; else only what settling asks of them is there. */
function batchOf(row: BatchRow): Batch<UploadedLine> {
  return {
    visitId: row.visit_id,
    batchId: row.batch_id,
    chargeNo: row.charge_no,
    lines: wholeLines(row.lines, row.shown ?? []),
    withdrawn: row.withdrawn,
    settlementId: row.settlement_id,
  };
}

/** A person's visits that began in a span of city times, the latest first, at most 1,000. */
export async function visitsBetween(
  on: Queryable,
  personId: number,
  from: string,
  until: string,
): Promise<readonly Visit[]> {
  const rows = await on.query<VisitRow>(
    `SELECT visit_id, institution, kind, status, begin_at, end_at, visit FROM settlement.visit
      WHERE person_id = $1 AND begin_at BETWEEN $2 AND $3 ORDER BY begin_at DESC LIMIT 1000`,
    [personId, from, until],
  );
  return rows.map(visitOf);
}

/** Lines of all visits of a person, for queries over visits. */
export async function batchesOf(
  on: Queryable,
  personId: number,
): Promise<readonly Batch<UploadedLine>[]> {
  const rows = await on.query<BatchRow>(
    `SELECT visit_id, batch_id, charge_no, lines, shown, withdrawn, settlement_id
       FROM settlement.batch WHERE person_id = $1 ORDER BY batch_id`,
    [personId],
  );
  return rows.map(batchOf);
}

const SETTLEMENT = `settlement_id AS "settlementId", version, visit_id AS "visitId", institution,
  kind, reverses, msgid, at, event, facts`;

/** All settlements and reversals of a person, in the order in which they were recorded. */
export function settlementsOf(
  on: Queryable,
  personId: number,
): Promise<readonly StoredSettlement[]> {
  return on.query<StoredSettlement>(
    `SELECT ${SETTLEMENT} FROM settlement.settlement WHERE person_id = $1 ORDER BY version`,
    [personId],
  );
}

/** One settlement, and the id of what reversed it. */
export async function findSettlement(
  on: Queryable,
  personId: number,
  settlementId: string,
): Promise<{ readonly settlement: StoredSettlement; readonly reversedBy: string | null } | null> {
  const rows = await on.query<StoredSettlement>(
    `SELECT ${SETTLEMENT} FROM settlement.settlement
      WHERE person_id = $1 AND (settlement_id = $2 OR reverses = $2)`,
    [personId, settlementId],
  );
  const settlement = rows.find((row) => row.settlementId === settlementId);
  if (!settlement) return null;
  return {
    settlement,
    reversedBy: rows.find((row) => row.reverses === settlementId)?.settlementId ?? null,
  };
}

/** The latest result of each of a person's settlements, or of one; or as a version knew them. */
export async function resultsOf(
  on: Queryable,
  personId: number,
  settlementId: string | null = null,
  upTo: number | null = null,
): Promise<ReadonlyMap<string, StoredResult>> {
  const rows = await on.query<StoredResult>(
    `SELECT DISTINCT ON (settlement_id) settlement_id AS "settlementId", version,
            law_hash AS law, engine, payers, paid, posted, total_fen AS "totalFen", trace
       FROM settlement.result
      WHERE person_id = $1 AND ($2::text IS NULL OR settlement_id = $2)
        AND ($3::integer IS NULL OR version <= $3)
      ORDER BY settlement_id, version DESC`,
    [personId, settlementId, upTo],
  );
  return new Map(rows.map((row) => [row.settlementId, row]));
}

/** The first result of a settlement: what its answer told the hospital. */
export async function firstResult(
  on: Queryable,
  personId: number,
  settlementId: string,
): Promise<StoredResult | null> {
  const [row] = await on.query<StoredResult>(
    `SELECT settlement_id AS "settlementId", version, law_hash AS law, engine, payers, paid,
            posted, total_fen AS "totalFen", trace
       FROM settlement.result WHERE person_id = $1 AND settlement_id = $2
      ORDER BY version LIMIT 1`,
    [personId, settlementId],
  );
  return row ?? null;
}
