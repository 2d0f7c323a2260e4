/**
 * Trial settlements over REST, and the words that their form is made of.
 */
import Type, { type Static } from 'typebox';
import type { Explanation } from '../../../engine/explain/index.ts';
import { accepted, MAX_FEN } from '../../../engine/units/index.ts';
import type { Route } from '../../../platform/http/index.ts';
import { cityDay } from '../../ledger/index.ts';
import { vocabularyOf } from '../inquiry/vocabulary.ts';
import type { Services } from '../services.ts';
import { trialSettlement } from '../settle/trial-settlement.ts';
import { moveShapes } from './moves.ts';
import { DayText, FenByPayer, Named, OrNull, PersonNo } from './shapes.ts';

const Code = Type.String({ minLength: 1, maxLength: 60 });
const Facets = Type.Record(Code, Code, { maxProperties: 60 });
const Amount = Type.Integer({ minimum: 0, maximum: MAX_FEN });
const MOST_LINES = 500;
const MOST_EARLIER = 100;

const Visit = Type.Object(
  {
    on: DayText,
    admittedOn: Type.Optional(DayText),
    servedOn: Type.Optional(DayText),
    dischargedOn: Type.Optional(DayText),
    settledOn: Type.Optional(DayText),
    facets: Facets,
    lines: Type.Array(
      Type.Object(
        {
          costFen: Amount,
          overLimitFen: Type.Optional(Amount),
          firstShareBp: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
          facets: Facets,
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: MOST_LINES },
    ),
  },
  { additionalProperties: false },
);

const Trial = Type.Object(
  {
    personNo: Type.Optional(PersonNo),
    person: Type.Optional(
      Type.Object(
        {
          area: Code,
          bornOn: OrNull(DayText),
          facts: Type.Array(
            Type.Object(
              { dimension: Code, code: Code, from: DayText, until: OrNull(DayText) },
              { additionalProperties: false },
            ),
            { maxItems: 100 },
          ),
        },
        { additionalProperties: false },
      ),
    ),
    earlier: Type.Optional(Type.Array(Visit, { maxItems: MOST_EARLIER })),
    visit: Visit,
  },
  { additionalProperties: false },
);

const TrialBill = Type.Object({
  law: Type.String(),
  engine: Type.String(),
  totalFen: Type.Integer(),
  fundsFen: Type.Integer(),
  hospitalFen: Type.Integer(),
  accountFen: Type.Integer(),
  cashFen: Type.Integer(),
  ...moveShapes,
  payers: FenByPayer,
  lines: Type.Array(
    Type.Object({
      lineId: Type.String(),
      costFen: Type.Integer(),
      paidFen: Type.Array(Type.Integer()),
      personFen: Type.Integer(),
    }),
  ),
  explanation: Type.Unsafe<Explanation>({ 'x-engine-type': 'Explanation' }),
  text: Type.String(),
});

const AreaQuery = Type.Object({ area: Type.Optional(Code) }, { additionalProperties: false });

const Vocabulary = Type.Object({
  today: DayText,
  areas: Type.Array(Type.String()),
  schemes: Type.Array(
    Type.Object({
      id: Type.String(),
      area: Type.String(),
      title: Type.String(),
      from: DayText,
      until: DayText,
      insuranceTypes: Type.Array(Type.String()),
    }),
  ),
  dimensions: Type.Array(
    Type.Object({
      id: Type.String(),
      of: Type.Union([Type.Literal('person'), Type.Literal('event'), Type.Literal('line')]),
      zh: Type.String(),
      en: Type.String(),
      codes: Type.Array(Named),
      kind: Type.Union([Type.Literal('codes'), Type.Literal('open'), Type.Literal('integer')]),
      absentMeans: OrNull(Type.String()),
      many: Type.Boolean(),
    }),
  ),
  classes: Type.Array(Named),
  payers: Type.Array(Named),
});

export function trialRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/trial-settlements',
      summary: '试算：在册人员或虚拟人员的一次就诊，算而不存',
      body: Trial,
      answer: TrialBill,
      // Fastify has held the body against `Trial`.
      handle: (scope, { body }) => trialSettlement(services, scope, body as Static<typeof Trial>),
    },
    {
      method: 'GET',
      path: '/vocabulary',
      summary: '现行规定的用词：因素及代码、人员类别、支付方、方案',
      query: AreaQuery,
      answer: Vocabulary,
      handle: async ({ at }, { query }) => {
        // Fastify has held the query against `AreaQuery`.
        const { area } = query as Static<typeof AreaQuery>;
        return accepted(vocabularyOf(services.lawBook.law, area ?? null, cityDay(at)));
      },
    },
  ];
}
