/**
 * Binds a lowered law to the columns of a data set: tables, columns and scratch under the fixed
 * names and numbers that both executions use.
 */
import type { Amounts, Columns, Output } from './columns.ts';
import { controlsOf } from './controls.ts';
import type { AllotStep, Lowered, LoweredSection, Step } from './lowered.ts';
import { Helpers } from './runtime.ts';
import { Store } from './store.ts';
import { startsOf, windowsOf } from './windows.ts';

export interface Bound {
  readonly runFrom: Int32Array;
  readonly runProfile: Uint16Array;
  /** 1 for the first run of a person. */
  readonly isFirst: Uint8Array;
  readonly eventProfile: Uint8Array | Uint16Array;
  readonly eventShape: Uint8Array | Uint16Array | null;
  readonly atomFrom: Int32Array | null;
  readonly atomRow: Uint8Array | Uint16Array | null;
  readonly cells: readonly (Amounts | null)[];
  /** By counter: places of codes, and windows of events; null where it has none. */
  readonly keys: readonly (Uint16Array | null)[];
  readonly windows: readonly (Int32Array | null)[];
  /** By rolling counter: first day that still counts at an event. */
  readonly starts: readonly (Int32Array | null)[];
  readonly store: Store;
  /** Counters of the person between events, by the places of `LoweredCounter`. */
  readonly memory: Float64Array;
  /** What the section that runs is told, and what it answers (`controls.ts`). */
  readonly control: Float64Array;
  /** Windows of the later event on whose day waiting tiers are asked, by counter. */
  readonly laterWindows: Int32Array;
  readonly laterStarts: Int32Array;
  readonly paid: readonly Amounts[];
  readonly residual: readonly Amounts[];
  readonly sections: readonly BoundSection[];
}

export interface BoundSection {
  readonly personNumbers: Float64Array;
  readonly eventNumbers: Float64Array;
  readonly rowOf: Int32Array;
  readonly kindOf: Uint8Array | null;
  readonly courseOf: Uint8Array | null;
  readonly codes: Int32Array | null;
  readonly numbers: readonly Amounts[];
  readonly helpers: Helpers;
}

/** Lays a data set out for a run. */
export function bind(lowered: Lowered, columns: Columns, out: Output): Bound {
  const { runFrom, runProfile, windowDay } = columns;
  const { counters } = lowered;
  const mostTiers = Math.max(0, ...lowered.sections.map(({ kindTiers }) => kindTiers));
  return {
    runFrom,
    runProfile,
    isFirst: firstRuns(columns),
    eventProfile: columns.eventProfile,
    eventShape: columns.eventShape,
    atomFrom: columns.atomFrom,
    atomRow: columns.atomRow,
    cells: columns.cells,
    keys: counters.map(({ key }) => (key === null ? null : (columns.keys[key] ?? null))),
    windows: windowsOf(counters, windowDay),
    starts: startsOf(counters, windowDay),
    store: new Store(),
    memory: new Float64Array(lowered.memory),
    control: new Float64Array(controlsOf(mostTiers)),
    laterWindows: new Int32Array(counters.length),
    laterStarts: new Int32Array(counters.length),
    paid: out.paid,
    residual: out.residual,
    sections: lowered.sections.map((section) => bindSection(section, columns)),
  };
}

/** Marks the first run of each person, and of each past. */
function firstRuns({ runProfile, personRun, pasts }: Columns): Uint8Array {
  const isFirst = new Uint8Array(Math.max(1, runProfile.length));
  for (const begins of pasts ? [personRun, pasts.pastRun] : [personRun]) {
    for (let at = 0; at + 1 < begins.length; at++) {
      const run = begins[at] ?? 0;
      if (run < (begins[at + 1] ?? 0)) isFirst[run] = 1;
    }
  }
  return isFirst;
}

function bindSection(section: LoweredSection, columns: Columns): BoundSection {
  return {
    personNumbers: section.personNumbers,
    eventNumbers: section.eventNumbers,
    rowOf: section.rowOf,
    kindOf: section.courses?.kindOf ?? null,
    courseOf: section.courses?.courseOf ?? null,
    codes: section.courses?.codes ?? null,
    numbers: numbersOf(section).map((name) => {
      const column = columns.numbers[name];
      if (!column) throw new RangeError(`no column of ${name}`);
      return column;
    }),
    helpers: new Helpers(
      section.rows,
      mostRooms(section.tiers.flatMap((tier) => tier.steps)),
      allotsOf(section),
    ),
  };
}

/** Scratch that the steps need. */
function mostRooms(steps: readonly Step[]): number {
  return steps.reduce((most, step) => {
    if (step.op === 'if') return Math.max(most, mostRooms(step.steps));
    if (step.op === 'allot' || step.op === 'spread') return Math.max(most, step.rooms.length);
    return step.op === 'behind' ? Math.max(most, 2 * step.bounds.length) : most;
  }, 1);
}

/** Names of the columns of numbers that a section reads, in the order of their numbers. */
export function numbersOf(section: LoweredSection): readonly string[] {
  return known(numbers, section, ({ registers }) => [
    ...new Set(registers.flatMap((own) => (own.kind === 'number' ? [own.name] : []))),
  ]);
}

/** The allotments of a section and its courses, in the order of their numbers. */
export function allotsOf(section: LoweredSection): readonly AllotStep[] {
  return known(allots, section, ({ tiers, courses }) => {
    const all = [...tiers, ...(courses?.list ?? []).flatMap((course) => course.tiers)];
    return all.flatMap(({ steps }) => allotsIn(steps));
  });
}

/** Both are asked again and again while a section is written, and need a walk over all of it. */
const numbers = new WeakMap<LoweredSection, readonly string[]>();
const allots = new WeakMap<LoweredSection, readonly AllotStep[]>();

function known<T extends object>(
  found: WeakMap<LoweredSection, T>,
  section: LoweredSection,
  make: (section: LoweredSection) => T,
): T {
  const own = found.get(section) ?? make(section);
  found.set(section, own);
  return own;
}

function allotsIn(steps: readonly Step[]): AllotStep[] {
  return steps.flatMap((step) => {
    if (step.op === 'if') return allotsIn(step.steps);
    return step.op === 'allot' ? [step] : [];
  });
}
