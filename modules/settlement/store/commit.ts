/**
 * SQL that changes persons: one call for all that their messages do.
 */
import { EMPTY_STATE } from '../../../engine/settle/index.ts';
import { arrayText, Many, type Param, type Queryable } from '../../../platform/database/index.ts';
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
    ...visitParams(sorted),
    ...batchParams(sorted),
    ...settlementParams(sorted),
    ...resultParams(sorted),
    ...moreParams(sorted),
    ...eventParams(sorted),
    ...appendParams(
      sorted.map(({ personId, change }) => ({ personId, entries: change.entries ?? [] })),
    ),
  ]);
}

const COMMIT = callOf('settlement.commit', 55 + APPEND_PARAMS);

function callOf(name: string, params: number): string {
  return `SELECT ${name}(${Array.from({ length: params }, (_, at) => `$${at + 1}`).join(', ')})`;
}

/** A message that only read, and its audit row. */
export interface ReadNote {
  readonly personId: number | null;
  readonly at: Date;
  readonly message: MessageNote;
  readonly audit: AuditNote;
  /** Where the answer was made on what was remembered: of which version and end of the chain. */
  readonly madeOn: { readonly version: number; readonly seq: number } | null;
}

/**
 * `noted`; `reused`: the id stands for another message; `stale`: the person has changed since the
 * version that the answer was made on. Those two leave no row.
 */
export type ReadOutcome = 'noted' | 'reused' | 'stale';

/** Records messages that only read, all or none; gives what became of each, in their order. */
export async function noteReads(
  on: Queryable,
  asked: readonly ReadNote[],
): Promise<readonly ReadOutcome[]> {
  // Two transactions that wait for the same ids come to them in one order.
  const notes = asked.toSorted(byId);
  const [row] = await on.query<{ said: readonly ReadOutcome[] }>(NOTE_READS, [
    notes.map(({ personId }) => personId),
    notes.map(({ madeOn }) => madeOn?.version ?? null),
    notes.map(({ madeOn }) => madeOn?.seq ?? null),
    notes.map(({ at }) => at),
    notes.map(({ message }) => message.institution),
    notes.map(({ message }) => message.msgid),
    notes.map(({ message }) => message.infno),
    Many.bytes(notes.map(({ message }) => message.hash)),
    notes.map(({ audit }) => audit.principal),
    notes.map(({ audit }) => audit.region),
    notes.map(({ audit }) => audit.requestId),
    notes.map(({ audit }) => audit.action),
    notes.map(({ audit }) => audit.subject),
  ]);
  const outcomes = new Map(notes.map((note, index) => [note, row?.said[index]]));
  return asked.map((note) => {
    const outcome = outcomes.get(note);
    if (!outcome) throw new RangeError('a note of a read has no answer');
    return outcome;
  });
}

function byId({ message: left }: ReadNote, { message: right }: ReadNote): number {
  const [one, other] = [left, right].map(({ institution, msgid }) => `${institution} ${msgid}`);
  return one === other ? 0 : (one ?? '') < (other ?? '') ? -1 : 1;
}

const NOTE_READS = `${callOf('settlement.note_reads', 13)} AS said`;

function personParams(commits: readonly Commit[]): readonly Param[] {
  return [
    commits.map(({ personId }) => personId),
    commits.map(({ version }) => version),
    commits.map(({ at }) => at),
    Many.texts(
      commits.map(({ version, change }) => {
        const state = change.state ?? (version === 0 ? EMPTY_STATE : null);
        return state && JSON.stringify(state);
      }),
    ),
    commits.map(({ change }) => change.lastDay ?? null),
  ];
}

function messageParams(commits: readonly Commit[]): readonly Param[] {
  return [
    commits.map(({ message }) => message.institution),
    commits.map(({ message }) => message.msgid),
    commits.map(({ message }) => message.infno),
    Many.bytes(commits.map(({ message }) => message.hash)),
    Many.bytes(commits.map(({ message }) => message.answer)),
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
  readers: readonly Reader<Part>[],
): readonly Param[] {
  if (parts.length === 0) return [null, ...readers.map(() => null)];
  return [
    parts.map(({ nth }) => nth),
    ...readers.map((read) =>
      typeof read === 'function'
        ? parts.map(({ part }) => read(part))
        : Many.texts(parts.map(({ part }) => read.json(part))),
    ),
  ];
}

type Reader<Part> =
  | ((part: Part) => string | number | null)
  | { readonly json: (part: Part) => string | null };

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
    { json: ({ event }) => (event === null ? null : JSON.stringify(event)) },
    { json: ({ facts }) => JSON.stringify(facts) },
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
      { json: ({ trace }) => JSON.stringify(trace) },
    ],
  );
}

function eventParams(commits: readonly Commit[]): readonly Param[] {
  return columnsOf(
    partsOf(commits, ({ events }) => events ?? []),
    [({ topic }) => topic, ({ key }) => key, { json: ({ payload }) => JSON.stringify(payload) }],
  );
}

function visitParams(commits: readonly Commit[]): readonly Param[] {
  const parts = partsOf(commits, ({ visit }) => (visit ? [visit] : []));
  return columnsOf(parts, [
    ({ visitId }) => visitId,
    ({ institution }) => institution,
    ({ kind }) => kind,
    ({ status }) => status,
    ({ beginAt }) => beginAt,
    ({ endAt }) => endAt,
    { json: ({ details }) => JSON.stringify(details) },
    ({ contact }) => (contact === null ? null : `\\x${contact}`),
  ]);
}

/** Lines in two parts. */
function batchParams(commits: readonly Commit[]): readonly Param[] {
  const parts = partsOf(commits, ({ batch }) => {
    if (!batch) return [];
    const { visitId, chargeNo, lines } = batch;
    return [{ visitId, chargeNo, lines: lines.map(lineApart) }];
  });
  return columnsOf(parts, [
    ({ visitId }) => visitId,
    ({ chargeNo }) => chargeNo,
    { json: ({ lines }) => JSON.stringify(lines.map(({ charged }) => charged)) },
    { json: ({ lines }) => JSON.stringify(lines.map(({ shown }) => shown)) },
  ]);
}

/** What most messages do not have. */
function moreParams(commits: readonly Commit[]): readonly Param[] {
  const parts = partsOf(commits, ({ withdraw, filing }) =>
    withdraw || filing ? [{ withdraw, filing }] : [],
  );
  return columnsOf(parts, [{ json: (more) => JSON.stringify(more) }]);
}
