/**
 * Builds columns from the events of people, opened by `settle` (facts, readings, plans and first
 * cells are its own). First the people are collected; then the law is lowered for what occurred;
 * then the columns are written, atoms that the lowered law does not tell apart in one row.
 */
import { usedBy, windowNumber } from '../law/index.ts';
import { accepted, asDay, type Day, dayToCivil, type Result, rejected } from '../units/index.ts';
import { type Collected, Store } from './build-columns.ts';
import type { BuildEvent, BuildPerson } from './build-event.ts';
import { OpenSection } from './build-sections.ts';
import type { Dataset } from './columns.ts';

/** Greatest numbers that the columns can hold. */
const MOST_SECTIONS = 255;
const MOST_PROFILES = 65_535;

/**
 * Collects people. Rejects, with the event's id in `at`: `batch/too_many` where a number would not
 * fit its column, naming it, `settlement/facet_missing` for a told number that is missing.
 */
export function collectColumns(people: Iterable<BuildPerson>): Result<Collected> {
  const store = new Store();
  const keeping: Keeping[] = [];
  for (const { events, kept } of people) {
    if (kept.length > 0) keeping.push({ events, kept, from: store.events });
    const fault = addEvents(store, events);
    if (fault) return fault;
    store.personRun.push(store.runFrom.length);
    store.personPast.push(store.personPast.last + kept.length);
    store.persons++;
  }
  store.counted = store.events;
  for (const person of keeping) {
    const fault = addPasts(store, person);
    if (fault) return fault;
  }
  return accepted({ dataset: datasetOf(store), store });
}

/** A person with pasts, and where the events that count begin. */
interface Keeping extends BuildPerson {
  readonly from: number;
}

/** Adds the pasts of a person behind all that counts, and notes which result is whose. */
function addPasts(store: Store, { events, kept, from }: Keeping): Result<never> | null {
  const places = new Map<string, number>();
  for (const past of kept) {
    store.pastRun.push(store.runFrom.length);
    noteResults(store, places, past, store.events);
    const fault = addEvents(store, past);
    if (fault) return fault;
  }
  noteResults(store, places, events, from);
  return null;
}

/** An event has its result where it was found first. */
function noteResults(
  { results }: Store,
  places: Map<string, number>,
  events: readonly BuildEvent[],
  from: number,
): void {
  for (const [index, { event }] of events.entries()) {
    const at = from + index;
    const known = places.get(event.id);
    if (known === undefined) places.set(event.id, at);
    else results.push({ at, from: known });
  }
}

/** Adds events that are settled one after the other from nothing. */
function addEvents(store: Store, events: readonly BuildEvent[]): Result<never> | null {
  let section = -1;
  let profile = -1;
  for (const event of events) {
    const found = sectionOf(store, event);
    const open = store.sections[found];
    if (!open) return tooMany(event, '法规与事件种类的组合', MOST_SECTIONS);
    const person = open.personOf(event);
    const own = open.eventOf(event, person);
    if (person > MOST_PROFILES) return tooMany(event, 'runProfile（人员情形）', MOST_PROFILES);
    if (own > MOST_PROFILES) return tooMany(event, 'eventProfile（事件情形）', MOST_PROFILES);
    if (found !== section || person !== profile) {
      store.runFrom.push(store.events);
      store.runSection.push(found);
      store.runProfile.push(person);
      section = found;
      profile = person;
    }
    store.eventProfile.push(own);
    store.sectionOf.push(found);
    store.eventShape.push(open.shapeOf(addAtoms(store, open, event), person, own));
    const fault = addNumbers(store, open, event) ?? addKeys(store, open, event);
    if (fault) return fault;
    store.events++;
  }
  noteDays(store, events);
  return null;
}

function sectionOf({ sections }: Store, event: BuildEvent): number {
  const known = sections.findIndex(
    ({ program, kind, isAlone }) =>
      program === event.program && kind === event.kind.kind && isAlone === event.isAlone,
  );
  if (known >= 0 || sections.length === MOST_SECTIONS) return known;
  sections.push(new OpenSection(event));
  return sections.length - 1;
}

