/**
 * Classification: a visit's lines become atoms with their first cells.
 */
import type { Facet, LineClass, Prepared, PreparedKind } from '../law/index.ts';
import { matches, profileKey } from '../law/index.ts';
import { accepted, isAmount, type Result, rejected, shareOf } from '../units/index.ts';
import type { Line, Visit } from './event.ts';
import { facetCodes } from './facts.ts';
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

/** Splits lines into out of scope, over limit, first share and in scope, and joins them to atoms. */
export function classify(prepared: Prepared, kind: PreparedKind, visit: Visit): Result<Classified> {
  const atoms: OpenAtom[] = [];
  const classes: LineClass[] = [];
  let totalFen = 0;
  for (let index = 0; index < visit.lines.length; index++) {
    const line = visit.lines[index];
    if (!line) break;
    const fault = faultOf(line);
    if (fault)
      return rejected(
        'settlement/line_invalid',
        `单据 ${visit.id} 明细 ${line.id}：${fault}`,
        line.id,
      );
    const lineClass = classOfLine(prepared, kind, line);
    if (!lineClass.ok) return lineClass;
    let at = classes.indexOf(lineClass.value);
    if (at < 0) {
      at = classes.push(lineClass.value) - 1;
      atoms.push({ lines: [], codes: lineClass.value.codes, totalFen: 0, cells: [0, 0, 0, 0] });
    }
    const atom = atoms[at];
    if (!atom) throw new RangeError(`no atom ${at}`);
    atom.lines.push(index);
    atom.totalFen += line.costFen;
    totalFen += line.costFen;
    addCells(prepared, atom.cells, line, lineClass.value.isOutOfScope);
  }
  if (!isAmount(totalFen)) {
    return rejected('settlement/amount_too_large', `单据 ${visit.id} 总额超出可计算范围`, visit.id);
  }
  return accepted({ atoms, classes, totalFen });
}

function addCells(prepared: Prepared, cells: number[], line: Line, isOutOfScope: boolean): void {
  const [outOfScope = 0, overLimit = 0, firstShare = 0, inScope = 0] = cells;
  if (isOutOfScope) {
    cells[0] = outOfScope + line.costFen;
    return;
  }
  const priced = line.costFen - line.overLimitFen;
  const rounding = prepared.program.classification.firstShareRounding;
  const share = line.firstShareFen ?? shareOf(priced, line.firstShareBp, rounding);
  cells[1] = overLimit + line.overLimitFen;
  cells[2] = firstShare + share;
  cells[3] = inScope + priced - share;
}

function faultOf(line: Line): string | null {
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

function classOfLine(prepared: Prepared, kind: PreparedKind, line: Line): Result<LineClass> {
  const codes = facetCodes(kind.facets.line, line.facets, '明细', line.id);
  if (!codes.ok) return codes;
  const key = profileKey(kind.facets.line, codes.value);
  const known = kind.lineClasses.get(key);
  if (known) return accepted(known);
  const codeOf = (dimension: string) =>
    codes.value[kind.facets.line.findIndex((facet) => facet.dimension.id === dimension)] ?? null;
  const fresh: LineClass = {
    index: kind.lineClasses.size,
    codes: codes.value.map((code, at) => namedCode(kind.facets.line[at], code)),
    isOutOfScope: matches(prepared.program.classification.outOfScope, codeOf),
    matches: kind.selectors.map((selector) => matches(selector, codeOf)),
  };
  kind.lineClasses.set(key, fresh);
  return accepted(fresh);
}

/** Codes that no selector names are one. */
function namedCode(facet: Facet | undefined, code: string): string {
  return facet && (facet.dimension.kind === 'integer' || facet.classes.has(code)) ? code : '*';
}
