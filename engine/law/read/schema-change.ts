/**
 * Shapes of changes: a policy's own modifiers, and overlays with what they change and read anew.
 */
import Type from 'typebox';
import {
  about,
  Id,
  IsoDate,
  NotModelled,
  RoundingModeSchema,
  Selector,
  Source,
  shut,
  Text,
  When,
} from './schema-basics.ts';
import { Conditions, FormulaShape } from './schema-formula.ts';
import type { StageShapes } from './schema-stage.ts';
import { Choices, Parameters, Uses } from './schema-values.ts';

/** Dated changes that another document makes to policies. */
export function overlaySchema(stage: StageShapes) {
  const change = Type.Object({ to: about('改哪份待遇', Id), ...changeFields(stage) }, shut);
  return Type.Object(
    {
      kind: about('文件种类：变更', Type.Literal('overlay')),
      id: about('编号，全库唯一', Id),
      title: about('标题', Text),
      effectiveFrom: Type.Optional(about('从这天起生效', IsoDate)),
      effectiveUntil: Type.Optional(about('到这天为止，当天不再生效', IsoDate)),
      source: Source,
      parameters: Type.Optional(Parameters),
      uses: Type.Optional(Uses),
      choices: Type.Optional(Choices),
      readAs: Type.Optional(ReadAs),
      changes: Type.Optional(about('变更，依次', Type.Array(change, { minItems: 1 }))),
      notModelled: Type.Optional(NotModelled),
    },
    shut,
  );
}

/** The policy's own modifiers. */
export function modifiersSchema(stage: StageShapes) {
  return about(
    '修正：在一定情形下改比例、起付线、封顶或限额，依次',
    Type.Array(Type.Object(changeFields(stage), shut)),
  );
}

/** Facts that are read as others, in order. */
export const ReadAs = about(
  '把事实读作另一种：依次，每条看到前面各条改过的结果',
  Type.Array(
    Type.Object(
      {
        when: Type.Optional(When),
        lines: Type.Optional(
          about('写了 lines，改的是符合的每条明细的维度；不写，改的是事件的维度', Selector),
        ),
        set: about('改成什么：维度 → 代码', Type.Record(Id, Text, { ...shut, minProperties: 1 })),
        source: Source,
      },
      shut,
    ),
    { minItems: 1 },
  ),
);

function changeFields({ chosen, open }: StageShapes) {
  return {
    field: about(
      '改什么：ratio 比例，deductible 起付线，cap 封顶，limit 限额',
      Type.Enum(['ratio', 'deductible', 'cap', 'limit']),
    ),
    target: Type.Optional(about('只改这一部分（比例、限额）或这一条封顶；不写即全部', Id)),
    when: Type.Optional(about('适用情形', open(When))),
    onlyIf: Type.Optional(about('对数目的条件，各项须同时成立', Conditions)),
    operation: about(
      'add 加，multiply 乘比例，multiplyOwnShare 个人负担的比例乘系数，replace 改为，remove 取消',
      Type.Enum(['add', 'multiply', 'multiplyOwnShare', 'replace', 'remove']),
    ),
    value: Type.Optional(
      about('加多少、乘多少、改为多少；选择取 null 时这项变更不存在', open(FormulaShape)),
    ),
    rounding: Type.Optional(about('金额乘比例时怎样取整', chosen(RoundingModeSchema))),
    source: Source,
  };
}
