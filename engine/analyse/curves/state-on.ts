/**
 * Counters between the events of one walk, as functions of the cost: what the event before wrote
 * is what the next reads, in its own window and under its own key.
 */
import { type CounterPlan, windowSpan } from '../../law/index.ts';
import { type CounterState, type PlannedEvent, windowNumber } from '../../settle/index.ts';
import { dayToCivil } from '../../units/index.ts';
import { type Cause, type Ground, greatestOf } from './ground.ts';
import { constant, type Quotient, totalOf, ZERO } from './quotient.ts';
import { CurveRefused } from './refused.ts';

/** One counter in one window under one key. */
export interface CounterOn extends Omit<CounterState, 'value'> {
  readonly value: Quotient;
}

export interface StateOn {
  readonly counters: readonly CounterOn[];
  /** Ids of counters keyed by a line dimension that an event of the walk has moved. */
  readonly movedByLine: ReadonlySet<string>;
}

/** The counters as they are declared. */
export function declaredState(counters: readonly CounterState[]): StateOn {
  return {
    counters: counters.map((counter) => ({ ...counter, value: constant(counter.value) })),
    movedByLine: new Set(),
  };
}

/** No word of a tier. */
export const COUNTING: Cause = { word: 'formula', tier: -1, part: null, id: null, sources: [] };

/** A counter as the next event finds it. */
export function foundOn(
  ground: Ground,
  state: StateOn,
  { prepared, keyOf, windowDay }: PlannedEvent,
  index: number,
): Quotient {
  const plan = prepared.counters[index];
  if (!plan || plan.isOfEvent) return ZERO;
  refuseByLine(state, plan);
  const key = keyOf(index);
  const own = state.counters.filter((one) => one.counter === plan.id && one.key === key);
  if (plan.isRolling) return rollingOn(ground, plan, own, windowDay);
  const window = windowNumber(plan.law.window, dayToCivil(windowDay), windowDay);
  const found = own.find((one) => one.window === window);
  if (found || !plan.looksBack) return found?.value ?? ZERO;
  const earlier = own.filter((one) => one.window < window);
  const latest = Math.max(...earlier.map((one) => one.window));
  return earlier.find((one) => one.window === latest)?.value ?? ZERO;
}

function rollingOn(
  ground: Ground,
  { law, isMax }: CounterPlan,
  own: readonly CounterOn[],
  windowDay: PlannedEvent['windowDay'],
): Quotient {
  const span = windowSpan(law.window, windowDay);
  const held = own.flatMap(({ window, value }) =>
    span && (window < span.from || window >= span.until) ? [] : [value],
  );
  if (!isMax) return totalOf(held);
  return held.reduce((most, value) => greatestOf(ground, value, most, COUNTING), ZERO);
}

/** What each code of a line has written is not kept apart from event to event. */
export function refuseByLine({ movedByLine }: StateOn, { id }: CounterPlan): void {
  if (!movedByLine.has(id)) return;
  throw new CurveRefused(
    'curve/line_counter',
    `计数 ${id} 按明细分开，前一张单据写过，后一次又要读，曲线不表示`,
  );
}
