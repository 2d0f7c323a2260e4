/**
 * Classification: a visit's lines become atoms with their first cells.
 */
import type { EventPlan, ExclusionPlan, Facet, LineClass, Prepared } from '../law/index.ts';
import { classOf, givenCode, givenKey, matches, type PreparedKind } from '../law/index.ts';
import { accepted, isAmount, type Result, rejected, shareOf } from '../units/index.ts';
import type { Line, Visit } from './event.ts';
import type { First } from './event-run.ts';
import { givenFault } from './facts.ts';
import { tooLarge } from './out-of-range.ts';
import { type Pricing, priceOf } from './prices.ts';
import type { Atom, PriceTrace } from './settled.ts';

/** What classifying needs to know of an event. */
export interface Classifying extends Pricing {
  readonly prepared: Prepared;
}

interface OpenAtom extends Atom {
  readonly lines: number[];
  readonly cells: number[];
  totalFen: number;
}

/**
 * Prices lines by the first rule that matches each, splits them into out of scope, over limit,
 * first share, in scope, and joins them to atoms.
 */
export function classify(by: Classifying, visit: Visit): Result<First> {
  const { prepared, kind, plan } = by;
  let atoms: OpenAtom[] = [];
  let classes: LineClass[] = [];
  let prices: PriceTrace[] = [];
  let totalFen = 0;
  for (let index = 0; index < visit.lines.length; index++) {
    const line = visit.lines[index];
    if (line === undefined) break;
    const fault = faultOf(line);
    if (fault !== null) return lineInvalid(visit, line, fault);
    const lineClass = classOfLine(prepared, kind, line);
    if (lineClass === null) return givenFault(line.facets, kind.facets.line, `明细 ${line.id}`);
    const price = lineClass.mayBePriced ? priceOf(by, lineClass, line, index) : null;
    if (price !== null) {
      if (!isAmount(price.allowedFen)) return tooLarge(visit);
      prices = added(prices, price);
    }
    totalFen += line.costFen;
    let atom = index === 0 ? undefined : atoms[classes.indexOf(lineClass)];
    if (atom !== undefined) {
      atom.lines.push(index);
    } else {
      atom = openAtom(plan, lineClass, index);
      atoms = added(atoms, atom);
      classes = added(classes, lineClass);
    }
    addLine(prepared, atom, line, price);
  }
  if (!isAmount(totalFen)) {
    return rejected('settlement/amount_too_large', `单据 ${visit.id} 总额超出可计算范围`, visit.id);
  }
  return accepted({ atoms, classes, totalFen, prices });
}

/** Most lists have one item: made with it, they keep no room for more. */
function added<T>(list: T[], item: T): T[] {
  if (list.length === 0) return [item];
  list.push(item);
  return list;
}

function openAtom({ exclusions }: EventPlan, lineClass: LineClass, index: number): OpenAtom {
  return {
    lines: [index],
    exclusion: exclusions === null ? lineClass.exclusion : exclusionOf(exclusions, lineClass),
    codes: lineClass.codes,
    totalFen: 0,
    cells: [0, 0, 0, 0],
  };
}

/** The first exclusion that takes lines of a class out of scope; -1: none. */
function exclusionOf(exclusions: readonly ExclusionPlan[], { matches: isIn }: LineClass): number {
  for (let index = 0; index < exclusions.length; index++) {
    const rule = exclusions[index];
    if (rule && (rule.lines < 0 || isIn[rule.lines])) return rule.exclusion;
  }
  return -1;
}

function lineInvalid(visit: Visit, line: Line, fault: string): Result<never> {
  const message = `单据 ${visit.id} 明细 ${line.id}：${fault}`;
  return rejected('settlement/line_invalid', message, line.id);
}

/** Adds the cells of a line; a first share is at most what may be charged for it. */
function addLine(
  { program }: Prepared,
  atom: OpenAtom,
  line: Line,
  price: PriceTrace | null,
): void {
  const { costFen, firstShareFen } = line;
  const { cells } = atom;
  atom.totalFen += costFen;
  if (atom.exclusion >= 0) {
    cells[OUT_OF_SCOPE] = (cells[OUT_OF_SCOPE] ?? 0) + costFen;
    return;
  }
  const overLimitFen = price === null ? line.overLimitFen : price.overLimitFen;
  const pricedFen = costFen - overLimitFen;
  const rounding = program.classification.firstShareRounding;
  const shareFen =
    firstShareFen === null
      ? shareOf(pricedFen, line.firstShareBp, rounding)
      : Math.min(pricedFen, firstShareFen);
  cells[OVER_LIMIT] = (cells[OVER_LIMIT] ?? 0) + overLimitFen;
  cells[FIRST_SHARE] = (cells[FIRST_SHARE] ?? 0) + shareFen;
  cells[IN_SCOPE] = (cells[IN_SCOPE] ?? 0) + pricedFen - shareFen;
}

/** Places of the first reasons of a visit. */
const OUT_OF_SCOPE = 0;
const OVER_LIMIT = 1;
const FIRST_SHARE = 2;
const IN_SCOPE = 3;

/** Says what is wrong with the amounts of a line. */
function faultOf(line: Line): string | null {
  const { costFen, overLimitFen, firstShareBp, firstShareFen } = line;
  if (!isAmount(costFen)) return `金额 ${costFen} 不是 0 以上的整数分`;
  if (!isAmount(overLimitFen) || overLimitFen > costFen) {
    return `超限价金额 ${overLimitFen} 应在 0 与明细金额之间`;
  }
  if (!Number.isInteger(firstShareBp) || firstShareBp < 0 || firstShareBp > 10_000) {
    return `先行自付比例 ${firstShareBp} 应为 0 到 10000 的整数（万分比）`;
  }
  if (firstShareFen === null) return null;
  const room = costFen - overLimitFen;
  return isAmount(firstShareFen) && firstShareFen <= room
    ? null
    : `先行自付金额 ${firstShareFen} 应在 0 与 ${room} 之间`;
}

/** Finds the class of a line; null where a facet is missing or unknown. */
export function classOfLine(prepared: Prepared, kind: PreparedKind, line: Line): LineClass | null {
  const key = givenKey(kind.ofLine, line.facets);
  if (key === null) return null;
  const known = kind.lineClasses.get(key);
  if (known !== undefined) return known;
  const fresh = freshClass(prepared, kind, line);
  kind.lineClasses.set(key, fresh);
  return fresh;
}

function freshClass({ program }: Prepared, kind: PreparedKind, { facets: given }: Line): LineClass {
  const facets = kind.facets.line;
  const codeOf = (dimension: string): string | null => {
    const facet = facets.find((candidate) => candidate.dimension.id === dimension);
    return facet ? givenCode(given, facet) : null;
  };
  return {
    codes: facets.map((facet) => namedCode(facet, givenCode(given, facet))),
    exclusion: program.classification.outOfScope.findIndex(({ lines }) => matches(lines, codeOf)),
    matches: kind.selectors.map((selector) => matches(selector, codeOf)),
    mayBePriced: program.prices.some(({ lines }) => matches(lines, codeOf)),
  };
}

/** Codes that no selector names are one; so are integers between the same bounds. */
function namedCode(facet: Facet, code: string | null): string {
  if (facet.isApart) return code ?? '';
  if (facet.dimension.kind === 'integer') return `#${classOf(facet, code ?? '')}`;
  return code !== null && facet.classes.has(code) ? code : '*';
}
