/**
 * A tier's work as plain steps, and who pays what, from the engine's explanation. No money is
 * computed here but sums of what the explanation gives.
 */
import type {
  Explanation,
  PartExplained,
  SourceExplained,
  TierApplied,
  Words,
} from './explained.ts';

/** A sentence of the screen's words with its amounts. */
export interface Step {
  readonly say: StepKind;
  readonly fen: Readonly<Record<string, number>>;
  readonly text: Readonly<Record<string, Words>>;
  /** Indexes into the explanation's sources. */
  readonly sources: readonly number[];
}

export type StepKind =
  | 'stepCounts'
  | 'stepLimit'
  | 'stepDeductible'
  | 'stepDeductibleAgain'
  | 'stepDeductibleFull'
  | 'stepAllBelow'
  | 'stepAllBelowAgain'
  | 'stepNothingLeft'
  | 'stepRatio'
  | 'stepRatioOf'
  | 'stepSegment'
  | 'stepCap'
  | 'stepPaidBefore'
  | 'stepPays';

/** One who pays: a fund in the order of the law, or at last the person. */
export interface Payer extends Words {
  readonly id: string;
  readonly fen: number;
  /** Place of its colour; the person has none of the funds' colours. */
  readonly tone: number;
  readonly isPerson: boolean;
}

const YOU: Words = { zh: '您自己', en: 'You' };

/** All who pay something, the person last and always, by the words that the page has for them. */
export function payersOf(
  { payers, personFen }: Explanation,
  person: Words = YOU,
): readonly Payer[] {
  const funds = payers.map((payer, tone) => ({ ...payer, tone, isPerson: false }));
  return [
    ...funds.filter(({ fen }) => fen > 0),
    { ...person, id: 'person', fen: personFen, tone: -1, isPerson: true },
  ];
}

/** The tiers that took part, and the ones that had nothing to do. */
export function tiersOf({ tiers }: Explanation): {
  readonly active: readonly TierApplied[];
  readonly idle: readonly Explanation['tiers'][number][];
} {
  const isActive = (tier: Explanation['tiers'][number]): tier is TierApplied =>
    tier.kind === 'applied' && tier.baseFen > 0;
  return { active: tiers.filter(isActive), idle: tiers.filter((tier) => !isActive(tier)) };
}

/** What a tier did, in its order. */
export function stepsOf(tier: TierApplied): readonly Step[] {
  const isOne = tier.parts.filter(({ baseFen }) => baseFen > 0).length === 1;
  const countedFen = tier.parts.reduce((sum, part) => sum + part.countedFen, 0);
  const isAllBelow = countedFen > 0 && tier.deductible?.takenFen === countedFen;
  return [
    ...tier.parts.flatMap((part) => countSteps(part)),
    ...deductibleSteps(tier, isAllBelow),
    ...tier.parts.flatMap((part) => rateSteps(part, { isOne, saysNothingLeft: !isAllBelow })),
    ...tier.caps.flatMap((cap): Step[] =>
      cap.clippedFen === 0
        ? []
        : [
            step('stepCap', cap.sources, {
              amount: cap.amountFen,
              used: cap.usedFen,
              clipped: cap.clippedFen,
            }),
          ],
    ),
    ...(tier.paidBeforeFen === null || tier.paidBeforeFen === 0
      ? []
      : [step('stepPaidBefore', [], { before: tier.paidBeforeFen })]),
    ...(tier.paidFen === 0 ? [] : [step('stepPays', [], { paid: tier.paidFen })]),
  ];
}

/** Every source of a tier's steps, each once. */
export function sourcesOf(tier: TierApplied): readonly number[] {
  return [...new Set(stepsOf(tier).flatMap(({ sources }) => sources))];
}

/** Whether a number, or the change that brought it in, is assumed. */
export function isAssumed({ mark, modifier }: SourceExplained): boolean {
  return mark === 'assumed' || modifier?.citation.mark === 'assumed';
}

/** Whether anything at all in a result is assumed. */
export function restsOnAssumptions({ sources, assumedChoices }: Explanation): boolean {
  return assumedChoices.length > 0 || sources.some(isAssumed);
}

function step(
  say: StepKind,
  sources: readonly number[],
  fen: Step['fen'],
  text: Step['text'] = {},
): Step {
  return { say, sources, fen, text };
}

function countSteps(part: PartExplained): readonly Step[] {
  if (part.baseFen === 0) return [];
  const counts = step('stepCounts', [], { base: part.baseFen }, { what: whatOf(part) });
  const { limit } = part;
  if (!limit || limit.excessFen === 0) return [counts];
  const fen = { amount: limit.amountFen, used: limit.usedFen, excess: limit.excessFen };
  return [counts, step('stepLimit', limit.sources, fen)];
}

/** What a part counts, each reason once. */
function whatOf({ base }: PartExplained): Words {
  const cells = base.filter(({ fen }) => fen > 0).map((cell) => [cell.id, cell] as const);
  const names = [...new Map(cells).values()];
  return {
    zh: names.map(({ zh }) => zh).join('、'),
    en: names.map(({ en }) => en).join(', '),
  };
}

function deductibleSteps({ deductible }: TierApplied, isAllBelow: boolean): readonly Step[] {
  if (!deductible || deductible.amountFen === 0) return [];
  const { amountFen, countedFen, takenFen, sources } = deductible;
  const fen = { amount: amountFen, taken: takenFen, before: countedFen };
  if (isAllBelow) {
    return [step(countedFen > 0 ? 'stepAllBelowAgain' : 'stepAllBelow', sources, fen)];
  }
  if (takenFen === 0) return [step('stepDeductibleFull', sources, fen)];
  if (countedFen > 0) return [step('stepDeductibleAgain', sources, fen)];
  return [step('stepDeductible', sources, fen)];
}

interface RateView {
  /** The tier has one part at work: it needs no name. */
  readonly isOne: boolean;
  readonly saysNothingLeft: boolean;
}

function rateSteps(part: PartExplained, { isOne, saysNothingLeft }: RateView): readonly Step[] {
  if (part.baseFen === 0) return [];
  const { segments, rateSources } = part;
  const left = part.countedFen - part.deductibleFen;
  if (left === 0) return saysNothingLeft && isOne ? [step('stepNothingLeft', [], {})] : [];
  const [only, ...others] = segments;
  if (only && others.length === 0) {
    const rate = percent(only.rateBp);
    if (isOne) return [step('stepRatio', rateSources, { left }, { rate })];
    return [step('stepRatioOf', rateSources, { left }, { rate, what: whatOf(part) })];
  }
  return segments.map(({ fromFen, toFen, rateBp }) =>
    step(
      'stepSegment',
      rateSources,
      { from: fromFen, to: toFen, length: toFen - fromFen },
      { rate: percent(rateBp) },
    ),
  );
}

/** Basis points as percent, every digit that counts. */
function percent(rateBp: number): Words {
  const text = `${rateBp / 100}%`;
  return { zh: text, en: text };
}
