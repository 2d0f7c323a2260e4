/**
 * Bases: each entry takes cells by reason, or for a close the value of counters.
 */
import type { EventKind } from '../../terms.ts';
import type { WrittenBaseEntry } from '../compile/counter.ts';
import type { Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { PolicyIn } from '../scheme-parts.ts';
import { checkMoneyCounter } from './counter-readers.ts';
import { checkFormula, type FormulaChecks } from './formulas.ts';
import { reasonProblem } from './reasons.ts';
import { checkSelector, LINE } from './selectors.ts';

export interface BaseChecks extends FormulaChecks {
  readonly on: EventKind;
  /** Null for what is still personal after the last tier. */
  readonly tier: PolicyIn | null;
}

/** Tells everything wrong with a base. */
export function checkBase(base: readonly WrittenBaseEntry[], path: Path, checks: BaseChecks): void {
  for (const [index, entry] of base.entries()) checkEntry(entry, [...path, index], checks);
}

function checkEntry(entry: WrittenBaseEntry, path: Path, checks: BaseChecks): void {
  const { on, tier, tell, scope } = checks;
  const { reasons, counters, lines, weightBp } = entry;
  if ((reasons === undefined) === (counters === undefined)) tell(path, oneOfBoth());
  if (counters && (on !== 'close' || tier === null)) tell([...path, 'counters'], countersNotHere());
  if (lines && on !== 'visit') tell([...path, 'lines'], linesNotHere(on));
  else checkSelector(lines, { path: [...path, 'lines'], facets: LINE, known: scope, tell });
  for (const [index, reason] of (reasons ?? []).entries()) {
    const problem = reasonProblem(reason, { on, tier }, scope);
    if (problem) tell([...path, 'reasons', index], problem);
  }
  for (const [index, id] of (counters ?? []).entries()) {
    checkMoneyCounter(id, [...path, 'counters', index], { scope, tell });
  }
  if (weightBp) checkFormula(weightBp, [...path, 'weightBp'], 'Bp', checks);
}

function oneOfBoth(): Problem {
  return {
    code: 'law/base_wrong_kind',
    message: '基数的每一项须写 reasons 或 counters 之一，也只能写其一',
    fix: '费用按原因取，写 reasons；期末结算按累计取，写 counters',
  };
}

function countersNotHere(): Problem {
  return {
    code: 'law/base_wrong_kind',
    message: '只有期末结算（close）的待遇能以累计为基数',
    fix: '改写 reasons；或把待遇改为 on: close',
  };
}

function linesNotHere(on: EventKind): Problem {
  return {
    code: 'law/base_wrong_kind',
    message: `${on} 类事件没有费用明细，不能按明细筛选`,
    fix: '删去 lines',
  };
}
