/**
 * Chooses the events that get steps of their own: those that occur most often. Events are alike
 * where the same forms of all tiers act, and where their atoms are of rows that the same parts of
 * tiers look at.
 */
import type { Cells } from './cells.ts';
import type { Section } from './columns.ts';
import type { Course, Courses, LoweredSection, Reg, Step } from './lowered.ts';
import { specialised } from './specialise.ts';

/** So many are worked out, and so many of those that differ are kept. */
const MOST_TRIED = 64;
const MOST_COURSES = 32;
/** Of so many events one must take a course. */
const RAREST = 4_000;
const MOST_KINDS = 255;
const MOST_PLACES = 2 ** 18;

type Own = Omit<LoweredSection, 'courses'>;

/** The courses of a section; null where it has one way for all, or none can be told apart. */
export function coursesOf(section: Section, own: Own, cells: Cells): Courses | null {
  const tested = testedBy(own);
  const isByEvent = tested.some((reg) => own.registers[reg]?.kind === 'event');
  if (own.task !== 'settle' || section.isAlone || section.kind === 'allowance') return null;
  if (cells.rows === 1 && !isByEvent) return null;
  const kinds = kindsOf(section, own, tested);
  const shapes = cells.rows === 1 ? 1 : section.shapes.length + 1;
  if (kinds.list.length * shapes > MOST_PLACES) return null;
  const groups = groupsOf(section, kinds.ofPair, cells);
  const courseOf = new Uint8Array(kinds.list.length * shapes);
  const list = new Map<string, { course: Course; number: number }>();
  for (const { kind, rows, orders, places } of groups.slice(0, MOST_TRIED)) {
    const values = kinds.list[kind] ?? new Map<Reg, number>();
    const isExact = orders.size === 1;
    const course = { ...specialised(own, { rows, values }), rows, isExact };
    const name = JSON.stringify([course.tiers, rows, isExact]);
    const known = list.get(name) ?? { course, number: list.size + 1 };
    if (known.number > MOST_COURSES) continue;
    list.set(name, known);
    for (const shape of places) courseOf[kind * shapes + shape] = known.number;
  }
  const kindOf = new Uint8Array(section.persons.length * section.eventProfiles);
  for (const [index, { person, event }] of section.pairs.entries()) {
    kindOf[person * section.eventProfiles + event] = kinds.ofPair[index] ?? 0;
  }
  const courses = [...list.values()].map(({ course }) => course);
  return { kindOf, eventProfiles: section.eventProfiles, courseOf, shapes, list: courses };
}

/** The numbers of profiles that choose which steps act. */
function testedBy({ tiers, registers }: Own): Reg[] {
  const found = new Set<Reg>();
  const note = (steps: readonly Step[]) => {
    for (const step of steps) {
      if (step.op !== 'if') continue;
      const kind = registers[step.test]?.kind;
      if (kind === 'event' || kind === 'person') found.add(step.test);
      note(step.steps);
    }
  };
  for (const { steps } of tiers) note(steps);
  return [...found];
}

interface Kinds {
  /** What the tested numbers are. The first is of no pair: nothing is known of it. */
  readonly list: readonly ReadonlyMap<Reg, number>[];
  readonly ofPair: readonly number[];
}

function kindsOf({ pairs, seen }: Section, own: Own, tested: readonly Reg[]): Kinds {
  const events = pairs.map(() => 0);
  for (const each of seen) events[each.pair] = (events[each.pair] ?? 0) + each.events;
  const common = [...pairs.keys()].sort(
    (left, right) => (events[right] ?? 0) - (events[left] ?? 0),
  );
  const list: ReadonlyMap<Reg, number>[] = [new Map()];
  const numbers = new Map<string, number>();
  const ofPair = pairs.map(() => 0);
  for (const index of common) {
    const { person = 0, event = 0 } = pairs[index] ?? {};
    const values = tested.map((reg) => numberOf(own, reg, person, event));
    const name = values.join();
    let number = numbers.get(name);
    if (number === undefined) {
      if (list.length > MOST_KINDS) continue;
      number = list.length;
      numbers.set(name, number);
      list.push(new Map(tested.map((reg, at) => [reg, values[at] ?? 0])));
    }
    ofPair[index] = number;
  }
  return { list, ofPair };
}

function numberOf(own: Own, reg: Reg, person: number, event: number): number {
  const register = own.registers[reg];
  if (register?.kind === 'person') {
    return own.personNumbers[person * own.personWidth + register.at] ?? 0;
  }
  if (register?.kind !== 'event') return 0;
  const record = ((own.rowOf[person] ?? 0) + event) * own.eventWidth;
  return own.eventNumbers[record + register.at] ?? 0;
}

interface Group {
  readonly kind: number;
  rows: readonly number[];
  /** The lists of rows, as text. */
  readonly orders: Set<string>;
  /** Numbers of the lists of classes. */
  readonly places: Set<number>;
  events: number;
}

/** Events that are alike, the most common first, without the rarest. */
function groupsOf(section: Section, kindOf: readonly number[], cells: Cells): Group[] {
  const readers = readersOf(cells);
  const groups = new Map<string, Group>();
  let all = 0;
  for (const { pair, shape, events } of section.seen) {
    all += events;
    const kind = kindOf[pair] ?? 0;
    const classes = section.shapes[shape];
    if (kind === 0 || (!classes && cells.rows > 1)) continue;
    const rows = [...new Set((classes ?? []).map((own) => cells.rowOf[own] ?? 0))];
    const looks = cells.rows === 1 ? [] : rows.map((row) => readers[row] ?? '').sort();
    const name = JSON.stringify([kind, [...new Set(looks)]]);
    const known = groups.get(name);
    const group = known ?? { kind, rows, orders: new Set(), places: new Set(), events: 0 };
    groups.set(name, group);
    if (known) group.rows = [...new Set([...group.rows, ...rows])];
    group.orders.add(rows.join());
    group.places.add(cells.rows === 1 ? 0 : shape);
    group.events += events;
  }
  return [...groups.values()]
    .filter(({ events }) => events * RAREST >= all)
    .sort((left, right) => right.events - left.events);
}

/** By row: the parts of tiers that look at its atoms. */
function readersOf({ parts, rowOf, rows }: Cells): string[] {
  return Array.from({ length: rows }, (_, row) =>
    parts
      .flatMap((tier, index) =>
        (tier ?? []).flatMap(({ rooms }, at) =>
          rooms.some(({ atomClass }) => rowOf[atomClass] === row) ? [`${index}/${at}`] : [],
        ),
      )
      .join(),
  );
}
