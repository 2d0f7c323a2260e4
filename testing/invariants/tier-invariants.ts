/**
 * What must hold of the trace of every tier: its parts close to its base, its payment stays within
 * base, limit and cap room, and its segments and rounding say why.
 */
import type { LimitGroup, PartTrace, Settled, TierPaid } from '../../engine/settle/index.ts';
import { lookAtAsked, lookAtSkipped } from './asked-invariants.ts';
import { lookAtCaps } from './cap-invariants.ts';
import { roundedPart } from './event-invariants.ts';
import { hold, type Notes, same, sumOf } from './notes.ts';

/** Looks at all tiers of a settled event. */
export function lookAtTiers(notes: Notes, settled: Settled): void {
  const { trace, program, paidFen } = settled;
  const byPayer = new Array<number>(paidFen.length).fill(0);
  const left = firstTotals(settled);
  for (const tier of trace.tiers) {
    if (tier.kind === 'skipped') {
      lookAtSkipped(notes, tier);
      continue;
    }
    if (tier.asked) lookAtAsked(notes, tier.asked);
    const payer = program.payers.findIndex(({ id }) => id === tier.plan.law.payer);
    byPayer[payer] = (byPayer[payer] ?? 0) + tier.paidFen;
    for (const part of tier.parts) {
      lookAtPart(notes, tier, part);
      moveTotals(left, part);
    }
    hold(
      notes,
      'no cell is below zero after a tier',
      left.every((fen) => fen >= 0),
      tier.plan.law.id,
    );
    lookAtDeductible(notes, tier);
    lookAtCaps(notes, tier);
  }
  same(notes, 'tiers sum to payers', byPayer.join(), paidFen.join());
  const residual = left.map((_, reason) => sumOf(settled.residual.map((row) => row[reason] ?? 0)));
  same(notes, 'what tiers leave is the residual', residual.join(), left.join());
}

/** Personal money by reason before any tier. */
function firstTotals({ atoms, residual }: Settled): number[] {
  const left = new Array<number>(residual[0]?.length ?? 0).fill(0);
  for (const { cells } of atoms) {
    for (const [reason, fen] of cells.entries()) left[reason] = (left[reason] ?? 0) + fen;
  }
  return left;
}

/** Takes a part's base out of its cells and puts in what it leaves. */
function moveTotals(left: number[], part: PartTrace): void {
  const { plan, cells, baseFen } = part;
  for (const [at, cell] of cells.entries()) {
    const reason = cell % left.length;
    left[reason] = (left[reason] ?? 0) - (baseFen[at] ?? 0);
  }
  const excess = part.limit?.excessFen ?? 0;
  for (const [reason, fen] of [
    [plan.deductibleReason, part.deductibleFen],
    [plan.copayReason, part.copayFen],
    [plan.overCapReason, part.overCapFen + excess],
  ] as const) {
    left[reason] = (left[reason] ?? 0) + fen;
  }
}

function lookAtPart(notes: Notes, tier: TierPaid, part: PartTrace): void {
  const { limit, countedFen, deductibleFen, paidFen, overCapFen, copayFen } = part;
  const base = sumOf(part.baseFen);
  const excess = limit?.excessFen ?? 0;
  same(notes, 'base = counted + excess', base, countedFen + excess);
  same(
    notes,
    'counted = deductible + paid + overCap + copay',
    countedFen,
    deductibleFen + paidFen + overCapFen + copayFen,
  );
  const amounts = [countedFen, deductibleFen, paidFen, overCapFen, copayFen, excess];
  hold(
    notes,
    'no part is below zero',
    amounts.every((fen) => Number.isSafeInteger(fen) && fen >= 0),
  );
  hold(notes, 'no cell of a base twice', new Set(part.cells).size === part.cells.length);
  if (limit?.groups) lookAtGroups(notes, part, limit.groups);
  else if (limit) {
    const room = Math.max(0, limit.amountFen - limit.usedFen);
    same(notes, 'the limit cuts just what it must', excess, Math.max(0, base - room));
  }
  lookAtSegments(notes, tier, part);
}

