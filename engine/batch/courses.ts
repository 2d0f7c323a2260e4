/**
 * Chooses the events that get steps of their own: those that occur most often. Events are alike
 * where the same forms of all tiers act at the same shares, and where their atoms are of rows that
 * the same parts of tiers look at: one after the other, or in any order.
 */
import { BP_WHOLE } from '../units/index.ts';
import type { Cells } from './cells.ts';
import { ChosenCourses } from './chosen-courses.ts';
import type { Section } from './columns.ts';
import { groupsOf, placesOf, readersOf } from './course-groups.ts';
import type { Courses, LoweredSection, Reg, Step } from './lowered.ts';

const MOST_KINDS = 255;
const MOST_PLACES = 2 ** 18;

type Own = Omit<LoweredSection, 'courses'>;

/** The courses of a section; null where it has one way for all, or none can be told apart. */
export function coursesOf(section: Section, own: Own, cells: Cells): Courses | null {
  const asked = askedBy(own);
  const isByEvent = asked.tested.some((reg) => own.registers[reg]?.kind === 'event');
  if (own.task !== 'settle' || section.isAlone || section.kind === 'allowance') return null;
  if (cells.rows === 1 && !isByEvent) return null;
  const kinds = kindsOf(section, own, asked);
  const shapes = cells.rows === 1 ? 1 : section.shapes.length + 1;
  if (kinds.list.length * shapes > MOST_PLACES) return null;
  const all = section.seen.reduce((sum, { events }) => sum + events, 0);
  const chosen = new ChosenCourses(own, { kinds: kinds.list, shapes, events: all });
  const readers = readersOf(cells);
  const places = placesOf(section, kinds.ofPair, cells);
  for (const group of groupsOf({ places, all, readers }, 'list')) chosen.takeLists(group);
  const left = places.filter((place) => !chosen.has(place));
  for (const group of groupsOf({ places: left, all, readers }, 'set')) chosen.takeSet(group);
  const kindOf = new Uint8Array(section.persons.length * section.eventProfiles);
  for (const [index, { person, event }] of section.pairs.entries()) {
    kindOf[person * section.eventProfiles + event] = kinds.ofPair[index] ?? 0;
  }
  return { kindOf, eventProfiles: section.eventProfiles, shapes, ...chosen.tables() };
}

/** The numbers of profiles that say which steps act, and shares, by themselves, of amounts. */
interface Asked {
  readonly tested: readonly Reg[];
  readonly rates: readonly Reg[];
}

function askedBy({ tiers, registers }: Own): Asked {
  const tested = new Set<Reg>();
  const rates = new Set<Reg>();
  const isOfProfile = (reg: Reg) =>
    registers[reg]?.kind === 'event' || registers[reg]?.kind === 'person';
  const note = (steps: readonly Step[]) => {
    for (const step of steps) {
      if (step.op === 'if') {
        if (isOfProfile(step.test)) tested.add(step.test);
        note(step.steps);
      }
      const share = step.op === 'proportion' ? step.times : shareOf(step);
      if (share !== null && isOfProfile(share)) rates.add(share);
    }
  };
  for (const { steps } of tiers) note(steps);
  return { tested: [...tested], rates: [...rates] };
}

function shareOf(step: Step): Reg | null {
  return step.op === 'pay' && step.rates.length === 1 ? (step.rates[0] ?? null) : null;
}

interface Kinds {
  /** What the numbers are; of shares nothing and the whole only. The first is of no pair. */
  readonly list: readonly ReadonlyMap<Reg, number>[];
  readonly ofPair: readonly number[];
}

function kindsOf({ pairs, seen }: Section, own: Own, { tested, rates }: Asked): Kinds {
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
    const values = new Map(tested.map((reg) => [reg, numberOf(own, reg, person, event)]));
    for (const reg of rates) {
      const rate = numberOf(own, reg, person, event);
      if (rate === 0 || rate === BP_WHOLE) values.set(reg, rate);
    }
    const name = JSON.stringify([...values]);
    let number = numbers.get(name);
    if (number === undefined) {
      if (list.length > MOST_KINDS) continue;
      number = list.length;
      numbers.set(name, number);
      list.push(values);
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
