/**
 * Brings counters and the cells of several atoms into their registers when an event begins, and
 * puts counters back when it ends.
 */
import type { Bound } from './bind.ts';
import type { CounterAt } from './generate-counters.ts';
import type { Walking } from './walking.ts';

/** Brings the cells of the atoms into their registers; notes the order of the atoms. */
export function gatherAtoms({ section, bound, helpers, registers }: Walking, event: number): void {
  const { atomFrom, atomRow, cells } = bound;
  const first = atomFrom?.[event] ?? 0;
  const end = atomFrom?.[event + 1] ?? 0;
  for (const [reg, { kind }] of section.registers.entries())
    if (kind === 'cell') registers[reg] = 0;
  for (let atom = first; atom < end; atom++) {
    const row = atomRow?.[atom] ?? 0;
    helpers.rank[row] = atom - first;
    for (const [reg, cell] of section.registers.entries()) {
      if (cell.kind === 'cell' && cell.row === row) registers[reg] = cells[cell.place]?.[atom] ?? 0;
    }
  }
}

/** Brings a counter into its register, in the window and under the key of the event. */
export function openCounter(walking: Walking, own: CounterAt, event: number): void {
  const { reg, counter, law } = own;
  const { registers, greatest, windows, memory, bound } = walking;
  const window = windowOf(bound, own, event);
  if (law.kept === 'plain') {
    if (window === windows[reg]) return;
    windows[reg] = window;
    if (!law.carries) registers[reg] = 0;
    return;
  }
  const key = keyOf(bound, own, event);
  if (law.kept === 'keyed') {
    if (window !== memory[law.at]) {
      memory[law.at] = window;
      if (!law.carries) memory.fill(0, law.at + 1, law.at + 1 + law.codes);
    }
    registers[reg] = memory[law.at + 1 + key] ?? 0;
    return;
  }
  const from = own.isLater ? bound.laterStarts[counter] : bound.starts[counter]?.[event];
  registers[reg] =
    law.window.kind === 'rolling'
      ? bound.store.openRolling(law.slot, key, from ?? 0, window, law.isMax)
      : bound.store.open(law.slot, key, window, law.carries);
  greatest[reg] = law.isMax ? 0 : (registers[reg] ?? 0);
}

function windowOf(bound: Bound, { counter, law, isLater }: CounterAt, event: number): number {
  if (law.isOneWindow) return 0;
  return (isLater ? bound.laterWindows[counter] : bound.windows[counter]?.[event]) ?? 0;
}

function keyOf({ keys }: Bound, { counter, law }: CounterAt, event: number): number {
  return law.key === null ? -1 : (keys[counter]?.[event] ?? 0);
}

/** Puts a counter back. An amount of nothing opens no window. */
export function closeCounter(walking: Walking, own: CounterAt, event: number): void {
  const { registers, greatest, memory, bound } = walking;
  const { reg, law } = own;
  const value = registers[reg] ?? 0;
  const key = keyOf(bound, own, event);
  if (law.kept === 'keyed') {
    memory[law.at + 1 + key] = value;
    return;
  }
  const window = windowOf(bound, own, event);
  const written = law.isMax ? (greatest[reg] ?? 0) : value - (greatest[reg] ?? 0);
  if (written <= 0) return;
  if (law.window.kind === 'rolling') {
    bound.store.putRolling(law.slot, key, window, written, law.isMax);
  } else bound.store.put(law.slot, key, window, value);
}