/** Adds the atoms of an event, and gives their classes. */
function addAtoms(store: Store, section: OpenSection, event: BuildEvent): readonly number[] {
  const classes: number[] = [];
  const atoms = event.isAlone ? [{ cells: section.nothing }] : event.atoms;
  for (let index = 0; index < atoms.length; index++) {
    const cells = atoms[index]?.cells ?? [];
    const own = section.classOf(event.classes[index] ?? null, index, cells);
    classes.push(own);
    store.atomClass.push(own);
    for (let reason = 0; reason < cells.length; reason++) {
      store.cell(reason).push(cells[reason] ?? 0);
    }
    store.atoms++;
  }
  store.atomUntil.push(store.atoms);
  store.windowDays.push(event.windowDay);
  if (event.totalFen > store.eventFen) store.eventFen = event.totalFen;
  return classes;
}

function addNumbers(store: Store, { asked }: OpenSection, event: BuildEvent): Result<never> | null {
  for (const name of asked.measures) store.number(name).push(event.measure(name));
  for (const dimension of asked.told) {
    const fault = addTold(store, event, dimension, dimension, event.codeOf);
    if (fault) return fault;
    if (!asked.asksAgain) continue;
    const again = event.recomputedCodeOf ?? event.codeOf;
    const later = addTold(store, event, `again:${dimension}`, dimension, again);
    if (later) return later;
  }
  return null;
}

function addTold(
  store: Store,
  event: BuildEvent,
  name: string,
  dimension: string,
  codeOf: BuildEvent['codeOf'],
): Result<never> | null {
  const code = codeOf(dimension);
  if (typeof code !== 'string') {
    const message = `事件 ${event.event.id} 缺少数值 ${dimension}，法规按它计算，请补充`;
    return rejected('settlement/facet_missing', message, event.event.id);
  }
  store.number(name).push(Number(code));
  return null;
}

function addKeys(store: Store, { asked }: OpenSection, event: BuildEvent): Result<never> | null {
  for (const dimension of asked.keys) {
    const code = event.codeOf(dimension);
    const place = store.keyPlace(dimension, typeof code === 'string' ? code : '');
    if (place > MOST_PROFILES)
      return tooMany(event, `keys.${dimension}（累计器分户代码）`, MOST_PROFILES);
    store.key(dimension).push(place);
  }
  return null;
}

function tooMany({ event }: BuildEvent, field: string, most: number): Result<never> {
  return rejected(
    'batch/too_many',
    `事件 ${event.id} 的 ${field} 超过一列能编号的 ${most} 个，请把数据分批`,
    event.id,
  );
}

/** Notes what the windows of a person's events are like. */
function noteDays(store: Store, events: readonly BuildEvent[]): void {
  let last = Number.NEGATIVE_INFINITY;
  let releases = 0;
  for (const { windowDay, plan, kind } of events) {
    if (windowDay < last) store.isAscending = false;
    last = windowDay;
    if (kind.kind !== 'allowance') continue;
    for (const tier of plan.tiers) if (tier.kind === 'applied' && tier.law.fallsDue) releases++;
  }
  const count = events.length + releases;
  if (count > store.personEvents) store.personEvents = count;
  if (events.length === 0) return;
  const days = events.map(({ windowDay }) => windowDay);
  store.spans.add(`${Math.min(...days)}/${Math.max(...days)}`);
}

function datasetOf(store: Store): Dataset {
  const numbers = [...store.numbers].map(([name, { most }]) => [name, most] as const);
  return {
    sections: store.sections.map((section) => section.finish()),
    windows: isOneWindow(store) ? 'one' : store.isAscending ? 'ascending' : 'any',
    keyCodes: Object.fromEntries(
      [...store.keyCodes].map(([dimension, codes]) => [dimension, [...codes.keys()]]),
    ),
    bounds: {
      eventFen: store.eventFen,
      personEvents: store.personEvents,
      numbers: Object.fromEntries(numbers),
    },
  };
}

/** Tells whether no person's days leave one window of any counter that is not rolling. */
function isOneWindow({ sections, spans }: Store): boolean {
  const windows = new Map<string, Parameters<typeof windowNumber>[0]>();
  for (const { program, kind } of sections) {
    const used = usedBy(program, kind).counters;
    for (const { id, window } of program.counters) {
      if (used.has(id) && window.kind !== 'rolling') windows.set(JSON.stringify(window), window);
    }
  }
  const numberOn = (window: Parameters<typeof windowNumber>[0], on: Day) =>
    windowNumber(window, dayToCivil(on), on);
  return [...spans].every((span) => {
    const [first, last] = span.split('/').map((day) => asDay(Number(day)));
    if (first === undefined || last === undefined) return true;
    return [...windows.values()].every(
      (window) => numberOn(window, first) === numberOn(window, last),
    );
  });
}
