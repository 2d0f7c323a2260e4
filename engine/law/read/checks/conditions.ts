/**
 * Conditions of a policy: what must, may and must not stand together for its meaning to be defined.
 */
import type { WrittenParameter } from '../compile/parameter.ts';
import type { Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { LawFile } from '../schema.ts';
import type { PolicyIn } from '../scheme-parts.ts';
import { listed } from '../wording.ts';
import * as say from './condition-problems.ts';
import type { Scope } from './scope.ts';
import { formulasIn, usesOf, visitFormula } from './usage.ts';

type Policy = LawFile['policy'];

export interface Found {
  readonly path: Path;
  readonly problem: Problem;
}

/** Finds every combination in a policy that the language forbids or leaves open. */
export function conditionProblems(tier: PolicyIn, scope: Scope): readonly Found[] {
  const policy = tier.unit.data;
  return [
    ...kindProblems(policy),
    ...rateProblems(policy),
    ...capProblems(policy),
    ...deductibleProblems(policy),
    ...catchUpProblems(tier, scope),
  ];
}

function kindProblems({ on, scope, entitlement }: Policy): Found[] {
  const found: Found[] = [];
  if (scope === 'household' && on !== 'close') found.push(at(['scope'], say.scopeNotClose()));
  if (on === 'allowance' && !entitlement) found.push(at(['on'], say.entitlementMissing()));
  if (on !== 'allowance' && entitlement) found.push(at(['entitlement'], say.entitlementNotHere()));
  return found;
}

function rateProblems({ parts, roundEach }: Policy): Found[] {
  const found: Found[] = [];
  for (const [id, { ratio, segments }] of Object.entries(parts)) {
    if ((ratio === undefined) === (segments === undefined)) {
      found.push(at(['parts', id], say.ratesMissing(id, ratio !== undefined)));
    }
    if (segments && roundEach === undefined) {
      found.push(at(['parts', id, 'segments'], say.roundEachMissing()));
    }
  }
  return found;
}

function capProblems({ caps, noCap, aboveCap, roundEach, midYearChange }: Policy): Found[] {
  const found: Found[] = [];
  const hasCaps = Object.keys(caps ?? {}).length > 0;
  if (hasCaps && aboveCap === undefined) found.push(at(['caps'], say.aboveCapMissing()));
  if (!hasCaps && aboveCap !== undefined) found.push(at(['aboveCap'], say.aboveCapWithoutCap()));
  if (hasCaps && noCap) found.push(at(['noCap'], say.capAndNoCap()));
  if (aboveCap?.startsWith('costBehind')) {
    const against = [
      midYearChange === 'catchUp' && 'midYearChange: catchUp',
      roundEach === 'segment' && 'roundEach: segment',
    ].filter((one) => one !== false);
    if (against.length > 0) found.push(at(['aboveCap'], say.costBehind(against)));
  }
  return found;
}

function deductibleProblems({ deductible, parts }: Policy): Found[] {
  if (!deductible) return [];
  const found: Found[] = [];
  const all = Object.values(parts);
  if (all.length > 1 && deductible.use === undefined) {
    found.push(at(['deductible'], say.useMissing(Object.keys(parts))));
  }
  if (deductible.counts !== 'base') return found;
  for (const [id, { segments }] of Object.entries(parts)) {
    if (segments?.measure !== 'excess') continue;
    const path = ['parts', id, 'segments'];
    if (all.length > 1) found.push(at(path, say.excessParts()));
    else if (segments.position !== undefined) {
      found.push(at([...path, 'position'], say.excessPosition()));
    }
  }
  return found;
}

function catchUpProblems(tier: PolicyIn, scope: Scope): Found[] {
  const policy = tier.unit.data;
  if (policy.midYearChange !== 'catchUp') return [];
  const lacks = [
    ...catchUpShape(policy),
    ...catchUpCounters(tier, scope),
    ...eventFacetsOf(tier, scope),
  ];
  return lacks.length > 0 ? [at(['midYearChange'], say.catchUp(lacks))] : [];
}

function catchUpShape({ parts, deductible, roundEach }: Policy): string[] {
  const all = Object.values(parts);
  return [
    all.length > 1 && '只能有一个部分',
    deductible?.counts !== 'base' && '起付线须为 counts: base',
    deductible?.counter === undefined && '起付线须有累计 counter',
    all.some(({ segments }) => segments?.measure === 'gross') && '分段须为 measure: excess',
    all.some(({ segments }) => segments?.position !== undefined) && '分段不得另设 position',
    roundEach === 'segment' && '不得 roundEach: segment',
  ].filter((one) => one !== false);
}

function catchUpCounters({ unit }: PolicyIn, { counters, isWhole }: Scope): string[] {
  const { paidCounter, id } = unit.data;
  if (paidCounter === undefined) return ['须写 paidCounter'];
  const counter = counters.get(paidCounter);
  if (!counter) return [];
  const [writer, ...others] = counter.written.writers;
  const isOwn = writer?.tier === id && writer.measure === 'paid' && writer.part === undefined;
  return (isOwn && others.length === 0) || !isWhole
    ? []
    : [`累计“${paidCounter}”须只记本层的 paid`];
}

/** Numbers of one visit must not decide what a whole year is paid. */
function eventFacetsOf(tier: PolicyIn, scope: Scope): string[] {
  const found = new Set<string>();
  const isOfEvent = (id: string) => scope.words.dimensions.get(id)?.of === 'event';
  const parameters = parametersIn(tier, scope);
  for (const { parameter } of usesOf(tier)) {
    for (const id of parameters.get(parameter)?.by ?? []) if (isOfEvent(id)) found.add(id);
  }
  for (const { written } of tier.changes) {
    for (const id of Object.keys(written.when ?? {})) if (isOfEvent(id)) found.add(id);
  }
  const values = tier.changes.flatMap(({ written }) => (written.value ? [written.value] : []));
  for (const formula of [...formulasIn(tier.unit.data), ...values]) {
    visitFormula(formula, ({ event }) => {
      if (event !== undefined) found.add(event);
    });
  }
  return found.size > 0 ? [`数值不得随单次事件而变（${listed(found)}）`] : [];
}

/** Gives the parameters of a tier and of the overlays, by full name. */
function parametersIn(tier: PolicyIn, scope: Scope): ReadonlyMap<string, WrittenParameter> {
  const known = new Map<string, WrittenParameter>();
  for (const { id, data } of [tier.unit, ...(scope.scheme?.overlays ?? [])]) {
    for (const [name, parameter] of Object.entries(data.parameters ?? {})) {
      known.set(`${id}/${name}`, parameter);
    }
  }
  return known;
}

function at(path: Path, problem: Problem): Found {
  return { path, problem };
}
