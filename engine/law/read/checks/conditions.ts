/**
 * Conditions of a policy: what must, may and must not stand together for its meaning to be defined.
 */
import type { WrittenParameter } from '../compile/parameter.ts';
import { entryOf, type Located, type Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { LawFile } from '../schema.ts';
import type { PolicyIn } from '../scheme-parts.ts';
import type { Unit } from '../unit.ts';
import { listed } from '../wording.ts';
import { formulasIn, sidesOf, visitFormula } from './askers.ts';
import * as say from './condition-problems.ts';
import type { Scope } from './scope.ts';
import { usesOf } from './usage.ts';

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
    ...capProblems(tier.unit),
    ...deductibleProblems(policy),
    ...catchUpProblems(tier, scope),
  ];
}

function kindProblems({ on, scope, entitlement, fallsDue }: Policy): Found[] {
  const found: Found[] = [];
  if (scope === 'household' && on !== 'close') found.push(at(['scope'], say.scopeNotClose()));
  if (on === 'allowance' && !entitlement) found.push(at(['on'], say.entitlementMissing()));
  if (on !== 'allowance' && entitlement) found.push(at(['entitlement'], say.entitlementNotHere()));
  if (on !== 'allowance' && fallsDue) found.push(at(['fallsDue'], say.fallsDueNotHere()));
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

/** A cap that a choice may decide to be nothing is there as written. */
function capProblems({ written, data }: Unit<'policy'>): Found[] {
  const { noCap, aboveCap, roundEach, midYearChange } = data;
  const found: Found[] = [];
  const hasCaps = hasEntries(entryOf(written, 'caps')?.value);
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

function hasEntries(node: Located | undefined): boolean {
  if (node?.kind !== 'map') return false;
  const isNothing = ({ value }: { readonly value: Located }) =>
    value.kind === 'scalar' && value.value === null;
  return ![...node.entries.values()].every(isNothing);
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
    const path = ['parts', id, 'segments'];
    if (segments?.measure === 'gross' && segments.position === undefined && all.length > 1) {
      found.push(at(path, say.grossParts()));
    }
    if (segments?.measure !== 'excess') continue;
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
  const parameters = parametersIn(scope);
  for (const { parameter } of usesOf(tier)) {
    for (const id of parameters.get(parameter)?.by ?? []) if (isOfEvent(id)) found.add(id);
  }
  for (const { written } of tier.changes) {
    for (const id of Object.keys(written.when ?? {})) if (isOfEvent(id)) found.add(id);
  }
  const values = tier.changes.flatMap(({ written }) => [
    ...(written.value ? [written.value] : []),
    ...sidesOf(written.onlyIf),
  ]);
  for (const formula of [...formulasIn(tier.unit.data), ...values]) {
    visitFormula(formula, ({ event, own, facet }) => {
      if (event !== undefined) found.add(event);
      if (own !== undefined) found.add(`own: ${own}`);
      if (facet !== undefined && isOfEvent(facet)) found.add(facet);
    });
  }
  return found.size > 0 ? [`数值不得随单次事件而变（${listed(found)}）`] : [];
}

/** Gives the parameters that a tier may read, by full name. */
function parametersIn({ homes }: Scope): ReadonlyMap<string, WrittenParameter> {
  const known = new Map<string, WrittenParameter>();
  for (const { id, data } of homes.values()) {
    for (const [name, parameter] of Object.entries(data.parameters ?? {})) {
      known.set(`${id}/${name}`, parameter);
    }
  }
  return known;
}

function at(path: Path, problem: Problem): Found {
  return { path, problem };
}
