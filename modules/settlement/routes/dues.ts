/**
 * What re-settling left due, over REST: seen for a person and as a list, and paid.
 */
import Type, { type Static } from 'typebox';
import type { GivenRequest, Route } from '../../../platform/http/index.ts';
import { duePage, duesOfPerson } from '../dues/dues.ts';
import { payDue, payOwed } from '../dues/pay.ts';
import type { Services } from '../services.ts';
import {
  Basis,
  DayText,
  KeyHeader,
  keyOf,
  OrNull,
  Payee,
  PersonNo,
  PersonParams,
  SettlementParams,
} from './shapes.ts';

const strict = { additionalProperties: false } as const;
const DueFen = Type.Integer({ description: 'Fen; positive: to the person, negative: from them' });

const Dues = Type.Object({
  personNo: PersonNo,
  dueFen: DueFen,
  items: Type.Array(
    Type.Object({
      kind: Type.String({ description: 'difference, reverse, payout or receipt' }),
      subject: Type.String({ description: 'The settlement that moved, or the payment' }),
      on: DayText,
      month: Type.String({ description: 'In which it is booked' }),
      amountFen: DueFen,
    }),
  ),
  owed: Type.Array(
    Type.Object({
      settlementId: Type.String(),
      amountFen: Type.Integer({ description: 'Fen that the person owes to the provider' }),
    }),
  ),
  payments: Type.Array(
    Type.Object({
      paymentId: Type.String(),
      amountFen: DueFen,
      at: Type.String({ format: 'date-time' }),
      payee: OrNull(Type.String({ description: 'Masked; null: the person paid' })),
      basis: Type.String(),
    }),
  ),
});

const Query = Type.Object(
  {
    side: Type.Union([Type.Literal('toPerson'), Type.Literal('fromPerson')]),
    after: Type.Optional(Type.String({ maxLength: 20 })),
    limit: Type.Optional(Type.String({ pattern: '^([1-9]\\d?|100)$' })),
  },
  strict,
);

const Page = Type.Object({
  items: Type.Array(
    Type.Object({
      personNo: PersonNo,
      name: Type.String({ description: 'Masked' }),
      area: Type.String(),
      region: Type.String(),
      dueFen: DueFen,
    }),
  ),
  next: OrNull(Type.String()),
});

const DueOrder = Type.Object(
  {
    basis: Basis,
    dueFen: Type.Integer({ description: 'All that is due, as it was shown' }),
    payee: OrNull(Payee),
  },
  strict,
);

const OwedOrder = Type.Object(
  { basis: Basis, amountFen: Type.Integer({ minimum: 1, description: 'Fen' }) },
  strict,
);

export function dueRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/dues',
      summary: '补退差额：有应付未付（或应退未退）差额的人员，无须本人申请',
      query: Query,
      answer: Page,
      handle: (scope, { query }) => {
        // Fastify has held the query against `Query`.
        const { limit, ...rest } = query as Static<typeof Query>;
        return duePage(services, scope, {
          ...rest,
          ...(limit === undefined ? {} : { limit: Number(limit) }),
        });
      },
    },
    {
      method: 'GET',
      path: '/persons/:personNo/dues',
      summary: '一个人的补退差额：从哪些结算来、已付多少；先诊疗后付费尚欠多少',
      params: PersonParams,
      answer: Dues,
      handle: (scope, { params }) => {
        // Fastify has held the parameters against `PersonParams`.
        const { personNo } = params as Static<typeof PersonParams>;
        return duesOfPerson(services, scope, personNo);
      },
    },
    ...payRoutes(services),
  ];
}

function payRoutes(services: Services): readonly Route[] {
  const orderOf = <T>(given: GivenRequest) => ({ ...(given.body as T), key: keyOf(given) });
  return [
    {
      method: 'POST',
      path: '/persons/:personNo/due-payments',
      summary: '付清补退差额：付给个人的账户，或由个人退还；与所见金额不同则不办',
      params: PersonParams,
      headers: KeyHeader,
      body: DueOrder,
      answer: Type.Object({ paymentId: Type.String(), amountFen: DueFen }),
      handle: (scope, given) => {
        // Fastify has held both against their schemas.
        const { personNo } = given.params as Static<typeof PersonParams>;
        return payDue(services, scope, { ...orderOf<Static<typeof DueOrder>>(given), personNo });
      },
    },
    {
      method: 'POST',
      path: '/settlements/:settlementId/receipts',
      summary: '先诊疗后付费的欠费：登记个人已付给医院的金额，可分次',
      params: SettlementParams,
      headers: KeyHeader,
      body: OwedOrder,
      answer: Type.Object({
        settlementId: Type.String(),
        owedFen: Type.Integer({ description: 'Still owed' }),
      }),
      handle: (scope, given) => {
        // Fastify has held both against their schemas.
        const { settlementId } = given.params as Static<typeof SettlementParams>;
        const order = orderOf<Static<typeof OwedOrder>>(given);
        return payOwed(services, scope, { ...order, settlementId });
      },
    },
  ];
}
