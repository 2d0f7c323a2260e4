/**
 * What a tier asks of an event once its base is known: its conditions, which modifiers act, and the
 * rates that need the event (decision 0003 §4).
 */
import {
  type AmountReader,
  type AppliedTier,
  type ConditionPlan,
  evaluate,
  isTold,
  type ModifierPlan,
  nodesIn,
  type PartPlan,
  ratesAt,
  type TierAsks,
} from '../law/index.ts';
import type { EventRun } from './event-run.ts';
import type { Asked, ConditionTrace, ModifierTrace } from './settled.ts';
import { valuesOf } from './values.ts';

export interface Answer {
  readonly isMet: boolean;
  /** The tier's numbers at this event. */
  readonly plan: AppliedTier;
  readonly asked: Asked;
}

/** Asks; null where a value leaves the range that the engine computes with. */
export function askTier(run: EventRun, plan: AppliedTier, asks: TierAsks): Answer | null {
  const conditions = conditionsAt(asks.conditions, run);
  if (!conditions) return null;
  if (!conditions.every(({ isMet }) => isMet)) {
    return { isMet: false, plan, asked: { conditions, modifiers: [], values: [] } };
  }
  const modifiers = modifiersAt(asks.modifiers, run);
  if (!modifiers) return null;
  const own =
    asks.modifiers.length === 0 ? plan : asks.variant(modifiers.map((one) => one.hasActed));
  const parts: PartPlan[] = [];
  for (const part of own.parts) {
    const fresh = part.lateRates.length === 0 ? part : ratesAt(part, run);
    if (!fresh) return null;
    parts.push(fresh);
  }
  const values = valuesOf(own.asks?.told ?? [], run);
  return { isMet: true, plan: { ...own, parts }, asked: { conditions, modifiers, values } };
}

function modifiersAt(plans: readonly ModifierPlan[], reader: AmountReader): ModifierTrace[] | null {
  const traces: ModifierTrace[] = [];
  for (const { modifier, conditions } of plans) {
    const asked = conditionsAt(conditions, reader);
    if (!asked) return null;
    traces.push({ modifier, conditions: asked, hasActed: asked.every(({ isMet }) => isMet) });
  }
  return traces;
}

/** Asks all conditions, whether or not one fails; null where a value is out of range. */
export function conditionsAt(
  plans: readonly ConditionPlan[],
  reader: AmountReader,
): ConditionTrace[] | null {
  const traces: ConditionTrace[] = [];
  for (const plan of plans) {
    const trace = conditionAt(plan, reader);
    if (!trace) return null;
    traces.push(trace);
  }
  return traces;
}

/** Asks one condition; null where a value is out of range. */
export function conditionAt(plan: ConditionPlan, reader: AmountReader): ConditionTrace | null {
  const { condition, of, from, until } = plan;
  const ofValue = evaluate(of, reader);
  const fromValue = from && evaluate(from, reader);
  const untilValue = until && evaluate(until, reader);
  if (Number.isNaN(ofValue + (fromValue ?? 0) + (untilValue ?? 0))) return null;
  const isMet =
    (fromValue === null || ofValue >= fromValue) && (untilValue === null || ofValue < untilValue);
  const told = [of, from, until].flatMap((side) => (side ? nodesIn(side.node).filter(isTold) : []));
  const values = valuesOf(told, reader);
  return { condition, of, from, until, ofValue, fromValue, untilValue, isMet, values };
}
