/**
 * Changes of a person over REST: what a reversal or a fact granted backwards would move, and doing
 * it as it was shown.
 */
import Type, { type Static } from 'typebox';
import type { Route } from '../../../platform/http/index.ts';
import { grantFact, previewFact, revokeFact } from '../backwards/change-fact.ts';
import type { FactChange } from '../backwards/fact-change.ts';
import { previewReversal } from '../backwards/preview-reversal.ts';
import { reverseSettlement } from '../backwards/reverse-settlement.ts';
import type { Services } from '../services.ts';
import { moveShapes } from './moves.ts';
import {
  Basis,
  DayText,
  KeyHeader,
  keyOf,
  OrNull,
  PersonNo,
  PersonParams,
  SettlementParams,
} from './shapes.ts';

const Code = Type.String({ minLength: 1, maxLength: 60 });
const Change = Type.Object(
  {
    grant: Type.Optional(
      Type.Object(
        { dimension: Code, code: Code, from: DayText, until: OrNull(DayText) },
        { additionalProperties: false },
      ),
    ),
    revoke: Type.Optional(
      Type.Object({ factId: Type.Integer({ minimum: 0 }) }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false, minProperties: 1, maxProperties: 1 },
);

const Version = Type.Integer({ minimum: 0, description: 'As the preview gave it' });
const ChangeOrder = Type.Object(
  { change: Change, basis: Basis, version: Version },
  { additionalProperties: false },
);
const ReversalOrder = Type.Object(
  { basis: Basis, version: Version },
  { additionalProperties: false },
);

const FactPreview = Type.Object({ personNo: PersonNo, version: Version, ...moveShapes });
const REVERSAL = {
  settlementId: Type.String(),
  personNo: PersonNo,
  version: Version,
  own: Type.Array(Type.Object({ account: Type.String(), amountFen: Type.Integer() })),
  ...moveShapes,
};

/** The schema has let one of the two through. */
function changeOf({ grant, revoke }: Static<typeof Change>): FactChange {
  if (grant) {
    const { dimension, code, from, until } = grant;
    const fact = { dimension, code, effectiveFrom: from, effectiveUntil: until };
    return { kind: 'grant', fact };
  }
  if (revoke) return { kind: 'revoke', factId: revoke.factId };
  throw new RangeError('a change that neither grants nor revokes');
}

export function changeRoutes(services: Services): readonly Route[] {
  return [...factRoutes(services), ...reversalRoutes(services)];
}

function factRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/persons/:personNo/fact-preview',
      summary: '身份追溯认定或撤销之前，先看会动哪些结算、谁补谁退',
      params: PersonParams,
      body: Change,
      answer: FactPreview,
      handle: (scope, { params, body }) => {
        // Fastify has held both against their schemas.
        const { personNo } = params as Static<typeof PersonParams>;
        const change = changeOf(body as Static<typeof Change>);
        return previewFact(services, scope, { personNo, change });
      },
    },
    {
      method: 'POST',
      path: '/persons/:personNo/facts',
      summary: '身份认定或撤销，可追溯；与预览所见不同则不办',
      params: PersonParams,
      headers: KeyHeader,
      body: ChangeOrder,
      answer: FactPreview,
      handle: (scope, given) => {
        // Fastify has held both against their schemas.
        const { personNo } = given.params as Static<typeof PersonParams>;
        const { change, basis, version } = given.body as Static<typeof ChangeOrder>;
        const order = { personNo, key: keyOf(given), basis, version };
        const read = changeOf(change);
        return read.kind === 'grant'
          ? grantFact(services, scope, { ...order, fact: read.fact })
          : revokeFact(services, scope, { ...order, factId: read.factId });
      },
    },
  ];
}

function reversalRoutes(services: Services): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/settlements/:settlementId/reversal-preview',
      summary: '撤销结算之前，先看会动哪些结算、谁补谁退',
      params: SettlementParams,
      answer: Type.Object(REVERSAL),
      handle: (scope, { params }) => {
        // Fastify has held the parameters against `SettlementParams`.
        const { settlementId } = params as Static<typeof SettlementParams>;
        return previewReversal(services, scope, settlementId);
      },
    },
    {
      method: 'POST',
      path: '/settlements/:settlementId/reversal',
      summary: '撤销结算；与预览所见不同则不办',
      params: SettlementParams,
      headers: KeyHeader,
      body: ReversalOrder,
      answer: Type.Object({ ...REVERSAL, reversalId: Type.String() }),
      handle: (scope, given) => {
        // Fastify has held both against their schemas.
        const { settlementId } = given.params as Static<typeof SettlementParams>;
        const { basis, version } = given.body as Static<typeof ReversalOrder>;
        const order = { settlementId, basis, version, key: keyOf(given) };
        return reverseSettlement(services, scope, order);
      },
    },
  ];
}
