/**
 * Verifying the ledger over REST: asked for, looked at, ended. Only who is responsible for every
 * region may, for the verdict is over all of them.
 */
import Type, { type Static, type TSchema } from 'typebox';
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import { personsById } from '../../../modules/enrolment/index.ts';
import { mayAct, type RequestScope } from '../../../platform/access/index.ts';
import { recordAuditOfList } from '../../../platform/audit/index.ts';
import type { Database } from '../../../platform/database/index.ts';
import type { Route, StatusTable } from '../../../platform/http/index.ts';
import { cancelJob, findJob, type Job, startJob } from '../../../platform/jobs/index.ts';
import type { Vault } from '../../../platform/vault/index.ts';
import { type Found, type Place, VERIFY, type VerifyOrder } from './walk.ts';

export const VERIFICATION_STATUSES: StatusTable = {
  'ledger/verification_unknown': 404,
};

const OrNull = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);
const MONTH = '^\\d{4}-(0[1-9]|1[0-2])$';
const Month = Type.String({ pattern: MONTH });
const Id = Type.String({ pattern: '^\\d{1,15}$' });

const Order = Type.Object(
  {
    settle: Type.Optional(
      Type.Boolean({ description: 'Settle again what was settled, and compare; takes longer' }),
    ),
    month: Type.Optional(
      Type.String({
        pattern: MONTH,
        description: 'Settle again only what was settled in this month',
      }),
    ),
  },
  { additionalProperties: false },
);

const Verification = Type.Object({
  verificationId: Id,
  settle: Type.Boolean(),
  month: OrNull(Month),
  state: Type.Union([
    Type.Literal('waiting'),
    Type.Literal('running'),
    Type.Literal('done'),
    Type.Literal('failed'),
    Type.Literal('cancelled'),
  ]),
  startedBy: Type.String(),
  startedAt: Type.String({ format: 'date-time' }),
  persons: Type.Integer({ description: 'Whose chains were gone through' }),
  ofPersons: OrNull(Type.Integer({ description: 'Whose chains there are' })),
  settlements: Type.Integer({ description: 'Settled again so far' }),
  error: OrNull(Type.String({ description: 'Why it failed or was ended' })),
  found: OrNull(
    Type.Object({
      isSound: Type.Boolean({ description: 'Nothing is wrong' }),
      entries: Type.Integer(),
      roots: Type.Integer({ description: 'Daily roots held against the entries' }),
      missingDays: Type.Array(Type.String(), { description: 'Days between roots without one' }),
      faults: Type.Array(
        Type.Object({
          personNo: OrNull(Type.String()),
          subject: OrNull(
            Type.String({ description: 'Number of the entry, or id of the settlement' }),
          ),
          what: Type.String(),
        }),
        { description: 'At most 1,000' },
      ),
    }),
  ),
});

const IdParams = Type.Object({ verificationId: Id });

export interface VerificationServices {
  readonly database: Database;
  readonly vault: Vault;
}

export function verificationRoutes(services: () => VerificationServices): readonly Route[] {
  const idOf = (params: unknown) =>
    // Fastify has held the parameters against `IdParams`.
    Number((params as Static<typeof IdParams>).verificationId);
  return [
    {
      method: 'POST',
      path: '/ledger/verifications',
      summary: '核对账本：借贷、链、校验码、月结和日根，可重新结算；同样的核对未完时不另开',
      body: Order,
      answer: Verification,
      handle: (scope, { body }) =>
        // Fastify has held the body against `Order`.
        start(services(), scope, body as Static<typeof Order>),
    },
    {
      method: 'GET',
      path: '/ledger/verifications/:verificationId',
      summary: '一次核对的进度和结果',
      params: IdParams,
      answer: Verification,
      handle: (scope, { params }) => look(services(), scope, idOf(params)),
    },
    {
      method: 'POST',
      path: '/ledger/verifications/:verificationId/cancel',
      summary: '结束一次核对；已完成的不变',
      params: IdParams,
      answer: Verification,
      handle: (scope, { params }) => end(services(), scope, idOf(params)),
    },
  ];
}

type Shown = Static<typeof Verification>;

function refuse({ principal }: RequestScope): Result<never> | null {
  return mayAct(principal, '')
    ? null
    : rejected('access/region_denied', '核对账本涉及全部区划，当前操作员不能办理');
}

async function start(
  services: VerificationServices,
  scope: RequestScope,
  { settle = false, month }: Static<typeof Order>,
): Promise<Result<Shown>> {
  const refused = refuse(scope);
  if (refused) return refused;
  const { database } = services;
  const isSettling = settle || month !== undefined;
  const input: VerifyOrder = { isSettling, month: month ?? null };
  const by = scope.principal.id;
  const id = await startJob(database, { kind: VERIFY, input, by, at: scope.at });
  return shownOf(services, scope, id, 'ledger.verify');
}

async function look(
  services: VerificationServices,
  scope: RequestScope,
  id: number,
): Promise<Result<Shown>> {
  return refuse(scope) ?? shownOf(services, scope, id, 'ledger.verification.read');
}

async function end(
  services: VerificationServices,
  scope: RequestScope,
  id: number,
): Promise<Result<Shown>> {
  const refused = refuse(scope);
  if (refused) return refused;
  const { database } = services;
  const job = await findJob(database, id);
  if (job?.kind === VERIFY) await cancelJob(database, id);
  return shownOf(services, scope, id, 'ledger.verification.cancel');
}

async function shownOf(
  { database, vault }: VerificationServices,
  scope: RequestScope,
  id: number,
  action: string,
): Promise<Result<Shown>> {
  const job = await findJob(database, id);
  if (job?.kind !== VERIFY) {
    return rejected('ledger/verification_unknown', '没有这次核对，请核对编号', String(id));
  }
  // The job's own handler wrote it.
  const found = job.state === 'done' ? (job.result as Found) : null;
  const personIds = (found?.faults ?? []).flatMap(({ personId }) => personId ?? []);
  await recordAuditOfList(database, scope, { action, personIds, subject: `verification ${id}` });
  const persons = await personsById(database, vault, personIds);
  const personNoOf = (personId: number | null) =>
    personId === null ? null : (persons.get(personId)?.personNo ?? null);
  return accepted({ ...shownJob(job), found: found && shownFound(found, personNoOf) });
}

function shownJob(job: Job): Omit<Shown, 'found'> {
  // The routes alone start jobs of this kind, and its handler alone keeps checkpoints.
  const { isSettling, month } = job.input as VerifyOrder;
  const place = job.checkpoint as Place | null;
  return {
    verificationId: String(job.jobId),
    settle: isSettling,
    month,
    state: job.state,
    startedBy: job.startedBy,
    startedAt: job.createdAt.toISOString(),
    persons: job.done,
    ofPersons: job.total,
    settlements: place?.settlements ?? 0,
    error: job.error,
  };
}

function shownFound(
  { entries, roots, missingDays, faults }: Found,
  personNoOf: (personId: number | null) => string | null,
): Shown['found'] {
  return {
    isSound: faults.length === 0,
    entries,
    roots,
    missingDays: [...missingDays],
    faults: faults.map(({ personId, subject, what }) => ({
      personNo: personNoOf(personId),
      subject,
      what,
    })),
  };
}
