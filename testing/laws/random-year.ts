/**
 * Random people and what happens to them over some two years under a random law: visits of every
 * size, late bills, reversals, duplicates, premiums, allowances, closes. ISO days, whole fen.
 */
import type { Event, Fact, Item, Person } from '../oracle/index.ts';
import { type Chance, chanceOf } from './chance.ts';
import { LAW_FROM } from './draft.ts';
import { dayNumber, isoDay, randomEvent } from './random-event.ts';
import type { RandomLaw } from './random-law.ts';
import { spoilt } from './random-spoil.ts';
import { CLASSES, CODES } from './vocabulary.ts';

export interface RandomYear {
  readonly person: Person;
  readonly items: readonly Item[];
  /** A close over the person and others, after all items. */
  readonly household: Household | null;
}

export interface Household {
  readonly others: readonly { readonly person: Person; readonly items: readonly Item[] }[];
  readonly close: { readonly id: string; readonly on: string; readonly facets: Facets };
}
type Facets = Readonly<Record<string, string>>;

/** Writes a person's years under a law. */
export function randomYear(law: RandomLaw, { seed }: { readonly seed: number }): RandomYear {
  const chance = chanceOf(seed ^ 0x5bd1e995);
  const person = randomPerson(chance, law, 'p0');
  const { items } = randomItems(chance, law, chance.int(3, 40));
  const isHousehold = law.kinds.has('close') && law.scope === 'household';
  if (!isHousehold) {
    return { ...spoilt(chance, law, person, items), household: null };
  }
  const others = Array.from({ length: chance.int(0, 2) }, (_, index) => ({
    person: randomPerson(chance, law, `p${index + 1}`),
    items: randomItems(chance, law, chance.int(1, 6)).items,
  }));
  const facets = { level: chance.pick(CODES.level) };
  const close = { id: 'household', on: chance.pick(CLOSING_DAYS), facets };
  return { person, items, household: { others, close } };
}

const CLOSING_DAYS = ['2025-06-30', '2025-12-31', '2026-06-30'];

function randomPerson(chance: Chance, law: RandomLaw, id: string): Person {
  const insurance = chance.pick(['resident', 'employee']);
  const other = insurance === 'resident' ? 'employee' : 'resident';
  const moves = chance.is(0.35) ? randomDay(chance) : null;
  const retires = chance.is(0.3) ? randomDay(chance) : null;
  const classes = chance.is(0.6) ? chance.some(CLASSES, 1) : [];
  const facts = [
    fact('insuranceType', insurance, '2010-01-01', moves),
    ...(moves === null ? [] : [fact('insuranceType', other, moves, null)]),
    ...(retires === null ? [] : [fact('employment', 'retired', retires, null)]),
    ...(chance.is(0.2) ? [fact('employment', 'working', '2010-01-01', retires)] : []),
    ...classes.flatMap((code) => randomHolding(chance, code)),
  ];
  const isUnderOneScheme = law.arrangement !== 'parallel';
  if (isUnderOneScheme && chance.is(0.03))
    facts.push(fact('insuranceType', other, '2025-08-01', null));
  return { id, bornOn: randomBirthday(chance), facts: chance.shuffled(facts) };
}

function randomBirthday(chance: Chance): string {
  const year = chance.int(1935, 2020);
  const leapDay = year % 4 === 0 ? '02-29' : '03-01';
  return `${year}-${chance.pick([leapDay, '05-05', '12-31'])}`;
}

/** One or two spells of a person class, some of a single day. */
function randomHolding(chance: Chance, code: string): Fact[] {
  const from = chance.pick([LAW_FROM, '2024-11-30', '2025-03-31', '2025-07-01', randomDay(chance)]);
  const until = chance.is(0.5)
    ? isoDay(dayNumber(from) + chance.pick([1, 20, 90, 184, 365]))
    : null;
  const first = fact('personClass', code, from, until);
  if (until === null || !chance.is(0.3)) return [first];
  return [first, fact('personClass', code, isoDay(dayNumber(until) + chance.int(0, 100)), null)];
}

function fact(dimension: string, code: string, from: string, until: string | null): Fact {
  return { dimension, code, effectiveFrom: from, effectiveUntil: until };
}

/** A day of the years that the law spans, most of them in 2025. */
function randomDay(chance: Chance): string {
  const [from, until] = chance.is(0.75)
    ? ['2025-01-01', '2025-12-31']
    : ['2024-07-01', '2026-06-30'];
  return isoDay(chance.int(dayNumber(from), dayNumber(until)));
}

/** Items in the order in which they were recorded. */
function randomItems(chance: Chance, law: RandomLaw, count: number): { items: Item[] } {
  const events = Array.from({ length: count }, (_, index) =>
    randomEvent(chance, law, `e${index}`, randomDay(chance)),
  );
  const recorded = late(chance, inTime(events)).map((event): Item => ({ kind: 'event', event }));
  const items: Item[] = [];
  const reversable: string[] = [];
  let reversals = 0;
  for (const item of recorded) {
    items.push(item);
    if (item.kind === 'event') reversable.push(item.event.id);
    if (chance.is(0.05)) items.push(item);
    if (chance.is(0.07) && reversable.length > 0) {
      const reverses = chance.pick(reversable);
      reversable.splice(reversable.indexOf(reverses), 1);
      reversals += 1;
      items.push({ kind: 'reversal', id: `r${reversals}`, reverses, on: dayItIsKnown(item) });
    }
  }
  return { items };
}

function inTime(events: readonly Event[]): Event[] {
  const day = (event: Event) => (event.kind === 'visit' ? event.settledOn : event.on);
  return [...events].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

/** Some bills come late: they are recorded after events of later days. */
function late(chance: Chance, events: readonly Event[]): Event[] {
  const recorded = [...events];
  for (let index = 0; index < recorded.length; index++) {
    if (!chance.is(0.1)) continue;
    const [event] = recorded.splice(index, 1);
    if (event) recorded.splice(chance.int(index, recorded.length), 0, event);
  }
  return recorded;
}

function dayItIsKnown(item: Item): string {
  if (item.kind === 'reversal') return item.on;
  return item.event.kind === 'visit' ? item.event.settledOn : item.event.on;
}
