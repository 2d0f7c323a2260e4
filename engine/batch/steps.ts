/**
 * What steps read.
 */
import type { Reg, Step } from './lowered.ts';

/** The registers that a step reads. */
export function readsOf(step: Step): readonly Reg[] {
  switch (step.op) {
    case 'sum':
    case 'min':
    case 'max':
    case 'all':
      return step.of;
    case 'rest':
      return [...step.of, ...step.less];
    case 'less':
    case 'room':
      return [step.of, step.less];
    case 'proportion':
      return [step.of, step.times, step.over];
    case 'lookUp':
      return [step.at, ...step.bounds, ...step.values];
    case 'rate':
      return [step.of, step.by];
    case 'test':
      return [step.of, step.from ?? step.of, step.until ?? step.of];
    case 'guard':
      return [step.of];
    case 'pay':
      return [step.start, step.end, step.length, ...step.bounds, ...step.rates];
    case 'behind':
      return [step.clipped, step.paid, step.start, step.length, ...step.bounds, ...step.rates];
    case 'spread':
      return [step.amount, ...step.rooms];
    case 'allot':
      return [
        ...step.rooms.map(({ base }) => base),
        ...step.excess.map(({ excess }) => excess),
        step.deductible,
        step.paid,
        step.overCap,
      ];
    case 'add':
    case 'raise':
    case 'flag':
    case 'keep':
      return [step.of];
    case 'clear':
    case 'fetch':
      return [];
    case 'if':
      return [step.test];
  }
}

/** The registers that a step reads, itself or inside of it. */
export function allReadsOf(step: Step): readonly Reg[] {
  return step.op === 'if' ? [step.test, ...step.steps.flatMap(allReadsOf)] : readsOf(step);
}

/** The counters and sums that a step moves, itself or inside of it. */
export function movesOf(step: Step): readonly Reg[] {
  if (step.op === 'if') return step.steps.flatMap(movesOf);
  return step.op === 'add' || step.op === 'raise' || step.op === 'clear' ? [step.to] : [];
}

/** The registers that a step writes, itself or inside of it. */
export function writesOf(step: Step): readonly Reg[] {
  switch (step.op) {
    case 'if':
      return step.steps.flatMap(writesOf);
    case 'spread':
      return step.to;
    case 'allot':
      return step.rooms.flatMap((room) => [
        room.excess,
        room.deductible,
        room.paid,
        room.overCap,
        room.copay,
      ]);
    case 'flag':
    case 'keep':
      return [];
    default:
      return [step.to];
  }
}

/** Whether a step, or one inside of it, reads a register. */
export function reads(step: Step, reg: Reg): boolean {
  if (readsOf(step).includes(reg)) return true;
  return step.op === 'if' && step.steps.some((inner) => reads(inner, reg));
}

/** Whether a step, or one inside of it, moves a counter or a sum. */
export function moves(step: Step, reg: Reg): boolean {
  if (step.op === 'if') return step.steps.some((inner) => moves(inner, reg));
  return (step.op === 'add' || step.op === 'raise' || step.op === 'clear') && step.to === reg;
}
