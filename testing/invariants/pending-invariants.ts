/**
 * What must hold of allowances that wait: what is not due waits, and is settled once, after a later
 * event and under the law of its own day, or waits still at the end.
 */
import type { Pending, SettledHistory, SettledStep } from '../../engine/settle/index.ts';
import { hold, isEqual, type Notes, same } from './notes.ts';

/** Looks at the pending allowances of a history from its start to its end. */
export function lookAtPending(notes: Notes, { steps, state }: SettledHistory): void {
  const waiting = new Map<string, Set<string>>();
  const own = new Map<string, SettledStep>();
  const [first] = steps;
  for (const { event, tiers } of first?.stateBefore.pending ?? []) {
    waiting.set(event.id, new Set(tiers));
  }
  let latest: string | null = null;
  for (const step of steps) {
    const { settled, event, stateAfter } = step;
    const tiers = waiting.get(event.id) ?? new Set();
    if (settled.releasedBy === null) {
      latest = event.id;
      own.set(event.id, step);
      const undue = tiersOf(step, 'notDueYet');
      if (undue.length > 0) waiting.set(event.id, new Set(undue));
    } else {
      same(notes, 'a release follows the event that brings it', settled.releasedBy, latest);
      hold(notes, 'what is released is an allowance of before', settled.releasedBy !== event.id);
      for (const tier of tiersOf(step)) {
        hold(notes, 'what is released has waited', tiers.delete(tier), tier);
      }
      if (tiers.size === 0) waiting.delete(event.id);
      lookAtRelease(notes, step, own.get(event.id));
    }
    if (!step.isKept) lookAtWaiting(notes, waiting, stateAfter.pending);
  }
  lookAtWaiting(notes, waiting, state.pending);
}

/** The tiers that a step ran, or that it skipped for a reason. */
function tiersOf({ settled: { trace, program } }: SettledStep, why?: 'notDueYet'): string[] {
  return trace.tiers.flatMap((tier) => {
    const isMeant = why === undefined || (tier.kind === 'skipped' && tier.why === why);
    return isMeant ? [program.tiers[tier.tier]?.id ?? ''] : [];
  });
}

function lookAtWaiting(
  notes: Notes,
  waiting: ReadonlyMap<string, ReadonlySet<string>>,
  pending: readonly Pending[],
): void {
  const expected = [...waiting].map(([id, tiers]) => `${id} ${[...tiers]}`);
  const found = pending.map(({ event, tiers }) => `${event.id} ${tiers}`);
  same(notes, 'what is not due waits', found.join('; '), expected.join('; '));
}

function lookAtRelease(notes: Notes, release: SettledStep, own: SettledStep | undefined): void {
  if (!own) return;
  const { settled, event, stateBefore, stateAfter } = release;
  same(notes, 'a release is under the law of its day', settled.law, own.settled.law);
  same(notes, 'a release is in the windows of its day', settled.windowDay, own.settled.windowDay);
  hold(notes, 'a release is of the event itself', isEqual(event, own.event));
  same(notes, 'a release changes no scheme', stateAfter.scheme, stateBefore.scheme);
}
