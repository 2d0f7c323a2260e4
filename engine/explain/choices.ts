/**
 * Which assumed choices can have moved a fen of a result. A choice of days, order and history
 * (X07–X09, X11–X13) acts between events, so that one event alone does not show it; a flipped run
 * does.
 */
import type { ChosenOption, Program } from '../law/index.ts';
import type { PartTrace, Settled, TierPaid } from '../settle/index.ts';
import { BP_WHOLE } from '../units/index.ts';

/** Lists the assumed choices at work, in the Program's order. */
export function assumedAtWork({ program, trace, atoms }: Settled): ChosenOption[] {
  const paid = trace.tiers.filter((tier): tier is TierPaid => tier.kind === 'paid');
  const active = paid.filter(({ parts }) => parts.some((part) => part.cells.length > 0));
  const hasFirstShare = atoms.some(({ cells }) => (cells[2] ?? 0) > 0);
  return program.chosen.filter((choice) => {
    if (choice.citation.mark !== 'assumed' || choice.otherwise.length === 0) return false;
    const tiers = ownTiers(program, choice, active);
    if (tiers.length === 0 || actsBetweenEvents(program, choice)) return false;
    const test = choice.settles === undefined ? undefined : TESTS[choice.settles];
    return test === undefined || tiers.some((tier) => test(tier, hasFirstShare));
  });
}

/** A policy's choice acts in its tier; a scheme's or an overlay's in any. */
function ownTiers(
  program: Program,
  { id }: ChosenOption,
  active: readonly TierPaid[],
): readonly TierPaid[] {
  const owner = id.slice(0, id.indexOf('/'));
  const isPolicy = program.tiers.some((tier) => tier.id === owner);
  return isPolicy ? active.filter(({ plan }) => plan.law.id === owner) : active;
}

function actsBetweenEvents({ choices }: Program, { id, settles = '' }: ChosenOption): boolean {
  return BETWEEN_EVENTS.includes(settles) || Object.hasOwn(choices, id.slice(id.indexOf('/') + 1));
}

const BETWEEN_EVENTS: readonly string[] = ['X07', 'X08', 'X09', 'X11', 'X12', 'X13'];

const TESTS: Readonly<Record<string, (tier: TierPaid, hasFirstShare: boolean) => boolean>> = {
  X01: ({ plan, parts }) => parts.some((part, i) => isSegmented(plan, i) && isPaid(part)),
  X02: ({ parts, caps }) =>
    parts.some(({ limit }) => (limit?.excessFen ?? 0) > 0) ||
    caps.some(({ clippedFen }) => clippedFen > 0),
  X04: ({ parts }, hasFirstShare) =>
    hasFirstShare || parts.some(({ exact }) => exact % BP_WHOLE !== 0),
  X05: (_, hasFirstShare) => hasFirstShare,
  X06: ({ deductible, parts }) =>
    (deductible?.takenFen ?? 0) > 0 && parts.filter(({ countedFen }) => countedFen > 0).length > 1,
  X14: ({ parts }) => parts.some((part) => part.cells.length > 1 && isSplit(part)),
  X15: ({ caps }) => caps.some(({ clippedFen }) => clippedFen > 0),
};

function isSegmented(plan: TierPaid['plan'], part: number): boolean {
  return (plan.parts[part]?.bounds.length ?? 0) > 1;
}

function isPaid(part: PartTrace): boolean {
  return part.countedFen > part.deductibleFen;
}

function isSplit(part: PartTrace): boolean {
  const amounts = [part.deductibleFen, part.paidFen, part.overCapFen, part.copayFen];
  return [...amounts, part.limit?.excessFen ?? 0].filter((fen) => fen > 0).length > 1;
}
