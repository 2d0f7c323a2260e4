/**
 * Shapes of dated values and of named choices.
 */
import Type from 'typebox';
import { MAX_FEN } from '../../units/index.ts';
import {
  about,
  byId,
  citation,
  DATE,
  Id,
  IdKey,
  ParameterName,
  shut,
  Text,
} from './schema-basics.ts';

const Amount = Type.Integer({ minimum: 0, maximum: MAX_FEN });

const DatedValue = Type.Cyclic(
  {
    Value: Type.Union([
      Amount,
      Type.Array(Amount, { minItems: 1 }),
      Type.Record(IdKey, Type.Ref('Value'), { ...shut, minProperties: 1 }),
    ]),
  },
  'Value',
);

const DatedEntry = Type.Object(
  {
    value: about(
      '从该日起的值；有 by 时按代码逐层书写，otherwise 表示其余代码；null 表示该日起没有值',
      Type.Union([DatedValue, Type.Null()]),
    ),
    ...citation,
    printed: Type.Optional(about('文件上印的、与规则算出的不同的写法（X10）；只供显示', Text)),
  },
  shut,
);

const Parameter = Type.Object(
  {
    by: Type.Optional(
      about('按哪些维度分列，先后即 value 的层次', Type.Array(Id, { minItems: 1 })),
    ),
    from: about(
      '起始日 → 值和出处；一个值管到下一个起始日的前一天',
      Type.Record(Type.String({ pattern: DATE }), DatedEntry, { ...shut, minProperties: 1 }),
    ),
  },
  shut,
);
export const Parameters = about(
  '参数：名字的结尾即单位（Fen 分，Bp 万分点，Count 个数，Days 天数，…List 列表）',
  Type.Record(ParameterName, Parameter, shut),
);

/** Other legal values of one choice, at most. */
export const MOST_ALTERNATIVES = 32;

const ChoiceScalar = Type.Union([
  Type.String({ minLength: 1 }),
  Type.Integer(),
  Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
]);
export const Choices = about(
  '选择：原文没有写明或须由法规明示之处，选了哪种、还可以是哪种、依据何在',
  byId(
    Type.Object(
      {
        settles: Type.Optional(about('回答哪个共同问题（X01 至 X16）', Type.Enum(questions()))),
        is: about('现在选的值', ChoiceScalar),
        otherwise: about(
          '其他合法的值；算例可以改选（flips）看差别',
          Type.Array(ChoiceScalar, { maxItems: MOST_ALTERNATIVES }),
        ),
        labels: Type.Optional(
          about(
            '各个值的中文说法；只供显示',
            Type.Record(Type.String(), Text, { minProperties: 1 }),
          ),
        ),
        ...citation,
      },
      shut,
    ),
  ),
);

/** Files of choices in which names are looked up, in order. */
export const Uses = about(
  '用到的选择文件（kind: choices）的编号；本文件没有的选择依次到这些文件里找',
  Type.Array(Id, { minItems: 1 }),
);

/** X01 … X16. */
function questions(): string[] {
  return Array.from({ length: 16 }, (_, index) => `X${String(index + 1).padStart(2, '0')}`);
}
