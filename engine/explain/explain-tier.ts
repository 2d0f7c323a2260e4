/**
 * One tier of a trace, with its numbers in words and their sources.
 */
import type { PartPlan, Source } from '../law/index.ts';
import type { CapTrace, PartTrace, SegmentTrace, TierPaid, TierTrace } from '../settle/index.ts';
import { explainAmount, explainCitation, rateWords, sourceIndexes, type View } from './amounts.ts';
import { explainConditions, explainModifiers, valuesIn, withValues } from './explain-asked.ts';
import type {
  AmountExplained,
  CapExplained,
  DeductibleExplained,
  LimitExplained,
  PartExplained,
  SegmentExplained,
  TierExplained,
} from './explanation.ts';
import { payerOf, reasonWords, tierWords } from './words.ts';

export interface TierView extends View {
  /** Reasons of the event's cells, in the order of the grid. */
  readonly reasons: readonly string[];
  /** Of an allowance: what each tier entitles to, by its place in the Program. */
  readonly entitled: ReadonlyMap<number, number>;
}

/** Explains a tier that ran, or why it did not; undefined only for a tier the Program lacks. */
export function explainTier(given: TierView, trace: TierTrace): TierExplained | undefined {
  const { program } = given;
  const tier = program.tiers[trace.tier];
  if (!tier) return undefined;
  const named = { tier: tier.id, ...tierWords(program, tier) };
  if (trace.kind === 'skipped') {
    const conditions = 'asked' in trace ? trace.asked.conditions : [];
    return {
      kind: 'skipped',
      ...named,
      why: trace.why,
      conditions: explainConditions(given, conditions),
    };
  }
  const view = withValues(given, valuesIn(trace.asked));
  const parts = trace.parts.map((part, i) => explainPart(view, trace, part, i));
  return {
    kind: 'applied',
    ...named,
    payer: payerOf(program, tier),
    baseFen: parts.reduce((sum, part) => sum + part.baseFen, 0),
    conditions: explainConditions(view, trace.asked?.conditions ?? []),
    modifiers: explainModifiers(view, trace.asked?.modifiers ?? []),
    entitlement: explainEntitlement(view, trace),
    deductible: explainDeductible(view, trace),
    parts,
    caps: trace.caps.map((cap, i) => explainCap(view, trace, cap, i)).filter(isThere),
    removed: trace.plan.removed.map(({ field, target, citation }) => ({
      field,
      target,
      citation: explainCitation(view.book.law, citation),
    })),
    paidFen: trace.paidFen,
    paidBeforeFen: trace.paidBeforeFen,
    rounding: tier.rounding,
  };
}

function explainEntitlement(view: TierView, { tier, plan }: TierPaid): AmountExplained | null {
  if (!plan.entitlement) return null;
  return explainAmount(view, plan.entitlement, view.entitled.get(tier) ?? 0);
}

function explainDeductible(view: View, { plan, deductible }: TierPaid): DeductibleExplained | null {
  if (!plan.deductible || !deductible) return null;
  const { amountFen, countedFen, takenFen, leftFen } = deductible;
  return {
    ...explainAmount(view, plan.deductible.amount, amountFen),
    counts: plan.deductible.countsBase ? 'base' : 'taken',
    countedFen,
    takenFen,
    leftFen,
  };
}

function explainPart(
  view: TierView,
  { plan }: TierPaid,
  part: PartTrace,
  index: number,
): PartExplained {
  const partPlan = plan.parts[index];
  const sources: readonly Source[] = partPlan?.rateSources ?? [];
  const late = partPlan?.lateRates ?? [];
  return {
    id: partPlan?.id ?? String(index),
    title: plan.law.parts[index]?.title ?? null,
    base: baseCells(view, part),
    baseFen: part.countedFen + (part.limit?.excessFen ?? 0),
    limit: explainLimit(view, partPlan, part.limit),
    countedFen: part.countedFen,
    deductibleFen: part.deductibleFen,
    segments: part.segments.map(explainSegment),
    rateSources: sourceIndexes(view, [...sources, ...late.flatMap(({ by }) => by.sources)]),
    rateFormula: rateWords(view, sources, late),
    exact: part.exact,
    roundedFen: part.roundedFen,
    paidFen: part.paidFen,
    copayFen: part.copayFen,
    overCapFen: part.overCapFen,
  };
}

function baseCells({ program, reasons }: TierView, part: PartTrace): PartExplained['base'] {
  return part.cells.map((cell, i) => {
    const reason = reasons[cell % reasons.length] ?? '';
    return {
      ...reasonWords(program, reason),
      atom: Math.floor(cell / reasons.length),
      fen: part.baseFen[i] ?? 0,
    };
  });
}

function explainLimit(
  view: View,
  plan: PartPlan | undefined,
  limit: PartTrace['limit'],
): LimitExplained | null {
  if (!plan || !limit) return null;
  const { amountFen, usedFen, excessFen } = limit;
  if (plan.limit) {
    return { ...explainAmount(view, plan.limit.amount, amountFen), usedFen, excessFen, groups: [] };
  }
  const dimension = view.program.dimensions.find(({ id }) => id === plan.perLimit?.dimension);
  const groups = (limit.groups ?? []).map((group) => {
    const { code, baseFen } = group;
    const named = dimension?.codes.find(({ id }) => id === code);
    return {
      code,
      zh: named?.zh ?? code,
      en: named?.en ?? code,
      ...explainAmount(withValues(view, group.values), group.amount, group.amountFen),
      baseFen,
      usedFen: group.usedFen,
      excessFen: group.excessFen,
    };
  });
  const sources = [...new Set(groups.flatMap((group) => group.sources))];
  return { amountFen, formula: null, sources, usedFen, excessFen, groups };
}

function explainSegment({ fromFen, lengthFen, rateBp }: SegmentTrace): SegmentExplained {
  return { fromFen, toFen: fromFen + lengthFen, rateBp, exact: lengthFen * rateBp };
}

function explainCap(
  view: View,
  { plan }: TierPaid,
  cap: CapTrace,
  index: number,
): CapExplained | undefined {
  const capPlan = plan.caps[index];
  if (!capPlan) return undefined;
  const { amountFen, usedFen, roomFen, clippedFen } = cap;
  const { aboveCap } = plan.law;
  return {
    id: capPlan.id,
    part: plan.law.parts[capPlan.part]?.id ?? null,
    ...explainAmount(view, capPlan.amount, amountFen),
    usedFen,
    roomFen,
    clippedFen,
    aboveCap,
  };
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
