/**
 * Finds the tiers that the table interpreter carries out in one operation.
 */
import type { Reg, Step } from './lowered.ts';
import { reads } from './steps.ts';

/** A tier of one part that pays for what the base has passed by, up to a cap, and what follows. */
export interface PlainTier {
  readonly paid: Reg;
  readonly before: Reg;
  readonly base: Reg;
  readonly deductible: Reg;
  readonly cap: Reg;
  readonly used: Reg;
  readonly pay: Extract<Step, { op: 'pay' }>;
  /** Where the base less what is paid goes, if that is worked out next. */
  readonly rest: Reg | null;
  /** What is added right behind, one after the other. */
  readonly adds: readonly Add[];
  /** How many steps the operation stands for. */
  readonly count: number;
}

export type Add = Extract<Step, { op: 'add' | 'raise' }>;

/**
 * Three steps that are a tier of one part under one cap: the block holds all that it works out.
 * With them go the steps behind that `mayJoin`.
 */
export function plainTier(
  steps: readonly Step[],
  at: number,
  mayJoin: (add: Add) => boolean,
): PlainTier | null {
  const [whole, end, block] = steps.slice(at, at + 3);
  if (whole?.op !== 'sum' || end?.op !== 'room' || block?.op !== 'if') return null;
  const [before, base, third] = whole.of;
  const [start, length, pay, room, min, add, more] = block.steps;
  if (before === undefined || base === undefined || third !== undefined || more) return null;
  if (start?.op !== 'room' || length?.op !== 'less' || pay?.op !== 'pay') return null;
  if (room?.op !== 'room' || min?.op !== 'min' || add?.op !== 'add' || pay.isEach) return null;
  const isJoined =
    block.isOnlyReader && block.test === end.to && end.of === whole.to && start.of === before;
  const isOne = start.less === end.less && length.of === end.to && length.less === start.to;
  const isPaid = pay.start === start.to && pay.end === end.to && pay.length === length.to;
  const isCut = min.of.length === 2 && min.of[0] === pay.to && min.of[1] === room.to;
  const isLast = steps.slice(at + 3).every((step) => !reads(step, whole.to));
  if (!isJoined || !isOne || !isPaid || !isCut || add.of !== min.to || !isLast) return null;
  const { less: deductible } = end;
  const paid = add.to;
  const behind = followers(steps.slice(at + 3), { base, paid }, mayJoin);
  return { paid, before, base, deductible, cap: room.of, used: room.less, pay, ...behind };
}

function followers(
  behind: readonly Step[],
  { base, paid }: { readonly base: Reg; readonly paid: Reg },
  mayJoin: (add: Add) => boolean,
): Pick<PlainTier, 'rest' | 'adds' | 'count'> {
  const [next] = behind;
  const rest = next?.op === 'less' && next.of === base && next.less === paid ? next.to : null;
  const adds: Add[] = [];
  for (const step of rest === null ? behind : behind.slice(1)) {
    if (step.op !== 'add' || !mayJoin(step)) break;
    adds.push(step);
  }
  return { rest, adds, count: 3 + (rest === null ? 0 : 1) + adds.length };
}
