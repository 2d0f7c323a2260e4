/**
 * The profile of an event: which law day, which codes, and so which plans apply.
 */
import {
  type Codes,
  type EventPlan,
  type Facets,
  type FacetTable,
  givenCode,
  givenKey,
  type Prepared,
  type PreparedKind,
  type Program,
  planFor,
  prepare,
  profileKey,
  type TierPlan,
  ValueMissing,
} from '../law/index.ts';
import { accepted, type Day, formatDay, type Result, rejected } from '../units/index.ts';
import type { Event, Person } from './event.ts';
import { personCode, profileFault } from './facts.ts';
import type { PersonOn } from './person-on.ts';
import { type AsRead, readAs } from './readings.ts';
import type { ReadingTrace } from './settled.ts';
import type { State } from './state.ts';

export interface SettleInput {
  readonly event: Event;
  readonly person: Person;
  readonly state: State;
  readonly program: Program;
  /** X13 `recompute`: the law day whose numbers those tiers take; absent: the event's own. */
  readonly recomputeOn?: Day;
  /** Settles only these tiers of an allowance that waited for them, after the event `by`. */
  readonly release?: Release;
  /** Ids of the tiers of an allowance that wait, where that is known already; absent: ask. */
  readonly waits?: readonly string[];
}

/** Tiers of an allowance that have fallen due. */
export interface Release {
  readonly tiers: readonly string[];
  /** Id of the event that released them. */
  readonly by: string;
}

/** The day that picks the law of an event (X11). */
export function lawDayOf(program: Program, event: Event): Day {
  return event.kind === 'visit' ? event[program.choices.lawDay] : event.on;
}

/** The day that puts an event into the windows of counters. */
export function windowDayOf(program: Program, event: Event): Day {
  return event.kind === 'visit' ? event[program.choices.windowDay] : event.on;
}

/**
 * Key of everything besides the event's own content that its result depends on: law, facts,
 * readings, and the day of `recompute`.
 */
export function inputKeyOf(input: SettleInput): Result<string> {
  const lawDay = lawDayOf(input.program, input.event);
  const read = eventAsRead(input, lawDay);
  if (!read.ok) return read;
  const asRead = { ...input, event: read.value.event };
  const own = keyOf(asRead, lawDay);
  if (!own.ok) return own;
  const acted = read.value.readings.map(({ reading }) => reading).join('+');
  const key = acted === '' ? own.value : `${own.value}|${acted}`;
  if (input.recomputeOn === undefined) return accepted(key);
  const then = keyOf(asRead, input.recomputeOn);
  return then.ok ? accepted(`${key}|${then.value}`) : then;
}

/** The event as the readings of its law give it. */
export function eventAsRead(input: SettleInput, lawDay: Day): Result<AsRead> {
  const { event, program, person } = input;
  if (program.readings.length === 0) return accepted({ event, readings: NO_READINGS });
  const known = latestRead;
  if (known?.event === event && known.program === program) {
    if (known.person === person && known.on === lawDay) return known.read;
  }
  const read = readAs(prepare(program), event, { program, person, on: lawDay });
  latestRead = { event, program, person, on: lawDay, read };
  return read;
}

/** The event read last: a replay asks for its key and then settles it. */
let latestRead: {
  readonly event: Event;
  readonly program: Program;
  readonly person: Person;
  readonly on: Day;
  readonly read: Result<AsRead>;
} | null = null;

export const NO_READINGS: readonly ReadingTrace[] = [];

function keyOf(input: SettleInput, on: Day): Result<string> {
  const kind = prepare(input.program).kinds[input.event.kind];
  const profile = profileOf(kind, input, on);
  if (!profile.ok) return profile;
  const { key, subject } = profile.value;
  const told = kind.facets.told.map((facet) => JSON.stringify(personCode(subject, facet)));
  return accepted([input.program.hash, key, ...told].join('|'));
}

export interface Profile {
  readonly key: number | string;
  readonly facets: FacetTable;
  readonly subject: PersonOn;
  readonly given: Facets;
}

/** Finds the profile of an event on a law day. */
export function profileOf(
  kind: PreparedKind,
  { event, person, program }: SettleInput,
  on: Day,
): Result<Profile> {
  const { facets } = kind;
  const known = subjectOf(kind, program, person, on);
  const eventKey = givenKey(kind.ofEvent, event.facets);
  if (known.key === null || eventKey === null) return profileFault(known.subject, facets, event);
  const key = joinedKey(kind, known.epoch, known.key, eventKey);
  return accepted({ key, facets, subject: known.subject, given: event.facets });
}

interface Known {
  readonly kind: PreparedKind;
  readonly subject: PersonOn;
  readonly epoch: number;
  readonly key: number | string | null;
}

/** The person asked for last: events of one person mostly come one after the other. */
let latest: Known | null = null;

