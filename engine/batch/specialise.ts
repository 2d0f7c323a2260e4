/**
 * The steps of a section for events of which more is known: which forms act, and which rows their
 * atoms are of. All other cells are nothing, and what follows from that is left out.
 */
import { BP_WHOLE } from '../units/index.ts';
import type {
  AllotStep,
  Course,
  LoweredSection,
  LoweredTier,
  Reg,
  Register,
  Step,
} from './lowered.ts';
import { pruned, sunk } from './prune.ts';
import { movesOf } from './steps.ts';

type Own = Pick<LoweredSection, 'tiers' | 'paid' | 'residual' | 'registers'>;

/** A section for events that the same forms act for. */
export interface KindSteps extends Own {
  /** Numbers of the profiles that steps are chosen by. */
  readonly values: ReadonlyMap<Reg, number>;
  /** Registers that come to nothing, sums left out. */
  readonly none: readonly Reg[];
}

/** The steps for events of which some numbers are known. */
export function ofKind(own: Own, values: ReadonlyMap<Reg, number>): KindSteps {
  const { registers } = own;
  const none = new Set<Reg>();
  for (const [reg, register] of registers.entries()) {
    const isZero = register.kind === 'literal' && register.value === 0;
    if (register.kind === 'sum' || isZero) none.add(reg);
  }
  const tiers = simplifiedTiers(own, { none, values, order: null });
  const live = new Set(endsOf(own));
  const kept = tiers
    .toReversed()
    .map(({ id, steps }) => ({ id, steps: pruned(steps, registers, live) }))
    .filter(({ steps }) => steps.length > 0);
  return { ...own, tiers: kept.toReversed(), values, none: withoutSums(own, none) };
}

/**
 * The steps for events with atoms of some rows; `isExact`: they have one atom of each, in this
 * order.
 */
export function specialised(
  kind: KindSteps,
  rows: readonly number[],
  isExact: boolean,
): Pick<Course, 'tiers' | 'none'> {
  const { registers, values } = kind;
  const none = new Set(kind.none);
  for (const [reg, own] of registers.entries()) {
    if (own.kind === 'sum' || (own.kind === 'cell' && !rows.includes(own.row))) none.add(reg);
  }
  const tiers = simplifiedTiers(kind, { none, values, order: isExact ? rows : null });
  const live = new Set(endsOf(kind));
  const kept = tiers
    .toReversed()
    .map(({ id, steps }) => ({ id, steps: sunk(pruned(steps, registers, live), registers) }))
    .filter(({ steps }) => steps.length > 0);
  return { tiers: kept.toReversed(), none: withoutSums(kind, none) };
}

function endsOf({ paid, residual }: Own): Reg[] {
  return [...paid, ...residual].flatMap((reg) => reg ?? []);
}

function withoutSums({ registers }: Own, none: ReadonlySet<Reg>): Reg[] {
  return [...none].filter((reg) => registers[reg]?.kind !== 'sum');
}

function simplifiedTiers(
  { registers, tiers }: Own,
  known: Pick<Known, 'none' | 'values' | 'order'>,
): LoweredTier[] {
  const all = { ...known, registers, copies: new Map(), moves: new Map() };
  return tiers.map(({ id, steps }) => {
    return { id, steps: simplified(steps, { ...all, keepsLines: keepsLines(steps) }) };
  });
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
  /** Rows of the atoms in their order; null where it is not known. */
  readonly order: readonly number[] | null;
  /** Values that are what another register held when it had been moved so many times. */
  readonly copies: Map<Reg, { readonly of: Reg; readonly moves: number }>;
  readonly moves: Map<Reg, number>;
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
  // A value is written once: what is nothing inside is read inside only. What the block moves is
  // nothing behind it only if it was so before, too.
  const doubtful = movesOf(step).filter((reg) => !none.has(reg));
  const steps = simplified(step.steps, known);
  for (const reg of doubtful) none.delete(reg);
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
      if (of.length === 0) return nothing(step.to);
      if (of.length === 1) noteCopy(known, step.to, of[0] ?? -1);
      return [{ ...step, of }];
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
      if (is(step.of) || isSame(known, step.of, step.less)) return nothing(step.to);
      return is(step.less) ? copied(known, step.to, step.of) : [step];
    case 'proportion':
    case 'pay':
      return simplifiedShare(step, known);
    case 'behind':
      return is(step.clipped) ? nothing(step.to) : [step];
    case 'spread':
      return simplifiedSpread(step, known);
    case 'allot':
      return simplifiedAllot(step, known);
    case 'keep':
      return is(step.of) ? [] : [step];
    case 'clear':
      if (is(step.to)) return [];
      none.add(step.to);
      noteMove(known, step.to);
      return [step];
    case 'add':
    case 'raise':
      if (is(step.of)) return [];
      none.delete(step.to);
      noteMove(known, step.to);
      return [step];
    default:
      return [step];
  }
}

