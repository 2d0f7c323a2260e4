/**
 * Shapes that several kinds of law file share: citations, selectors, dated values, formulas,
 * writers.
 */
import Type, { type TSchema } from 'typebox';
import { MAX_FEN } from '../../units/index.ts';
import { TIER_MEASURES } from '../tier-law.ts';

/** No keys besides the declared ones. */
export const shut = { additionalProperties: false } as const;

const ID = '^[a-zA-Z][a-zA-Z0-9]*(?:[.-][a-zA-Z0-9]+)*$';
const PARAMETER_NAME = '^[a-z][a-zA-Z0-9]*(?:Fen|Bp|Count|Days|FenList|BpList)$';
const DATE = '^\\d{4}-\\d{2}-\\d{2}$';

const IdKey = Type.String({ pattern: ID });
export const Id = Type.String({
  pattern: ID,
  description: '英文字母开头的名字（可含数字、点、短横）',
});
export const IsoDate = Type.String({ pattern: DATE, description: '日期 "YYYY-MM-DD"' });
export const Text = Type.String({ minLength: 1 });
export const ParameterName = Type.String({
  pattern: PARAMETER_NAME,
  description: '以 Fen、Bp、Count、Days、FenList 或 BpList 结尾的参数名',
});
export const Title = Type.Object({ zh: Text, en: Text }, shut);

/** A mapping from ids; every other key is an error. */
export const byId = <T extends TSchema>(schema: T) => Type.Record(IdKey, schema, shut);

/** Fields of a citation; they stand beside what they prove. */
const citation = {
  mark: Type.Enum(['seed', 'official', 'secondary', 'assumed']),
  document: Type.Optional(Id),
  clause: Type.Optional(Text),
  why: Type.Optional(Text),
};
export const Citation = Type.Object(citation, shut);

export const Selector = byId(
  Type.Union([
    Type.Array(Text, { minItems: 1 }),
    Type.Object(
      { from: Type.Optional(Type.Integer()), until: Type.Optional(Type.Integer()) },
      { ...shut, minProperties: 1 },
    ),
  ]),
);

export const RoundingModeSchema = Type.Enum(['halfUp', 'halfEven', 'down', 'up']);

const Amount = Type.Integer({ minimum: 0, maximum: MAX_FEN });

const DatedValue = Type.Cyclic(
  {
    Value: Type.Union([
      Amount,
      Type.Array(Amount, { minItems: 1 }),
      Type.Record(Type.String({ pattern: ID }), Type.Ref('Value'), { ...shut, minProperties: 1 }),
    ]),
  },
  'Value',
);

const DatedEntry = Type.Object(
  {
    value: Type.Union([DatedValue, Type.Null()]),
    ...citation,
    /** What the document prints where that differs from the rule (X10). Display only. */
    printed: Type.Optional(Text),
  },
  shut,
);

const Parameter = Type.Object(
  {
    by: Type.Optional(Type.Array(Id, { minItems: 1 })),
    from: Type.Record(Type.String({ pattern: DATE }), DatedEntry, { ...shut, minProperties: 1 }),
  },
  shut,
);
export const Parameters = Type.Record(ParameterName, Parameter, shut);

/** Other legal values of one choice, at most. */
export const MOST_ALTERNATIVES = 32;

const ChoiceScalar = Type.Union([
  Type.String({ minLength: 1 }),
  Type.Integer(),
  Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
]);
export const Choices = byId(
  Type.Object(
    {
      settles: Type.Optional(Type.Enum(questions())),
      is: ChoiceScalar,
      otherwise: Type.Array(ChoiceScalar, { maxItems: MOST_ALTERNATIVES }),
      /** What each value means, for the reader. Display only. */
      labels: Type.Optional(Type.Record(Type.String(), Text, { minProperties: 1 })),
      ...citation,
    },
    shut,
  ),
);

/** Files of choices in which names are looked up, in order. */
export const Uses = Type.Array(Id, { minItems: 1 });

export const FormulaShape = Type.Cyclic(
  {
    Formula: Type.Object(
      {
        parameter: Type.Optional(ParameterName),
        event: Type.Optional(Text),
        counter: Type.Optional(Id),
        sum: Type.Optional(Type.Array(Type.Ref('Formula'), { minItems: 1 })),
        min: Type.Optional(Type.Array(Type.Ref('Formula'), { minItems: 1 })),
        max: Type.Optional(Type.Array(Type.Ref('Formula'), { minItems: 1 })),
        minus: Type.Optional(
          Type.Object({ of: Type.Ref('Formula'), less: Type.Ref('Formula') }, shut),
        ),
        share: Type.Optional(
          Type.Object(
            { of: Type.Ref('Formula'), rateBp: Type.Ref('Formula'), rounding: RoundingModeSchema },
            shut,
          ),
        ),
        times: Type.Optional(
          Type.Object({ of: Type.Ref('Formula'), count: Type.Ref('Formula') }, shut),
        ),
        proportion: Type.Optional(
          Type.Object(
            {
              of: Type.Ref('Formula'),
              times: Type.Ref('Formula'),
              over: Type.Ref('Formula'),
              rounding: RoundingModeSchema,
            },
            shut,
          ),
        ),
      },
      { ...shut, minProperties: 1, maxProperties: 1 },
    ),
  },
  'Formula',
);

export const BaseEntry = Type.Object(
  {
    reasons: Type.Optional(Type.Array(Text, { minItems: 1 })),
    counters: Type.Optional(Type.Array(Id, { minItems: 1 })),
    lines: Type.Optional(Selector),
    weightBp: Type.Optional(FormulaShape),
  },
  shut,
);

export const Window = Type.Object(
  {
    kind: Type.Enum(['day', 'month', 'calendarYear', 'lifetime', 'productYear', 'rolling']),
    /** "MM-DD", for `productYear`. */
    startsOn: Type.Optional(
      Type.String({ pattern: '^\\d{2}-\\d{2}$', description: '月日 "MM-DD"' }),
    ),
    /** For `rolling`. */
    months: Type.Optional(Type.Integer({ minimum: 1, maximum: 1200 })),
  },
  shut,
);

export const Writer = Type.Object(
  {
    tier: Type.Optional(Id),
    part: Type.Optional(Id),
    event: Type.Optional(Text),
    residual: Type.Optional(Type.Array(BaseEntry, { minItems: 1 })),
    measure: Type.Optional(Type.Enum([...TIER_MEASURES])),
  },
  shut,
);

export const NotModelled = Type.Array(Type.Object({ clause: Text, why: Text }, shut));

/** X01 … X16. */
function questions(): string[] {
  return Array.from({ length: 16 }, (_, index) => `X${String(index + 1).padStart(2, '0')}`);
}
