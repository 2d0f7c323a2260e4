/**
 * Shapes of events as they come from outside. `hint` says in Chinese what a field wants.
 * Amounts come twice-named: `cost: "123.45"` in yuan, or `costFen: 12345` in whole fen.
 */
import Type, { type TProperties } from 'typebox';
import { MAX_FEN } from '../units/index.ts';

const shut = { additionalProperties: false } as const;

/** No sign that could steer a terminal. */
const PLAIN = '^[^\\u0000-\\u001f\\u007f-\\u009f\\u202a-\\u202e]{1,200}$';
const Id = Type.String({ pattern: PLAIN, hint: '写一行不超过 200 字的文字' });
const DateText = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  hint: '写成 "2017-05-10" 这样的日期',
});
const Fen = Type.Integer({
  minimum: 0,
  maximum: MAX_FEN,
  hint: '写整数分，例如 12345 表示 123.45 元',
});
const Yuan = Type.String({
  pattern: '^\\d{1,10}(\\.\\d{1,2})?$',
  hint: '写成带引号、最多两位小数的元，例如 "123.45"；或改用以 Fen 结尾的字段写整数分',
});
const Bp = Type.Integer({
  minimum: 0,
  maximum: 10_000,
  hint: '写 0 到 10000 的整数，1000 表示 10%',
});
const Code = Type.String({ pattern: PLAIN, hint: '写政策词汇表中的代码' });
/** A code, or a number that is told (income, quantity), as a whole number or as its text. */
const CodeOrNumber = Type.Union([Code, Type.Integer({ minimum: 0, maximum: MAX_FEN })], {
  hint: '写政策词汇表中的代码，或 0 以上的整数（金额为分）',
});
const Name = Type.String({ pattern: '^[a-zA-Z][a-zA-Z0-9.-]*$' });
const Facets = Type.Record(Name, CodeOrNumber, {
  hint: '写成 { 维度: 代码或整数 }，维度是字母开头的英文名',
});
const Title = Type.Optional(Type.String({ pattern: PLAIN, hint: '写一行不超过 200 字的文字' }));

/** A line of a bill. */
export const LineSchema = Type.Object(
  {
    id: Type.Optional(Id),
    title: Title,
    cost: Type.Optional(Yuan),
    costFen: Type.Optional(Fen),
    overLimit: Type.Optional(Yuan),
    overLimitFen: Type.Optional(Fen),
    firstShareBp: Type.Optional(Bp),
    firstShare: Type.Optional(Yuan),
    firstShareFen: Type.Optional(Fen),
    facets: Type.Optional(Facets),
  },
  shut,
);

const eventFields = {
  id: Id,
  title: Title,
  lawHash: Type.Optional(Type.String({ minLength: 1, hint: '写原结算所用法规的摘要' })),
  facets: Type.Optional(Facets),
};

const CounterSchema = Type.Object(
  {
    counter: Id,
    key: Type.String(),
    window: Type.Integer(),
    value: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  },
  shut,
);

/** A household member with the state after its last event. */
const MemberSchema = Type.Object(
  {
    personId: Id,
    state: Type.Object(
      {
        scheme: Type.Union([Type.String(), Type.Null()]),
        counters: Type.Array(CounterSchema),
      },
      shut,
    ),
  },
  shut,
);

/** One schema per kind of item; what a list holds is checked element by element. */
export const ITEM_SCHEMAS = {
  visit: item('visit', {
    ...eventFields,
    on: Type.Optional(DateText),
    admittedOn: Type.Optional(DateText),
    servedOn: Type.Optional(DateText),
    dischargedOn: Type.Optional(DateText),
    settledOn: Type.Optional(DateText),
    lines: Type.Array(Type.Unknown(), { minItems: 1, hint: '至少写一行费用' }),
  }),
  contribution: item('contribution', {
    ...eventFields,
    on: DateText,
    premium: Type.Optional(Yuan),
    premiumFen: Type.Optional(Fen),
  }),
  allowance: item('allowance', {
    ...eventFields,
    on: DateText,
    monthlyBase: Type.Optional(Yuan),
    monthlyBaseFen: Type.Optional(Fen),
    bases: Type.Optional(
      Type.Array(Type.Unknown(), { minItems: 1, hint: '写成 [{ monthlyBase, weight }, …]' }),
    ),
    days: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, hint: '写整数天' })),
  }),
  close: item('close', {
    ...eventFields,
    on: DateText,
    members: Type.Optional(Type.Array(MemberSchema, { hint: '写家庭成员及其结算后的累计' })),
  }),
  reversal: item('reversal', { id: Id, title: Title, on: DateText, reverses: Id }),
};
export type ItemKind = keyof typeof ITEM_SCHEMAS;

function item<K extends string, P extends TProperties>(kind: K, fields: P) {
  return Type.Object({ kind: Type.Optional(Type.Literal(kind)), ...fields }, shut);
}

/** The base of an allowance from one of several units. */
export const BaseSchema = Type.Object(
  {
    monthlyBase: Type.Optional(Yuan),
    monthlyBaseFen: Type.Optional(Fen),
    weight: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 1_000_000, hint: '写 1 以上的整数' }),
    ),
  },
  shut,
);

/** A fact that holds for a span of days. */
export const FactSchema = Type.Object(
  {
    dimension: Name,
    code: CodeOrNumber,
    effectiveFrom: Type.Optional(DateText),
    effectiveUntil: Type.Optional(Type.Union([DateText, Type.Null()])),
  },
  shut,
);

/** Facts without days: a code, or codes, per dimension. */
export const PlainFactsSchema = Type.Record(
  Name,
  Type.Union([CodeOrNumber, Type.Array(CodeOrNumber, { minItems: 1 })], {
    hint: '写一个代码或整数，或 [代码, 代码]',
  }),
  { hint: '写成 { 维度: 代码或整数 }，或带日期的列表' },
);

export const PersonSchema = Type.Object(
  {
    id: Id,
    name: Title,
    bornOn: Type.Optional(
      Type.Union([DateText, Type.Null()], { hint: '写成 "1960-05-01" 这样的日期' }),
    ),
    facts: Type.Optional(Type.Unknown()),
  },
  shut,
);

export const HistorySchema = Type.Object(
  {
    area: Type.String({ minLength: 1, hint: '写统筹区的代号，例如 xianning' }),
    person: Type.Object({}, { hint: '写 { id, bornOn, facts }' }),
    items: Type.Array(Type.Unknown(), { minItems: 1, hint: '至少写一项' }),
  },
  shut,
);
