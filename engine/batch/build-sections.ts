/**
 * Sections of a data set while it is collected: programs by kind of event, and within each the
 * profiles, the plans where two of them meet, and the classes of atoms, numbered as they come.
 */
import {
  type Dimension,
  type EventKind,
  type LineClass,
  type Program,
  usedBy,
} from '../law/index.ts';
import type { BuildEvent } from './build-event.ts';
import type { AtomClass, Pair, PersonProfile, Section, Seen } from './columns.ts';

/** What a law asks of the events of a section besides their cells. */
export interface Asked {
  /** Measures and told numbers, as columns are named. */
  readonly measures: readonly string[];
  readonly told: readonly string[];
  /** Told numbers and held codes on the day of `recompute` too. */
  readonly asksAgain: boolean;
  /** Dimensions of several codes whose codes formulas read. */
  readonly held: readonly string[];
  /** Event dimensions that keep counters apart. */
  readonly keys: readonly string[];
}

/** So many lists of atom classes are numbered; the others share this number. */
const MOST_SHAPES = 65_535;

const MEASURES = ['stayDays', 'days', 'monthlyBaseFen', 'weightedBaseFen', 'weightCount'];

/** A section that grows. */
export class OpenSection {
  readonly program: Program;
  readonly kind: EventKind;
  readonly isAlone: boolean;
  readonly asked: Asked;
  /** What comes of its first reasons is not known before the run. */
  private readonly isUnknown: boolean;
  /** First cells that hold nothing. */
  readonly nothing: readonly number[];
  private readonly personNumbers = new Map<string, number>();
  private readonly persons: PersonProfile[] = [];
  private readonly eventNumbers = new Map<string, number>();
  private readonly pairNumbers = new Map<number, number>();
  private readonly pairs: Pair[] = [];
  private readonly classNumbers = new Map<LineClass | number, number>();
  private readonly shapeNumbers = new Map<string, number>();
  private readonly shapes: (readonly number[])[] = [];
  private readonly seen = new Map<number, number>();
  private readonly classes: { readonly line: LineClass | null; readonly holds: boolean[] }[] = [];

  constructor({ program, kind, isAlone }: BuildEvent) {
    this.program = program;
    this.kind = kind.kind;
    this.isAlone = isAlone;
    this.isUnknown = isAlone || kind.kind === 'allowance';
    this.nothing = new Array<number>(kind.layout.firstCount).fill(0);
    this.asked = askedBy(program, kind.kind);
  }

  get personCount(): number {
    return this.persons.length;
  }

  get eventCount(): number {
    return this.eventNumbers.size;
  }

  /** Number of the person profile of an event. */
  personOf(event: BuildEvent): number {
    const { held, asksAgain } = this.asked;
    const codes = held.map((dimension) => [dimension, heldOf(event.codeOf(dimension))] as const);
    const again = asksAgain ? (event.recomputedCodeOf ?? event.codeOf) : null;
    const later = again && held.map((dimension) => [dimension, heldOf(again(dimension))] as const);
    const key =
      held.length === 0 ? event.personKey : JSON.stringify([event.personKey, codes, later]);
    const known = this.personNumbers.get(key);
    if (known !== undefined) return known;
    this.personNumbers.set(key, this.persons.length);
    this.persons.push({
      held: Object.fromEntries(codes),
      heldAgain: later && Object.fromEntries(later),
    });
    return this.persons.length - 1;
  }

  /** Number of the event profile; the plan of the pair is kept. */
  eventOf(event: BuildEvent, person: number): number {
    let number = this.eventNumbers.get(event.eventKey);
    if (number === undefined) {
      number = this.eventNumbers.size;
      this.eventNumbers.set(event.eventKey, number);
    }
    const pair = person * 65_536 + number;
    if (!this.pairNumbers.has(pair)) {
      this.pairNumbers.set(pair, this.pairs.length);
      this.pairs.push({ person, event: number, plan: event.plan });
    }
    return number;
  }

  /** Number of the list of an event's atom classes; notes that the pair has been seen with it. */
  shapeOf(classes: readonly number[], person: number, profile: number): number {
    const name = classes.join();
    let number = this.shapeNumbers.get(name);
    if (number === undefined) {
      number = Math.min(this.shapes.length, MOST_SHAPES);
      if (number < MOST_SHAPES) {
        this.shapeNumbers.set(name, number);
        this.shapes.push(classes);
      }
    }
    const pair = this.pairNumbers.get(person * 65_536 + profile) ?? 0;
    const key = pair * 65_536 + number;
    this.seen.set(key, (this.seen.get(key) ?? 0) + 1);
    return number;
  }

  /** Number of the class of an atom; where there are no lines its place tells. */
  classOf(line: LineClass | null, place: number, cells: readonly number[]): number {
    const key = line ?? place;
    let number = this.classNumbers.get(key);
    if (number === undefined) {
      number = this.classes.length;
      this.classNumbers.set(key, number);
      const holds = this.nothing.map(() => this.isUnknown);
      this.classes.push({ line, holds });
    }
    const holds = this.classes[number]?.holds ?? [];
    for (let reason = 0; reason < cells.length; reason++) {
      if ((cells[reason] ?? 0) > 0) holds[reason] = true;
    }
    return number;
  }

  finish(): Section {
    const { program, kind, isAlone, persons, pairs, shapes } = this;
    const classes: readonly AtomClass[] = this.classes;
    const seen = [...this.seen].map(([key, events]): Seen => {
      return { pair: Math.floor(key / 65_536), shape: key % 65_536, events };
    });
    const eventProfiles = this.eventCount;
    return { program, kind, isAlone, persons, eventProfiles, pairs, classes, shapes, seen };
  }
}

function heldOf(codes: ReturnType<BuildEvent['codeOf']>): readonly string[] {
  return codes === null || typeof codes === 'string' ? [] : [...codes].sort();
}

function askedBy(program: Program, kind: EventKind): Asked {
  const used = usedBy(program, kind);
  const told = program.dimensions.filter(({ id, of }) => used.told.has(id) && of !== 'line');
  const counters = program.counters.filter(({ id }) => used.counters.has(id));
  const isOfEvent = (id: string) =>
    program.dimensions.some(
      (dimension: Dimension) => dimension.id === id && dimension.of === 'event',
    );
  return {
    measures: MEASURES.filter((name) => used.measures.has(name)),
    told: told.filter((dimension) => dimension.kind === 'integer').map(({ id }) => id),
    asksAgain: program.tiers.some((tier) => tier.on === kind && tier.midYearChange === 'recompute'),
    held: told.filter(({ many }) => many).map(({ id }) => id),
    keys: [...new Set(counters.map(({ key }) => key).filter(isOfEvent))],
  };
}
