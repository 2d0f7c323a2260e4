/**
 * Shape of a scheme: an area's ordered tiers for a span of days.
 */
import Type from 'typebox';
import {
  about,
  byId,
  Id,
  IsoDate,
  Lines,
  NotModelled,
  ParameterName,
  Rounding,
  Selector,
  Source,
  shut,
  Text,
  When,
} from './schema-basics.ts';
import { ReadAs } from './schema-change.ts';
import { countersSchema } from './schema-counter.ts';
import type { StageShapes } from './schema-stage.ts';
import { Choices, Parameters, Uses } from './schema-values.ts';

/** A scheme: whom it covers, its order of payment, the choices it must make. */
export function schemeSchema(stage: StageShapes) {
  return Type.Object(
    {
      kind: about('文件种类：方案', Type.Literal('scheme')),
      id: about('编号，全库唯一', Id),
      area: about('统筹区的编号', Id),
      title: about('标题', Text),
      effectiveFrom: about('从这天起生效', IsoDate),
      effectiveUntil: about('到这天为止，当天不再生效', IsoDate),
      source: Source,
      covers: about('覆盖哪些人：人员维度 → 代码', Selector),
      personClasses: about('用到的人员类别，最优惠的在前', Type.Array(Id)),
      classification: classificationSchema(stage),
      readAs: Type.Optional(ReadAs),
      backdating: Type.Optional(
        about('迟到的事实从更早的一天起算', Type.Union([Backdating, Type.Array(Backdating)])),
      ),
      prices: Type.Optional(about('价格规则文件的编号，依次', Type.Array(Id, { minItems: 1 }))),
      tiers: about('各层待遇的编号，先后即支付的先后', Type.Array(Id, { minItems: 1 })),
      overlays: Type.Optional(about('变更文件的编号，依次', Type.Array(Id))),
      parameters: Type.Optional(Parameters),
      counters: Type.Optional(countersSchema(stage)),
      counterMap: Type.Optional(
        about('转入者的累计：原方案的累计 → 本方案的累计（schemeChange 取 map 时）', byId(Id)),
      ),
      uses: Type.Optional(Uses),
      choices: Type.Optional(Choices),
      notModelled: Type.Optional(NotModelled),
    },
    shut,
  );
}

function classificationSchema({ chosen }: StageShapes) {
  const exclusion = Type.Object(
    { lines: Type.Optional(Lines), when: Type.Optional(When), source: Source },
    { ...shut, minProperties: 2 },
  );
  return about(
    '明细怎样分成首次费用',
    Type.Object(
      {
        outOfScope: about(
          '哪些明细是全自费：一个明细筛选，或几条各有出处的规则，符合任何一条即是',
          Type.Union([Selector, Type.Array(exclusion)]),
        ),
        firstShareRounding: about('先行自付怎样取整（X04）', chosen(Rounding)),
        firstShareOrder: about(
          '先行自付与起付线的先后（X05）',
          chosen(Type.Enum(['beforeDeductible'])),
        ),
      },
      shut,
    ),
  );
}

const Backdating = Type.Object(
  {
    dimension: about('哪个人员维度的事实', Id),
    codes: about('哪些代码', Type.Array(Text, { minItems: 1 })),
    to: about(
      '从哪天起算：birth 出生日，yearStart 当年 1 月 1 日',
      Type.Enum(['birth', 'yearStart']),
    ),
    within: about(
      '至多迟多少天：天数（Days）参数',
      Type.Object(
        {
          parameter: about('参数名', ParameterName),
          of: Type.Optional(about('参数所在文件的编号；不写即本方案', Id)),
        },
        shut,
      ),
    ),
    source: Source,
  },
  shut,
);
