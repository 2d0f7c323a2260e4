/**
 * Changes a person by a message: once for each message, one after the other for each person, all or
 * nothing. What changed meanwhile is loaded and decided again.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import type { RequestScope } from '../../../platform/access/index.ts';
import { DatabaseError, isTransient, type Queryable } from '../../../platform/database/index.ts';
import { type Enrolled, enrolledOfFile } from '../../enrolment/index.ts';
import { type Chain, chainOfFile } from '../../ledger/index.ts';
import { type Envelope, renderAnswer } from '../messages/envelope.ts';
import type { Services } from '../services.ts';
import { type Commit, commitChanges } from '../store/commit.ts';
import type { LoadedFile, VisitFile } from '../store/read.ts';
import type { PersonChange } from './change.ts';
import { alreadyAnswered, serialOf } from './message-record.ts';

/** What a decision about a person is made on. */
export interface PersonFile extends VisitFile {
  readonly enrolled: Enrolled;
  readonly chain: Chain;
  readonly lastClosed: string | null;
}

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

const TRIES = 8;
const STALE = new Set(['TB001', 'TB002']);
const ANSWER = 'settlement.message.answer';

/** Gives the whole answer to the message, now made or made before. */
export function changePerson(
  context: ChangeContext,
  request: ChangeRequest,
  decide: (file: PersonFile) => Result<Decided> | Promise<Result<Decided>>,
): Promise<Result<string>> {
  return context.services.queue.run(request.personNo, async () => {
    for (let tries = 1; ; tries++) {
      try {
        return await changeOnce(context, request, decide);
      } catch (fault) {
        if (tries >= TRIES || !(fault instanceof DatabaseError)) throw fault;
        const isTwice = fault.constraint === 'message_once';
        if (!isTwice && !STALE.has(fault.sqlState) && !isTransient(fault)) throw fault;
      }
    }
  });
}

async function changeOnce(
  context: ChangeContext,
  request: ChangeRequest,
  decide: (file: PersonFile) => Result<Decided> | Promise<Result<Decided>>,
): Promise<Result<string>> {
  const { services, envelope, scope } = context;
  const { institution, msgid } = envelope;
  const { personNo, visitId } = request;
  const loaded = await services.trips.load({ institution, msgid, personNo, visitId });
  if (loaded.message) return alreadyAnswered(context, loaded.message, ANSWER);
  const file = personFileOf(context, request, loaded);
  if (!file.ok) return file;
  const decided = await decide(file.value);
  if (!decided.ok) return decided;
  const { change, also, output, action, subject } = decided.value;
  const { head } = file.value;
  const answer = renderAnswer(
    { at: scope.at, region: envelope.region, serial: serialOf(scope.requestId) },
    output,
  );
  const commit: Commit = {
    personId: head.personId,
    version: head.version,
    at: scope.at,
    message: {
      institution: envelope.institution,
      msgid: envelope.msgid,
      infno: envelope.infno,
      hash: envelope.contentHash,
      answer: services.vault.seal(answer, ANSWER),
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
  await (also
    ? services.database.transaction(async (tx) => {
        await commitChanges(tx, [commit]);
        await also(tx);
      })
    : services.trips.commit(commit));
  return accepted(answer);
}

/** What a question about a person is answered from. Rejects as `personFileOf`. */
export async function loadPersonFile(
  context: LoadContext,
  request: ChangeRequest,
): Promise<Result<PersonFile>> {
  const { services, envelope } = context;
  const { personNo, visitId } = request;
  const { institution } = envelope;
  const key = { institution, msgid: null, personNo, visitId };
  return personFileOf(context, request, await services.trips.load(key));
}

/** Rejects `settlement/person_unknown`, `visit_unknown` and `access/other_institution`. */
function personFileOf(
  { services, envelope }: LoadContext,
  { visitId }: ChangeRequest,
  { person, chain, lastClosed, file }: LoadedFile,
): Result<PersonFile> {
  if (person === null) {
    return rejected(
      'settlement/person_unknown',
      '查无此人员编号，请先用 1101 获取人员信息，并按返回的 psn_no 上传',
    );
  }
  if (visitId !== null && !file.visit) return visitUnknown();
  if (file.visit && file.visit.institution !== envelope.institution) {
    return rejected(
      'access/other_institution',
      '该就诊属于其他机构，本机构不能办理，请核对 mdtrt_id',
    );
  }
  const enrolled = enrolledOfFile(person, services.vault);
  return accepted({
    ...file,
    enrolled,
    chain: chainOfFile(enrolled.personId, chain),
    lastClosed,
  });
}

function visitUnknown(): Result<never> {
  return rejected(
    'settlement/visit_unknown',
    '该人员没有此就诊登记，请核对 mdtrt_id 与 psn_no，或先办理登记',
  );
}
