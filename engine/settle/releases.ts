/**
 * Allowances that wait: which of their tiers have fallen due (decision 0003 §8).
 */
import { accepted, type Day, type Result } from '../units/index.ts';
import { conditionAt } from './asks.ts';
import { openBook } from './counters.ts';
import { openRun } from './event-run.ts';
import { oneAtom } from './first-cells.ts';
import { tooLarge } from './out-of-range.ts';
import { lawDayOf, planAsRead, type Release, type SettleInput } from './profile.ts';
import { noteRecomputed, useProfile } from './run-tiers.ts';
import type { Pending } from './state.ts';

/** The waiting tiers whose counter, as read on a day, has come far enough. */
export function dueTiers(
  given: SettleInput,
  { tiers }: Pending,
  windowDay: Day,
): Result<readonly string[]> {
  const read = planAsRead(given, lawDayOf(given.program, given.event));
  if (!read.ok) return read;
  const { input, prepared, kind, profile, plan } = read.value;
  const { event } = input;
  const book = openBook(prepared, given.state, windowDay, profile);
  const run = openRun(kind, event, oneAtom([]), book, plan.writes);
  if (given.recomputeOn !== undefined) noteRecomputed(run, input, given.recomputeOn);
  const due: string[] = [];
  for (const tier of plan.tiers) {
    if (tier.kind === 'skipped' || !tiers.includes(tier.law.id) || !tier.asks?.fallsDue) continue;
    useProfile(run, tier);
    const asked = conditionAt(tier.asks.fallsDue, run);
    if (!asked) return tooLarge(event);
    if (asked.isMet) due.push(tier.law.id);
  }
  return accepted(due);
}

/** What still waits once some tiers of an allowance have been settled. */
export function withoutTiers(
  pending: readonly Pending[],
  id: string,
  { tiers }: Release,
): readonly Pending[] {
  return pending.flatMap((one) => {
    if (one.event.id !== id) return [one];
    const left = one.tiers.filter((tier) => !tiers.includes(tier));
    return left.length === 0 ? [] : [{ ...one, tiers: left }];
  });
}
