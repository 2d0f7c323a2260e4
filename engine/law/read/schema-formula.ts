/**
 * Shapes of formulas, and of the conditions on numbers that are written with them.
 */
import Type from 'typebox';
import { about, Id, ParameterName, Rounding, shut, Text } from './schema-basics.ts';

const Inner = Type.Ref('Formula');
const inner = (description: string) => Type.Ref('Formula', { description });
const several = (description: string) =>
  Type.Optional(about(description, Type.Array(Inner, { minItems: 1 })));

const Share = Type.Object(
  { of: inner('金额'), rateBp: inner('比例（万分点）'), rounding: Rounding },
  shut,
);
const Proportion = Type.Object(
  { of: inner('被乘数'), times: inner('分子'), over: inner('分母'), rounding: Rounding },
  shut,
);
const Table = Type.Object(
  {
    at: inner('看哪个数落在哪一档'),
    bounds: about('参数（FenList 或 CountList）：各档下限，从 0 起逐档升高', ParameterName),
    values: about('参数（FenList、BpList 或 CountList）：每档的值，个数与下限相同', ParameterName),
  },
  shut,
);
const Each = Type.Object(
  {
    dimension: about('可同时有几个代码的人员维度（many: true）', Id),
    parameter: about('参数：只按该维度分列（by），每个代码一个数', ParameterName),
  },
  shut,
);

const operations = {
  parameter: Type.Optional(about('本文件的参数；写了 of 则是那份文件的参数', ParameterName)),
  of: Type.Optional(about('与 parameter 同写：参数所在的待遇、变更、价格或方案文件的编号', Id)),
  event: Type.Optional(
    about('事件本身带的数，如 totalCostFen、inScopeFen、stayDays、days、premiumFen', Text),
  ),
  counter: Type.Optional(about('累计的当前值', Id)),
  facet: Type.Optional(
    about('告知的数：人员或事件的整数维度，如 ageYears；价格规则中也可以是明细的', Id),
  ),
  line: Type.Optional(about('只用于价格规则：costFen 是这条明细的费用', Type.Enum(['costFen']))),
  own: Type.Optional(
    about(
      'base 是本层各部分基数之和；只用于本层的 onlyIf、限额、起付线、封顶及对它们的变更',
      Type.Enum(['base']),
    ),
  ),
  sum: several('各项之和'),
  min: several('各项中最小的'),
  max: several('各项中最大的'),
  minus: Type.Optional(
    about('of 减 less，不低于 0', Type.Object({ of: inner('被减数'), less: inner('减数') }, shut)),
  ),
  share: Type.Optional(about('金额乘比例', Share)),
  times: Type.Optional(
    about('乘个数或天数', Type.Object({ of: inner('被乘数'), count: inner('个数或天数') }, shut)),
  ),
  proportion: Type.Optional(about('按比例折算：of × times ÷ over', Proportion)),
  table: Type.Optional(about('查档：at 落在哪一档就取哪一档的值', Table)),
  each: Type.Optional(about('本人所有的每个代码各取一个数，相加', Each)),
};

/** One operation; `of` may stand beside `parameter`. */
export const FormulaShape = Type.Cyclic(
  { Formula: Type.Object(operations, { ...shut, minProperties: 1, maxProperties: 2 }) },
  'Formula',
);

const Condition = Type.Object(
  {
    of: about('看哪个数', FormulaShape),
    from: Type.Optional(about('至少这么多（含）', FormulaShape)),
    until: Type.Optional(about('不到这么多（不含）', FormulaShape)),
  },
  { ...shut, minProperties: 2 },
);

/** Conditions on numbers; all must hold. */
export const Conditions = Type.Array(Condition, { minItems: 1 });
