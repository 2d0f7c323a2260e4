/**
 * Hands a person's history, as the oracle takes it, to the engine: ISO days become day numbers.
 */
import type {
  Event as EngineEvent,
  Person as EnginePerson,
  HistoryItem,
  State,
} from '../../engine/settle/index.ts';
import { type Day, parseDay } from '../../engine/units/index.ts';
import type { Event, Item, Person } from '../oracle/index.ts';

/** The states of a household's members stand in for their counters in the oracle's form. */
export type MemberStates = ReadonlyMap<string, State>;

/** The person with day numbers. */
export function personForEngine({ id, bornOn, facts }: Person): EnginePerson {
  return {
    id,
    bornOn: bornOn === null ? null : dayOf(bornOn),
    facts: facts.map(({ dimension, code, effectiveFrom, effectiveUntil }) => ({
      dimension,
      code,
      effectiveFrom: dayOf(effectiveFrom),
      effectiveUntil: effectiveUntil === null ? null : dayOf(effectiveUntil),
    })),
  };
}

/** The items with day numbers. */
export function itemsForEngine(items: readonly Item[], states: MemberStates): HistoryItem[] {
  return items.map((item) =>
    item.kind === 'event'
      ? { kind: 'event', event: eventForEngine(item.event, states) }
      : { ...item, on: dayOf(item.on) },
  );
}

function eventForEngine(event: Event, states: MemberStates): EngineEvent {
  switch (event.kind) {
    case 'visit':
      return {
        ...event,
        admittedOn: dayOf(event.admittedOn),
        servedOn: dayOf(event.servedOn),
        dischargedOn: dayOf(event.dischargedOn),
        settledOn: dayOf(event.settledOn),
      };
    case 'contribution':
      return { ...event, on: dayOf(event.on) };
    case 'allowance': {
      const { kind, id, days, facets } = event;
      const bases =
        'bases' in event ? event.bases : [{ monthlyBaseFen: event.monthlyBaseFen, weight: 1 }];
      return { kind, id, on: dayOf(event.on), days, facets, bases };
    }
    case 'close':
      return {
        ...event,
        on: dayOf(event.on),
        members: event.members.map(({ personId }) => ({
          personId,
          state: stateOf(personId, states),
        })),
      };
  }
}

function stateOf(personId: string, states: MemberStates): State {
  const state = states.get(personId);
  if (!state) throw new Error(`no state of ${personId}`);
  return state;
}

function dayOf(iso: string): Day {
  const day = parseDay(iso);
  if (day === undefined) throw new Error(`not a day: ${iso}`);
  return day;
}
