/**
 * SQL that changes a person: one call for all that a message does.
 */
import { EMPTY_STATE } from '../../engine/settle/index.ts';
import { arrayText, Json, type Param, type Queryable } from '../../platform/database/index.ts';
import { entryParams } from '../ledger/index.ts';
import type { PersonChange } from './change.ts';
import { lineApart } from './line-parts.ts';

export interface MessageNote {
  readonly institution: string;
  readonly msgid: string;
  readonly infno: string;
  readonly hash: Buffer;
}

export interface AuditNote {
  readonly principal: string;
  readonly region: string;
  readonly requestId: string;
  readonly action: string;
  readonly subject: string;
}

export interface Commit extends PersonChange {
  readonly at: Date;
  readonly message: MessageNote & { readonly answer: Buffer };
  readonly audit: AuditNote;
}

const COMMIT = callOf('settlement.commit', 40);

/** Commits a change of a person; throws `DatabaseError` TB001 or TB002 where it must be retried. */
export async function commitChange(
  on: Queryable,
  personId: number,
  version: number,
  change: Commit,
): Promise<void> {
  const { at, message, lastDay = null } = change;
  const state = change.state ?? (version === 0 ? EMPTY_STATE : null);
  await on.query(COMMIT, [
    personId,
    version,
    at,
    state && new Json(state),
    lastDay,
    messageParam(message),
    message.hash,
    message.answer,
    auditParam(change.audit),
    ...settlementParams(change),
    ...resultParams(change),
    ...entryParams(change.entries ?? []),
    ...eventParams(change),
    ...moreParams(change),
  ]);
}

/** Records a message that only read, with its audit row. */
export async function commitRead(
  on: Queryable,
  personId: number | null,
  note: { readonly at: Date; readonly message: MessageNote; readonly audit: AuditNote },
): Promise<void> {
  await on.query('SELECT settlement.note_read($1, $2, $3, $4, $5)', [
    personId,
    note.at,
    messageParam(note.message),
    note.message.hash,
    auditParam(note.audit),
  ]);
}

function callOf(name: string, params: number): string {
  return `SELECT ${name}(${Array.from({ length: params }, (_, at) => `$${at + 1}`).join(', ')})`;
}

function messageParam({ institution, msgid, infno }: MessageNote): Param {
  return [institution, msgid, infno];
}

function auditParam({ principal, region, requestId, action, subject }: AuditNote): Param {
  return [principal, region, requestId, action, subject];
}

function settlementParams({ settlement }: PersonChange): readonly Param[] {
  if (!settlement) return [null, null, null, null];
  const { settlementId, visitId, institution, kind, reverses, msgid, bindTo } = settlement;
  const { event, facts, batches } = settlement;
  return [
    [settlementId, visitId, institution, kind, reverses, msgid, bindTo],
    event === null ? null : new Json(event),
    new Json(facts),
    batches,
  ];
}

function resultParams({ results = [] }: PersonChange): readonly Param[] {
  if (results.length === 0) return [null, null, null, null, null, null, null, null];
  return [
    results.map(({ settlementId }) => settlementId),
    results.map(({ law }) => law),
    results.map(({ engine }) => engine),
    results.map(({ payers }) => arrayText(payers)),
    results.map(({ paid }) => arrayText(paid)),
    results.map(({ posted }) => arrayText(posted)),
    results.map(({ totalFen }) => totalFen),
    results.map(({ trace }) => JSON.stringify(trace)),
  ];
}

function eventParams({ events = [] }: PersonChange): readonly Param[] {
  if (events.length === 0) return [null, null, null];
  return [
    events.map(({ topic }) => topic),
    events.map(({ key }) => key),
    events.map(({ payload }) => JSON.stringify(payload)),
  ];
}

function moreParams({ visit, batch, withdraw, filing }: PersonChange): readonly Param[] {
  if (!visit && !batch && !withdraw && !filing) return [null, null, null, null];
  const { details, ...row } = visit ?? {};
  const parts = batch?.lines.map(lineApart) ?? [];
  return [
    new Json({
      ...(visit ? { visit: row } : {}),
      ...(batch ? { batch: { visitId: batch.visitId, chargeNo: batch.chargeNo } } : {}),
      ...(withdraw ? { withdraw } : {}),
      ...(filing ? { filing } : {}),
    }),
    details ? new Json(details) : null,
    new Json(parts.map(({ charged }) => charged)),
    new Json(parts.map(({ shown }) => shown)),
  ];
}
