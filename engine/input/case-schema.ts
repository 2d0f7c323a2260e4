/**
 * Shape of a file of worked cases, beside the law they work.
 */
import Type, { type Static } from 'typebox';
import { TIER_MEASURES } from '../law/index.ts';
import { about } from './about.ts';

const shut = { additionalProperties: false } as const;
const Text = Type.String({ minLength: 1, hint: '写文字' });
const Count = Type.Integer({ minimum: 0, hint: '写整数（金额为分）' });
const FenById = Type.Record(Type.String(), Count, { hint: '写成 { 编号: 整数分 }' });

const Measures = Type.Object(
  Object.fromEntries(TIER_MEASURES.map((measure) => [measure, Type.Optional(Count)])),
  { ...shut, hint: `写成 { ${TIER_MEASURES.join(' | ')}: 整数分 }` },
);
const Tier = Type.Union(
  [
    Measures,
    Type.Enum([
      'skipped',
      'notCovered',
      'notInForce',
      'conditionNotMet',
      'notDueYet',
      'otherEventKind',
    ]),
  ],
  { hint: `写 skipped 或跳过的原因，或 { ${TIER_MEASURES.join(' | ')}: 整数分 }` },
);

/** By counter: its value, or values by key. */
const Counters = Type.Record(
  Type.String(),
  Type.Union([Count, Type.Record(Type.String(), Count)], { hint: '写整数，或 { 键: 整数 }' }),
  { hint: '写成 { 累计编号: 整数 }' },
);

const expected = {
  totalFen: Type.Optional(about('总费用，分', Count)),
  paidFen: Type.Optional(about('支付方 → 付的分；没有写的支付方应付 0', FenById)),
  personFen: Type.Optional(about('个人自付，分', Count)),
  tiers: Type.Optional(
    about(
      '层 → 它的数（只比写了的），或没有付的原因',
      Type.Record(Type.String(), Tier, { hint: '写成 { 层: {…} }' }),
    ),
  ),
  counters: Type.Optional(about('事件以后的累计', Counters)),
  rejection: Type.Optional(about('不予结算的代码，如 law/expired', Text)),
  /** How a hand reckoned it; for display only. */
  working: Type.Optional(about('怎样手算的；只供显示', Text)),
};
const something = {
  ...shut,
  minProperties: 1,
  hint: '至少期望一项：paidFen、personFen、tiers、counters 或 rejection',
};

/** What a case expects of an event. */
export const ExpectationSchema = Type.Object(expected, something);
export type Expectation = Static<typeof ExpectationSchema>;

/**
 * What a case expects of an allowance that waits: what its release pays and, where `by` is said,
 * which event releases it; or `waiting`, where nothing releases it.
 */
export const ReleaseSchema = Type.Union(
  [
    Type.Literal('waiting'),
    Type.Object({ ...expected, by: Type.Optional(about('哪个事件使它到期', Text)) }, something),
  ],
  { hint: '写 waiting（还在等），或 { by: 触发的事件, paidFen: {…} }' },
);
export type ReleaseExpectation = Static<typeof ReleaseSchema>;

/** Ids of the benefit forms and of the questions of the law that a case may show. */
const Shown = Type.String({
  pattern: '^[BDRCTPAMLX]\\d{2}$',
  hint: '写形态或问题的编号，例如 B01、X06',
});

const Flip = Type.Union([Type.String(), Type.Integer(), Type.Array(Type.String())], {
  hint: '写该选择列出的另一个值',
});

export const CaseSchema = Type.Object(
  {
    name: about(
      '一句话，说明验证什么',
      Type.String({ minLength: 4, hint: '写一句话，说明这个例子验证什么' }),
    ),
    clause: about('依据的条款', Type.String({ minLength: 1, hint: '写它依据的条款' })),
    expectedFrom: about(
      '期望从哪里来：official 官方例子，hand 手算，engine 引擎结果（只防变化）',
      Type.Enum(['official', 'hand', 'engine'], {
        hint: '写 official（官方例子）、hand（手算）或 engine（引擎结果，只防变化）',
      }),
    ),
    note: Type.Optional(about('算式或说明', Text)),
    area: about('统筹区的编号', Type.String({ minLength: 1, hint: '写统筹区的代号' })),
    person: about(
      '一个人',
      Type.Object(
        {
          id: Type.Optional(about('编号；不写即 p', Text)),
          bornOn: Type.Optional(about('出生日', Type.Unknown({ says: '日期 "YYYY-MM-DD"' }))),
          facts: about(
            '事实：{ 维度: 代码 } 一直如此，或带日期的列表',
            Type.Unknown({ says: '一组键 或 列表' }),
          ),
        },
        { ...shut, hint: '写 { bornOn, facts }' },
      ),
    ),
    before: Type.Optional(about('第一个事件以前的累计：编号 → 数，或键 → 数', Counters)),
    flips: Type.Optional(
      about(
        '换一种读法：“文件/选择” → 另一个值',
        Type.Record(Type.String(), Flip, { hint: '写成 { 选择: 另一个值 }' }),
      ),
    ),
    events: about(
      '事件，写法与记录的 items 相同',
      Type.Array(Type.Unknown(), { minItems: 1, hint: '至少写一个事件' }),
    ),
    expect: Type.Optional(about('对最后一个有效事件的期望', Type.Unknown({ says: '期望' }))),
    expectEach: Type.Optional(
      about(
        '事件编号 → 期望',
        Type.Record(Type.String(), Type.Unknown(), { hint: '写成 { 事件编号: 期望 }' }),
      ),
    ),
    /** By allowance: what falls due of it later. */
    released: Type.Optional(
      about(
        '津贴的事件编号 → waiting（还在等），或到期时的期望',
        Type.Record(Type.String(), Type.Unknown(), {
          hint: '写成 { 津贴的事件编号: waiting 或期望 }',
        }),
      ),
    ),
    /** Which benefit forms and questions the case shows. */
    shows: Type.Optional(
      about(
        '亮出的写法或问题的编号，如 B01、X06',
        Type.Array(Shown, { minItems: 1, hint: '写成 [B01, X06]' }),
      ),
    ),
  },
  shut,
);

export const CasesFileSchema = Type.Object(
  {
    kind: Type.Literal('cases', { hint: '写 cases' }),
    of: about(
      '所验证的政策或方案的编号；方案的算例同时守住它的各层',
      Type.String({ minLength: 1, hint: '写所验证的政策或制度的编号' }),
    ),
    cases: about('算例', Type.Array(Type.Unknown(), { minItems: 1, hint: '至少写一个例子' })),
  },
  shut,
);
