/**
 * The steps of a section for events whose only atom is of one row: all other cells are nothing, and
 * what follows from that is left out.
 */
import type { AllotStep, LoweredSection, Reg, Step } from './lowered.ts';
import { pruned, sunk } from './prune.ts';
import { moves } from './steps.ts';

export interface Specialised {
  readonly section: LoweredSection;
  /** Values and cells that are nothing at such events. */
  readonly none: ReadonlySet<Reg>;
}

/** The section for events with one atom, of this row. */
export function specialised(section: LoweredSection, row: number): Specialised {
  const { registers } = section;
  const none = new Set<Reg>();
  for (const [reg, own] of registers.entries()) {
    const isOther = own.kind === 'cell' && own.row !== row;
    if (isOther || own.kind === 'sum' || (own.kind === 'literal' && own.value === 0)) none.add(reg);
  }
  const tiers = section.tiers.map(({ id, steps }) => ({ id, steps: simplified(steps, none) }));
  const live = new Set([...section.paid, ...section.residual].flatMap((reg) => reg ?? []));
  const kept = tiers
    .toReversed()
    .map(({ id, steps }) => ({ id, steps: sunk(pruned(steps, registers, live), registers) }));
  const values = [...none].filter((reg) => registers[reg]?.kind !== 'sum');
  return { section: { ...section, tiers: kept.toReversed() }, none: new Set(values) };
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
      const less = step.less.filter((reg) => !is(reg));
      return is(step.of) ? nothing(step.to) : [{ ...step, less }];
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
    case 'clear':
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

/** Rooms with nothing in them have no share; a room that is left alone has all of it. */
function simplifiedAllot(step: AllotStep, none: Set<Reg>): Step[] {
  const rooms = step.rooms.filter(({ base }) => !none.has(base));
  for (const room of step.rooms) {
    if (rooms.includes(room)) continue;
    for (const reg of [room.excess, room.deductible, room.paid, room.overCap, room.copay]) {
      none.add(reg);
    }
  }
  const [only] = rooms;
  if (!only) return [];
  if (rooms.length > 1) return [step];
  const at = step.rooms.indexOf(only);
  const excess = step.excess.find((group) => group.rooms.includes(at));
  const parts = [
    { to: only.excess, of: excess?.excess ?? -1 },
    { to: only.deductible, of: step.deductible },
    { to: only.paid, of: step.paid },
    { to: only.overCap, of: step.overCap },
  ].filter(({ of }) => of >= 0);
  const shares = parts.flatMap(({ to, of }) => simplifiedStep({ op: 'sum', to, of: [of] }, none));
  return [...shares, ...copayOf(only.base, only.copay, parts, none)];
}

/** The rest of the base is copay. */
function copayOf(
  base: Reg,
  copay: Reg,
  parts: readonly { readonly to: Reg; readonly of: Reg }[],
  none: ReadonlySet<Reg>,
): Step[] {
  const taken = parts.filter(({ of }) => !none.has(of)).map(({ to }) => to);
  return [{ op: 'rest', to: copay, of: base, less: taken }];
}
