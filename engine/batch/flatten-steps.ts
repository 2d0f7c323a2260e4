/**
 * Lays single steps out: one operation each, or a few where a step works on several registers.
 */
import { BP_WHOLE, MAX_FEN, ROUNDING_MODES } from '../units/index.ts';
import { allotsOf } from './bind.ts';
import type { Page } from './flatten-page.ts';
import type { LoweredSection, Reg, Step } from './lowered.ts';
import { OP } from './operations.ts';
import { RATES } from './runtime.ts';

/** Writes a step at the end of the page. */
export function writeStep({ section, code, noted }: Page, step: Exclude<Step, { op: 'if' }>): void {
  switch (step.op) {
    case 'sum':
      writeFold(code, OP.sum, step.to, step.of);
      return;
    case 'min':
      writeFold(code, OP.min, step.to, step.of);
      return;
    case 'max':
      writeFold(code, OP.max, step.to, step.of);
      return;
    case 'all':
      writeFold(code, OP.both, step.to, step.of);
      return;
    case 'rest':
      writeFold(code, OP.sum, step.to, step.of);
      for (const each of step.less) code.push(OP.less, step.to, step.to, each);
      return;
    case 'less':
      code.push(OP.less, step.to, step.of, step.less);
      return;
    case 'room':
      code.push(OP.room, step.to, step.of, step.less);
      return;
    case 'proportion':
      writeProportion(section, code, step);
      return;
    case 'lookUp':
      code.push(OP.lookUp, step.to, step.at, step.bounds.length, ...step.bounds, ...step.values);
      return;
    case 'rate':
      code.push(OP.rate, step.to, step.of, step.by, RATES.indexOf(step.how));
      return;
    case 'test':
      code.push(OP.test, step.to, step.of, step.from ?? -1, step.until ?? -1);
      return;
    case 'guard':
      code.push(OP.guard, step.to, step.of);
      return;
    case 'fetch':
      code.push(OP.fetch, step.to, step.counter, step.code);
      return;
    case 'keep':
      code.push(OP.keep, step.counter, step.code, step.of);
      return;
    case 'flag':
      code.push(OP.flag, step.at, step.of);
      return;
    case 'add':
      code.push(OP.add, step.to, step.of);
      return;
    case 'raise':
      code.push(noted.has(step.to) ? OP.note : OP.raise, step.to, step.of);
      return;
    case 'clear':
      code.push(OP.clear, step.to);
      return;
    default:
      writePart(section, code, step);
  }
}

function writePart(
  section: LoweredSection,
  code: number[],
  step: Extract<Step, { op: 'pay' | 'behind' | 'spread' | 'allot' }>,
): void {
  switch (step.op) {
    case 'pay': {
      const { to, start, end, length, bounds, rates } = step;
      const rounding = ROUNDING_MODES.indexOf(step.rounding);
      code.push(OP.pay, to, start, end, length, rounding, step.isEach ? 1 : 0, bounds.length);
      code.push(...bounds, ...rates);
      return;
    }
    case 'behind': {
      const { to, clipped, paid, start, length, bounds, rates } = step;
      const rounding = ROUNDING_MODES.indexOf(step.rounding);
      code.push(OP.behind, to, clipped, paid, start, length, rounding, bounds.length);
      code.push(...bounds, ...rates);
      return;
    }
    case 'spread': {
      const { amount, rooms, to } = step;
      code.push(OP.spread, amount, step.isProRata ? 1 : 0, rooms.length, ...rooms, ...to);
      return;
    }
    case 'allot':
      code.push(OP.allot, allotsOf(section).indexOf(step));
      return;
  }
}

/** Two by two. */
function writeFold(code: number[], op: number, to: Reg, of: readonly Reg[]): void {
  const [first, second = first, ...others] = of;
  if (first === undefined || second === undefined) {
    code.push(OP.clear, to);
    return;
  }
  if (of.length === 1) code.push(OP.set, to, first);
  else code.push(op, to, first, second);
  for (const other of others) code.push(op, to, to, other);
}

function writeProportion(
  { registers }: LoweredSection,
  code: number[],
  { to, of, times, over, rounding }: Extract<Step, { op: 'proportion' }>,
): void {
  const divisor = registers[over];
  const isShort =
    (registers[of]?.bound ?? 0) * (registers[times]?.bound ?? 0) <= MAX_FEN * BP_WHOLE;
  const mode = ROUNDING_MODES.indexOf(rounding);
  if (isShort && divisor?.kind === 'literal' && divisor.value === BP_WHOLE) {
    code.push(OP.share, to, of, times, mode);
  } else code.push(OP.proportion, to, of, times, over, mode);
}
