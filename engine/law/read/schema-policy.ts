/**
 * Shape of a policy: one benefit, one tier.
 */
import Type from 'typebox';
import {
  about,
  byId,
  Citation,
  Id,
  IsoDate,
  NotModelled,
  ParameterName,
  Rounding,
  Selector,
  Source,
  shut,
  Text,
  When,
} from './schema-basics.ts';
import { modifiersSchema } from './schema-change.ts';
import { BaseEntry, countersSchema } from './schema-counter.ts';
import { Conditions, FormulaShape } from './schema-formula.ts';
import type { StageShapes } from './schema-stage.ts';
import { Choices, Parameters, Uses } from './schema-values.ts';

/** One benefit: one tier, its parameters, counters, choices. */
export function policySchema(stage: StageShapes) {
  const { open } = stage;
  return Type.Object(
    {
      kind: about('文件种类：待遇', Type.Literal('policy')),
      id: about('编号，全库唯一；写在方案的 tiers 里', Id),
      title: about('标题', Text),
      status: about(
        'complete 写全，partial 尚有条款未写（见 notModelled）',
        Type.Enum(['complete', 'partial']),
      ),
      payer: about('由谁支付，在 vocabulary 的 payers 中登记', Id),
      on: about(
        '什么事件：visit 就医，contribution 缴费，allowance 定额待遇，close 期末结算',
        Type.Enum(['visit', 'contribution', 'allowance', 'close']),
      ),
      scope: Type.Optional(about('期末结算看本人还是整户', Type.Enum(['person', 'household']))),
      effectiveFrom: Type.Optional(about('从这天起生效；不写即随方案', IsoDate)),
      effectiveUntil: Type.Optional(about('到这天为止，当天不再生效；不写即随方案', IsoDate)),
      source: Source,
      when: Type.Optional(about('适用情形；不符合时这一层跳过', open(When))),
      onlyIf: Type.Optional(
        about('对数目的条件，基数算出后问；有一项不成立，这一层跳过，不写累计', Conditions),
      ),
      parameters: Parameters,
      uses: Type.Optional(Uses),
      choices: Type.Optional(Choices),
      ...settling(stage),
      entitlement: Type.Optional(
        about('定额待遇应得多少（只用于 on: allowance）', open(FormulaShape)),
      ),
      fallsDue: Type.Optional(FallsDue),
      parts: about(
        '部分：基数分成几块，各有限额和比例；先后有意义',
        Type.Record(Id, partSchema(stage), { ...shut, minProperties: 1 }),
      ),
      deductible: Type.Optional(
        about('起付线', open(Type.Union([deductibleSchema(stage), Type.Null()]))),
      ),
      caps: Type.Optional(
        about(
          '封顶线，依次；写 part 的先算',
          byId(open(Type.Union([capSchema(stage), Type.Null()]))),
        ),
      ),
      noCap: Type.Optional(about('写明不设封顶的条款', Citation)),
      counters: Type.Optional(countersSchema(stage)),
      modifiers: Type.Optional(modifiersSchema(stage)),
      notModelled: Type.Optional(NotModelled),
    },
    shut,
  );
}

/** How a tier rounds, spreads and counts: what the law must choose. */
function settling({ chosen }: StageShapes) {
  return {
    rounding: about('本层怎样取整（X04）', chosen(Rounding)),
    roundEach: Type.Optional(
      about('分段支付：part 合计后取整，segment 每段取整', chosen(Type.Enum(['part', 'segment']))),
    ),
    allot: about(
      '起付、支付怎样分到各项费用（X14）：declaredOrder 依次，proRata 按比例',
      chosen(Type.Enum(['declaredOrder', 'proRata'])),
    ),
    midYearChange: about(
      '年中数值变了怎么办（X13）：incremental 只算新增，catchUp 补差，recompute 全年重算',
      chosen(Type.Enum(['incremental', 'catchUp', 'recompute'])),
    ),
    paidCounter: Type.Optional(about('本层已付的累计，catchUp 时必写', Id)),
    aboveCap: Type.Optional(
      about(
        '封顶以上以什么金额进入下一层（X15）：clippedPayment 被截的支付，costBehind… 倒算背后的费用',
        chosen(
          Type.Enum([
            'clippedPayment',
            'costBehindRoundedDown',
            'costBehindRoundedUp',
            'costBehindRoundedHalfUp',
          ]),
        ),
      ),
    ),
  };
}

const FallsDue = about(
  '定额待遇何时到期：累计未到则先挂账，到了再付（只用于 on: allowance）',
  Type.Object(
    { counter: about('看哪个累计', Id), atLeast: about('至少到多少', FormulaShape) },
    shut,
  ),
);

function partSchema(stage: StageShapes) {
  const { open } = stage;
  return Type.Object(
    {
      title: Type.Optional(about('中文名称；只供显示', Text)),
      base: about(
        '基数：依次取哪些费用，取过的不再取',
        open(Type.Array(open(BaseEntry), { minItems: 1 })),
      ),
      limit: Type.Optional(
        about(
          '限额：乘比例之前，基数至多计入多少',
          open(Type.Union([limitSchema(stage), Type.Null()])),
        ),
      ),
      ratio: Type.Optional(about('单一支付比例的参数（Bp）；与 segments 只写其一', ParameterName)),
      segments: Type.Optional(segmentsSchema(stage)),
    },
    shut,
  );
}

function segmentsSchema({ chosen }: StageShapes) {
  return about(
    '分段支付',
    Type.Object(
      {
        bounds: about('各段下限的参数（FenList），从 0 起', ParameterName),
        ratios: about('各段比例的参数（BpList），个数与下限相同', ParameterName),
        measure: about(
          '段位按什么算（X01）：gross 全部计入费用，excess 超过起付线的部分',
          chosen(Type.Enum(['gross', 'excess'])),
        ),
        position: Type.Optional(about('段位从哪个累计接着算；不写即每次从头', Id)),
      },
      shut,
    ),
  );
}

function deductibleSchema({ chosen, open }: StageShapes) {
  return Type.Object(
    {
      amount: about('起付线的金额', open(FormulaShape)),
      counter: Type.Optional(about('已用多少的累计；不写即每次另扣', Id)),
      counts: about('累计记的是：taken 已扣的起付，base 已过的基数', Type.Enum(['taken', 'base'])),
      use: Type.Optional(
        about(
          '几个部分共用时先扣哪个（X06）：proRata 按比例，或部分的先后',
          chosen(Type.Union([Type.Literal('proRata'), Type.Array(Id, { minItems: 1 })])),
        ),
      ),
    },
    shut,
  );
}

/** An amount, and the counter of what was used of it. */
function amountFields({ open }: StageShapes) {
  return {
    amount: about('金额', open(FormulaShape)),
    counter: Type.Optional(about('已用多少的累计；不写即每次都有全额', Id)),
  };
}

function limitSchema(stage: StageShapes) {
  const per = about('按明细的这个维度，每个代码各有一份限额', Id);
  return Type.Object({ ...amountFields(stage), per: Type.Optional(per) }, shut);
}

function capSchema(stage: StageShapes) {
  return Type.Object(
    {
      ...amountFields(stage),
      part: Type.Optional(about('只封这一部分的支付', Id)),
      when: Type.Optional(about('只在这种情形下有这条封顶', Selector)),
    },
    shut,
  );
}
