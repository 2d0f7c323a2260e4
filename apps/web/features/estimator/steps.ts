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
  | 'stepNothingLeft'
  | 'stepRatio'
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

const PERSON: Words = { zh: '您自己', en: 'You' };

/** All who pay something, the person last and always. */
export function payersOf({ payers, personFen }: Explanation): readonly Payer[] {
  const funds = payers.map((payer, tone) => ({ ...payer, tone, isPerson: false }));
  return [
    ...funds.filter(({ fen }) => fen > 0),
    { ...PERSON, id: 'person', fen: personFen, tone: -1, isPerson: true },
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
  const countedFen = tier.parts.reduce((sum, part) => sum + part.countedFen, 0);
  const isAllBelow = countedFen > 0 && tier.deductible?.takenFen === countedFen;
  return [
    ...tier.parts.flatMap((part) => countSteps(part)),
    ...deductibleSteps(tier, isAllBelow),
    ...tier.parts.flatMap((part) => rateSteps(part, !isAllBelow)),
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
  const names = new Map(part.base.filter(({ fen }) => fen > 0).map((cell) => [cell.id, cell]));
  const what = joined([...names.values()]);
  const counts = step('stepCounts', [], { base: part.baseFen }, { what });
  const { limit } = part;
  if (!limit || limit.excessFen === 0) return [counts];
  const fen = { amount: limit.amountFen, used: limit.usedFen, excess: limit.excessFen };
  return [counts, step('stepLimit', limit.sources, fen)];
}

function joined(names: readonly Words[]): Words {
  return {
    zh: names.map(({ zh }) => zh).join('、'),
    en: names.map(({ en }) => en).join(', '),
  };
}

function deductibleSteps({ deductible }: TierApplied, isAllBelow: boolean): readonly Step[] {
  if (!deductible || deductible.amountFen === 0) return [];
  const { amountFen, countedFen, takenFen, sources } = deductible;
  const fen = { amount: amountFen, taken: takenFen, before: countedFen };
  if (isAllBelow) return [step('stepAllBelow', sources, fen)];
  if (takenFen === 0) return [step('stepDeductibleFull', sources, fen)];
  if (countedFen > 0) return [step('stepDeductibleAgain', sources, fen)];
  return [step('stepDeductible', sources, fen)];
}

function rateSteps(part: PartExplained, saysNothingLeft: boolean): readonly Step[] {
  if (part.baseFen === 0) return [];
  const { segments, rateSources } = part;
  const left = part.countedFen - part.deductibleFen;
  if (left === 0) return saysNothingLeft ? [step('stepNothingLeft', [], {})] : [];
  const [only, ...others] = segments;
  if (only && others.length === 0) {
    return [step('stepRatio', rateSources, { left }, { rate: percent(only.rateBp) })];
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