/** A share of nothing, or a share that is nothing or the whole. */
function simplifiedShare(step: Extract<Step, { op: 'proportion' | 'pay' }>, known: Known): Step[] {
  const isProportion = step.op === 'proportion';
  const of = isProportion ? step.of : step.length;
  const [rate, second] = isProportion ? [step.times] : step.rates;
  const isOfWhole = !isProportion || heldBy(known, step.over) === BP_WHOLE;
  if (!isOfWhole) return [step];
  const value = second === undefined && rate !== undefined ? heldBy(known, rate) : undefined;
  if (known.none.has(of) || value === 0) {
    known.none.add(step.to);
    return [];
  }
  return value === BP_WHOLE ? copied(known, step.to, of) : [step];
}

/** What a register is known to hold. */
function heldBy({ registers, values }: Known, reg: Reg): number | undefined {
  const own = registers[reg];
  return own?.kind === 'literal' ? own.value : values.get(reg);
}

/** Parts with nothing in them have no share. */
function simplifiedSpread(step: Extract<Step, { op: 'spread' }>, known: Known): Step[] {
  const { none } = known;
  const isOpen = step.rooms.map((room) => !none.has(room) && !none.has(step.amount));
  for (const [at, to] of step.to.entries()) if (!isOpen[at]) none.add(to);
  const rooms = step.rooms.filter((_, at) => isOpen[at]);
  const to = step.to.filter((_, at) => isOpen[at]);
  const [first] = to;
  if (first === undefined) return [];
  return to.length === 1 ? copied(known, first, step.amount) : [{ ...step, rooms, to }];
}

function copied(known: Known, to: Reg, of: Reg): Step[] {
  noteCopy(known, to, of);
  return [{ op: 'sum', to, of: [of] }];
}

function noteCopy({ copies, moves }: Known, to: Reg, of: Reg): void {
  copies.set(to, copies.get(of) ?? { of, moves: moves.get(of) ?? 0 });
}

function noteMove({ moves }: Known, reg: Reg): void {
  moves.set(reg, (moves.get(reg) ?? 0) + 1);
}

/** Whether two registers hold the same, as far as is known. */
function isSame({ copies, moves }: Known, left: Reg, right: Reg): boolean {
  const of = (reg: Reg) => copies.get(reg) ?? { of: reg, moves: moves.get(reg) ?? 0 };
  return of(left).of === of(right).of && of(left).moves === of(right).moves;
}

/**
 * Rooms with nothing in them have no share. Those that are left may be of one class: what they
 * become goes to the same groups and codes, so that the first stands for all.
 */
function simplifiedAllot(step: AllotStep, known: Known): Step[] {
  const { none } = known;
  const places = placesOf(step, known);
  const rooms = places.flatMap((at) => step.rooms[at] ?? []);
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
  const excess = step.excess.filter((own) => !none.has(own.excess));
  if (!isJoined) return [{ ...step, ...roomsOf(rooms, known), excess: excessOf(excess, places) }];
  const parts = [
    { to: first.excess, of: excess.map((own) => own.excess) },
    { to: first.deductible, of: [step.deductible] },
    { to: first.paid, of: [step.paid] },
    { to: first.overCap, of: [step.overCap] },
  ];
  const shares = parts.flatMap(({ to, of }) => simplifiedStep({ op: 'sum', to, of }, known));
  const less = parts.map(({ to }) => to);
  const of = rooms.map(({ base }) => base);
  return [...shares, ...simplifiedStep({ op: 'rest', to: first.copay, of, less }, known)];
}

/** The rooms that may have something in them; in their order where that of the atoms is known. */
function placesOf({ rooms }: AllotStep, { none, order }: Known): number[] {
  const open = [...rooms.keys()].filter((at) => !none.has(rooms[at]?.base ?? -1));
  if (!order) return open;
  const lawOf = (at: number) => rooms[at]?.order ?? 0;
  const atomOf = (at: number) => order.indexOf(rooms[at]?.row ?? -1);
  return open.sort((left, right) => lawOf(left) - lawOf(right) || atomOf(left) - atomOf(right));
}

/** Rooms in their order have places of their own. */
function roomsOf(rooms: AllotStep['rooms'], { order }: Known): Pick<AllotStep, 'rooms'> {
  return { rooms: order ? rooms.map((room, at) => ({ ...room, order: at })) : rooms };
}

/** The excess over limits of the rooms that are left, by their new places. */
function excessOf(excess: AllotStep['excess'], places: readonly number[]): AllotStep['excess'] {
  return excess.flatMap(({ rooms, excess: of }) => {
    const left = rooms.map((at) => places.indexOf(at)).filter((at) => at >= 0);
    return left.length === 0 ? [] : [{ rooms: left, excess: of }];
  });
}
