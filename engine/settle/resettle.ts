/**
 * Re-settling: the difference of two runs of a history, event by event and payer by payer.
 */
import type { Law, Program } from '../law/index.ts';
import { accepted, type Result } from '../units/index.ts';
import type { History } from './history.ts';
import type { SettledHistory, SettledStep } from './replay.ts';
import { type ReplayOptions, settleHistory } from './settle-history.ts';

export interface Resettlement {
  readonly before: SettledHistory;
  readonly after: SettledHistory;
  readonly differences: readonly Difference[];
}

export interface Difference {
  readonly eventId: string;
  readonly payer: string;
  readonly beforeFen: number;
  readonly afterFen: number;
  /** Positive: the payer owes more. */
  readonly differenceFen: number;
  readonly action: DifferenceAction;
}

/** `return`: the event was reversed. `belowLeast`: named but not posted. */
export type DifferenceAction = 'pay' | 'recover' | 'waive' | 'hold' | 'return' | 'belowLeast';

/** Compares a history before and after a change; the second run starts where they part. */
export function resettle(
  law: Law,
  before: History,
  after: History,
  options: ReplayOptions = {},
): Result<Resettlement> {
  const was = settleHistory(law, before, options);
  if (!was.ok) return was;
  const is = settleHistory(law, after, { ...options, earlier: was.value });
  if (!is.ok) return is;
  return accepted({
    before: was.value,
    after: is.value,
    differences: differencesOf(was.value, is.value),
  });
}

/**
 * Lists the differences of two runs: events of the second in its order, then those now gone. What
 * an allowance pays when it falls due is counted with the allowance, whichever event releases it.
 */
export function differencesOf(
  before: SettledHistory,
  after: SettledHistory,
): readonly Difference[] {
  const was = byEvent(before.steps);
  const is = byEvent(after.steps);
  return [
    ...[...is].flatMap(([id, steps]) => compared(was.get(id) ?? [], steps)),
    ...[...was].flatMap(([id, steps]) => (is.has(id) ? [] : compared(steps, []))),
  ];
}

function byEvent(steps: readonly SettledStep[]): Map<string, SettledStep[]> {
  const found = new Map<string, SettledStep[]>();
  for (const step of steps) {
    const known = found.get(step.event.id);
    if (known) known.push(step);
    else found.set(step.event.id, [step]);
  }
  return found;
}

function compared(before: readonly SettledStep[], after: readonly SettledStep[]): Difference[] {
  const [step] = after.length > 0 ? after : before;
  if (!step || isSame(before, after)) return [];
  const was = paidByPayer(before);
  const is = paidByPayer(after);
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((payer) => {
    const beforeFen = was.get(payer) ?? 0;
    const afterFen = is.get(payer) ?? 0;
    if (beforeFen === afterFen) return [];
    const differenceFen = afterFen - beforeFen;
    const action = after.length > 0 ? actionOf(step.settled.program, differenceFen) : 'return';
    return [{ eventId: step.event.id, payer, beforeFen, afterFen, differenceFen, action }];
  });
}

function isSame(before: readonly SettledStep[], after: readonly SettledStep[]): boolean {
  return before.length === after.length && before.every((step, index) => step === after[index]);
}

function paidByPayer(steps: readonly SettledStep[]): Map<string, number> {
  const paid = new Map<string, number>();
  for (const { settled } of steps) {
    for (const [index, { id }] of settled.program.payers.entries()) {
      paid.set(id, (paid.get(id) ?? 0) + (settled.paidFen[index] ?? 0));
    }
  }
  return paid;
}

function actionOf({ choices }: Program, differenceFen: number): DifferenceAction {
  if (Math.abs(differenceFen) < choices.leastDifferenceFen) return 'belowLeast';
  return differenceFen > 0 ? 'pay' : choices.negativeDifference;
}
