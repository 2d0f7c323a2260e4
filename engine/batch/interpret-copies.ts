/**
 * Leaves out copies for the table interpreter: a sum that takes one value and no other is that
 * value. What is left is the same law with fewer steps.
 */
import type { AllotRoom, LoweredSection, Reg, Register, Step } from './lowered.ts';
import { moves, reads } from './steps.ts';

/** The section without sums that are but other names. */
export function withoutCopies(section: LoweredSection): LoweredSection {
  const { registers } = section;
  const all = section.tiers.flatMap(({ steps }) => steps);
  const names = new Map<Reg, Reg>();
  const left = new Set<Step>();
  const named = (reg: Reg) => names.get(reg) ?? reg;
  for (const [at, step] of all.entries()) {
    if (step.op !== 'add' || registers[step.to]?.kind !== 'sum') continue;
    const of = named(step.of);
    if (!isOnlyMove(all, at, step.to) || isMovedLater(all, at, of, registers)) continue;
    names.set(step.to, of);
    left.add(step);
  }
  const end = (reg: Reg | null) => (reg === null ? null : named(reg));
  return {
    ...section,
    tiers: section.tiers.map(({ id, steps }) => {
      return {
        id,
        steps: renamed(
          steps.filter((step) => !left.has(step)),
          named,
        ),
      };
    }),
    paid: section.paid.map(end),
    residual: section.residual.map(end),
  };
}

/** Nothing moves the sum but this step, and nothing reads it before. */
function isOnlyMove(all: readonly Step[], at: number, sum: Reg): boolean {
  return all.every((step, other) =>
    other === at ? !reads(step, sum) : !moves(step, sum) && (other > at || !reads(step, sum)),
  );
}

/** Whether what is copied may change behind the copy: only sums and counters do. */
function isMovedLater(
  all: readonly Step[],
  at: number,
  reg: Reg,
  registers: readonly Register[],
): boolean {
  const kind = registers[reg]?.kind;
  if (kind === 'counter') return true;
  return kind === 'sum' && all.slice(at + 1).some((step) => moves(step, reg));
}

type Name = (reg: Reg) => Reg;

function renamed(steps: readonly Step[], named: Name): Step[] {
  return steps.map((step) =>
    step.op === 'if'
      ? { ...step, test: named(step.test), steps: renamed(step.steps, named) }
      : renamedStep(step, named),
  );
}

function renamedStep(step: Exclude<Step, { op: 'if' }>, named: Name): Step {
  const all = (regs: readonly Reg[]) => regs.map(named);
  switch (step.op) {
    case 'sum':
    case 'min':
    case 'max':
    case 'all':
      return { ...step, of: all(step.of) };
    case 'rest':
      return { ...step, of: all(step.of), less: all(step.less) };
    case 'less':
    case 'room':
      return { ...step, of: named(step.of), less: named(step.less) };
    case 'proportion':
      return { ...step, of: named(step.of), times: named(step.times), over: named(step.over) };
    case 'lookUp':
      return { ...step, at: named(step.at), bounds: all(step.bounds), values: all(step.values) };
    case 'rate':
      return { ...step, of: named(step.of), by: named(step.by) };
    case 'test': {
      const side = (reg: Reg | null) => (reg === null ? null : named(reg));
      return { ...step, of: named(step.of), from: side(step.from), until: side(step.until) };
    }
    case 'guard':
    case 'add':
    case 'raise':
    case 'flag':
    case 'keep':
      return { ...step, of: named(step.of) };
    case 'clear':
    case 'fetch':
      return step;
    default:
      return renamedPart(step, named);
  }
}

function renamedPart(
  step: Extract<Step, { op: 'pay' | 'behind' | 'spread' | 'allot' }>,
  named: Name,
): Step {
  const all = (regs: readonly Reg[]) => regs.map(named);
  switch (step.op) {
    case 'pay':
    case 'behind': {
      const bands = { bounds: all(step.bounds), rates: all(step.rates) };
      const stretch = { start: named(step.start), length: named(step.length) };
      if (step.op === 'pay') return { ...step, ...bands, ...stretch, end: named(step.end) };
      const { clipped, paid } = step;
      return { ...step, ...bands, ...stretch, clipped: named(clipped), paid: named(paid) };
    }
    case 'spread':
      return { ...step, amount: named(step.amount), rooms: all(step.rooms) };
    case 'allot': {
      const { rooms, excess, deductible, paid, overCap } = step;
      return {
        ...step,
        rooms: rooms.map((room): AllotRoom => ({ ...room, base: named(room.base) })),
        excess: excess.map((each) => ({ ...each, excess: named(each.excess) })),
        deductible: named(deductible),
        paid: named(paid),
        overCap: named(overCap),
      };
    }
  }
}
