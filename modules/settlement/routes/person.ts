/**
 * One person over REST: the record, and a year with its counters.
 */
import Type, { type Static } from 'typebox';
import type { Route } from '../../../platform/http/index.ts';
import { personRecord } from '../inquiry/person-record.ts';
import { personYear } from '../inquiry/year.ts';
import type { Services } from '../services.ts';
import { DayText, OrNull, PersonNo, PersonParams } from './shapes.ts';

const Span = { from: DayText, until: OrNull(DayText) };

const Person = Type.Object({
  personNo: PersonNo,
  area: Type.String(),
  region: Type.String(),
  name: Type.String(),
  certificateNo: Type.String({ description: 'Masked' }),
  sex: Type.String({ description: '0 unknown, 1 male, 2 female, 9 not stated' }),
  bornOn: DayText,
  ageYears: Type.Integer(),
  facts: Type.Array(
    Type.Object({
      factId: Type.Integer(),
      dimension: Type.String(),
      code: Type.String(),
      source: Type.String(),
      ...Span,
    }),
  ),
  filings: Type.Array(
    Type.Object({
      filingId: Type.String(),
      kind: Type.Union([Type.Literal('transfer'), Type.Literal('specialDisease')]),
      institution: Type.String(),
      ...Span,
    }),
  ),
  accountFen: Type.Integer(),
  years: Type.Array(Type.Object({ year: Type.Integer(), settlements: Type.Integer() })),
});

const YearParams = Type.Object({
  personNo: PersonNo,
  year: Type.String({ pattern: '^(19|20)\\d{2}$' }),
});

const Counter = Type.Object({
  counter: Type.String(),
  zh: Type.String(),
  en: Type.String(),
  key: Type.String(),
  unit: Type.Union([Type.Literal('fen'), Type.Literal('count')]),
  window: Type.String(),
  before: Type.Integer(),
  after: Type.Integer(),
  limits: Type.Array(
    Type.Object({
      kind: Type.Union([
        Type.Literal('cap'),
        Type.Literal('deductible'),
        Type.Literal('limit'),
        Type.Literal('segment'),
      ]),
      tierZh: Type.String(),
      tierEn: Type.String(),
      amount: Type.Integer(),
    }),
  ),
});

const YearEvent = Type.Object({
  kind: Type.Union([
    Type.Literal('bill'),
    Type.Literal('reversedBill'),
    Type.Literal('reversal'),
    Type.Literal('resettled'),
  ]),
  settlementId: Type.String(),
  about: OrNull(Type.String()),
  on: DayText,
  recordedAt: OrNull(Type.String({ format: 'date-time' })),
  institution: Type.String(),
  institutionName: OrNull(Type.String()),
  visitKind: Type.Union([
    Type.Literal('outpatient'),
    Type.Literal('inpatient'),
    Type.Literal('pharmacy'),
  ]),
  diseaseName: OrNull(Type.String()),
  totalFen: Type.Integer(),
  personFen: Type.Integer(),
  payers: Type.Array(
    Type.Object({
      id: Type.String(),
      zh: Type.String(),
      en: Type.String(),
      fen: Type.Integer(),
    }),
  ),
  counters: Type.Array(Counter),
});

const Year = Type.Object({
  personNo: PersonNo,
  year: Type.Integer(),
  schemes: Type.Array(Type.String()),
  events: Type.Array(YearEvent),
});

export function personRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/persons/:personNo',
      summary: '一个人：身份与起止、备案、个人账户、有结算的年度',
      params: PersonParams,
      answer: Person,
      handle: (scope, { params }) => {
        // Fastify has held the parameters against `PersonParams`.
        const { personNo } = params as Static<typeof PersonParams>;
        return personRecord(services, scope, personNo);
      },
    },
    {
      method: 'GET',
      path: '/persons/:personNo/years/:year',
      summary: '一个人的一年，按待遇先后：每笔谁付多少、之后各累计到多少',
      params: YearParams,
      answer: Year,
      handle: (scope, { params }) => {
        // Fastify has held the parameters against `YearParams`.
        const { personNo, year } = params as Static<typeof YearParams>;
        return personYear(services, scope, { personNo, year: Number(year) });
      },
    },
  ];
}
