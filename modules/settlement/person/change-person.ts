/**
 * Changes a person by a message: once for each message, one after the other for each person, all or
 * nothing. What changed meanwhile is loaded and decided again.
 */
import { accepted, type Result } from '../../../engine/units/index.ts';
import type { RequestScope } from '../../../platform/access/index.ts';
import { DatabaseError, isTransient, type Queryable } from '../../../platform/database/index.ts';
import { type Envelope, renderAnswer } from '../messages/envelope.ts';
import type { Services } from '../services.ts';
import { type Commit, commitChanges } from '../store/commit.ts';
import type { PersonChange } from './change.ts';
import { alreadyAnswered, serialOf } from './message-record.ts';
import { fileAfter, type PersonFile, personFileOf } from './person-file.ts';
import type { Remembered } from './remembered.ts';

export type { PersonFile } from './person-file.ts';

/** A message, or what an operator asks, as far as changing a person goes. */
export interface ChangeContext {
  readonly services: Services;
  readonly scope: RequestScope;
  readonly envelope: Pick<Envelope, 'institution' | 'msgid' | 'infno' | 'region' | 'contentHash'>;
}

export interface Decided {
  readonly change: PersonChange;
  /** What other tables take in the same transaction. */
  readonly also?: (tx: Queryable) => Promise<void>;
  readonly output: unknown;
  /** Of the audit row. */
  readonly action: string;
  readonly subject: string;
}

/** What loading a person's file takes. */
export interface LoadContext {
  readonly services: Services;
  readonly envelope: Pick<Envelope, 'institution'>;
}

export interface ChangeRequest {
  readonly personNo: string;
  readonly visitId: string | null;
}

type Decide = (file: PersonFile) => Result<Decided> | Promise<Result<Decided>>;

const TRIES = 8;
const STALE = new Set(['TB001', 'TB002']);
const ANSWER = 'settlement.message.answer';

/** Gives the whole answer to the message, now made or made before. */
export function changePerson(
  context: ChangeContext,
  request: ChangeRequest,
  decide: Decide,
): Promise<Result<string>> {
  return context.services.queue.run(request.personNo, async () => {
    for (let tries = 1; ; tries++) {
      try {
        return await changeOnce(context, request, decide);
      } catch (fault) {
        if (tries >= TRIES || !(fault instanceof DatabaseError)) throw fault;
        const isTwice = fault.constraint === 'message_once';
        if (!isTwice && !isStale(fault) && !isTransient(fault)) throw fault;
      }
    }
  });
}

function isStale(fault: unknown): boolean {
  return fault instanceof DatabaseError && STALE.has(fault.sqlState);
}

async function changeOnce(
  context: ChangeContext,
  request: ChangeRequest,
  decide: Decide,
): Promise<Result<string>> {
  const { services, envelope } = context;
  const { institution, msgid } = envelope;
  const asked = { ...request, institution, msgid };
  const known = services.remembered.take(asked);
  if (known) {
    const done = await rememberedChange(context, decide, known);
    // A refusal must rest on what is stored now.
    if (done.ok) return done;
  }
  const loaded = await services.trips.load(asked);
  if (loaded.message) return alreadyAnswered(context, loaded.message, ANSWER);
  const file = personFileOf(services.vault, asked, loaded);
  if (!file.ok) return file;
  return decideAndCommit(context, decide, { file: file.value, answered: [] });
}

async function rememberedChange(
  context: ChangeContext,
  decide: Decide,
  known: Remembered,
): Promise<Result<string>> {
  try {
    return await decideAndCommit(context, decide, known);
  } catch (fault) {
    if (isStale(fault)) context.services.remembered.foundStale();
    throw fault;
  }
}

async function decideAndCommit(
  context: ChangeContext,
  decide: Decide,
  { file, answered }: Remembered,
): Promise<Result<string>> {
  const { services, envelope, scope } = context;
  const decided = await decide(file);
  if (!decided.ok) return decided;
  const { also, output } = decided.value;
  const answer = renderAnswer(
    { at: scope.at, region: envelope.region, serial: serialOf(scope.requestId) },
    output,
  );
  const commit = commitOf(context, file, decided.value, services.vault.seal(answer, ANSWER));
  if (also) {
    await services.database.transaction(async (tx) => {
      await commitChanges(tx, [commit]);
      await also(tx);
    });
    return accepted(answer);
  }
  await services.trips.commit(commit);
  const after = fileAfter(file, commit.change);
  if (after) services.remembered.keep({ file: after, answered: [...answered, envelope.msgid] });
  return accepted(answer);
}

function commitOf(
  { scope, envelope }: ChangeContext,
  { head }: PersonFile,
  { change, action, subject }: Decided,
  answer: Buffer,
): Commit {
  return {
    personId: head.personId,
    version: head.version,
    at: scope.at,
    message: {
      institution: envelope.institution,
      msgid: envelope.msgid,
      infno: envelope.infno,
      hash: envelope.contentHash,
      answer,
    },
    audit: {
      principal: scope.principal.id,
      region: scope.region,
      requestId: scope.requestId,
      action,
      subject,
    },
    change,
  };
}

/** What a question about a person is answered from. Rejects as `personFileOf`. */
export async function loadPersonFile(
  { services, envelope }: LoadContext,
  request: ChangeRequest,
): Promise<Result<PersonFile>> {
  const { institution } = envelope;
  const loaded = await services.trips.load({ ...request, institution, msgid: null });
  return personFileOf(services.vault, { ...request, institution }, loaded);
}
