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
