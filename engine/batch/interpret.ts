/**
 * Walks lowered law without making code, for pages whose content policy forbids it.
 */
import { allotsOf, type Bound, type BoundSection } from './bind.ts';
import { type Flat, flatten } from './flatten.ts';
import { bandsFrom } from './flatten-page.ts';
import { type CounterAt, countersIn, isRaised } from './generate-counters.ts';
import { withoutCopies } from './interpret-copies.ts';
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
      return runOf(lowered, withoutCopies(section), bound, own);
    });
}

function runOf(
  lowered: Lowered,
  section: LoweredSection,
  bound: Bound,
  own: BoundSection,
): SectionRun {
  const counters = countersIn(lowered, section);
  const plain = counters.filter(({ law }) => law.kept === 'plain');
  const opened = counters.filter(({ law }) => law.kept !== 'plain' || !law.isOneWindow);
  const kept = opened.filter(({ law }) => law.kept !== 'plain');
  const closed = section.task === 'settle' ? kept : [];
  const flat = flatten(section, {
    opened: opened.length,
    closed: closed.length,
    noted: new Set(counters.filter(isRaised).map(({ reg }) => reg)),
  });
  const ready: Ready = {
    walking: { ...walkingOf(lowered, section, bound, own, flat), opened, closed },
    own,
    cleared: Int32Array.from(flat.cleared),
    plain,
    isKept: plain.length < lowered.counters.length,
    personWidth: section.personWidth,
    persons: personsOf(section, flat),
  };
  return (memory, from, until) => settleRuns(ready, memory, from, until);
}

function walkingOf(
  lowered: Lowered,
  section: LoweredSection,
  bound: Bound,
  own: BoundSection,
  { code, bands }: Flat,
): Omit<Walking, 'opened' | 'closed'> {
  const first = bandsFrom(section);
  const registers = new Float64Array(first + bands.length);
  const fill = (reg: Reg, to: Reg) => {
    const law = section.registers[reg];
    if (law?.kind === 'literal') registers[to] = law.value;
  };
  for (let reg = 0; reg < section.registers.length; reg++) fill(reg, reg);
  for (const [at, reg] of bands.entries()) fill(reg, first + at);
  return {
    section,
    code,
    registers,
    greatest: new Float64Array(section.registers.length),
    windows: new Int32Array(section.registers.length),
    memory: new Float64Array(0),
    numbers: own.eventNumbers,
    columns: own.numbers,
    cells: bound.cells,
    outputs: [...bound.paid, ...bound.residual],
    allots: allotsOf(section),
    helpers: own.helpers,
    bound,
    counters: lowered.counters,
  };
}

/** A section that is ready to run. */
interface Ready {
  readonly walking: Walking;
  readonly own: BoundSection;
  /** Sums that start from nothing. */
  readonly cleared: Int32Array;
  /** Counters that are registers. */
  readonly plain: readonly CounterAt[];
  /** Other counters stand in the memory or in the store. */
  readonly isKept: boolean;
  readonly personWidth: number;
  /** Pairs of register and place in the record of the person. */
  readonly persons: Int32Array;
}

/** Goes over runs; the memory holds the counters between calls only. */
function settleRuns(ready: Ready, memory: Float64Array, from: number, until: number): void {
  const { walking, plain, persons, personWidth, cleared } = ready;
  const { registers, windows, bound } = walking;
  const { runFrom, runProfile, isFirst } = bound;
  const { personNumbers, rowOf } = ready.own;
  walking.memory = memory;
  for (const { reg, law } of plain) {
    registers[reg] = memory[law.at + 1] as number;
    windows[reg] = memory[law.at] as number;
  }
  for (const reg of cleared) registers[reg] = 0;
  for (let run = from; run < until; run++) {
    if (isFirst[run] === 1) {
      for (let at = 0; at < plain.length; at++) {
        const { reg } = plain[at] as CounterAt;
        registers[reg] = 0;
        windows[reg] = 0;
      }
      if (ready.isKept) {
        memory.fill(0);
        bound.store.clear();
      }
    }
    const profile = runProfile[run] as number;
    const record = profile * personWidth;
    for (let at = 0; at < persons.length; at += 2) {
      const place = record + (persons[at + 1] as number);
      registers[persons[at] as number] = personNumbers[place] as number;
    }
    walk(walking, rowOf[profile] as number, runFrom[run] as number, runFrom[run + 1] as number);
  }
  for (const { reg, law } of plain) {
    memory[law.at + 1] = registers[reg] as number;
    memory[law.at] = windows[reg] as number;
  }
}

/** Pairs of register and place in the record of the person. */
function personsOf(section: LoweredSection, { bands }: Flat): Int32Array {
  const { registers } = section;
  const first = bandsFrom(section);
  const all = [...registers.keys(), ...bands];
  return Int32Array.from(
    all.flatMap((reg, at) => {
      const own = registers[reg];
      if (own?.kind !== 'person') return [];
      return [at < registers.length ? reg : first + at - registers.length, own.at];
    }),
  );
}
