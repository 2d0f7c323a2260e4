/**
 * Lists of settlements over REST, and the same as CSV.
 */
import Type, { type Static } from 'typebox';
import type { Route } from '../../../platform/http/index.ts';
import { settlementExport } from '../inquiry/export.ts';
import { settlementPage } from '../inquiry/list.ts';
import type { Services } from '../services.ts';
import { DayText, FenByPayer, Institution, OrNull, PersonNo, SettlementId } from './shapes.ts';

const Kind = Type.Union([
  Type.Literal('outpatient'),
  Type.Literal('inpatient'),
  Type.Literal('pharmacy'),
]);
const Status = Type.Union([
  Type.Literal('settled'),
  Type.Literal('reversed'),
  Type.Literal('reversal'),
]);

const FILTER = {
  personNo: Type.Optional(PersonNo),
  institution: Type.Optional(Institution),
  kind: Type.Optional(Kind),
  status: Type.Optional(Status),
  from: Type.Optional(DayText),
  until: Type.Optional(DayText),
  year: Type.Optional(Type.String({ pattern: '^(19|20)\\d{2}$' })),
};

const ListQuery = Type.Object(FILTER, { additionalProperties: false });
const PageQuery = Type.Object(
  {
    ...FILTER,
    after: Type.Optional(Type.String({ maxLength: 50 })),
    limit: Type.Optional(Type.String({ pattern: '^(100|[1-9]\\d?)$' })),
  },
  { additionalProperties: false },
);

const Listed = Type.Object({
  settlementId: SettlementId,
  personNo: PersonNo,
  name: Type.String({ description: 'Masked' }),
  institution: Institution,
  institutionName: OrNull(Type.String()),
  kind: Kind,
  status: Status,
  settledAt: Type.String({ format: 'date-time' }),
  beginAt: Type.String({ description: 'City time' }),
  endAt: OrNull(Type.String()),
  diseaseName: OrNull(Type.String()),
  totalFen: Type.Integer(),
  fundsFen: Type.Integer(),
  hospitalFen: Type.Integer(),
  accountFen: Type.Integer(),
  cashFen: Type.Integer(),
  payers: FenByPayer,
  changes: Type.Integer({ description: 'How often it was settled again since' }),
});

const Page = Type.Object({
  items: Type.Array(Listed),
  total: Type.Integer(),
  next: OrNull(Type.String()),
});

const BOUNDS = 'personNo、institution 或不超过 31 天的 from（含）与 until（不含）必给其一';

export function listRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/settlements',
      summary: `结算列表，新的在前；${BOUNDS}`,
      query: PageQuery,
      answer: Page,
      handle: (scope, { query }) => {
        // Fastify has held the query against `PageQuery`.
        const { year, limit, ...rest } = query as Static<typeof PageQuery>;
        return settlementPage(services, scope, {
          ...rest,
          ...(year === undefined ? {} : { year: Number(year) }),
          ...(limit === undefined ? {} : { limit: Number(limit) }),
        });
      },
    },
    {
      method: 'GET',
      path: '/settlements.csv',
      summary: `结算列表导出；${BOUNDS}；至多 50000 条`,
      query: ListQuery,
      answer: { media: 'csv' },
      handle: (scope, { query }) => {
        // Fastify has held the query against `ListQuery`.
        const { year, ...rest } = query as Static<typeof ListQuery>;
        const inYear = year === undefined ? {} : { year: Number(year) };
        return settlementExport(services, scope, { ...rest, ...inYear });
      },
    },
  ];
}
