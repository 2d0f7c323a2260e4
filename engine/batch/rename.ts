/**
 * The same step over other registers.
 */
import type { AllotRoom, Reg, Step } from './lowered.ts';

/** The step with its registers renamed; blocks inside of it too. */
export function renamed(step: Step, r: (reg: Reg) => Reg): Step {
  switch (step.op) {
    case 'sum':
    case 'min':
    case 'max':
    case 'all':
      return { ...step, of: step.of.map(r), to: r(step.to) };
    case 'rest':
      return { ...step, of: step.of.map(r), less: step.less.map(r), to: r(step.to) };
    case 'less':
    case 'room':
      return { ...step, of: r(step.of), less: r(step.less), to: r(step.to) };
    case 'proportion':
      return { ...step, of: r(step.of), times: r(step.times), over: r(step.over), to: r(step.to) };
    case 'lookUp': {
      const { at, bounds, values, to } = step;
      return { ...step, at: r(at), bounds: bounds.map(r), values: values.map(r), to: r(to) };
    }
    case 'rate':
      return { ...step, of: r(step.of), by: r(step.by), to: r(step.to) };
    case 'test': {
      const side = (reg: Reg | null) => (reg === null ? null : r(reg));
      return {
        ...step,
        of: r(step.of),
        from: side(step.from),
        until: side(step.until),
        to: r(step.to),
      };
    }
    case 'pay': {
      const { start, end, length } = step;
      return { ...step, ...bandsOf(step, r), start: r(start), end: r(end), length: r(length) };
    }
    case 'behind': {
      const { clipped, paid, start, length } = step;
      const amounts = { clipped: r(clipped), paid: r(paid), start: r(start), length: r(length) };
      return { ...step, ...bandsOf(step, r), ...amounts };
    }
    case 'spread':
      return { ...step, amount: r(step.amount), rooms: step.rooms.map(r), to: step.to.map(r) };
    case 'allot':
      return renamedAllot(step, r);
    case 'guard':
    case 'add':
    case 'raise':
      return { ...step, of: r(step.of), to: r(step.to) };
    case 'fetch':
    case 'clear':
      return { ...step, to: r(step.to) };
    case 'keep':
    case 'flag':
      return { ...step, of: r(step.of) };
    case 'if':
      return { ...step, test: r(step.test), steps: step.steps.map((inner) => renamed(inner, r)) };
  }
}

function bandsOf(
  { bounds, rates, to }: Extract<Step, { op: 'pay' | 'behind' }>,
  r: (reg: Reg) => Reg,
) {
  return { bounds: bounds.map(r), rates: rates.map(r), to: r(to) };
}

function renamedAllot(step: Extract<Step, { op: 'allot' }>, r: (reg: Reg) => Reg): Step {
  return {
    ...step,
    rooms: step.rooms.map((room): AllotRoom => {
      const { base, excess, deductible, paid, overCap, copay } = room;
      return {
        ...room,
        base: r(base),
        excess: r(excess),
        deductible: r(deductible),
        paid: r(paid),
        overCap: r(overCap),
        copay: r(copay),
      };
    }),
    excess: step.excess.map(({ rooms, excess }) => ({ rooms, excess: r(excess) })),
    deductible: r(step.deductible),
    paid: r(step.paid),
    overCap: r(step.overCap),
  };
}
