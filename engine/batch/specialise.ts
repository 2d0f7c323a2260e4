/**
 * The steps of a section for events whose only atom is of one row: all other cells are nothing, and
 * what follows from that is left out.
 */
import type { AllotStep, CommonRow, LoweredSection, Reg, Register, Step } from './lowered.ts';
import { pruned, sunk } from './prune.ts';
import { moves } from './steps.ts';

/** The row that most bills are of: the first that the data showed. */
export const COMMON_ROW = 0;

/**
 * Thrown where rooms of other rows may hold something, or where counters of line codes are told of
 * several rooms one by one: such a section has no steps of its own for the common row.
 */
class NotApart extends Error {}

/** The steps of a section for events with one atom, of the common row; null: as for any other. */
export function commonRow(
  section: Pick<LoweredSection, 'tiers' | 'paid' | 'residual'>,
  registers: readonly Register[],
): CommonRow | null {
  try {
    return ofCommonRow(section, registers);
  } catch (fault) {
    if (fault instanceof NotApart) return null;
    throw fault;
  }
}

function ofCommonRow(
  { tiers: all, paid, residual }: Pick<LoweredSection, 'tiers' | 'paid' | 'residual'>,
  registers: readonly Register[],
): CommonRow {
  const none = new Set<Reg>();
  for (const [reg, own] of registers.entries()) {
    const isOther = own.kind === 'cell' && own.row !== COMMON_ROW;
    if (isOther || own.kind === 'sum' || (own.kind === 'literal' && own.value === 0)) none.add(reg);
  }
  const tiers = all.map(({ id, steps }) => ({
    id,
    steps: simplified(steps, { none, keepsLines: keepsLines(steps) }),
  }));
  const live = new Set([...paid, ...residual].flatMap((reg) => reg ?? []));
  const kept = tiers
    .toReversed()
    .map(({ id, steps }) => ({ id, steps: sunk(pruned(steps, registers, live), registers) }));
  const values = [...none].filter((reg) => registers[reg]?.kind !== 'sum');
  return { tiers: kept.toReversed(), none: values };
}

/** Whether counters of line codes are told what became of each room. */
function keepsLines(steps: readonly Step[]): boolean {
  return steps.some((step) => (step.op === 'if' ? keepsLines(step.steps) : step.op === 'keep'));
}

interface Known {
  /** The registers that come to nothing; it follows the steps. */
  readonly none: Set<Reg>;
  readonly keepsLines: boolean;
}

/** Leaves out what comes to nothing. */
function simplified(steps: readonly Step[], known: Known): Step[] {
  return steps.flatMap((step) => {
    if (step.op === 'if') return simplifiedBlock(step, known);
    return simplifiedStep(step, known);
  });
}

function simplifiedBlock(step: Extract<Step, { op: 'if' }>, known: Known): Step[] {
  const { none } = known;
  if (none.has(step.test)) {
    return step.is === 0 ? simplified(step.steps, known) : [];
  }
  const inside = new Set(none);
  const steps = simplified(step.steps, { ...known, none: inside });
  for (const reg of none) if (!inside.has(reg)) none.delete(reg);
  // A value is written once: what is nothing inside is read inside only.
  for (const reg of inside) if (!moves(step, reg)) none.add(reg);
  return steps.length === 0 ? [] : [{ ...step, steps }];
}

type Plain = Exclude<Step, { op: 'if' }>;

function simplifiedStep(step: Plain, known: Known): Step[] {
  const { none } = known;
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
      return simplifiedAllot(step, known);
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
function simplifiedAllot(step: AllotStep, known: Known): Step[] {
  const { none } = known;
  const rooms = step.rooms.filter(({ base }) => !none.has(base));
  const [first] = rooms;
  if (first && rooms.some(({ row }) => row !== first.row)) throw new NotApart();
  if (known.keepsLines && rooms.length > 1) throw new NotApart();
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
  const shares = parts.flatMap(({ to, of }) => simplifiedStep({ op: 'sum', to, of }, known));
  const less = parts.map(({ to }) => to);
  const of = rooms.map(({ base }) => base);
  return [...shares, ...simplifiedStep({ op: 'rest', to: first.copay, of, less }, known)];
}
