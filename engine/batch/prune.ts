/**
 * Leaves out steps whose result nobody reads, and moves those that only one block reads into it.
 */
import type { Reg, Register, Step } from './lowered.ts';
import { moves, reads, readsOf } from './steps.ts';

/** The steps that are needed; `live` holds what is read behind them and grows by what they read. */
export function pruned(
  steps: readonly Step[],
  registers: readonly Register[],
  live: Set<Reg>,
): Step[] {
  const kept: Step[] = [];
  for (const step of steps.toReversed()) {
    if (step.op === 'if') {
      const inner = pruned(step.steps, registers, live);
      if (inner.length === 0) continue;
      live.add(step.test);
      kept.push({ ...step, steps: inner });
      continue;
    }
    if (!isNeeded(step, registers, live)) continue;
    for (const reg of readsOf(step)) live.add(reg);
    kept.push(step);
  }
  return kept.toReversed();
}

function isNeeded(
  step: Exclude<Step, { op: 'if' }>,
  registers: readonly Register[],
  live: ReadonlySet<Reg>,
): boolean {
  switch (step.op) {
    case 'guard':
    case 'flag':
    case 'keep':
      return true;
    case 'spread':
      return step.to.some((reg) => live.has(reg));
    case 'allot':
      return step.rooms.some((room) =>
        [room.excess, room.deductible, room.paid, room.overCap, room.copay].some((reg) =>
          live.has(reg),
        ),
      );
    default:
      return registers[step.to]?.kind === 'counter' || live.has(step.to);
  }
}

/** Moves steps into the block that alone reads their result. */
export function sunk(steps: readonly Step[], registers: readonly Register[]): Step[] {
  const list = [...steps];
  for (let at = list.length - 1; at >= 0; at--) {
    const step = list[at];
    if (!step || !isPure(step)) continue;
    const home = onlyReader(list, at, step.to);
    const block = list[home];
    if (block?.op !== 'if' || block.test === step.to) continue;
    if (readsOf(step).some((reg) => isChanged(list.slice(at, home), reg, registers))) continue;
    list[home] = { ...block, steps: [step, ...block.steps] };
    list.splice(at, 1);
  }
  return list.map((step, at) => {
    if (step.op !== 'if') return step;
    const others = list.some((other, index) => index !== at && reads(other, step.test));
    return { ...step, isOnlyReader: !others, steps: sunk(step.steps, registers) };
  });
}

type Pure = Extract<Step, { op: 'sum' | 'less' | 'room' | 'min' | 'max' }>;

function isPure(step: Step): step is Pure {
  return ['sum', 'less', 'room', 'min', 'max'].includes(step.op);
}

/** The place of the one step behind `at` that reads a register; -1 where several do. */
function onlyReader(list: readonly Step[], at: number, reg: Reg): number {
  let found = -1;
  for (let index = at + 1; index < list.length; index++) {
    const step = list[index];
    if (!step || !reads(step, reg)) continue;
    if (found >= 0) return -1;
    found = index;
  }
  return found;
}

/** Whether steps change a register: a value never changes once it is written. */
function isChanged(steps: readonly Step[], reg: Reg, registers: readonly Register[]): boolean {
  const kind = registers[reg]?.kind;
  if (kind !== 'sum' && kind !== 'counter') return false;
  return steps.some((step) => moves(step, reg));
}
