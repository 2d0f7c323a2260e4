/**
 * What a change moves in a person's earlier bills, as routes show it.
 */
import Type from 'typebox';
import { DayText, FenByPayer } from './shapes.ts';

const Move = Type.Object({
  settlementId: Type.String(),
  visitId: Type.String(),
  institution: Type.String(),
  on: DayText,
  payer: Type.String(),
  beforeFen: Type.Integer(),
  afterFen: Type.Integer(),
  differenceFen: Type.Integer({ description: 'Positive: the payer owes more' }),
  action: Type.Union([
    Type.Literal('pay'),
    Type.Literal('recover'),
    Type.Literal('waive'),
    Type.Literal('hold'),
    Type.Literal('belowLeast'),
  ]),
  isPosted: Type.Boolean(),
});

export const moveShapes = {
  moves: Type.Array(Move),
  payers: FenByPayer,
  dueFen: Type.Integer({ description: 'What becomes due to the person; negative: from them' }),
};
