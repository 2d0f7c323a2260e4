/**
 * Shapes of events as they come from outside. `hint` says in Chinese what a field wants.
 * Amounts come twice-named: `cost: "123.45"` in yuan, or `costFen: 12345` in whole fen.
 */
import Type, { type TProperties } from 'typebox';
import { MAX_FEN } from '../units/index.ts';
import { about } from './about.ts';

const shut = { additionalProperties: false } as const;

/** No sign that could steer a terminal. */
const PLAIN = '^[^\\u0000-\\u001f\\u007f-\\u009f\\u202a-\\u202e]{1,200}$';
const Id = Type.String({ pattern: PLAIN, hint: '写一行不超过 200 字的文字' });
const DateText = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  says: '日期 "YYYY-MM-DD"',
  hint: '写成 "2017-05-10" 这样的日期',
});
const Fen = Type.Integer({
  minimum: 0,
  maximum: MAX_FEN,
  hint: '写整数分，例如 12345 表示 123.45 元',
});
const Yuan = Type.String({
  pattern: '^\\d{1,10}(\\.\\d{1,2})?$',
  says: '带引号的元',
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
const Title = Type.Optional(
  about('显示用的名字', Type.String({ pattern: PLAIN, hint: '写一行不超过 200 字的文字' })),
);

/** A line of a bill. */
export const LineSchema = Type.Object(
  {
    id: Type.Optional(about('编号；不写即行数', Id)),
    title: Title,
    cost: Type.Optional(about('费用，元，如 "123.45"；与 costFen 必写其一', Yuan)),
    costFen: Type.Optional(about('费用，整数分', Fen)),
    overLimit: Type.Optional(about('其中超过限价的部分，元', Yuan)),
    overLimitFen: Type.Optional(about('其中超过限价的部分，整数分', Fen)),
    firstShareBp: Type.Optional(about('先行自付的比例，万分点；与先行自付的金额只写其一', Bp)),
    firstShare: Type.Optional(about('先行自付的金额，元', Yuan)),
    firstShareFen: Type.Optional(about('先行自付的金额，整数分', Fen)),
    facets: Type.Optional(about('费用的维度 → 代码或整数，如 { itemClass: A }', Facets)),
  },
  shut,
);

const eventFields = {
  id: about('编号，一人之内不重', Id),
  title: Title,
  lawHash: Type.Optional(
    about(
      '原结算所用法规的摘要，照它重算；找不到即不结算',
      Type.String({ minLength: 1, hint: '写原结算所用法规的摘要' }),
    ),
  ),
  facets: Type.Optional(about('事件的维度 → 代码或整数，如 { setting: inpatient }', Facets)),
};

const CounterSchema = Type.Object(
  {
    counter: about('累计的编号', Id),
    key: about('分账的键；没有即空文字', Type.String()),
    window: about('第几个窗口', Type.Integer()),
    value: about('累计的数', Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  },
  shut,
);

/** A household member with the state after its last event. */
const MemberSchema = Type.Object(
  {
    personId: about('成员的编号', Id),
    state: about(
      '成员结算后的状态',
      Type.Object(
        {
          scheme: about('所属方案', Type.Union([Type.String(), Type.Null()])),
          counters: about('各累计', Type.Array(CounterSchema)),
        },
        shut,
      ),
    ),
  },
  shut,
);

/** One schema per kind of item; what a list holds is checked element by element. */
export const ITEM_SCHEMAS = {
  visit: item('visit', {
    ...eventFields,
    on: Type.Optional(about('四个日期相同时只写这一个', DateText)),
    admittedOn: Type.Optional(about('入院日；不写即 on', DateText)),
    servedOn: Type.Optional(about('发生日；不写即 on', DateText)),
    dischargedOn: Type.Optional(about('出院日；不写即 on', DateText)),
    settledOn: Type.Optional(about('结算日；不写即 on', DateText)),
    lines: about('费用明细', Type.Array(Type.Unknown(), { minItems: 1, hint: '至少写一行费用' })),
  }),
  contribution: item('contribution', {
    ...eventFields,
    on: about('缴费日', DateText),
    premium: Type.Optional(about('应缴金额，元；与 premiumFen 必写其一', Yuan)),
    premiumFen: Type.Optional(about('应缴金额，整数分', Fen)),
  }),
  allowance: item('allowance', {
    ...eventFields,
    on: about('津贴的日期', DateText),
    monthlyBase: Type.Optional(about('一个单位的月基数，元；几个单位写 bases', Yuan)),
    monthlyBaseFen: Type.Optional(about('一个单位的月基数，整数分', Fen)),
    bases: Type.Optional(
      about(
        '几个单位的月基数和权数',
        Type.Array(Type.Unknown(), { minItems: 1, hint: '写成 [{ monthlyBase, weight }, …]' }),
      ),
    ),
    days: Type.Optional(
      about('天数；不写即 0', Type.Integer({ minimum: 0, maximum: 100_000, hint: '写整数天' })),
    ),
  }),
  close: item('close', {
    ...eventFields,
    on: about('年终结算的日期', DateText),
    members: Type.Optional(
      about(
        '家庭成员及其结算后的累计；不写即只有本人',
        Type.Array(MemberSchema, { hint: '写家庭成员及其结算后的累计' }),
      ),
    ),
  }),
  reversal: item('reversal', {
    id: about('编号，一人之内不重', Id),
    title: Title,
    on: about('退费的日期', DateText),
    reverses: about('所退事件的编号', Id),
  }),
};
export type ItemKind = keyof typeof ITEM_SCHEMAS;

function item<K extends string, P extends TProperties>(kind: K, fields: P) {
  return Type.Object({ kind: Type.Optional(Type.Literal(kind)), ...fields }, shut);
}

/** The base of an allowance from one of several units. */
export const BaseSchema = Type.Object(
  {
    monthlyBase: Type.Optional(about('月基数，元；与 monthlyBaseFen 必写其一', Yuan)),
    monthlyBaseFen: Type.Optional(about('月基数，整数分', Fen)),
    weight: Type.Optional(
      about(
        '权数；不写即 1',
        Type.Integer({ minimum: 1, maximum: 1_000_000, hint: '写 1 以上的整数' }),
      ),
    ),
  },
  shut,
);

/** A fact that holds for a span of days. */
export const FactSchema = Type.Object(
  {
    dimension: about('人员的维度', Name),
    code: about('代码或整数', CodeOrNumber),
    effectiveFrom: Type.Optional(about('从这天起；不写即一直', DateText)),
    effectiveUntil: Type.Optional(
      about('到这天为止，当天不算；不写即一直', Type.Union([DateText, Type.Null()])),
    ),
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
    id: about('编号', Id),
    name: Title,
    bornOn: Type.Optional(
      about(
        '出生日',
        Type.Union([DateText, Type.Null()], { hint: '写成 "1960-05-01" 这样的日期' }),
      ),
    ),
    facts: Type.Optional(about('事实：{ 维度: 代码 } 一直如此，或带日期的列表', Type.Unknown())),
  },
  shut,
);

export const HistorySchema = Type.Object(
  {
    area: about(
      '统筹区的编号',
      Type.String({ minLength: 1, hint: '写统筹区的代号，例如 xianning' }),
    ),
    person: about('一个人', Type.Object({}, { hint: '写 { id, bornOn, facts }' })),
    items: about('这个人的事件', Type.Array(Type.Unknown(), { minItems: 1, hint: '至少写一项' })),
  },
  shut,
);
