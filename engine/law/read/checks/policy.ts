/**
 * A policy in its scope: every name it uses, every formula's unit, every part of its pipeline.
 */

import type { Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { LawFile } from '../schema.ts';
import type { PolicyIn } from '../scheme-parts.ts';
import { type Tell, tellerOf } from '../unit.ts';
import { didYouMeanAny, repeatsIn } from '../wording.ts';
import { checkBase } from './bases.ts';
import { checkChanges } from './changes.ts';
import { conditionProblems } from './conditions.ts';
import { checkMoneyCounter, counterRead } from './counter-readers.ts';
import {
  checkAlike,
  checkConditions,
  checkFormula,
  checkList,
  type FormulaChecks,
} from './formulas.ts';
import { unknownPart } from './reasons.ts';
import type { Scope } from './scope.ts';
import {
  checkDimension,
  checkSelector,
  LINE,
  PERSON_AND_EVENT,
  repeatedItem,
} from './selectors.ts';

type Policy = LawFile['policy'];
type Part = Policy['parts'][string];

/** Tells everything wrong with a policy as a tier of a scheme. */
export function checkPolicy(tier: PolicyIn, scope: Scope): void {
  const policy = tier.unit.data;
  const tell = tellerOf(tier.unit, scope.report);
  const { on } = policy;
  const checks = { scope, tell, parameters: [policy.parameters], on, place: 'plain' } as const;
  checkPayer(policy, scope, tell);
  const when = { path: ['when'], facets: PERSON_AND_EVENT, known: scope, tell };
  checkSelector(policy.when, when);
  checkConditions(policy.onlyIf, ['onlyIf'], { ...checks, place: 'tier' });
  checkAllowance(policy, checks);
  for (const [id, part] of Object.entries(policy.parts))
    checkPart(part, ['parts', id], tier, checks);
  checkDeductible(policy, { ...checks, place: 'tier' });
  checkCaps(policy, { ...checks, place: 'tier' });
  checkMoneyCounter(policy.paidCounter, ['paidCounter'], checks);
  checkChanges(tier, scope);
  for (const { path, problem } of conditionProblems(tier, scope)) tell(path, problem);
}

function checkAllowance({ entitlement, fallsDue }: Policy, checks: FormulaChecks): void {
  if (entitlement) checkFormula(entitlement, ['entitlement'], 'Fen', checks);
  if (!fallsDue) return;
  const counter = counterRead(fallsDue.counter, ['fallsDue', 'counter'], checks);
  checkAlike(counter?.unit ?? null, fallsDue.atLeast, ['fallsDue', 'atLeast'], checks);
}

function checkCaps({ caps, parts }: Policy, checks: FormulaChecks): void {
  const known = Object.keys(parts);
  for (const [id, cap] of Object.entries(caps ?? {})) {
    if (!cap) continue;
    const path = ['caps', id];
    const { scope, tell } = checks;
    checkFormula(cap.amount, [...path, 'amount'], 'Fen', checks);
    checkMoneyCounter(cap.counter, [...path, 'counter'], checks);
    const when = { path: [...path, 'when'], facets: PERSON_AND_EVENT, known: scope, tell };
    checkSelector(cap.when, when);
    if (cap.part !== undefined && !known.includes(cap.part)) {
      tell([...path, 'part'], unknownPart(cap.part, '本文件', known));
    }
  }
}

function checkPayer({ payer }: Policy, { words }: Scope, tell: Tell): void {
  if (words.payers.has(payer) || !words.isWhole.vocabulary) return;
  tell(['payer'], unknownPayer(payer, words.payers.keys()));
}

function checkPart(part: Part, path: Path, tier: PolicyIn, checks: FormulaChecks): void {
  const { on } = tier.unit.data;
  checkBase(part.base, [...path, 'base'], { ...checks, on, tier });
  if (part.limit) checkLimit(part.limit, [...path, 'limit'], checks);
  if (part.ratio !== undefined) checkList(part.ratio, ['Bp'], [...path, 'ratio'], checks);
  const { segments } = part;
  if (!segments) return;
  checkList(segments.bounds, ['FenList'], [...path, 'segments', 'bounds'], checks);
  checkList(segments.ratios, ['BpList'], [...path, 'segments', 'ratios'], checks);
  checkMoneyCounter(segments.position, [...path, 'segments', 'position'], checks);
}

function checkLimit(limit: NonNullable<Part['limit']>, path: Path, checks: FormulaChecks): void {
  const { scope, tell, on } = checks;
  const { amount, counter, per } = limit;
  checkFormula(amount, [...path, 'amount'], 'Fen', { ...checks, place: 'tier' });
  checkMoneyCounter(counter, [...path, 'counter'], { scope, tell, per });
  if (per === undefined) return;
  const at = { path: [...path, 'per'], facets: LINE, known: scope, tell };
  if (on !== 'visit') tell(at.path, perNotHere());
  if (checkDimension(per, at)?.kind === 'integer') tell(at.path, integerPer(per));
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

function unknownPayer(payer: string, known: Iterable<string>): Problem {
  return {
    code: 'law/unknown_payer',
    message: `没有名为“${payer}”的支付方，付款无处记账`,
    fix: didYouMeanAny(payer, known, '在 vocabulary 的 payers 中登记'),
  };
}

function perNotHere(): Problem {
  return {
    code: 'law/per_not_here',
    message: '只有就医（on: visit）有费用明细，别的事件不能按明细分开限额',
    fix: '删去 per，或改为 on: visit',
  };
}

function integerPer(id: string): Problem {
  return {
    code: 'law/dimension_not_here',
    message: `“${id}”是整数，没有代码，限额不能按它分开`,
    fix: '换用代码维度',
  };
}
