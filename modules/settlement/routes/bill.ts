/**
 * The bill of a settlement over REST.
 */
import Type, { type Static } from 'typebox';
import type { Route } from '../../../platform/http/index.ts';
import { explainedBill } from '../bill.ts';
import type { Services } from '../services.ts';

const BillParams = Type.Object({ settlementId: Type.String({ maxLength: 40 }) });

const Bill = Type.Object({
  settlementId: Type.String(),
  visitId: Type.String(),
  institution: Type.String(),
  settledAt: Type.String({ format: 'date-time' }),
  isReversed: Type.Boolean(),
  law: Type.String({ description: 'Hash of the law that settled it' }),
  engine: Type.String(),
  totalFen: Type.Integer(),
  fundsFen: Type.Integer(),
  hospitalFen: Type.Integer(),
  accountFen: Type.Integer(),
  cashFen: Type.Integer(),
  payers: Type.Record(Type.String(), Type.Integer()),
  lines: Type.Array(
    Type.Object({
      lineId: Type.String(),
      costFen: Type.Integer(),
      paidFen: Type.Array(Type.Integer()),
      personFen: Type.Integer(),
    }),
  ),
  explanation: Type.Unknown(),
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
      handle: (scope, { params }) => {
        // Fastify has held the parameters against `BillParams`.
        const { settlementId } = params as Static<typeof BillParams>;
        return explainedBill(services, scope, settlementId);
      },
    },
  ];
}
