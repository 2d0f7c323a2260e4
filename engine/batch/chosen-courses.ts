/**
 * The courses that are worked out, and where each is taken.
 */
import type { Group } from './course-groups.ts';
import { likenessOf } from './likeness.ts';
import type { Course, Courses, LoweredSection, Reg } from './lowered.ts';
import { type KindSteps, ofKind, specialised } from './specialise.ts';

/** So many courses that differ are kept. */
const MOST_COURSES = 128;
/** So many lists of rows are worked out, and one more for each of so many events. */
const FIRST_TRIED = 8;
const EVENTS_A_TRIAL = 1_000;
const MOST_TRIED = 1_000;
/** Places of the table of codes. */
const MOST_CODES = 2 ** 20;

interface Taken {
  readonly course: Course;
  readonly codes: Map<number, readonly number[]>;
  events: number;
}

/** Where a course is taken; the codes that its steps number there. */
interface Where {
  readonly places: readonly number[];
  readonly codes: readonly number[];
  readonly events: number;
}

export class ChosenCourses {
  readonly #own: Omit<LoweredSection, 'courses'>;
  readonly #kinds: readonly ReadonlyMap<Reg, number>[];
  readonly #shapes: number;
  readonly #list = new Map<string, Taken>();
  readonly #places = new Set<number>();
  readonly #steps: KindSteps[] = [];
  #trials: number;

  /** `kinds`: what is known of the numbers of each kind; `shapes`: lists of classes. */
  constructor(
    own: Omit<LoweredSection, 'courses'>,
    {
      kinds,
      shapes,
      events,
    }: {
      readonly kinds: readonly ReadonlyMap<Reg, number>[];
      readonly shapes: number;
      readonly events: number;
    },
  ) {
    this.#own = own;
    this.#kinds = kinds;
    this.#shapes = shapes;
    this.#trials = Math.min(MOST_TRIED, FIRST_TRIED + events / EVENTS_A_TRIAL);
  }

  /** Whether a course is taken at a place. */
  has({ kind, shape }: { readonly kind: number; readonly shape: number }): boolean {
    return this.#places.has(kind * this.#shapes + shape);
  }

  /** Each list of rows by itself: those that are carried out alike have one course. */
  takeLists({ kind, lists }: Group): void {
    for (const { rows, shapes, events } of lists) {
      const course = this.#tryCourse(kind, rows, true);
      if (!course) return;
      const { name, tiers, codes } = likenessOf(this.#own, course);
      this.#take(name, { ...course, tiers }, { places: this.#at(kind, shapes), codes, events });
    }
  }

  /** All lists of rows together. */
  takeSet({ kind, lists, events }: Group): void {
    const rows = [...new Set(lists.flatMap((each) => each.rows))];
    const course = this.#tryCourse(kind, rows, false);
    if (!course) return;
    const shapes = lists.flatMap((each) => each.shapes);
    const name = JSON.stringify([course.tiers, rows]);
    this.#take(name, course, { places: this.#at(kind, shapes), codes: [], events });
  }

  /** The courses, the most common first, and the tables that choose among them. */
  tables(): Pick<Courses, 'courseOf' | 'codes' | 'codeWidth' | 'list'> {
    const places = this.#kinds.length * this.#shapes;
    const list = [...this.#list.values()].sort((left, right) => right.events - left.events);
    const codeWidth = Math.max(0, ...list.flatMap((own) => [...own.codes.values()].map(lengthOf)));
    const courseOf = new Uint8Array(places);
    const codes = new Int32Array(places * codeWidth);
    for (const [at, own] of list.entries()) {
      for (const [place, numbers] of own.codes) {
        courseOf[place] = at + 1;
        codes.set(numbers, place * codeWidth);
      }
    }
    return { courseOf, codes, codeWidth, list: list.map(({ course }) => course) };
  }

  #at(kind: number, shapes: readonly number[]): number[] {
    return shapes.map((shape) => kind * this.#shapes + shape);
  }

  #tryCourse(kind: number, rows: readonly number[], isExact: boolean): Course | null {
    if (this.#trials < 1) return null;
    this.#trials--;
    const steps = this.#steps[kind] ?? ofKind(this.#own, this.#kinds[kind] ?? new Map());
    this.#steps[kind] = steps;
    return { ...specialised(steps, rows, isExact), rows, isExact };
  }

  #take(name: string, course: Course, { places, codes, events }: Where): void {
    const isRoom = codes.length * this.#kinds.length * this.#shapes <= MOST_CODES;
    const known = this.#list.get(name);
    if (!isRoom || (!known && this.#list.size === MOST_COURSES)) return;
    const taken = known ?? { course, codes: new Map(), events: 0 };
    this.#list.set(name, taken);
    taken.events += events;
    for (const place of places) {
      taken.codes.set(place, codes);
      this.#places.add(place);
    }
  }
}

function lengthOf({ length }: readonly number[]): number {
  return length;
}
