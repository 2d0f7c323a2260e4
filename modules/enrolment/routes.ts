/**
 * Enrolment over REST: finding persons.
 */
import Type, { type Static } from 'typebox';
import { accepted } from '../../engine/units/index.ts';
import type { Database } from '../../platform/database/index.ts';
import type { Route, StatusTable } from '../../platform/http/index.ts';
import type { Vault } from '../../platform/vault/index.ts';
import { searchPersons } from './search-persons.ts';

/** Status of the codes that changes of facts answer with. */
export const ENROLMENT_STATUSES: StatusTable = {
  'enrolment/fact_invalid': 422,
  'enrolment/fact_held': 409,
  'enrolment/fact_unknown': 404,
};

const Search = Type.Object(
  {
    by: Type.Union([
      Type.Literal('personNo'),
      Type.Literal('certificate'),
      Type.Literal('name'),
      Type.Literal('phone'),
    ]),
    value: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
    after: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
  },
  { additionalProperties: false },
);

const Person = Type.Object({
  personNo: Type.String(),
  area: Type.String(),
  region: Type.String(),
  name: Type.String({ description: 'Masked, as the numbers are' }),
  certificateNo: Type.String(),
  phone: Type.Union([Type.String(), Type.Null()]),
  sex: Type.String({ description: '0 unknown, 1 male, 2 female, 9 not stated' }),
  ageYears: Type.Integer(),
});

const Page = Type.Object({
  items: Type.Array(Person),
  total: Type.Integer(),
  next: Type.Union([Type.String(), Type.Null()]),
});

export function enrolmentRoutes(services: {
  readonly database: Database;
  readonly vault: Vault;
}): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/person-search',
      summary: '按编号、证件号、姓名或电话查人，结果脱敏；查询写在报文体里，地址日志不留姓名',
      body: Search,
      answer: Page,
      handle: async (scope, { body }) => {
        // Fastify has held the body against `Search`.
        return accepted(await searchPersons(services, scope, body as Static<typeof Search>));
      },
    },
  ];
}
