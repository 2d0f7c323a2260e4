/**
 * Runs the tiers of an event one after the other, and proves after each that everything closes.
 */
import type { AppliedTier, TierPlan } from '../law/index.ts';
import type { Day } from '../units/index.ts';
import { addEntitlement, dropEntitlement, waitsFor } from './allowance.ts';
import type { EventRun } from './event-run.ts';
import { profileOf, type SettleInput } from './profile.ts';
import type { TierTrace } from './settled.ts';
import { runTier } from './tier.ts';

/** Runs the tiers in order; null where an amount leaves the range that the engine computes with. */
export function runTiers(
  run: EventRun,
  plan: readonly TierPlan[],
  input: SettleInput,
): TierTrace[] | null {
  if (input.event.kind === 'allowance') return runAllowance(run, plan, input);
  const traces = new Array<TierTrace>(plan.length);
  for (let index = 0; index < plan.length; index++) {
    const tier = plan[index];
    if (tier === undefined) break;
    if (tier.kind === 'skipped') {
      traces[index] = tier;
      continue;
    }
    const trace = runOne(run, tier);
    if (trace === null) return null;
    traces[index] = trace;
  }
  return traces;
}

function runAllowance(
  run: EventRun,
  plan: readonly TierPlan[],
  input: SettleInput,
): TierTrace[] | null {
  const traces: TierTrace[] = [];
  for (const tier of plan) {
    if (isLeftOut(tier, input)) continue;
    const trace = tier.kind === 'skipped' ? tier : runEntitled(run, tier, input);
    if (!trace) return null;
    traces.push(trace);
  }
  return traces;
}

/** Of an allowance that fell due only the tiers that waited are settled. */
function isLeftOut({ tier }: TierPlan, { program, release }: SettleInput): boolean {
  return release !== undefined && !release.tiers.includes(program.tiers[tier]?.id ?? '');
}

function runEntitled(run: EventRun, tier: AppliedTier, input: SettleInput): TierTrace | null {
  useProfile(run, tier);
  const waiting = waitsFor(run, tier, input);
  if (waiting !== false) return waiting;
  if (!addEntitlement(run, tier)) return null;
  const trace = runOne(run, tier);
  if (trace?.kind === 'skipped') dropEntitlement(run, tier);
  return trace;
}

function runOne(run: EventRun, tier: AppliedTier): TierTrace | null {
  if (tier.asks !== null) useProfile(run, tier);
  const trace = runTier(run, tier);
  if (trace === null || trace.kind !== 'paid') return trace;
  run.settledFen += trace.paidFen;
  run.paidFen[tier.payer] = (run.paidFen[tier.payer] ?? 0) + trace.paidFen;
  assertCloses(run, tier);
  return trace;
}

/** Keeps the person of the day whose law the tiers that are settled anew take. */
export function noteRecomputed(run: EventRun, input: SettleInput, on: Day): void {
  const then = profileOf(run.kind, input, on);
  if (then.ok) run.recomputed = then.value;
}

/** Tiers that are settled anew read the person of their own day (X13 `recompute`). */
export function useProfile(run: EventRun, { law }: AppliedTier): void {
  const isAnew = law.midYearChange === 'recompute' && run.recomputed;
  run.profile = isAnew ? (run.recomputed ?? run.book.profile) : run.book.profile;
}

/** After each tier: the cells and the payments close to the total and nothing is negative. */
function assertCloses({ cells, totalFen, settledFen }: EventRun, tier: AppliedTier): void {
  let personal = 0;
  for (let atom = 0; atom < cells.length; atom++) {
    const row = cells[atom];
    if (row === undefined) break;
    for (let reason = 0; reason < tier.reach; reason++) {
      const fen = row[reason];
      if (fen === undefined || fen < 0) {
        throw new RangeError(`tier ${tier.law.id}: a cell is negative`);
      }
      personal += fen;
    }
  }
  if (personal + settledFen !== totalFen) {
    throw new RangeError(`tier ${tier.law.id}: ${personal} + ${settledFen} is not ${totalFen}`);
  }
}
