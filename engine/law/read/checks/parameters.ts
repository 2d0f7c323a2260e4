/**
 * Parameters as they stand in their file: dimensions they go by, codes, depth, units and ranges.
 */
import { BP_WHOLE } from '../../../units/index.ts';
import type { DatedValue, Unit as NumberUnit } from '../../formula-law.ts';
import {
  isByCode,
  isNumberList,
  unitOfName,
  type WrittenParameters,
} from '../compile/parameter.ts';
import type { Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Tell } from '../unit.ts';
import { listed, repeatsIn } from '../wording.ts';
import {
  checkDimension,
  codeProblem,
  type Facets,
  PERSON_AND_EVENT,
  repeatedItem,
  type Words,
} from './selectors.ts';
import type { Use } from './usage.ts';

/** Stands for all codes that a value does not name. */
export const OTHERWISE = 'otherwise';

export interface ParameterChecks {
  readonly known: Words;
  readonly tell: Tell;
  /** Every reading of a parameter of the file. */
  readonly usesOf: (name: string) => readonly Use[];
}

/** Tells everything wrong with the parameters of a file, taken alone. */
export function checkParameters(
  parameters: WrittenParameters | undefined,
  checks: ParameterChecks,
): void {
  for (const [name, parameter] of Object.entries(parameters ?? {})) {
    const path = ['parameters', name];
    const by = parameter.by ?? [];
    const uses = checks.usesOf(name);
    checkBy(by, [...path, 'by'], uses, checks);
    const value: ValueChecks = { ...checks, name, by, unit: unitOfName(name), uses };
    for (const [date, entry] of Object.entries(parameter.from)) {
      if (entry.value !== null) checkValue(entry.value, [...path, 'from', date, 'value'], 0, value);
    }
  }
}

interface ValueChecks extends ParameterChecks {
  readonly name: string;
  readonly by: readonly string[];
  readonly unit: NumberUnit;
  readonly uses: readonly Use[];
}

function checkBy(
  by: readonly string[],
  path: Path,
  uses: readonly Use[],
  { known, tell }: ParameterChecks,
): void {
  const areOfLines = (id: string) => uses.every(({ lines }) => lines === id);
  for (const [index, id] of by.entries()) {
    // A number that only an option not chosen reads is looked at under that choice.
    const facets: Facets = areOfLines(id) ? ['person', 'event', 'line'] : PERSON_AND_EVENT;
    const at = { path: [...path, index], facets, known, tell };
    const dimension = checkDimension(id, at);
    if (dimension?.kind === 'integer') tell(at.path, integerInBy(id));
    const isOfEach = uses.every((use) => use.as === 'each');
    if (dimension?.many && !isOfEach) tell(at.path, manyInBy(id));
  }
  for (const index of repeatsIn(by)) tell([...path, index], repeatedItem(by[index] ?? ''));
}

function checkValue(value: DatedValue, path: Path, depth: number, checks: ValueChecks): void {
  const { by, known, tell } = checks;
  if (isByCode(value) !== depth < by.length) {
    tell(path, wrongDepth(by, depth));
    return;
  }
  if (!isByCode(value)) {
    checkLeaf(value, path, checks);
    return;
  }
  const dimension = known.words.dimensions.get(by[depth] ?? '');
  for (const [code, inner] of Object.entries(value)) {
    const problem = dimension && code !== OTHERWISE ? codeProblem(dimension, code, known) : null;
    if (problem) tell([...path, code], problem);
    checkValue(inner, [...path, code], depth + 1, checks);
  }
}

function checkLeaf(
  value: number | readonly number[],
  path: Path,
  { unit, name, tell, uses }: ValueChecks,
): void {
  const isList = isNumberList(value);
  if (isList !== unit.endsWith('List')) {
    tell(path, notOfUnit(name, unit, isList));
    return;
  }
  const numbers = isNumberList(value) ? value : [value];
  const placed = (index: number) => (isList ? [...path, index] : path);
  if (unit === 'Bp' || unit === 'BpList') {
    const mayExceed = uses.length === 0 || uses.some((use) => use.as === 'factor');
    for (const [index, number] of numbers.entries()) {
      if (number > BP_WHOLE && !mayExceed) tell(placed(index), aboveWhole(number));
    }
  }
  const areValues = uses.every((use) => use.as === 'values');
  if ((unit === 'FenList' || unit === 'CountList') && !areValues) {
    for (const [index, number] of numbers.entries()) {
      const before = numbers[index - 1];
      const isRight = before === undefined ? number === 0 : number > before;
      if (!isRight) tell(placed(index), notAscending(number, before));
    }
  }
}

function integerInBy(id: string): Problem {
  return {
    code: 'law/dimension_not_here',
    message: `“${id}”是整数，没有代码，参数不能按它分列`,
    fix: '改用代码维度；或把不同区间写成几项变更（modifiers）',
  };
}

function manyInBy(id: string): Problem {
  return {
    code: 'law/dimension_not_here',
    message: `“${id}”同一天可以有几个代码，参数按它分列就不知道取哪一个`,
    fix: '用 each 把各个代码的数相加；或以 when 分开情形',
  };
}

function wrongDepth(by: readonly string[], depth: number): Problem {
  const said = by.length === 0 ? '没有写 by' : `by 有 ${by.length} 个维度（${listed(by)}）`;
  return {
    code: 'law/value_shape',
    message: `${said}，数值却${depth < by.length ? `缺少第 ${depth + 1} 层` : '分了更多层'}`,
    fix: '数值须按 by 的维度逐层书写，最后一层是数',
  };
}

function notOfUnit(name: string, unit: NumberUnit, isList: boolean): Problem {
  return {
    code: 'law/wrong_unit',
    message: isList
      ? `参数“${name}”的单位是 ${unit}，应为一个数，写的却是列表`
      : `参数“${name}”的单位是 ${unit}，应为列表，写的却是一个数`,
    fix: isList ? `改为一个数，或改名以 ${unit}List 结尾` : '改为列表 [ … ]',
  };
}

function aboveWhole(number: number): Problem {
  return {
    code: 'law/ratio_above_whole',
    message: `比例 ${number} 万分点即 ${number / 100}%，超过了 100%`,
    fix: '比例以万分点写：85% 写 8500；若这是金额，参数名须以 Fen 结尾',
  };
}

function notAscending(number: number, before: number | undefined): Problem {
  return {
    code: 'law/bounds_not_ascending',
    message:
      before === undefined
        ? `第一段的下限是 ${number}，不是 0；0 至 ${number} 之间没有比例`
        : `下限 ${number} 不高于前一段的 ${before}，这一段没有宽度`,
    fix: '写每段的下限，从 0 起逐段升高',
  };
}
