/**
 * Walks lowered law without making code, for pages whose content policy forbids it.
 */
import { allotsOf, type Bound, type BoundSection } from './bind.ts';
import type { Amounts } from './columns.ts';
import { flatten } from './flatten.ts';
import { type CounterAt, countersIn, isRaised } from './generate-counters.ts';
import { walk } from './interpret-steps.ts';
import type { Kernel, SectionRun } from './kernel.ts';
import type { Lowered, LoweredSection, Reg } from './lowered.ts';
import type { Walking } from './walking.ts';

/** The table interpreter of a lowered law, as a kernel. */
export function interpreterOf(lowered: Lowered): Kernel {
  return (bound) =>
    lowered.sections.map((section, at) => {
      const own = bound.sections[at];
      if (!own) throw new RangeError(`no section ${at}`);
      return runOf(lowered, section, bound, own);
    });
}

function runOf(
  lowered: Lowered,
  section: LoweredSection,
  bound: Bound,
  own: BoundSection,
): SectionRun {
  const counters = countersIn(lowered, section);
  const flat = flatten(section, new Set(counters.filter(isRaised).map(({ reg }) => reg)));
  const walking: Walking = {
    code: flat.code,
    registers: new Float64Array(section.registers.length),
    greatest: new Float64Array(section.registers.length),
    numbers: own.eventNumbers,
    columns: own.numbers,
    cells: bound.cells,
    allots: allotsOf(section),
    helpers: own.helpers,
    bound,
    counters: lowered.counters,
  };
  const { registers } = walking;
  for (const [reg, { kind, ...rest }] of section.registers.entries()) {
    if (kind === 'literal' && 'value' in rest) registers[reg] = rest.value;
  }
  const local = counters.filter(({ law }) => law.kept === 'plain');
  const isKept = local.length < lowered.counters.length;
  return events({ section, bound, own, walking, counters, isKept, cleared: flat.cleared });
}

interface Course {
  readonly section: LoweredSection;
  readonly bound: Bound;
  readonly own: BoundSection;
  readonly walking: Walking;
  readonly counters: readonly CounterAt[];
  readonly isKept: boolean;
  readonly cleared: Int32Array;
}

/** Goes over runs and events; the memory holds the counters between calls only. */
function events(course: Course): SectionRun {
  const { section, bound, own, walking, counters, isKept, cleared } = course;
  const { runFrom, runProfile, isFirst, eventProfile, atomFrom, store } = bound;
  const { registers } = walking;
  const plain = counters.filter(({ law }) => law.kept === 'plain');
  const opened = counters.filter(({ law }) => law.kept !== 'plain' || !law.isOneWindow);
  const kept = opened.filter(({ law }) => law.kept !== 'plain' && section.task === 'settle');
  const windows = new Int32Array(section.registers.length);
  const persons = personsOf(section);
  const stores = storesOf(course);
  const { personNumbers, rowOf } = own;
  return (memory, from, until) => {
    for (const { reg, law } of plain) {
      registers[reg] = memory[law.at + 1] ?? 0;
      windows[reg] = memory[law.at] ?? 0;
    }
    for (let run = from; run < until; run++) {
      const profile = runProfile[run] ?? 0;
      if (isFirst[run] === 1) {
        for (const { reg } of plain) {
          registers[reg] = 0;
          windows[reg] = 0;
        }
        if (isKept) {
          memory.fill(0);
          store.clear();
        }
      }
      const record = profile * section.personWidth;
      for (let at = 0; at < persons.length; at += 2) {
        registers[persons[at] ?? 0] = personNumbers[record + (persons[at + 1] ?? 0)] ?? 0;
      }
      const row = rowOf[profile] ?? 0;
      for (let event = runFrom[run] ?? 0; event < (runFrom[run + 1] ?? 0); event++) {
        for (let at = 0; at < cleared.length; at++) registers[cleared[at] as number] = 0;
        for (let at = 0; at < opened.length; at++)
          open(bound, walking, opened[at] as CounterAt, { memory, windows, event });
        if (section.rows > 1) gatherAtoms(course, event);
        const atom = atomFrom === null ? event : atomOf(atomFrom, event);
        walk(walking, (row + (eventProfile[event] ?? 0)) * section.eventWidth, event, atom);
        for (let at = 0; at < kept.length; at++) {
          close(bound, walking, kept[at] as CounterAt, memory, event);
        }
        for (let at = 0; at < stores.length; at++) {
          const { column, reg } = stores[at] as Stored;
          column[event] = registers[reg] as number;
        }
      }
    }
    for (const { reg, law } of plain) {
      memory[law.at + 1] = registers[reg] ?? 0;
      memory[law.at] = windows[reg] ?? 0;
    }
  };
}

/** Pairs of register and place in the record of the person. */
function personsOf({ registers }: LoweredSection): Int32Array {
  return Int32Array.from(
    registers.flatMap((own, reg) => (own.kind === 'person' ? [reg, own.at] : [])),
  );
}

interface Stored {
  readonly column: Amounts;
  readonly reg: Reg;
}

function storesOf({ section, bound }: Course): Stored[] {
  const pairs = (regs: readonly (Reg | null)[], columns: readonly Amounts[]) =>
    regs.flatMap((reg, at) => {
      const column = columns[at];
      return reg === null || !column ? [] : [{ reg, column }];
    });
  return [...pairs(section.paid, bound.paid), ...pairs(section.residual, bound.residual)];
}

function atomOf(atomFrom: Int32Array, event: number): number {
  const atom = atomFrom[event] ?? 0;
  return atom < (atomFrom[event + 1] ?? 0) ? atom : -1;
}

/** Brings the cells of the atoms into their registers; notes the order of the atoms. */
function gatherAtoms({ section, bound, own, walking }: Course, event: number): void {
  const { atomFrom, atomRow, cells } = bound;
  const { registers } = walking;
  const first = atomFrom?.[event] ?? 0;
  const end = atomFrom?.[event + 1] ?? 0;
  for (const [reg, { kind }] of section.registers.entries())
    if (kind === 'cell') registers[reg] = 0;
  for (let atom = first; atom < end; atom++) {
    const row = atomRow?.[atom] ?? 0;
    own.helpers.rank[row] = atom - first;
    for (const [reg, cell] of section.registers.entries()) {
      if (cell.kind === 'cell' && cell.row === row) registers[reg] = cells[cell.place]?.[atom] ?? 0;
    }
  }
}

interface At {
  readonly memory: Float64Array;
  readonly windows: Int32Array;
  readonly event: number;
}

/** Brings a counter into its register, in the window and under the key of the event. */
function open(bound: Bound, walking: Walking, own: CounterAt, at: At): void {
  const { reg, counter, law } = own;
  const { memory, windows, event } = at;
  const { registers, greatest } = walking;
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
function close(
  bound: Bound,
  { registers, greatest }: Walking,
  own: CounterAt,
  memory: Float64Array,
  event: number,
): void {
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
