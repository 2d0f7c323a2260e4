/**
 * Selectors: known dimensions, of a kind that the place can look at, with known codes.
 */
import type { Dimension } from '../../terms.ts';
import { isCodes, type WrittenSelector } from '../compile/selector.ts';
import { type Lexicon, PERSON_CLASS } from '../lexicon.ts';
import type { Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { Tell } from '../unit.ts';
import { didYouMean, didYouMeanAny, listed, repeatsIn } from '../wording.ts';

export interface Words {
  readonly words: Lexicon;
  readonly classes: ReadonlySet<string> | null;
}

/** Facets that a place can look at. */
export type Facets = readonly Dimension['of'][];
export const PERSON: Facets = ['person'];
export const PERSON_AND_EVENT: Facets = ['person', 'event'];
export const LINE: Facets = ['line'];

const OF: Readonly<Record<Dimension['of'], string>> = {
  person: '人员',
  event: '事件',
  line: '费用明细',
};

/** Tells everything wrong with a selector. */
export function checkSelector(
  selector: WrittenSelector | undefined,
  at: { readonly path: Path; readonly facets: Facets; readonly known: Words; readonly tell: Tell },
): void {
  for (const [id, side] of Object.entries(selector ?? {})) {
    const path = [...at.path, id];
    const dimension = checkDimension(id, { ...at, path });
    if (!dimension) continue;
    if ((dimension.kind === 'integer') === isCodes(side)) at.tell(path, wrongSelector(dimension));
    else if (isCodes(side)) checkCodes(dimension, side, { ...at, path });
    else checkInterval(side, path, at.tell);
  }
}

/** Finds a dimension that a place names, and tells where it may not. */
export function checkDimension(
  id: string,
  at: { readonly path: Path; readonly facets: Facets; readonly known: Words; readonly tell: Tell },
): Dimension | undefined {
  const { words } = at.known;
  const dimension = words.dimensions.get(id);
  if (!dimension) {
    if (words.isWhole.vocabulary) at.tell(at.path, unknownDimension(id, words));
    return undefined;
  }
  if (!at.facets.includes(dimension.of)) at.tell(at.path, notHere(dimension, at.facets));
  return dimension;
}

/** Tells a code that the dimension does not have. */
export function codeProblem(dimension: Dimension, code: string, known: Words): Problem | null {
  if (dimension.id === PERSON_CLASS) {
    if (known.classes === null || known.classes.has(code)) return null;
    return unknownClass(code, known.classes);
  }
  if (dimension.kind !== 'codes' || dimension.codes.some(({ id }) => id === code)) return null;
  return unknownCode(dimension, code);
}

function checkCodes(
  dimension: Dimension,
  codes: readonly string[],
  { path, known, tell }: { readonly path: Path; readonly known: Words; readonly tell: Tell },
): void {
  for (const [index, code] of codes.entries()) {
    const problem = codeProblem(dimension, code, known);
    if (problem) tell([...path, index], problem);
  }
  for (const index of repeatsIn(codes)) tell([...path, index], repeatedItem(codes[index] ?? ''));
}

function checkInterval(
  { from, until }: { readonly from?: number; readonly until?: number },
  path: Path,
  tell: Tell,
): void {
  if (from !== undefined && until !== undefined && from >= until) {
    tell(path, emptyInterval(from, until));
  }
}

/** Words an item that a list already has. */
export function repeatedItem(item: string): Problem {
  return {
    code: 'law/repeated_item',
    message: `“${item}”列了两次`,
    fix: '删去重复的一项',
  };
}

function unknownDimension(id: string, words: Lexicon): Problem {
  return {
    code: 'law/unknown_dimension',
    message: `没有名为“${id}”的维度，无法据此筛选`,
    fix: didYouMeanAny(id, words.dimensions.keys(), '在 vocabulary 中登记该维度及其代码'),
  };
}

function notHere(dimension: Dimension, facets: Facets): Problem {
  const own = `“${dimension.id}”（${dimension.zh}）是${OF[dimension.of]}的维度`;
  return {
    code: 'law/dimension_not_here',
    message: `${own}，此处只能看${facets.map((one) => OF[one]).join('和')}的维度`,
    fix: '换用此处允许的维度，或移到能看到它的地方',
  };
}

function wrongSelector(dimension: Dimension): Problem {
  const isInteger = dimension.kind === 'integer';
  return {
    code: 'law/wrong_selector',
    message: isInteger
      ? `“${dimension.id}”（${dimension.zh}）是整数，不能用代码列表筛选`
      : `“${dimension.id}”（${dimension.zh}）是代码，不能用区间筛选`,
    fix: isInteger ? '写成 { from: 数, until: 数 }，不含 until' : '写成代码列表 [代码, …]',
  };
}

function unknownCode(dimension: Dimension, code: string): Problem {
  const known = dimension.codes.map(({ id }) => id);
  return {
    code: 'law/unknown_code',
    message: `维度“${dimension.id}”（${dimension.zh}）没有代码“${code}”，永远不会有人符合`,
    fix: didYouMean(code, known, `可用：${listed(known)}；或先在 vocabulary 中登记`),
  };
}

function unknownClass(code: string, classes: ReadonlySet<string>): Problem {
  return {
    code: 'law/unknown_class',
    message: `统筹区没有人员类别“${code}”，永远不会有人符合`,
    fix: didYouMean(code, classes, `可用：${listed(classes)}；或先在 area 中登记`),
  };
}

function emptyInterval(from: number, until: number): Problem {
  return {
    code: 'law/empty_interval',
    message: `区间从 ${from} 起、不到 ${until}，其中没有任何数`,
    fix: '更正 from 与 until；until 本身不包含在内',
  };
}
