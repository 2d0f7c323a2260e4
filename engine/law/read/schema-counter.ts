/**
 * Shapes of bases and of counters with their windows and writers.
 */
import Type from 'typebox';
import { TIER_MEASURES } from '../tier-law.ts';
import { about, byId, Id, Lines, MonthDay, Source, shut, Text, When } from './schema-basics.ts';
import { FormulaShape } from './schema-formula.ts';
import type { StageShapes } from './schema-stage.ts';

export const BaseEntry = Type.Object(
  {
    reasons: Type.Optional(
      about(
        '取哪些费用：首次原因（inScope、firstShare、overLimit、outOfScope、premium）或前面一层的结果，' +
          '如“待遇.copay”“待遇/部分.deductible”“待遇.overCap”',
        Type.Array(Text, { minItems: 1 }),
      ),
    ),
    counters: Type.Optional(
      about('只用于期末结算（on: close）：以哪些累计为基数', Type.Array(Id, { minItems: 1 })),
    ),
    lines: Type.Optional(Lines),
    weightBp: Type.Optional(about('按此比例计入；不写即全额', FormulaShape)),
  },
  shut,
);

const WINDOWS = [
  'event',
  'day',
  'week',
  'month',
  'calendarYear',
  'lifetime',
  'productYear',
  'rolling',
] as const;

const Window = Type.Object(
  {
    kind: about(
      '期间：event 每次从零开始，day 日，week 周一至周日，month 月，calendarYear 自然年，' +
        'productYear 产品年度，rolling 往前若干个月，lifetime 终身',
      Type.Enum([...WINDOWS]),
    ),
    startsOn: Type.Optional(about('产品年度每年从哪天起算', MonthDay)),
    months: Type.Optional(
      about('rolling 往前看几个月', Type.Integer({ minimum: 1, maximum: 1200 })),
    ),
  },
  shut,
);

const Writer = Type.Object(
  {
    tier: Type.Optional(about('哪一层写入；与 measure 同写', Id)),
    part: Type.Optional(about('只记该层的这一部分', Id)),
    event: Type.Optional(about('记事件本身的数，如 eventCount 次数、totalCostFen', Text)),
    residual: Type.Optional(
      about('各层之后仍由个人负担的哪些费用', Type.Array(BaseEntry, { minItems: 1 })),
    ),
    measure: Type.Optional(
      about(
        '记该层的哪个数：base 基数，counted 计入，limitExcess 限额外，deductible 已扣起付，' +
          'afterDeductible 起付后，deductibleAmount 起付线，paid 支付，copay 自付，overCap 封顶外',
        Type.Enum([...TIER_MEASURES]),
      ),
    ),
    when: Type.Optional(When),
  },
  shut,
);

/** Counters of a scheme or a policy, by id. */
export function countersSchema({ chosen, open }: StageShapes) {
  const counter = Type.Object(
    {
      title: Type.Optional(about('中文名称；只供显示', Text)),
      window: about('累计的期间', open(Window)),
      key: Type.Optional(about('按哪个事件或明细维度的代码分开计数；none 或不写即合在一起', Id)),
      holds: Type.Optional(about('sum 累加，max 取最大', Type.Enum(['sum', 'max']))),
      writers: about('写入方，依次', Type.Array(Writer, { minItems: 1 })),
      reads: Type.Optional(
        about(
          '几层写入时，后面的层看到的是：afterEarlierTiers 前面各层写入之后的，beforeEvent 本次之前的（X16）',
          chosen(Type.Enum(['afterEarlierTiers', 'beforeEvent'])),
        ),
      ),
      carryOver: Type.Optional(
        about('新期间开始时：none 从零开始，value 接着上一期的值', Type.Enum(['none', 'value'])),
      ),
      source: Source,
    },
    shut,
  );
  return about('累计：记什么、多久一期、谁写入', byId(counter));
}
