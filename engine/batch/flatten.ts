/**
 * Lays the steps of a section out as whole numbers that the table interpreter walks: an operation
 * and its operands, one after the other. Steps that often follow each other are one operation.
 */
import { BP_WHOLE, MAX_FEN, ROUNDING_MODES } from '../units/index.ts';
import { allotsOf, numbersOf } from './bind.ts';
import type { LoweredSection, Reg, Step } from './lowered.ts';
import { OP } from './operations.ts';
import { type PlainTier, plainTier } from './plain-tier.ts';
import { RATES } from './runtime.ts';
import { reads, readsOf } from './steps.ts';

interface Writing {
  readonly section: LoweredSection;
  readonly code: number[];
  readonly loaded: Set<Reg>[];
  /** Counters whose greatest write is noted apart. */
  readonly noted: ReadonlySet<Reg>;
  /** Sums that no operation has named yet. */
  readonly fresh: Set<Reg>;
  /** How many blocks are open. */
  depth: number;
  readonly cleared: Set<Reg>;
}

export interface Flat {
  readonly code: Int32Array;
  /** Sums that start from nothing at each event; the others are set before they are read. */
  readonly cleared: Int32Array;
}

/** Lays a section out. */
export function flatten(section: LoweredSection, noted: ReadonlySet<Reg>): Flat {
  const steps = section.tiers.flatMap((tier) => tier.steps);
  const sums = section.registers.flatMap(({ kind }, reg) => (kind === 'sum' ? [reg] : []));
  const writing: Writing = {
    section,
    code: [],
    loaded: [new Set()],
    noted,
    fresh: new Set(sums),
    depth: 0,
    cleared: new Set(),
  };
  writeBlock(writing, steps);
  const ends = [...section.paid, ...section.residual].flatMap((reg) => reg ?? []);
  load(writing, ends);
  writing.code.push(OP.end);
  for (const reg of ends) if (writing.fresh.has(reg)) writing.cleared.add(reg);
  return { code: Int32Array.from(writing.code), cleared: Int32Array.from(writing.cleared) };
}

function writeBlock(writing: Writing, steps: readonly Step[]): void {
  const { code } = writing;
  const named = steps.flatMap(readsOf);
  load(writing, named);
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at];
    const next = steps[at + 1];
    if (!step) break;
    for (const reg of readsOf(step)) needCleared(writing, reg);
    const plain = plainTier(steps, at);
    if (plain) {
      writeTier(writing, plain);
      at += 2;
    } else if (
      step.op === 'room' &&
      next?.op === 'if' &&
      next.isOnlyReader &&
      next.test === step.to
    ) {
      code.push(OP.ifRoom, step.to, step.of, step.less);
      writeInner(writing, next.steps);
      at++;
    } else if (step.op === 'room' && next?.op === 'min' && isCapped(steps, at)) {
      code.push(OP.cap, next.to, next.of[0] ?? 0, step.of, step.less);
      at++;
    } else if (step.op === 'if') {
      if (step.is === 'some') code.push(OP.ifSome, step.test);
      else code.push(OP.ifIs, step.test, step.is);
      writeInner(writing, step.steps);
    } else if (step.op === 'add' && !writing.noted.has(step.to)) {
      at = writeAdds(writing, steps, at);
    } else writeStep(writing, step);
  }
}

/** A room that only the least of two behind it reads. */
function isCapped(steps: readonly Step[], at: number): boolean {
  const [room, min] = [steps[at], steps[at + 1]];
  if (room?.op !== 'room' || min?.op !== 'min') return false;
  const isLast = min.of.length === 2 && min.of[1] === room.to && min.of[0] !== room.to;
  return isLast && !steps.slice(at + 2).some((later) => reads(later, room.to));
}

/** A sum that is read, or moved in a block, before it was set. */
function needCleared({ fresh, cleared }: Writing, reg: Reg): void {
  if (fresh.delete(reg)) cleared.add(reg);
}

function writeAdds(writing: Writing, steps: readonly Step[], from: number): number {
  const { code, noted, fresh } = writing;
  const sets: number[] = [];
  const adds: number[] = [];
  const added = new Set<Reg>();
  let at = from;
  for (; at < steps.length; at++) {
    const step = steps[at];
    if (step?.op !== 'add' || noted.has(step.to) || added.has(step.of)) break;
    needCleared(writing, step.of);
    if (writing.depth === 0 && fresh.delete(step.to)) sets.push(step.to, step.of);
    else {
      needCleared(writing, step.to);
      adds.push(step.to, step.of);
      added.add(step.to);
    }
  }
  code.push(OP.moves, sets.length / 2, adds.length / 2, ...sets, ...adds);
  return at - 1;
}

function writeInner(writing: Writing, steps: readonly Step[]): void {
  const { code, loaded } = writing;
  const hole = code.push(0) - 1;
  loaded.push(new Set());
  writing.depth++;
  writeBlock(writing, steps);
  writing.depth--;
  loaded.pop();
  code[hole] = code.length;
}

function writeTier(writing: Writing, tier: PlainTier): void {
  const { paid, before, base, deductible, cap, used, pay } = tier;
  const { code, fresh } = writing;
  const { bounds, rates } = pay;
  load(writing, [before, base, deductible, cap, used, ...bounds, ...rates]);
  for (const reg of [before, base, deductible, cap, used]) needCleared(writing, reg);
  // The operation sets what is paid; a sum that had been added to would lose it.
  if (!fresh.delete(paid)) throw new RangeError('a payment is set twice');
  const rounding = ROUNDING_MODES.indexOf(pay.rounding);
  code.push(OP.tier, paid, before, base, deductible, cap, used, rounding, bounds.length);
  code.push(...bounds, ...rates);
}

/** Brings numbers, columns and cells into registers where the block that needs them begins. */
function load({ section, code, loaded }: Writing, regs: readonly Reg[]): void {
  const numbers: number[] = [];
  for (const reg of new Set(regs)) {
    if (loaded.some((block) => block.has(reg))) continue;
    const own = section.registers[reg];
    if (own?.kind === 'event') numbers.push(reg, own.at);
    else if (own?.kind === 'number') {
      code.push(OP.column, reg, numbersOf(section).indexOf(own.name));
    } else if (own?.kind === 'control') code.push(OP.control, reg, own.at);
    else if (own?.kind === 'cell' && section.rows === 1) code.push(OP.cell, reg, own.place);
    else continue;
    loaded.at(-1)?.add(reg);
  }
  if (numbers.length === 2) code.push(OP.number, ...numbers);
  else if (numbers.length > 2) code.push(OP.numbers, numbers.length / 2, ...numbers);
}

function writeStep({ section, code, noted }: Writing, step: Exclude<Step, { op: 'if' }>): void {
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