function subjectOf(kind: PreparedKind, program: Program, person: Person, on: Day): Known {
  if (latest?.kind === kind && latest.subject.person === person && latest.subject.on === on) {
    return latest;
  }
  const subject = { program, person, on };
  const key = profileKey(kind.facets.person, subject, personCode);
  latest = { kind, subject, epoch: epochOf(kind, on), key };
  return latest;
}

/** The code of a dimension in a profile; null where the law does not look at it. */
export function codeIn({ facets, subject, given }: Profile, dimension: string): Codes {
  const ofPerson = facets.person.find((facet) => facet.dimension.id === dimension);
  if (ofPerson) return personCode(subject, ofPerson);
  const ofEvent = facets.event.find((facet) => facet.dimension.id === dimension);
  return ofEvent ? givenCode(given, ofEvent) : null;
}

function joinedKey(
  kind: PreparedKind,
  epoch: number,
  personKey: number | string,
  eventKey: number | string,
): number | string {
  if (typeof personKey === 'number' && typeof eventKey === 'number') {
    const key = (epoch * kind.personSize + personKey) * kind.ofEvent.size + eventKey;
    if (key <= Number.MAX_SAFE_INTEGER) return key;
  }
  return `${epoch}|${personKey}|${eventKey}`;
}

function epochOf(kind: PreparedKind, day: Day): number {
  let epoch = 0;
  for (const change of kind.days) if (day >= change) epoch++;
  return epoch;
}

/** Rejects a day outside the span of the Program. */
export function outsideSpan(program: Program, day: Day): Result<never> | null {
  if (day >= program.until) {
    return rejected(
      'law/expired',
      `“${program.title}”到 ${formatDay(program.until)} 为止，${formatDay(day)} 已失效；请装入接续的法规`,
    );
  }
  if (day < program.from) {
    return rejected(
      'law/not_yet',
      `“${program.title}”自 ${formatDay(program.from)} 起施行，${formatDay(day)} 尚未生效`,
    );
  }
  return null;
}

/** An event as its law reads it, with the profile and the plan that meet it. */
export interface ReadEvent {
  readonly input: SettleInput;
  readonly prepared: Prepared;
  readonly kind: PreparedKind;
  readonly profile: Profile;
  readonly plan: EventPlan;
}

/** Reads an event and finds its plan; `settle` does the same step by step, without the record. */
export function planAsRead(given: SettleInput, lawDay: Day): Result<ReadEvent> {
  const read = eventAsRead(given, lawDay);
  if (!read.ok) return read;
  const { event } = read.value;
  const input = { ...given, event };
  const prepared = prepare(given.program);
  const kind = prepared.kinds[event.kind];
  const profile = profileOf(kind, input, lawDay);
  if (!profile.ok) return profile;
  const plan = planOf(prepared, kind, input, profile.value, lawDay);
  if (!plan.ok) return plan;
  return accepted({ input, prepared, kind, profile: profile.value, plan: plan.value });
}

/** Gives the plan of a profile; `recompute` tiers take the numbers of their own day. */
export function planOf(
  prepared: Prepared,
  kind: PreparedKind,
  input: SettleInput,
  profile: Profile,
  day: Day,
): Result<EventPlan> {
  const own = planOn(prepared, kind, input, profile, day);
  const { recomputeOn } = input;
  if (!own.ok || recomputeOn === undefined || recomputeOn === day) return own;
  const then = profileOf(kind, input, recomputeOn);
  if (!then.ok) return then;
  const again = planOn(prepared, kind, input, then.value, recomputeOn);
  if (!again.ok) return again;
  const isRecomputed = (tier: TierPlan): boolean =>
    input.program.tiers[tier.tier]?.midYearChange === 'recompute';
  const tiers = own.value.tiers.map((tier, index) =>
    isRecomputed(tier) ? (again.value.tiers[index] ?? tier) : tier,
  );
  return accepted({ ...own.value, tiers });
}

function planOn(
  prepared: Prepared,
  kind: PreparedKind,
  { person, program }: SettleInput,
  profile: Profile,
  day: Day,
): Result<EventPlan> {
  const known = kind.plans.get(profile.key);
  if (known?.plan.isCovered) return known.found;
  try {
    const { plan, found } = planFor(prepared, kind, profile.key, day, (dimension) =>
      codeIn(profile, dimension),
    );
    return plan.isCovered ? found : notEnrolled(person, program, day);
  } catch (fault) {
    if (fault instanceof ValueMissing) return rejected(fault.code, fault.message, fault.parameter);
    throw fault;
  }
}

function notEnrolled(person: Person, program: Program, day: Day): Result<never> {
  return rejected(
    'settlement/person_not_enrolled',
    `人员 ${person.id} 在 ${formatDay(day)} 不属于“${program.title}”的保障对象，请核对参保信息`,
    person.id,
  );
}
