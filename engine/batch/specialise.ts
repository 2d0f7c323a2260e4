/**
 * The steps of a section for events of which more is known: which forms act, and which rows their
 * atoms are of. All other cells are nothing, and what follows from that is left out.
 */
import { BP_WHOLE } from '../units/index.ts';
import type { AllotStep, Course, LoweredSection, Reg, Register, Step } from './lowered.ts';
import { pruned, sunk } from './prune.ts';
import { moves } from './steps.ts';

/** What is known of events. */
export interface KnownOf {
  readonly rows: readonly number[];
  /** Numbers of the profiles that steps are chosen by. */
  readonly values: ReadonlyMap<Reg, number>;
}

/** The steps for such events. */
export function specialised(
  section: Pick<LoweredSection, 'tiers' | 'paid' | 'residual' | 'registers'>,
  { rows, values }: KnownOf,
): Pick<Course, 'tiers' | 'none'> {
  const { registers, paid, residual } = section;
  const none = new Set<Reg>();
  for (const [reg, own] of registers.entries()) {
    const isOther = own.kind === 'cell' && !rows.includes(own.row);
    if (isOther || own.kind === 'sum' || (own.kind === 'literal' && own.value === 0)) none.add(reg);
  }
  const tiers = section.tiers.map(({ id, steps }) => {
    const known = { none, values, registers, keepsLines: keepsLines(steps) };
    return { id, steps: simplified(steps, known) };
  });
  const live = new Set([...paid, ...residual].flatMap((reg) => reg ?? []));
  const kept = tiers
    .toReversed()
    .map(({ id, steps }) => ({ id, steps: sunk(pruned(steps, registers, live), registers) }))
    .filter(({ steps }) => steps.length > 0);
  const isNone = (reg: Reg) => registers[reg]?.kind !== 'sum';
  return { tiers: kept.toReversed(), none: [...none].filter(isNone) };
}

/** Whether counters of line codes are told what became of each room. */
function keepsLines(steps: readonly Step[]): boolean {
  return steps.some((step) => (step.op === 'if' ? keepsLines(step.steps) : step.op === 'keep'));
}

interface Known {
  /** The registers that come to nothing; it follows the steps. */
  readonly none: Set<Reg>;
  readonly values: ReadonlyMap<Reg, number>;
  readonly registers: readonly Register[];
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
  const value = none.has(step.test) ? 0 : known.values.get(step.test);
  if (value !== undefined) {
    const acts = step.is === 'some' ? value > 0 : value === step.is;
    return acts ? simplified(step.steps, known) : [];
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
    case 'proportion':
      return is(step.of) && isWhole(known, step.over) ? nothing(step.to) : [step];
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

function isWhole({ registers }: Known, reg: Reg): boolean {
  const own = registers[reg];
  return own?.kind === 'literal' && own.value === BP_WHOLE;
}

/**
 * Rooms with nothing in them have no share. Those that are left may be of one class: what they
 * become goes to the same groups and codes, so that the first stands for all.
 */
function simplifiedAllot(step: AllotStep, known: Known): Step[] {
  const { none } = known;
  const isOpen = step.rooms.map(({ base }) => !none.has(base));
  const rooms = step.rooms.filter((_, at) => isOpen[at]);
  const [first] = rooms;
  const isOne = rooms.every(({ row }) => row === first?.row);
  const isJoined = isOne && (rooms.length < 2 || !known.keepsLines);
  for (const room of step.rooms) {
    if (isJoined ? room === first : rooms.includes(room)) continue;
    for (const reg of [room.excess, room.deductible, room.paid, room.overCap, room.copay]) {
      none.add(reg);
    }
  }
  if (!first) return [];
  if (!isJoined) return [{ ...step, rooms, excess: excessOf(step, isOpen) }];
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

/** The excess over limits of the rooms that are left, by their new places. */
function excessOf({ excess }: AllotStep, isOpen: readonly boolean[]): AllotStep['excess'] {
  return excess.flatMap(({ rooms, excess: of }) => {
    const left = rooms
      .filter((at) => isOpen[at])
      .map((at) => isOpen.slice(0, at).filter(Boolean).length);
    return left.length === 0 ? [] : [{ rooms: left, excess: of }];
  });
}
