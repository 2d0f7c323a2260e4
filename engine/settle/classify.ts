/**
 * Classification: a visit's lines become atoms with their first cells.
 */
import type {
  EventPlan,
  ExclusionPlan,
  Facet,
  LineClass,
  Prepared,
  PreparedKind,
} from '../law/index.ts';
import { classOf, matches, profileKey } from '../law/index.ts';
import { accepted, isAmount, type Result, rejected, shareOf } from '../units/index.ts';
import type { Line, Visit } from './event.ts';
import { givenCode, givenFault } from './facts.ts';
import type { Atom } from './settled.ts';

export interface Classified {
  readonly atoms: readonly Atom[];
  /** Parallel to `atoms`. */
  readonly classes: readonly LineClass[];
  readonly totalFen: number;
}

interface OpenAtom extends Atom {
  readonly lines: number[];
  readonly cells: number[];
  totalFen: number;
}

/**
 * Splits lines into out of scope, over limit, first share, in scope, and joins them to atoms. The
 * lines are those of the visit, priced.
 */
export function classify(
  prepared: Prepared,
  kind: PreparedKind,
  plan: EventPlan,
  visit: Visit,
): Result<Classified> {
  let atoms: OpenAtom[] = [];
  let classes: LineClass[] = [];
  let totalFen = 0;
  for (let index = 0; index < visit.lines.length; index++) {
    const line = visit.lines[index];
    if (!line) break;
    const fault = faultOf(line);
    if (fault) return lineInvalid(visit, line, fault);
    const lineClass = classOfLine(prepared, kind, line);
    if (!lineClass) return givenFault(line.facets, kind.facets.line, `明细 ${line.id}`);
    totalFen += line.costFen;
    const exclusion = plan.exclusions
      ? exclusionOf(plan.exclusions, lineClass)
      : lineClass.exclusion;
    const cells = cellsOf(prepared, line, exclusion >= 0);
    const at = index === 0 ? -1 : classes.indexOf(lineClass);
    const known = atoms[at];
    if (known) {
      addLine(known, index, line.costFen, cells);
      continue;
    }
    const fresh = {
      lines: [index],
      exclusion,
      codes: lineClass.codes,
      totalFen: line.costFen,
      cells,
    };
    if (index === 0) {
      atoms = [fresh];
      classes = [lineClass];
    } else {
      atoms.push(fresh);
      classes.push(lineClass);
    }
  }
  if (!isAmount(totalFen)) {
    return rejected('settlement/amount_too_large', `单据 ${visit.id} 总额超出可计算范围`, visit.id);
  }
  return accepted({ atoms, classes, totalFen });
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

function cellsOf(prepared: Prepared, line: Line, isOutOfScope: boolean): number[] {
  const { costFen, overLimitFen } = line;
  if (isOutOfScope) return [costFen, 0, 0, 0];
  const pricedFen = costFen - overLimitFen;
  const rounding = prepared.program.classification.firstShareRounding;
  const shareFen = line.firstShareFen ?? shareOf(pricedFen, line.firstShareBp, rounding);
  return [0, overLimitFen, shareFen, pricedFen - shareFen];
}

function addLine(atom: OpenAtom, index: number, costFen: number, cells: readonly number[]): void {
  atom.lines.push(index);
  atom.totalFen += costFen;
  for (let reason = 0; reason < cells.length; reason++) {
    atom.cells[reason] = (atom.cells[reason] ?? 0) + (cells[reason] ?? 0);
  }
}

/** Says what is wrong with the amounts of a line. */
export function faultOf(line: Line): string | null {
  if (!isAmount(line.costFen)) return `金额 ${line.costFen} 不是 0 以上的整数分`;
  if (!isAmount(line.overLimitFen) || line.overLimitFen > line.costFen) {
    return `超限价金额 ${line.overLimitFen} 应在 0 与明细金额之间`;
  }
  if (!Number.isInteger(line.firstShareBp) || line.firstShareBp < 0 || line.firstShareBp > 10_000) {
    return `先行自付比例 ${line.firstShareBp} 应为 0 到 10000 的整数（万分比）`;
  }
  if (line.firstShareFen === null) return null;
  const room = line.costFen - line.overLimitFen;
  return isAmount(line.firstShareFen) && line.firstShareFen <= room
    ? null
    : `先行自付金额 ${line.firstShareFen} 应在 0 与 ${room} 之间`;
}

/** Finds the class of a line; null where a facet is missing or unknown. */
export function classOfLine(
  { program }: Prepared,
  kind: PreparedKind,
  line: Line,
): LineClass | null {
  const facets = kind.facets.line;
  const key = profileKey(facets, line.facets, givenCode);
  if (key === null) return null;
  const known = kind.lineClasses.get(key);
  if (known) return known;
  const codeOf = (dimension: string): string | null => {
    const facet = facets.find((candidate) => candidate.dimension.id === dimension);
    return facet ? givenCode(line.facets, facet) : null;
  };
  const fresh: LineClass = {
    codes: facets.map((facet) => namedCode(facet, givenCode(line.facets, facet))),
    exclusion: program.classification.outOfScope.findIndex(({ lines }) => matches(lines, codeOf)),
    matches: kind.selectors.map((selector) => matches(selector, codeOf)),
  };
  kind.lineClasses.set(key, fresh);
  return fresh;
}

/** Codes that no selector names are one; so are integers between the same bounds. */
function namedCode(facet: Facet, code: string | null): string {
  if (facet.isApart) return code ?? '';
  if (facet.dimension.kind === 'integer') return `#${classOf(facet, code ?? '')}`;
  return code !== null && facet.classes.has(code) ? code : '*';
}
