/**
 * SQL that changes persons: one call for all that their messages do.
 */
import { EMPTY_STATE } from '../../../engine/settle/index.ts';
import { arrayText, type Param, type Queryable } from '../../../platform/database/index.ts';
import { APPEND_PARAMS, appendParams } from '../../ledger/index.ts';
import type { PersonChange } from '../person/change.ts';
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

/** A change with the message that asked for it, on the version that it was decided on. */
export interface Commit {
  readonly personId: number;
  readonly version: number;
  readonly at: Date;
  readonly message: MessageNote & { readonly answer: Buffer };
  readonly audit: AuditNote;
  readonly change: PersonChange;
}

/**
 * Commits changes of different persons, all or none; throws `DatabaseError` TB001 or TB002 where
 * one of them must be decided again.
 */
export async function commitChanges(on: Queryable, commits: readonly Commit[]): Promise<void> {
  // Every transaction takes its locks in one order.
  const sorted = commits.toSorted((left, right) => left.personId - right.personId);
  await on.query(COMMIT, [
    ...personParams(sorted),
    ...messageParams(sorted),
    ...settlementParams(sorted),
    ...resultParams(sorted),
    ...moreParams(sorted),
    ...eventParams(sorted),
    ...appendParams(
      sorted.map(({ personId, change }) => ({ personId, entries: change.entries ?? [] })),
    ),
  ]);
}

const COMMIT = callOf('settlement.commit', 44 + APPEND_PARAMS);

function callOf(name: string, params: number): string {
  return `SELECT ${name}(${Array.from({ length: params }, (_, at) => `$${at + 1}`).join(', ')})`;
}

/** Records a message that only read, with its audit row. */
export async function commitRead(
  on: Queryable,
  personId: number | null,
  note: { readonly at: Date; readonly message: MessageNote; readonly audit: AuditNote },
): Promise<void> {
  const { institution, msgid, infno, hash } = note.message;
  const { principal, region, requestId, action, subject } = note.audit;
  await on.query('SELECT settlement.note_read($1, $2, $3, $4, $5)', [
    personId,
    note.at,
    [institution, msgid, infno],
    hash,
    [principal, region, requestId, action, subject],
  ]);
}

function personParams(commits: readonly Commit[]): readonly Param[] {
  return [
    commits.map(({ personId }) => personId),
    commits.map(({ version }) => version),
    commits.map(({ at }) => at),
    commits.map(({ version, change }) => {
      const state = change.state ?? (version === 0 ? EMPTY_STATE : null);
      return state && JSON.stringify(state);
    }),
    commits.map(({ change }) => change.lastDay ?? null),
  ];
}

function messageParams(commits: readonly Commit[]): readonly Param[] {
  return [
    commits.map(({ message }) => message.institution),
    commits.map(({ message }) => message.msgid),
    commits.map(({ message }) => message.infno),
    commits.map(({ message }) => message.hash),
    commits.map(({ message }) => message.answer),
    commits.map(({ audit }) => audit.principal),
    commits.map(({ audit }) => audit.region),
    commits.map(({ audit }) => audit.requestId),
    commits.map(({ audit }) => audit.action),
    commits.map(({ audit }) => audit.subject),
  ];
}

/** Parts of changes, each with the place of its person from 1 on. */
function partsOf<Part>(
  commits: readonly Commit[],
  parts: (change: PersonChange) => readonly Part[],
): readonly { readonly nth: number; readonly part: Part }[] {
  return commits.flatMap(({ change }, index) =>
    parts(change).map((part) => ({ nth: index + 1, part })),
  );
}

/** A column of places, and one for each way to read a part; nulls where there is no part. */
function columnsOf<Part>(
  parts: readonly { readonly nth: number; readonly part: Part }[],
  readers: readonly ((part: Part) => string | number | null)[],
): readonly Param[] {
  if (parts.length === 0) return [null, ...readers.map(() => null)];
  return [
    parts.map(({ nth }) => nth),
    ...readers.map((read) => parts.map(({ part }) => read(part))),
  ];
}

function settlementParams(commits: readonly Commit[]): readonly Param[] {
  const parts = partsOf(commits, ({ settlement }) => (settlement ? [settlement] : []));
  return columnsOf(parts, [
    ({ settlementId }) => settlementId,
    ({ visitId }) => visitId,
    ({ institution }) => institution,
    ({ kind }) => kind,
    ({ reverses }) => reverses,
    ({ msgid }) => msgid,
    ({ bindTo }) => bindTo,
    ({ batches }) => arrayText(batches),
    ({ event }) => (event === null ? null : JSON.stringify(event)),
    ({ facts }) => JSON.stringify(facts),
  ]);
}

function resultParams(commits: readonly Commit[]): readonly Param[] {
  return columnsOf(
    partsOf(commits, ({ results }) => results ?? []),
    [
      ({ settlementId }) => settlementId,
      ({ law }) => law,
      ({ engine }) => engine,
      ({ payers }) => arrayText(payers),
      ({ paid }) => arrayText(paid),
      ({ posted }) => arrayText(posted),
      ({ totalFen }) => totalFen,
      ({ trace }) => JSON.stringify(trace),
    ],
  );
}

function eventParams(commits: readonly Commit[]): readonly Param[] {
  return columnsOf(
    partsOf(commits, ({ events }) => events ?? []),
    [({ topic }) => topic, ({ key }) => key, ({ payload }) => JSON.stringify(payload)],
  );
}

/** What most messages do not have; lines in two parts. */
function moreParams(commits: readonly Commit[]): readonly Param[] {
  const parts = partsOf(commits, ({ visit, batch, withdraw, filing }) => {
    if (!visit && !batch && !withdraw && !filing) return [];
    const { details = null, ...row } = visit ?? {};
    const lines = batch?.lines.map(lineApart) ?? [];
    const more = {
      ...(visit ? { visit: row } : {}),
      ...(batch ? { batch: { visitId: batch.visitId, chargeNo: batch.chargeNo } } : {}),
      ...(withdraw ? { withdraw } : {}),
      ...(filing ? { filing } : {}),
    };
    return [{ more, details, lines }];
  });
  return columnsOf(parts, [
    ({ more }) => JSON.stringify(more),
    ({ details }) => details && JSON.stringify(details),
    ({ lines }) => JSON.stringify(lines.map(({ charged }) => charged)),
    ({ lines }) => JSON.stringify(lines.map(({ shown }) => shown)),
  ]);
}
