/**
 * Shape of a file of price rules: what may be charged for a line.
 */
import Type from 'typebox';
import { about, Id, Lines, NotModelled, Source, shut, Text, When } from './schema-basics.ts';
import { FormulaShape } from './schema-formula.ts';
import type { StageShapes } from './schema-stage.ts';
import { Choices, Parameters, Uses } from './schema-values.ts';

/** Price rules; for each line of a visit the first that matches counts. */
export function pricesSchema({ open }: StageShapes) {
  const rule = Type.Object(
    {
      id: about('规则的名字，文件内唯一', Id),
      title: about('标题', Text),
      lines: Type.Optional(about('哪些费用明细；不写即全部', open(Lines))),
      when: Type.Optional(about('适用情形；不写即一律适用', open(When))),
      allowed: about('这条明细至多可收多少；超出的部分是超限价', open(FormulaShape)),
      source: Source,
    },
    shut,
  );
  return Type.Object(
    {
      kind: about('文件种类：价格规则', Type.Literal('prices')),
      id: about('编号，全库唯一；写在方案的 prices 里', Id),
      title: about('标题', Text),
      source: Source,
      parameters: Parameters,
      uses: Type.Optional(Uses),
      choices: Type.Optional(Choices),
      rules: about('规则，依次；每条明细只用第一条符合的', Type.Array(rule, { minItems: 1 })),
      notModelled: Type.Optional(NotModelled),
    },
    shut,
  );
}
