/**
 * The numbers of a plan as text: what profiles that the law treats alike have in common.
 */
import type { EventPlan } from '../../law/index.ts';

const numbersByPlan = new WeakMap<EventPlan, string>();

/** Equal for plans that ask the same of every amount. */
export function numbersOf(plan: EventPlan): string {
  const known = numbersByPlan.get(plan);
  if (known !== undefined) return known;
  const { tiers, exclusions, prices, writes } = plan;
  const fresh = JSON.stringify(
    [tiers, exclusions, prices, writes.tierWrites, writes.lineWrites],
    (name, value) => (DISPLAY.has(name) ? undefined : value),
  );
  numbersByPlan.set(plan, fresh);
  return fresh;
}

/** What a plan carries for the trace, and the law behind it, which is the same for all. */
const DISPLAY: ReadonlySet<string> = new Set([
  'sources',
  'rateSources',
  'removed',
  'law',
  'modifier',
  'condition',
]);
