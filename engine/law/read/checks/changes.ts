/**
 * Changes to a tier: the policy's own modifiers, and those of overlays.
 */

import { entryOf, type Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import { isDropped, overlaySpan, type PolicyIn, type WrittenChange } from '../scheme-parts.ts';
import { isEmptySpan } from '../span.ts';
import { tellerOf, type Unit } from '../unit.ts';
import { didYouMean, listed } from '../wording.ts';
import { checkConditions, checkFormula, type FormulaChecks } from './formulas.ts';
import type { Scope } from './scope.ts';
import { checkSelector, PERSON_AND_EVENT } from './selectors.ts';

/** Tells everything wrong with the changes to a tier, also those that hold on no day of it. */
export function checkChanges(tier: PolicyIn, scope: Scope): void {
  const policy = tier.unit.data;
  const ownChecks: FormulaChecks = {
    scope,
    tell: tellerOf(tier.unit, scope.report),
    parameters: [policy.parameters],
    on: policy.on,
    place: 'plain',
  };
  for (const [index, written] of (policy.modifiers ?? []).entries()) {
    checkChange({ written, path: ['modifiers', index], home: tier.unit }, tier, ownChecks);
  }
  for (const overlay of scope.scheme?.overlays ?? []) {
    const tell = tellerOf(overlay, scope.report);
    const parameters = [overlay.data.parameters, policy.parameters];
    const span = overlaySpan(overlay, tier.span);
    for (const [index, written] of (overlay.data.changes ?? []).entries()) {
      if (written.to !== policy.id) continue;
      const path = ['changes', index];
      checkChange({ written, path, home: overlay }, tier, { ...ownChecks, tell, parameters });
      if (isEmptySpan(span)) tell(path, neverInForce(policy.id));
    }
  }
}

interface Change {
  readonly written: WrittenChange;
  readonly path: Path;
  readonly home: Unit<'policy'> | Unit<'overlay'>;
}

function checkChange({ written, path, home }: Change, tier: PolicyIn, checks: FormulaChecks): void {
  const { tell, scope } = checks;
  const { field, target, operation, value } = written;
  const at = { path: [...path, 'when'], facets: PERSON_AND_EVENT, known: scope, tell };
  checkSelector(written.when, at);
  const isNothing = isDropped(home.written, path, written);
  const incomplete = isNothing ? null : incompleteness(written);
  if (incomplete) tell(path, incomplete);
  const nothing = nothingProblem(written, tier.unit);
  if (nothing) tell([...path, target === undefined ? 'field' : 'target'], nothing);
  const placed: FormulaChecks = field === 'ratio' ? checks : { ...checks, place: 'tier' };
  checkConditions(written.onlyIf, [...path, 'onlyIf'], placed);
  if (!value) return;
  const isRate = field === 'ratio' || operation === 'multiply';
  checkFormula(value, [...path, 'value'], isRate ? 'Bp' : 'Fen', placed);
}

function incompleteness({ field, operation, value, rounding }: WrittenChange): Problem | null {
  if (operation === 'multiplyOwnShare' && field !== 'ratio') {
    return incomplete('multiplyOwnShare 乘的是个人负担的比例，只能用于 ratio', '改用 multiply');
  }
  if (operation === 'remove') {
    if (field === 'ratio') return incomplete('比例不能移去（remove）', '改为 replace 并写明数值');
    return value ? incomplete('移去（remove）不需要 value', '删去 value') : null;
  }
  if (!value) return incomplete(`${operation} 没有写 value，不知道改成多少`, '补写 value');
  const isProduct = operation === 'multiply' && field !== 'ratio';
  if (isProduct && rounding === undefined) {
    return incomplete('金额乘比例会出现不足一分的数，没有说明如何取整', '补写 rounding');
  }
  if (!isProduct && rounding !== undefined) {
    return incomplete('此处不会出现不足一分的数，rounding 不起作用', '删去 rounding');
  }
  return null;
}

/** What a choice decided to be nothing is there as written; then the change just does nothing. */
function nothingProblem({ field, target }: WrittenChange, unit: Unit<'policy'>): Problem | null {
  const { id, parts } = unit.data;
  if (field === 'deductible') {
    if (target !== undefined) return incomplete('起付线只有一条，不需要 target', '删去 target');
    return unit.written.entries.has('deductible') ? null : nothing(`“${id}”没有起付线`);
  }
  if (field === 'cap') {
    const caps = entryOf(unit.written, 'caps')?.value;
    const known = caps?.kind === 'map' ? [...caps.entries.keys()] : [];
    if (known.length === 0) return nothing(`“${id}”没有封顶线`);
    return unknownTarget(target, known, `“${id}”没有名为“${target}”的封顶线`);
  }
  const known = Object.keys(parts);
  const unknown = unknownTarget(target, known, `“${id}”没有名为“${target}”的部分`);
  if (unknown || field === 'ratio') return unknown;
  const written = entryOf(unit.written, 'parts')?.value;
  const hasLimit = (target === undefined ? known : [target]).some((part) =>
    entryOf(entryOf(written, part)?.value, 'limit'),
  );
  return hasLimit ? null : nothing(`“${id}”没有限额`);
}

function unknownTarget(
  target: string | undefined,
  known: readonly string[],
  message: string,
): Problem | null {
  if (target === undefined || known.includes(target)) return null;
  const fix = didYouMean(target, known, `可用：${listed(known)}；对全部生效则不写 target`);
  return { code: 'law/nothing_to_change', message, fix };
}

function nothing(said: string): Problem {
  return {
    code: 'law/nothing_to_change',
    message: `${said}，这项变更不起任何作用`,
    fix: '改正 field 或 target，或删去这项变更',
  };
}

function incomplete(message: string, fix: string): Problem {
  return { code: 'law/change_incomplete', message, fix };
}

function neverInForce(policy: string): Problem {
  return {
    code: 'law/change_never_in_force',
    message: `这项变更与“${policy}”在本方案中没有共同的生效日，不会起作用`,
    fix: '更正起止日期，或把变更文件从方案的 overlays 中移去',
  };
}