/** Each code has its limit for itself; the groups are the part. */
function lookAtGroups(notes: Notes, part: PartTrace, groups: readonly LimitGroup[]): void {
  let before = -1;
  for (const { rooms, baseFen, amountFen, usedFen, excessFen } of groups) {
    const room = Math.max(0, amountFen - usedFen);
    same(
      notes,
      'a limit of one code cuts just what it must',
      excessFen,
      Math.max(0, baseFen - room),
    );
    hold(notes, 'no group counts more than its amount', baseFen - excessFen <= amountFen);
    const own = sumOf(rooms.map((at) => part.baseFen[at] ?? Number.NaN));
    same(notes, 'a group is its rooms', own, baseFen);
    const [first = -1] = rooms;
    hold(notes, 'groups stand in the order of their first room', first > before);
    before = first;
  }
  const codes = new Set(groups.map(({ code }) => code));
  same(notes, 'each code is one group', codes.size, groups.length);
  const places = groups.flatMap(({ rooms }) => rooms).sort((a, b) => a - b);
  same(notes, 'each room is in one group', places.join(), [...part.cells.keys()].join());
  const excess = sumOf(groups.map(({ excessFen }) => excessFen));
  same(notes, 'groups sum to the part', excess, part.limit?.excessFen);
}

function lookAtSegments(notes: Notes, { plan, paidBeforeFen }: TierPaid, part: PartTrace): void {
  const { segments, exact, roundedFen } = part;
  const { bounds, rates } = part.plan;
  let worth = 0n;
  let separately = 0;
  let end = segments[0]?.fromFen ?? 0;
  for (const { index, fromFen, lengthFen, rateBp } of segments) {
    const upper = bounds[index + 1] ?? Number.POSITIVE_INFINITY;
    const isInside = fromFen >= (bounds[index] ?? 0) && fromFen + lengthFen <= upper;
    hold(notes, 'a segment lies between its bounds', isInside && lengthFen > 0);
    same(notes, 'segments follow one another', fromFen, end);
    same(notes, 'a segment is paid at its rate', rateBp, rates[index]);
    hold(notes, 'a rate is between nothing and the whole', rateBp >= 0 && rateBp <= 10_000);
    end = fromFen + lengthFen;
    const own = BigInt(lengthFen) * BigInt(rateBp);
    worth += own;
    separately += roundedPart(own, 10_000n, plan.law.rounding);
  }
  const payable = part.countedFen - part.deductibleFen;
  if (paidBeforeFen === null) {
    same(notes, 'segments cover what is payable', end - (segments[0]?.fromFen ?? 0), payable);
    hold(notes, 'no payment above what is payable', part.paidFen <= payable);
  }
  same(notes, 'the exact payment is what the segments are worth', exact, Number(worth));
  const rounded =
    plan.law.roundEach === 'segment' ? separately : roundedPart(worth, 10_000n, plan.law.rounding);
  same(notes, 'the payment is rounded as named', roundedFen, rounded);
}

function lookAtDeductible(notes: Notes, { deductible, parts, paidBeforeFen }: TierPaid): void {
  const borne = sumOf(parts.map((part) => part.deductibleFen));
  if (!deductible) {
    same(notes, 'no deductible, none borne', borne, 0);
    return;
  }
  const { amountFen, countedFen, takenFen, leftFen } = deductible;
  const open = Math.max(0, amountFen - countedFen);
  const counted = sumOf(parts.map((part) => part.countedFen));
  same(
    notes,
    'the deductible takes what is open, at most the base',
    takenFen,
    Math.min(counted, open),
  );
  same(notes, 'what is left of the deductible', leftFen, open - takenFen);
  if (paidBeforeFen === null) same(notes, 'the parts bear the deductible', borne, takenFen);
  else hold(notes, 'the parts bear the deductible', borne <= takenFen);
}
