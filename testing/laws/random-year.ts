/**
 * Random people and what happens to them over some two years under a random law: visits of every
 * size, late bills, reversals, duplicates, premiums, allowances, closes. ISO days, whole fen.
 */
import type { Event, Item, Person } from '../oracle/index.ts';
import { type Chance, chanceOf } from './chance.ts';
import { randomEvent } from './random-event.ts';
import type { RandomLaw } from './random-law.ts';
import { randomDay, randomPerson } from './random-person.ts';
import { spoilt } from './random-spoil.ts';
import { CODES } from './vocabulary.ts';

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
  const { items } = randomItems(chance, law, person, chance.int(3, 40));
  const isHousehold = law.kinds.has('close') && law.scope === 'household';
  if (!isHousehold) {
    return { ...spoilt(chance, law, person, items), household: null };
  }
  const others = Array.from({ length: chance.int(0, 2) }, (_, index) => {
    const other = randomPerson(chance, law, `p${index + 1}`);
    return { person: other, items: randomItems(chance, law, other, chance.int(1, 6)).items };
  });
  const facets = { level: chance.pick(CODES.level), careHours: '2' };
  const close = { id: 'household', on: chance.pick(CLOSING_DAYS), facets };
  return { person, items, household: { others, close } };
}

const CLOSING_DAYS = ['2025-06-30', '2025-12-31', '2026-06-30'];

/** Items in the order in which they were recorded. */
function randomItems(
  chance: Chance,
  law: RandomLaw,
  { bornOn }: Person,
  count: number,
): { items: Item[] } {
  const events = Array.from({ length: count }, (_, index) =>
    randomEvent(chance, law, `e${index}`, randomDay(chance, bornOn)),
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
      const reversal: Item = {
        kind: 'reversal',
        id: `r${reversals}`,
        reverses,
        on: dayItIsKnown(item),
      };
      items.push(reversal, ...(chance.is(0.1) ? [reversal] : []));
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
