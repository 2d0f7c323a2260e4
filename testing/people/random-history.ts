/**
 * Random histories under the laws of this repository: bills in time and late, the same bill twice,
 * reversals, premiums.
 */
import type { Event, History, HistoryItem } from '../../engine/settle/index.ts';
import type { Chance } from '../laws/chance.ts';
import type { Place } from './place.ts';
import { randomDay, randomPerson } from './random-person.ts';
import { randomVisit } from './random-visit.ts';

export interface RandomHistory {
  readonly history: History;
  /** Every event once, in the order recorded. */
  readonly events: readonly Event[];
  /** Ids of reversed events. */
  readonly reversed: ReadonlySet<string>;
  readonly counts: { readonly late: number; readonly duplicates: number };
}

/** Some months or years of one person. */
export function randomHistory(chance: Chance, place: Place, id: string): RandomHistory {
  const person = randomPerson(chance, place, id);
  const events = randomEvents(chance, place);
  const items: HistoryItem[] = [];
  const reversed = new Set<string>();
  let duplicates = 0;
  for (const event of events) {
    items.push({ kind: 'event', event });
    if (chance.is(0.04)) {
      items.push({ kind: 'event', event: structuredClone(event) });
      duplicates++;
    }
    const open = items.flatMap((item) =>
      item.kind === 'event' && !reversed.has(item.event.id) ? [item.event.id] : [],
    );
    if (open.length > 0 && chance.is(0.05)) {
      const reverses = chance.pick(open);
      reversed.add(reverses);
      items.push({ kind: 'reversal', id: `r-${reverses}`, reverses, on: dayOf(event) });
    }
  }
  return {
    history: { area: place.area, person, items },
    events,
    reversed,
    counts: { late: lateIn(events), duplicates },
  };
}

/** The day by which an event stands in its year. */
export function dayOf(event: Event) {
  return event.kind === 'visit' ? event.dischargedOn : event.on;
}

function randomEvents(chance: Chance, place: Place): Event[] {
  const count = chance.weighted([
    [chance.int(1, 4), 3],
    [chance.int(5, 14), 5],
    [chance.int(15, 40), 1],
  ] as const);
  const days = Array.from({ length: count }, () => randomDay(chance, place));
  const inTime = days
    .sort((a, b) => a - b)
    .map((day, index): Event => {
      const id = `e${index}`;
      if (!chance.is(0.05)) return randomVisit(chance, place, id, day);
      const premiumFen = chance.pick([15_000, 18_001, 60_000, chance.int(0, 100_000)]);
      return { kind: 'contribution', id, on: day, premiumFen, facets: {} };
    });
  for (let index = 0; index < inTime.length; index++) {
    if (!chance.is(0.12)) continue;
    const [late] = inTime.splice(index, 1);
    if (late) inTime.splice(chance.int(index, inTime.length), 0, late);
  }
  return inTime;
}

function lateIn(events: readonly Event[]): number {
  let latest = Number.NEGATIVE_INFINITY;
  let late = 0;
  for (const event of events) {
    if (dayOf(event) < latest) late++;
    latest = Math.max(latest, dayOf(event));
  }
  return late;
}
