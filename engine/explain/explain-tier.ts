/**
 * One tier of a trace, with its numbers in words and their sources.
 */
import type { Source } from '../law/index.ts';
import type { CapTrace, PartTrace, SegmentTrace, TierPaid, TierTrace } from '../settle/index.ts';
import { explainAmount, explainCitation, rateWords, sourceIndexes, type View } from './amounts.ts';
import type {
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
}

/** Explains a tier that ran, or why it did not; undefined only for a tier the Program lacks. */
export function explainTier(view: TierView, trace: TierTrace): TierExplained | undefined {
  const { program } = view;
  const tier = program.tiers[trace.tier];
  if (!tier) return undefined;
  const named = { tier: tier.id, ...tierWords(program, tier) };
  if (trace.kind === 'skipped') return { kind: 'skipped', ...named, why: trace.why };
  const parts = trace.parts.map((part, i) => explainPart(view, trace, part, i));
  return {
    kind: 'applied',
    ...named,
    payer: payerOf(program, tier),
    baseFen: parts.reduce((sum, part) => sum + part.baseFen, 0),
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
  return {
    id: partPlan?.id ?? String(index),
    base: baseCells(view, part),
    baseFen: part.countedFen + (part.limit?.excessFen ?? 0),
    limit: explainLimit(view, partPlan?.limit ?? null, part.limit),
    countedFen: part.countedFen,
    deductibleFen: part.deductibleFen,
    segments: part.segments.map(explainSegment),
    rateSources: sourceIndexes(view, sources),
    rateFormula: rateWords(sources),
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
  plan: TierPaid['plan']['parts'][number]['limit'],
  limit: PartTrace['limit'],
): LimitExplained | null {
  if (!plan || !limit) return null;
  const { amountFen, usedFen, excessFen } = limit;
  return { ...explainAmount(view, plan.amount, amountFen), usedFen, excessFen };
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
