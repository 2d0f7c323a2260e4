/**
 * Wording of what is wrong with formulas.
 */
import type { Unit as NumberUnit } from '../../formula-law.ts';
import type { Dimension, EventKind } from '../../terms.ts';
import type { WrittenParameters } from '../compile/parameter.ts';
import type { Problem } from '../problem.ts';
import { didYouMean, didYouMeanAny, listed } from '../wording.ts';
import type { Scope } from './scope.ts';

export type Want = 'Fen' | 'Bp' | 'Count';

const SAID: Readonly<Record<NumberUnit, string>> = {
  Fen: '金额（分）',
  Bp: '比例（万分点）',
  Count: '个数',
  Days: '天数',
  FenList: '金额列表',
  BpList: '比例列表',
  CountList: '个数列表',
};

/** A formula with no operation, or with two. */
export function oneOperation(count: number): Problem {
  return {
    code: 'law/wrong_size',
    message: `算式此处须恰有一种算法，现有 ${count} 种；of 只能与 parameter 同写`,
    fix: '只写一种算法；几种算法用 sum、min、max 组合',
  };
}

/** A parameter that is not defined where it is named. */
export function unknownParameter(
  name: string,
  parameters: readonly (WrittenParameters | undefined)[],
): Problem {
  const known = parameters.flatMap((one) => Object.keys(one ?? {}));
  return {
    code: 'law/unknown_parameter',
    message: `没有名为“${name}”的参数，此处没有数`,
    fix: didYouMean(name, known, '在 parameters 中写明数值、日期和出处'),
  };
}

/** A parameter of a file that the scheme does not have. */
export function unknownHome(file: string, known: Iterable<string>): Problem {
  return {
    code: 'law/unknown_parameter',
    message: `方案没有编号为“${file}”的文件，无处取这个参数`,
    fix: didYouMean(file, known, '改为方案中待遇、变更、价格文件或方案本身的编号'),
  };
}

/** A counter that no file of the scheme declares. */
export function unknownCounter(id: string, scope: Scope): Problem {
  return {
    code: 'law/unknown_counter',
    message: `方案中没有名为“${id}”的累计`,
    fix: didYouMeanAny(id, scope.counters.keys(), '在 counters 中声明其期间和写入方'),
  };
}

/** A number that the event does not carry. */
export function unknownMeasure(
  measure: string,
  on: EventKind | null,
  known: readonly string[],
): Problem {
  return {
    code: 'law/unknown_measure',
    message: `${on === null ? '没有哪类' : `${on} 类`}事件带有“${measure}”这个数`,
    fix: didYouMean(measure, known, known.length > 0 ? `可用：${listed(known)}` : '改正名字'),
  };
}

/** A word that stands where it means nothing. */
export function notHere(word: string, why: string): Problem {
  return {
    code: 'law/formula_not_here',
    message: `算式“${word}”不能用在此处：${why}`,
    fix: '换用此处允许的算法，或移到能用它的地方',
  };
}

/** A number read from a dimension that has none. */
export function noNumber({ id, zh }: Dimension): Problem {
  return {
    code: 'law/dimension_not_here',
    message: `“${id}”（${zh}）是代码，不是数，不能用在算式里`,
    fix: '换用整数维度（values: integer）；按代码取数的，用参数的 by',
  };
}

/** A sum over the codes of a dimension of which a person has one at most. */
export function notMany({ id, zh }: Dimension): Problem {
  return {
    code: 'law/dimension_not_here',
    message: `“${id}”（${zh}）同一天只有一个代码，each 没有几项可加`,
    fix: '换用 many: true 的人员维度；或以 parameter 的 by 取数',
  };
}

/** A parameter of `each` that does not go by its dimension alone. */
export function eachNeedsBy(parameter: string, dimension: string): Problem {
  return {
    code: 'law/each_needs_by',
    message: `each 用的参数“${parameter}”须只按“${dimension}”分列，每个代码一个数`,
    fix: `写 by: [${dimension}]`,
  };
}

/** A list where a number must stand. */
export function listInFormula(name: string): Problem {
  return {
    code: 'law/formula_unit',
    message: `参数“${name}”是列表，不能用在算式里`,
    fix: '换用单个数的参数；列表只用于分段和查档（table）',
  };
}

/** A parameter that is no list, or no list of what its place takes. */
export function wrongList(name: string, wanted: readonly NumberUnit[]): Problem {
  return {
    code: 'law/wrong_unit',
    message: `此处须为单位是 ${wanted.join('、')} 的参数，“${name}”不是`,
    fix: `换用名字以 ${wanted.join('、')} 结尾的参数`,
  };
}

/** A formula that gives another unit than its place takes. */
export function wrongUnit(unit: NumberUnit, want: Want): Problem {
  return {
    code: 'law/formula_unit',
    message: `此处须得出${SAID[want]}，算式得出的却是${SAID[unit]}`,
    fix: '换用单位相符的参数；金额乘比例用 share，金额乘个数用 times',
  };
}

/** Terms of different units. */
export function mixedUnits(first: NumberUnit, other: NumberUnit): Problem {
  return {
    code: 'law/formula_unit',
    message: `算式把${SAID[first]}与${SAID[other]}混在一起计算`,
    fix: '各项须为同一单位；金额乘比例用 share，金额乘个数用 times',
  };
}

/** A ratio looked up by bands: bounds are of money or of counts. */
export function noBands(): Problem {
  return {
    code: 'law/formula_unit',
    message: '查档的 at 得出的是比例，而下限只能是金额或个数的列表',
    fix: '改为按金额或个数查档',
  };
}
