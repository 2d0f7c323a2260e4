/**
 * The steps of a section for events whose only atom is of one row: all other cells are nothing, and
 * what follows from that is left out.
 */
import type { AllotStep, CommonRow, LoweredSection, Reg, Register, Step } from './lowered.ts';
import { pruned, sunk } from './prune.ts';
import { moves } from './steps.ts';

/** The row that most bills are of: the first that the data showed. */
export const COMMON_ROW = 0;

/** The steps of a section for events with one atom, of the common row. */
export function commonRow(
  { tiers: all, paid, residual }: Pick<LoweredSection, 'tiers' | 'paid' | 'residual'>,
  registers: readonly Register[],
): CommonRow {
  const none = new Set<Reg>();
  for (const [reg, own] of registers.entries()) {
    const isOther = own.kind === 'cell' && own.row !== COMMON_ROW;
    if (isOther || own.kind === 'sum' || (own.kind === 'literal' && own.value === 0)) none.add(reg);
  }
  const tiers = all.map(({ id, steps }) => ({ id, steps: simplified(steps, none) }));
  const live = new Set([...paid, ...residual].flatMap((reg) => reg ?? []));
  const kept = tiers
    .toReversed()
    .map(({ id, steps }) => ({ id, steps: sunk(pruned(steps, registers, live), registers) }));
  const values = [...none].filter((reg) => registers[reg]?.kind !== 'sum');
  return { tiers: kept.toReversed(), none: values };
}

/** Leaves out what comes to nothing; `none` holds the registers that do, and follows the steps. */
function simplified(steps: readonly Step[], none: Set<Reg>): Step[] {
  return steps.flatMap((step) => {
    if (step.op === 'if') return simplifiedBlock(step, none);
    return simplifiedStep(step, none);
  });
}

function simplifiedBlock(step: Extract<Step, { op: 'if' }>, none: Set<Reg>): Step[] {
  if (none.has(step.test)) {
    return step.is === 0 ? simplified(step.steps, none) : [];
  }
  const inside = new Set(none);
  const steps = simplified(step.steps, inside);
  for (const reg of none) if (!inside.has(reg)) none.delete(reg);
  // A value is written once: what is nothing inside is read inside only.
  for (const reg of inside) if (!moves(step, reg)) none.add(reg);
  return steps.length === 0 ? [] : [{ ...step, steps }];
}

type Plain = Exclude<Step, { op: 'if' }>;

function simplifiedStep(step: Plain, none: Set<Reg>): Step[] {
  const nothing = (...regs: readonly Reg[]): Step[] => {
    for (const reg of regs) none.add(reg);
    return [];
  };
  const is = (reg: Reg) => none.has(reg);
  switch (step.op) {
    case 'sum':
    case 'max': {
      const of = step.of.filter((reg) => !is(reg));
      return of.length === 0 ? nothing(step.to) : [{ ...step, of }];
    }
    case 'min':
      return step.of.some(is) ? nothing(step.to) : [step];
    case 'rest': {
      const of = step.of.filter((reg) => !is(reg));
      const less = step.less.filter((reg) => !is(reg));
      return of.length === 0 ? nothing(step.to) : [{ ...step, of, less }];
    }
    case 'less':
    case 'room':
      if (is(step.of)) return nothing(step.to);
      return is(step.less) ? [{ op: 'sum', to: step.to, of: [step.of] }] : [step];
    case 'pay':
      return is(step.length) ? nothing(step.to) : [step];
    case 'behind':
      return is(step.clipped) ? nothing(step.to) : [step];
    case 'spread':
      return is(step.amount) ? nothing(...step.to) : [step];
    case 'allot':
      return simplifiedAllot(step, none);
    case 'keep':
      return is(step.of) ? [] : [step];
    case 'clear':
      if (is(step.to)) return [];
      none.add(step.to);
      return [step];
    case 'add':
    case 'raise':
      if (is(step.of)) return [];
      none.delete(step.to);
      return [step];
    default:
      return [step];
  }
}

/**
 * Rooms with nothing in them have no share. Those that are left are of one class: what they become
 * goes to the same groups and codes, so that the first stands for all.
 */
function simplifiedAllot(step: AllotStep, none: Set<Reg>): Step[] {
  const rooms = step.rooms.filter(({ base }) => !none.has(base));
  const [first] = rooms;
  // Rooms of other rows that are not known to be empty are allotted over as in any other bill.
  if (first && rooms.some(({ row }) => row !== first.row)) return [step];
  for (const room of step.rooms) {
    if (room === first) continue;
    for (const reg of [room.excess, room.deductible, room.paid, room.overCap, room.copay]) {
      none.add(reg);
    }
  }
  if (!first) return [];
  const parts = [
    { to: first.excess, of: step.excess.map(({ excess }) => excess) },
    { to: first.deductible, of: [step.deductible] },
    { to: first.paid, of: [step.paid] },
    { to: first.overCap, of: [step.overCap] },
  ];
  const shares = parts.flatMap(({ to, of }) => simplifiedStep({ op: 'sum', to, of }, none));
  const less = parts.map(({ to }) => to);
  const of = rooms.map(({ base }) => base);
  return [...shares, ...simplifiedStep({ op: 'rest', to: first.copay, of, less }, none)];
}
