/**
 * Manual reimbursement over REST: claims are received, looked at and moved on.
 */
import Type, { type Static } from 'typebox';
import type { Route } from '../../../platform/http/index.ts';
import { actOnClaim, claimsOfPerson } from '../claim/act.ts';
import { CLAIM_ACTS, CLAIM_STATUSES, PAPER_KINDS } from '../claim/model.ts';
import { receiveClaim } from '../claim/receive.ts';
import type { Services } from '../services.ts';
import {
  Basis,
  DayText,
  FenByPayer,
  KeyHeader,
  keyOf,
  Name,
  OrNull,
  Payee,
  PersonNo,
  PersonParams,
  Word,
} from './shapes.ts';

const Fen = Type.Integer({ minimum: 1, description: 'Fen' });
const strict = { additionalProperties: false } as const;

const Paper = Type.Object(
  {
    kind: Type.Union(PAPER_KINDS.map((kind) => Type.Literal(kind))),
    count: Type.Integer({ minimum: 1, maximum: 1_000 }),
  },
  strict,
);

const Invoice = Type.Object(
  {
    code: Type.String({ maxLength: 20, description: 'Empty where there is a number alone' }),
    number: Type.String({ minLength: 6, maxLength: 20 }),
    check: Type.String({ maxLength: 20 }),
    totalFen: Fen,
    issuedOn: DayText,
  },
  strict,
);

const Care = Type.Object(
  {
    institution: Type.Object(
      {
        code: Type.String({ minLength: 1, maxLength: 30 }),
        name: Name,
        region: Type.String({ pattern: '^\\d{6}$' }),
        grade: Type.Union([
          Type.Literal('primary'),
          Type.Literal('secondary'),
          Type.Literal('tertiary'),
        ]),
      },
      strict,
    ),
    medType: Type.String({ minLength: 1, maxLength: 6, description: 'National code' }),
    diseaseCode: OrNull(Word),
    maternityType: OrNull(Type.String({ maxLength: 6 })),
    pregnancyWeeks: OrNull(Type.Integer({ minimum: 1, maximum: 50 })),
    hospitalNo: Word,
    beginOn: DayText,
    endOn: DayText,
    diagnoses: Type.Array(Type.Object({ code: Word, name: Name }, strict), { maxItems: 50 }),
    lines: Type.Array(
      Type.Object(
        {
          lineNo: Word,
          on: DayText,
          itemCode: Word,
          costFen: Fen,
          quantity: Type.Integer({ minimum: 1, description: 'Ten-thousandths' }),
          priceMicro: Type.Integer({ minimum: 0, description: 'Millionths of a yuan' }),
          isApproved: Type.Boolean({ description: 'Of restricted use, and justified' }),
        },
        strict,
      ),
      { minItems: 1, maxItems: 2_000 },
    ),
  },
  strict,
);

const NewClaim = Type.Object(
  {
    basis: Basis,
    receivedOn: DayText,
    care: Care,
    papers: Type.Array(Paper, { maxItems: 50 }),
    invoices: Type.Array(Invoice, { minItems: 1, maxItems: 200 }),
    payee: Payee,
  },
  strict,
);

const Status = Type.Union(CLAIM_STATUSES.map((status) => Type.Literal(status)));

const ClaimAct = Type.Object(
  {
    act: Type.Union(CLAIM_ACTS.map((act) => Type.Literal(act))),
    basis: Basis,
    reasons: Type.Array(Name, { maxItems: 20, description: 'Of a return or refusal' }),
    papers: Type.Optional(Type.Array(Paper, { maxItems: 50, description: 'All, completed' })),
  },
  strict,
);

const Acted = Type.Object({
  claimId: Type.String(),
  status: Status,
  settled: OrNull(
    Type.Object({
      settlementId: Type.String(),
      totalFen: Type.Integer(),
      payableFen: Type.Integer(),
      payers: FenByPayer,
    }),
  ),
});

const ShownClaim = Type.Object({
  claimId: Type.String(),
  status: Status,
  receivedOn: DayText,
  care: Care,
  papers: Type.Array(Paper),
  totalFen: Type.Integer(),
  settlementId: OrNull(Type.String()),
  reasons: Type.Array(Type.String()),
  payee: Type.String({ description: 'Masked' }),
});

const ClaimParams = Type.Object({ claimId: Type.String({ minLength: 1, maxLength: 40 }) });

export function claimRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/persons/:personNo/claims',
      summary: '零星报销收件：材料、发票和费用明细；一张发票全市只能用一次',
      params: PersonParams,
      headers: KeyHeader,
      body: NewClaim,
      answer: Type.Object({ claimId: Type.String(), status: Status }),
      handle: (scope, given) => {
        // Fastify has held both against their schemas.
        const { personNo } = given.params as Static<typeof PersonParams>;
        const order = given.body as Static<typeof NewClaim>;
        return receiveClaim(services, scope, { ...order, personNo, key: keyOf(given) });
      },
    },
    {
      method: 'GET',
      path: '/persons/:personNo/claims',
      summary: '一个人的零星报销及其状态',
      params: PersonParams,
      answer: Type.Object({ personNo: PersonNo, claims: Type.Array(ShownClaim) }),
      handle: (scope, { params }) => {
        // Fastify has held the parameters against `PersonParams`.
        const { personNo } = params as Static<typeof PersonParams>;
        return claimsOfPerson(services, scope, personNo);
      },
    },
    {
      method: 'POST',
      path: '/claims/:claimId/act',
      summary: '零星报销的办理：退回、补正、受理、不予受理、撤回、结算、支付、撤销、收回已付',
      params: ClaimParams,
      headers: KeyHeader,
      body: ClaimAct,
      answer: Acted,
      handle: (scope, given) => {
        // Fastify has held both against their schemas.
        const { claimId } = given.params as Static<typeof ClaimParams>;
        const order = given.body as Static<typeof ClaimAct>;
        return actOnClaim(services, scope, { ...order, claimId, key: keyOf(given) });
      },
    },
  ];
}
