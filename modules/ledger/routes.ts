/**
 * Months of the ledger over REST: seen, closed, and what later replays moved in them.
 */
import Type, { type Static } from 'typebox';
import type { Route, StatusTable } from '../../platform/http/index.ts';
import {
  ACCOUNT_KINDS,
  balancesOfMonth,
  closeAreaMonth,
  differencesOfMonth,
  type LedgerServices,
  monthsOf,
} from './month-reports.ts';

/** Status of the codes that these routes answer with. */
export const LEDGER_STATUSES: StatusTable = {
  'ledger/area_unknown': 404,
  'ledger/month_not_over': 409,
  'ledger/month_closed': 409,
  'ledger/month_gap': 409,
  'ledger/cursor_invalid': 422,
};

const Area = Type.String({ minLength: 1, maxLength: 40 });
const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' });
const AreaParams = Type.Object({ area: Area });
const MonthParams = Type.Object({ area: Area, month: Month });
const strict = { additionalProperties: false } as const;

const Months = Type.Object({
  area: Area,
  open: Type.String({ description: 'Month in which what happens now is booked' }),
  closed: Type.Array(
    Type.Object({
      month: Month,
      closedAt: Type.String({ format: 'date-time' }),
      closedBy: Type.String(),
    }),
  ),
});

const Of = Type.Object({ of: Type.Union(ACCOUNT_KINDS.map((kind) => Type.Literal(kind))) }, strict);

const Balances = Type.Object({
  isClosed: Type.Boolean({ description: 'As kept when it was closed; else as summed now' }),
  items: Type.Array(
    Type.Object({
      account: Type.String(),
      amountFen: Type.Integer({ description: 'Positive: the account has gained a claim' }),
      entries: Type.Integer(),
    }),
  ),
});

const PageQuery = Type.Object(
  {
    after: Type.Optional(Type.String({ maxLength: 40 })),
    limit: Type.Optional(Type.String({ pattern: '^([1-9]\\d{0,2}|1000)$' })),
  },
  strict,
);

const Differences = Type.Object({
  items: Type.Array(
    Type.Object({
      settlementId: Type.String(),
      at: Type.String({ format: 'date-time' }),
      payers: Type.Record(Type.String(), Type.Integer(), {
        description: 'Fen that each payer pays more, by account; negative: less',
      }),
      dueFen: Type.Integer({ description: 'Due to the person; negative: from the person' }),
    }),
  ),
  next: Type.Union([Type.String(), Type.Null()]),
});

export function ledgerRoutes(services: () => LedgerServices): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/ledger/:area/months',
      summary: '一个统筹区的月结情况：已结到哪月、现在记入哪月',
      params: AreaParams,
      answer: Months,
      handle: (scope, { params }) => {
        // Fastify has held the parameters against `AreaParams`.
        const { area } = params as Static<typeof AreaParams>;
        return monthsOf(services(), scope, area);
      },
    },
    {
      method: 'POST',
      path: '/ledger/:area/months/:month/close',
      summary: '月结：过完的月份不再记账，之后的差额记入未结月份',
      params: MonthParams,
      answer: MonthParams,
      handle: (scope, { params }) =>
        // Fastify has held the parameters against `MonthParams`.
        closeAreaMonth(services(), scope, params as Static<typeof MonthParams>),
    },
    ...reportRoutes(services),
  ];
}

function reportRoutes(services: () => LedgerServices): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/ledger/:area/months/:month/balances',
      summary: '一个月里基金、医药机构等账户的发生额',
      params: MonthParams,
      query: Of,
      answer: Balances,
      handle: (scope, { params, query }) => {
        // Fastify has held both against their schemas.
        const { of } = query as Static<typeof Of>;
        return balancesOfMonth(services(), scope, {
          ...(params as Static<typeof MonthParams>),
          of,
        });
      },
    },
    {
      method: 'GET',
      path: '/ledger/:area/months/:month/differences',
      summary: '记入一个月的补退差额，逐笔列出各基金多付或少付多少',
      params: MonthParams,
      query: PageQuery,
      answer: Differences,
      handle: (scope, { params, query }) => {
        // Fastify has held both against their schemas.
        const { after, limit } = query as Static<typeof PageQuery>;
        return differencesOfMonth(services(), scope, {
          ...(params as Static<typeof MonthParams>),
          ...(after === undefined ? {} : { after }),
          ...(limit === undefined ? {} : { limit: Number(limit) }),
        });
      },
    },
  ];
}
