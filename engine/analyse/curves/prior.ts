/**
 * Prior state of a scene: what counters hold before the bill, as declared.
 */
import type { Counter, Program } from '../../law/index.ts';
import { type Close, type CounterState, type State, windowNumber } from '../../settle/index.ts';
import { accepted, dayToCivil, isAmount, type Result } from '../../units/index.ts';
import { asRejection, CurveRefused } from './refused.ts';
import type { Scene } from './scene.ts';

/** Makes the state in which counters hold these whole numbers, in the windows of the event. */
export function priorState(
  program: Program,
  event: Scene['event'] | Close,
  values: Readonly<Record<string, number>>,
): Result<State> {
  try {
    const counters = Object.entries(values).map(([id, value]) =>
      counterState(program, event, id, value),
    );
    return accepted({ scheme: program.id, counters, pending: [] });
  } catch (fault) {
    if (fault instanceof CurveRefused) return { ok: false, rejection: asRejection(fault) };
    throw fault;
  }
}

function counterState(
  program: Program,
  event: Scene['event'] | Close,
  id: string,
  value: number,
): CounterState {
  const counter = program.counters.find((one) => one.id === id);
  if (!counter) {
    const known = program.counters.map((one) => one.id).join('、');
    throw unknown(`“${program.title}”没有计数 ${id}；有 ${known}`);
  }
  if (!isAmount(value)) throw unknown(`计数 ${id} 的数 ${value} 应为 0 以上的整数`);
  if (counter.window.kind === 'event') throw unknown(`计数 ${id} 每次从零算起，没有以前的数`);
  const on = event.kind === 'visit' ? event[program.choices.windowDay] : event.on;
  const window = windowNumber(counter.window, dayToCivil(on), on);
  return { counter: id, key: keyOf(counter, event), window, value };
}

function keyOf(counter: Counter, event: Scene['event'] | Close): string {
  if (counter.key === 'none') return '';
  const code = event.facets[counter.key];
  if (code !== undefined) return code;
  throw unknown(`计数 ${counter.id} 按 ${counter.key} 分开，单据没有给出`);
}

function unknown(message: string): CurveRefused {
  return new CurveRefused('curve/unknown_counter', message);
}
