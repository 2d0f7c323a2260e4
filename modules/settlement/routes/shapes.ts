/**
 * Schemas that several routes share.
 */
import Type, { type Static, type TSchema } from 'typebox';
import type { GivenRequest } from '../../../platform/http/index.ts';

export const OrNull = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()]);

/** `YYYY-MM-DD`; whether it exists is asked later. */
export const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
export const PersonNo = Type.String({ minLength: 1, maxLength: 30 });
export const SettlementId = Type.String({ minLength: 1, maxLength: 40 });
export const Institution = Type.String({ minLength: 1, maxLength: 30 });
export const FenByPayer = Type.Record(Type.String(), Type.Integer());
export const Named = Type.Object({ id: Type.String(), zh: Type.String(), en: Type.String() });

export const PersonParams = Type.Object({ personNo: PersonNo });
export const SettlementParams = Type.Object({ settlementId: SettlementId });

export const Basis = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '\\S',
  description: 'The document or case that says so; no personal data',
});

export const Word = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' });
export const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });

/** A bank account. */
export const Payee = Type.Object(
  { holder: Word, bank: Name, account: Word },
  { additionalProperties: false },
);

/** What every order that changes a person brings; the key makes it once. */
export const KeyHeader = Type.Object({
  'idempotency-key': Type.String({
    minLength: 8,
    maxLength: 64,
    description: 'New for each order; the same key and order give the first answer again',
  }),
});

/** Fastify has held the headers against `KeyHeader`. */
export function keyOf({ headers }: GivenRequest): string {
  return (headers as Static<typeof KeyHeader>)['idempotency-key'];
}
