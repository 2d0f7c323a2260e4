/**
 * Changes a person by a message: once for each message, one after the other for each person, all or
 * nothing. What changed meanwhile is loaded and decided again.
 */
import { EMPTY_STATE } from '../../engine/settle/index.ts';
import { accepted, type Result, rejected } from '../../engine/units/index.ts';
import { DatabaseError, isTransient } from '../../platform/database/index.ts';
import { type Enrolled, findByPersonNo } from '../enrolment/index.ts';
import { type Chain, emptyChain, lastClosedMonth, loadChain } from '../ledger/index.ts';
import type { PersonChange } from './change.ts';
import { alreadyAnswered, serialOf } from './message-record.ts';
import { renderAnswer } from './messages/envelope.ts';
import type { MessageContext } from './services.ts';
import { commitChange, findMessage, loadVisitFile, type VisitFile } from './store.ts';

/** What a decision about a person is made on. */
export interface PersonFile extends VisitFile {
  readonly enrolled: Enrolled;
  readonly chain: Chain;
  readonly lastClosed: string | null;
}

export interface Decided {
  readonly change: PersonChange;
  readonly output: unknown;
  /** Of the audit row. */
  readonly action: string;
  readonly subject: string;
}

export interface ChangeRequest {
  readonly personNo: string;
  readonly visitId: string | null;
  /** Whether the decision may post to the ledger. */
  readonly posts: boolean;
}

const TRIES = 8;
const STALE = new Set(['TB001', 'TB002']);
const ANSWER = 'settlement.message.answer';

/** Gives the whole answer to the message, now made or made before. */
export function changePerson(
  context: MessageContext,
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
  context: MessageContext,
  request: ChangeRequest,
  decide: (file: PersonFile) => Result<Decided> | Promise<Result<Decided>>,
): Promise<Result<string>> {
  const { services, envelope, scope } = context;
  const [seen, file] = await Promise.all([
    findMessage(services.database, envelope.institution, envelope.msgid),
    loadPersonFile(context, request),
  ]);
  if (seen) return alreadyAnswered(context, seen, ANSWER);
  if (!file.ok) return file;
  const decided = await decide(file.value);
  if (!decided.ok) return decided;
  const { change, output, action, subject } = decided.value;
  const { head } = file.value;
  const answer = renderAnswer(
    { at: scope.at, region: envelope.region, serial: serialOf(scope.requestId) },
    output,
  );
  await commitChange(services.database, head.personId, head.version, {
    ...change,
    emptyState: EMPTY_STATE,
    at: scope.at.toISOString(),
    message: {
      institution: envelope.institution,
      msgid: envelope.msgid,
      infno: envelope.infno,
      hash: envelope.contentHash.toString('hex'),
      answer: services.vault.seal(answer, ANSWER).toString('hex'),
    },
    audit: {
      principal: scope.principal.id,
      region: scope.region,
      requestId: scope.requestId,
      action,
      subject,
    },
  });
  return accepted(answer);
}

/** Rejects `settlement/person_unknown`, `visit_unknown` and `access/other_institution`. */
export async function loadPersonFile(
  { services, envelope }: Pick<MessageContext, 'services' | 'envelope'>,
  { personNo, visitId, posts }: ChangeRequest,
): Promise<Result<PersonFile>> {
  const { database, vault } = services;
  const [enrolled, known] = await Promise.all([
    findByPersonNo(database, vault, personNo),
    visitId === null ? null : loadVisitFile(database, personOfId(visitId), visitId),
  ]);
  if (!enrolled) {
    return rejected(
      'settlement/person_unknown',
      '查无此人员编号，请先用 1101 获取人员信息，并按返回的 psn_no 上传',
    );
  }
  const { personId } = enrolled;
  if (known && (known.head.personId !== personId || !known.visit)) return visitUnknown();
  if (known?.visit && known.visit.institution !== envelope.institution) {
    return rejected(
      'access/other_institution',
      '该就诊属于其他机构，本机构不能办理，请核对 mdtrt_id',
    );
  }
  const [file, chain, lastClosed] = await Promise.all([
    known ?? loadVisitFile(database, personId, null),
    posts ? loadChain(database, personId) : emptyChain(personId),
    posts ? lastClosedMonth(database, enrolled.area) : null,
  ]);
  return accepted({ ...file, enrolled, chain, lastClosed });
}

/** Ids carry their person; an id of another form is nobody's. */
function personOfId(id: string): number {
  const [, digits] = /^(\d{1,15})[VSF]\d{1,9}$/.exec(id) ?? [];
  return digits === undefined ? -1 : Number(digits);
}

function visitUnknown(): Result<never> {
  return rejected(
    'settlement/visit_unknown',
    '该人员没有此就诊登记，请核对 mdtrt_id 与 psn_no，或先办理登记',
  );
}
