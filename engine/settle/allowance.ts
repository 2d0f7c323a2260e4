/**
 * Allowances: each tier that applies and is due adds what it entitles to (decisions 0001 §4 and
 * 0003 §8).
 */
import { type AppliedTier, evaluate, type Program } from '../law/index.ts';
import { isAmount } from '../units/index.ts';
import { conditionAt } from './asks.ts';
import type { EventRun } from './event-run.ts';
import type { SettleInput } from './profile.ts';
import type { Atom, TierTrace, TierUnmet } from './settled.ts';

/**
 * Tells whether a tier waits for its counter; null where its amount is out of range. Where it is
 * known already which tiers wait, the counter does not decide.
 */
export function waitsFor(
  run: EventRun,
  { tier, law, asks }: AppliedTier,
  { release, waits }: SettleInput,
): TierUnmet | false | null {
  if (release || !asks?.fallsDue) return false;
  const asked = conditionAt(asks.fallsDue, run);
  if (!asked) return null;
  const isWaiting = waits ? waits.includes(law.id) : !asked.isMet;
  if (!isWaiting) return false;
  const why = { conditions: [asked], modifiers: [], values: [] };
  return { kind: 'skipped', tier, why: 'notDueYet', asked: why };
}

/** The tiers of an allowance that are not due yet. */
export function waitingIn(program: Program, tiers: readonly TierTrace[]): string[] {
  return tiers.flatMap((tier) =>
    tier.kind === 'skipped' && tier.why === 'notDueYet' ? [program.tiers[tier.tier]?.id ?? ''] : [],
  );
}

/** Adds a tier's entitlement to its cell; false where it or the total is out of range. */
export function addEntitlement(run: EventRun, tier: AppliedTier): boolean {
  const fen = tier.entitlement ? evaluate(tier.entitlement, run) : 0;
  if (!isAmount(fen) || !isAmount(run.totalFen + fen)) return false;
  setEntitlement(run, tier, fen);
  run.totalFen += fen;
  return true;
}

/** Takes the entitlement of a tier back whose condition is not met. */
export function dropEntitlement(run: EventRun, tier: AppliedTier): void {
  run.totalFen -= run.entitled?.[placeOf(run, tier)] ?? 0;
  setEntitlement(run, tier, 0);
}

/** The atom of an allowance with the entitlements as its first cells. */
export function entitledAtoms({ totalFen }: EventRun, cells: readonly number[]): readonly Atom[] {
  return [{ lines: [0], exclusion: -1, codes: [], totalFen, cells }];
}

function setEntitlement(run: EventRun, tier: AppliedTier, fen: number): void {
  const place = placeOf(run, tier);
  const [row] = run.cells;
  run.entitled ??= new Array<number>(run.kind.layout.firstCount).fill(0);
  run.entitled[place] = fen;
  if (row) row[place] = fen;
}

function placeOf({ kind }: EventRun, { tier }: AppliedTier): number {
  return kind.layout.tiers.indexOf(tier);
}
