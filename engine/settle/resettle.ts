/**
 * Re-settling: the difference of two runs of a history, event by event and payer by payer.
 */
import type { Law, Program } from '../law/index.ts';
import { accepted, type Result } from '../units/index.ts';
import type { History } from './history.ts';
import {
  type ReplayOptions,
  type SettledHistory,
  type SettledStep,
  settleHistory,
} from './settle-history.ts';

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

/** Lists the differences of two runs: events of the second in its order, then those now gone. */
export function differencesOf(
  before: SettledHistory,
  after: SettledHistory,
): readonly Difference[] {
  const was = new Map(before.steps.map((step) => [step.event.id, step]));
  const is = new Set(after.steps.map((step) => step.event.id));
  return [
    ...after.steps.flatMap((step) => compared(was.get(step.event.id), step)),
    ...before.steps
      .filter((step) => !is.has(step.event.id))
      .flatMap((step) => compared(step, undefined)),
  ];
}

function compared(before: SettledStep | undefined, after: SettledStep | undefined): Difference[] {
  const step = after ?? before;
  if (!step || before === after) return [];
  const was = paidByPayer(before);
  const is = paidByPayer(after);
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((payer) => {
    const beforeFen = was.get(payer) ?? 0;
    const afterFen = is.get(payer) ?? 0;
    if (beforeFen === afterFen) return [];
    const differenceFen = afterFen - beforeFen;
    const action = after ? actionOf(step.settled.program, differenceFen) : 'return';
    return [{ eventId: step.event.id, payer, beforeFen, afterFen, differenceFen, action }];
  });
}

function paidByPayer(step: SettledStep | undefined): Map<string, number> {
  if (!step) return new Map();
  const { program, paidFen } = step.settled;
  return new Map(program.payers.map((payer, index) => [payer.id, paidFen[index] ?? 0]));
}

function actionOf({ choices }: Program, differenceFen: number): DifferenceAction {
  if (Math.abs(differenceFen) < choices.leastDifferenceFen) return 'belowLeast';
  return differenceFen > 0 ? 'pay' : choices.negativeDifference;
}
