/**
 * The bill of a settlement over REST.
 */
import Type, { type Static, type TSchema } from 'typebox';
import type { Explanation } from '../../../engine/explain/index.ts';
import { accepted } from '../../../engine/units/index.ts';
import type { Media, Route } from '../../../platform/http/index.ts';
import { explainedBill } from '../bill/bill.ts';
import { billDocument, billHtml } from '../document/index.ts';
import type { Services } from '../services.ts';

const BillParams = Type.Object({ settlementId: Type.String({ maxLength: 40 }) });

const OrNull = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);

const BillPerson = Type.Object(
  {
    name: Type.String(),
    personNo: Type.String(),
    certificateNo: Type.String(),
    sex: Type.String({ description: 'National code' }),
    ageYears: Type.Integer(),
    region: Type.String(),
    insuranceType: OrNull(Type.String({ description: 'Code of the law' })),
  },
  { description: 'Name and numbers are masked' },
);

const BillVisit = Type.Object({
  kind: Type.Union([
    Type.Literal('outpatient'),
    Type.Literal('inpatient'),
    Type.Literal('pharmacy'),
  ]),
  medType: Type.String({ description: 'National code' }),
  hospitalNo: Type.String(),
  beginAt: Type.String({ description: 'City time' }),
  endAt: OrNull(Type.String()),
  department: OrNull(Type.String()),
  diagnoses: Type.Array(
    Type.Object({
      phase: Type.Union([Type.Literal('admission'), Type.Literal('discharge')]),
      code: Type.String(),
      name: Type.String(),
    }),
  ),
});

const BillItem = Type.Object({
  code: Type.String(),
  name: Type.String(),
  itemClass: Type.Union([Type.Literal('01'), Type.Literal('02'), Type.Literal('03')], {
    description: '01 甲类 02 乙类 03 丙类',
  }),
  chargeType: Type.String(),
  occurredAt: Type.String(),
  quantity: Type.Integer({ description: 'Ten-thousandths' }),
  priceMicro: Type.Integer({ description: 'Millionths of a yuan' }),
  firstShareBp: Type.Integer(),
});

const BillLine = Type.Object({
  lineId: Type.String(),
  item: OrNull(BillItem),
  costFen: Type.Integer(),
  outOfScopeFen: Type.Integer(),
  overLimitFen: Type.Integer(),
  firstShareFen: Type.Integer(),
  inScopeFen: Type.Integer(),
  paidFen: Type.Array(Type.Integer(), { description: 'By payer of the explanation' }),
  personFen: Type.Integer(),
});

const FenByPayer = Type.Record(Type.String(), Type.Integer());

const BillResult = Type.Object({
  version: Type.Integer(),
  at: OrNull(Type.String({ format: 'date-time' })),
  law: Type.String(),
  payers: FenByPayer,
  posted: FenByPayer,
});

const Bill = Type.Object({
  settlementId: Type.String(),
  visitId: Type.String(),
  institution: Type.String(),
  institutionName: OrNull(Type.String()),
  person: BillPerson,
  visit: BillVisit,
  settledAt: Type.String({ format: 'date-time' }),
  isReversed: Type.Boolean(),
  reversedAt: OrNull(Type.String({ format: 'date-time' })),
  law: Type.String({ description: 'Hash of the law that settled it' }),
  engine: Type.String(),
  totalFen: Type.Integer(),
  fundsFen: Type.Integer(),
  hospitalFen: Type.Integer(),
  accountFen: Type.Integer(),
  cashFen: Type.Integer(),
  isTreatFirst: Type.Boolean({ description: 'What would be cash is owed' }),
  payers: FenByPayer,
  lines: Type.Array(BillLine),
  results: Type.Array(BillResult, {
    description: 'What the hospital was told, then what each later change made of it',
  }),
  explanation: Type.Unsafe<Explanation>({ 'x-engine-type': 'Explanation' }),
  text: Type.String({ description: 'The reasons in Chinese' }),
});

export function billRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/settlements/:settlementId/bill',
      summary: '结算单及理由：每一分钱由谁支付、依据哪一条',
      params: BillParams,
      answer: Bill,
      handle: (scope, { params }) => explainedBill(services, scope, settlementOf(params)),
    },
    documentRoute(services, 'html', '结算单，供屏幕阅读和打印'),
    documentRoute(services, 'pdf', '结算单，A4'),
  ];
}

function documentRoute(services: Services, media: 'html' | 'pdf', summary: string): Route {
  return {
    method: 'GET',
    path: `/settlements/:settlementId/bill.${media}`,
    summary,
    params: BillParams,
    answer: { media },
    handle: async (scope, { params }) => {
      const bill = await explainedBill(services, scope, settlementOf(params));
      if (!bill.ok) return bill;
      const made = billDocument(bill.value);
      const drawn = media === 'html' ? accepted(billHtml(made)) : await services.pdfs.draw(made);
      if (!drawn.ok) return drawn;
      const body = drawn.value;
      const fileName = `bill-${bill.value.settlementId}.${media}`;
      return accepted<Media>({ media, body, fileName, isAttachment: false });
    },
  };
}

/** Fastify has held the parameters against `BillParams`. */
function settlementOf(params: unknown): string {
  return (params as Static<typeof BillParams>).settlementId;
}
