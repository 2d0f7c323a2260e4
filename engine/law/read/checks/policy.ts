/**
 * A policy in its scope: every name it uses, every formula's unit, every part of its pipeline.
 */

import type { Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { LawFile } from '../schema.ts';
import type { PolicyIn } from '../scheme-parts.ts';
import { type Tell, tellerOf } from '../unit.ts';
import { didYouMean, repeatsIn } from '../wording.ts';
import { checkBase } from './bases.ts';
import { checkChanges } from './changes.ts';
import { conditionProblems } from './conditions.ts';
import { checkFormula, type FormulaChecks, unknownCounter, unknownParameter } from './formulas.ts';
import { unknownPart } from './reasons.ts';
import type { Scope } from './scope.ts';
import { checkSelector, PERSON_AND_EVENT, repeatedItem } from './selectors.ts';

type Policy = LawFile['policy'];
type Part = Policy['parts'][string];

/** Tells everything wrong with a policy as a tier of a scheme. */
export function checkPolicy(tier: PolicyIn, scope: Scope): void {
  const policy = tier.unit.data;
  const tell = tellerOf(tier.unit, scope.report);
  const checks: FormulaChecks = { scope, tell, parameters: [policy.parameters], on: policy.on };
  checkPayer(policy, scope, tell);
  const when = { path: ['when'], facets: PERSON_AND_EVENT, known: scope, tell };
  checkSelector(policy.when, when);
  if (policy.entitlement) checkFormula(policy.entitlement, ['entitlement'], 'Fen', checks);
  for (const [id, part] of Object.entries(policy.parts))
    checkPart(part, ['parts', id], tier, checks);
  checkDeductible(policy, checks);
  for (const [id, cap] of Object.entries(policy.caps ?? {})) {
    checkFormula(cap.amount, ['caps', id, 'amount'], 'Fen', checks);
    checkMoneyCounter(cap.counter, ['caps', id, 'counter'], checks);
  }
  checkMoneyCounter(policy.paidCounter, ['paidCounter'], checks);
  checkChanges(tier, scope);
  for (const { path, problem } of conditionProblems(tier, scope)) tell(path, problem);
}

function checkPayer({ payer }: Policy, { words }: Scope, tell: Tell): void {
  if (words.payers.has(payer) || !words.isWhole.vocabulary) return;
  tell(['payer'], unknownPayer(payer, words.payers.keys()));
}

function checkPart(part: Part, path: Path, tier: PolicyIn, checks: FormulaChecks): void {
  const { on } = tier.unit.data;
  checkBase(part.base, [...path, 'base'], { ...checks, on, tier });
  if (part.limit) {
    checkFormula(part.limit.amount, [...path, 'limit', 'amount'], 'Fen', checks);
    checkMoneyCounter(part.limit.counter, [...path, 'limit', 'counter'], checks);
  }
  checkNumbers(part.ratio, 'Bp', [...path, 'ratio'], checks);
  const { segments } = part;
  if (!segments) return;
  checkNumbers(segments.bounds, 'FenList', [...path, 'segments', 'bounds'], checks);
  checkNumbers(segments.ratios, 'BpList', [...path, 'segments', 'ratios'], checks);
  checkMoneyCounter(segments.position, [...path, 'segments', 'position'], checks);
}

/** Checks a parameter that must have a unit. */
function checkNumbers(
  name: string | undefined,
  unit: 'Bp' | 'FenList' | 'BpList',
  path: Path,
  { parameters, tell }: FormulaChecks,
): void {
  if (name === undefined) return;
  const isKnown = parameters.some((one) => one && Object.hasOwn(one, name));
  if (!isKnown) tell(path, unknownParameter(name, parameters));
  else if (!name.endsWith(unit)) tell(path, wrongParameter(name, unit));
}

function checkDeductible({ deductible, parts }: Policy, checks: FormulaChecks): void {
  if (!deductible) return;
  checkFormula(deductible.amount, ['deductible', 'amount'], 'Fen', checks);
  checkMoneyCounter(deductible.counter, ['deductible', 'counter'], checks);
  const { use } = deductible;
  if (use === undefined || use === 'proRata') return;
  const known = Object.keys(parts);
  for (const index of repeatsIn(use)) {
    checks.tell(['deductible', 'use', index], repeatedItem(use[index] ?? ''));
  }
  for (const [index, id] of use.entries()) {
    const path = ['deductible', 'use', index];
    if (!known.includes(id)) checks.tell(path, unknownPart(id, '本文件', known));
  }
}

function checkMoneyCounter(
  id: string | undefined,
  path: Path,
  { scope, tell }: FormulaChecks,
): void {
  if (id === undefined) return;
  const counter = scope.counters.get(id);
  if (!counter) {
    if (scope.isWhole) tell(path, unknownCounter(id, scope));
  } else if (counter.unit !== null && counter.unit !== 'Fen') tell(path, notMoney(id));
}

function unknownPayer(payer: string, known: Iterable<string>): Problem {
  return {
    code: 'law/unknown_payer',
    message: `没有名为“${payer}”的支付方，付款无处记账`,
    fix: didYouMean(payer, known, '在 vocabulary 的 payers 中登记'),
  };
}

function wrongParameter(name: string, unit: string): Problem {
  return {
    code: 'law/wrong_unit',
    message: `此处须为单位是 ${unit} 的参数，“${name}”不是`,
    fix: `换用名字以 ${unit} 结尾的参数`,
  };
}

function notMoney(id: string): Problem {
  return {
    code: 'law/formula_unit',
    message: `累计“${id}”记的不是金额，不能与金额比较`,
    fix: '换用记金额的累计',
  };
}
