/**
 * Now and then one thing in a history is wrong, in a way that the page has a code for.
 */
import type { Event, Item, Person, Visit } from '../oracle/index.ts';
import type { Chance } from './chance.ts';
import type { RandomLaw } from './random-law.ts';

interface PersonAndItems {
  readonly person: Person;
  readonly items: readonly Item[];
}

/** Gives back the same, or in about one of eight with one fault. */
export function spoilt(
  chance: Chance,
  law: RandomLaw,
  person: Person,
  items: readonly Item[],
): PersonAndItems {
  if (!chance.is(0.12)) return { person, items };
  const fault = chance.pick(FAULTS);
  const visits = items.flatMap((item) =>
    item.kind === 'event' && item.event.kind === 'visit' ? [item.event] : [],
  );
  const last = visits.at(-1);
  return last ? fault({ chance, law, person, items, last }) : { person, items };
}

interface Spoiling extends PersonAndItems {
  readonly chance: Chance;
  readonly law: RandomLaw;
  readonly last: Visit;
}

const FAULTS: readonly ((spoiling: Spoiling) => PersonAndItems)[] = [
  bothInsurances,
  bothInsurances,
  ({ person, items, last }) => {
    const [line, ...others] = last.lines;
    const lines = line ? [{ ...line, costFen: line.costFen + 1 }, ...others] : [];
    return { person, items: [...items, added({ ...last, lines })] };
  },
  ({ person, items, last }) => ({
    person,
    items: [...items, { kind: 'reversal', id: 'rx', reverses: 'nobody', on: last.settledOn }],
  }),
  ({ person, items, last }) => {
    const reversal: Item = { kind: 'reversal', id: 'rx', reverses: 'late', on: last.settledOn };
    const late = added({ ...last, id: 'late' });
    return { person, items: [...items, late, reversal, { ...reversal, id: 'ry' }] };
  },
  ({ chance, person, items, last }) => {
    const reversal: Item = { kind: 'reversal', id: 'rx', reverses: 'late', on: last.settledOn };
    const other = {
      ...reversal,
      ...(chance.is(0.5) ? { reverses: last.id } : { on: '2027-01-01' }),
    };
    return { person, items: [...items, added({ ...last, id: 'late' }), reversal, other] };
  },
  ({ person, items, last }) => ({ person, items: [...items, added(moved(last, 'late', 10))] }),
  ({ person, items, last }) => ({ person, items: [...items, added(moved(last, 'early', -10))] }),
  ({ person, items }) => ({
    person: { ...person, facts: person.facts.filter((f) => f.dimension !== 'insuranceType') },
    items,
  }),
  ({ person, items }) => {
    const unknown = { dimension: 'insuranceType', code: 'sailor', effectiveFrom: '2010-01-01' };
    const facts = person.facts.filter((f) => f.dimension !== 'insuranceType');
    return {
      person: { ...person, facts: [...facts, { ...unknown, effectiveUntil: null }] },
      items,
    };
  },
  ({ person, items, last }) => {
    const { level: _, ...facets } = last.facets;
    return { person, items: [...items, added({ ...last, id: 'bare', facets })] };
  },
  ({ person, items, last }) => {
    const { careHours: _, ...facets } = last.facets;
    return { person, items: [...items, added({ ...last, id: 'hourless', facets })] };
  },
  ({ chance, person, items, last }) => {
    const careHours = chance.pick(['900000000001', '-1', 'many', '1.5']);
    const facets = { ...last.facets, careHours };
    return { person, items: [...items, added({ ...last, id: 'hours', facets })] };
  },
  ({ chance, person, items }) => {
    const code = chance.pick(['spleen', 'heart']);
    const filed = { dimension: 'filed', code, effectiveFrom: '2010-01-01', effectiveUntil: null };
    return { person: { ...person, facts: [...person.facts, filed] }, items };
  },
  ({ person, items, last }) => {
    const facets = { ...last.facets, level: 'ninth' };
    return { person, items: [...items, added({ ...last, id: 'odd', facets })] };
  },
  ({ chance, person, items, last }) => {
    const lines = last.lines.slice(0, chance.int(1, 2)).map((line) => ({ ...line, ...HUGE }));
    return { person, items: [...items, added({ ...last, id: 'huge', lines })] };
  },
];

/** Enrolled as a resident and as an employee at once. */
function bothInsurances({ person, items }: Spoiling): PersonAndItems {
  const both = ['resident', 'employee'].map((code) => ({
    dimension: 'insuranceType',
    code,
    effectiveFrom: '2010-01-01',
    effectiveUntil: null,
  }));
  const facts = person.facts.filter((f) => f.dimension !== 'insuranceType');
  return { person: { ...person, facts: [...facts, ...both] }, items };
}

/** The greatest amount that may come in; formulas soon go beyond it. */
const HUGE = { costFen: 900_000_000_000, overLimitFen: 0, firstShareFen: null };

function added(event: Event): Item {
  return { kind: 'event', event };
}

/** The same visit, years away. */
function moved(visit: Visit, id: string, years: number): Visit {
  const move = (day: string) =>
    `${Number(day.slice(0, 4)) + years}-${day.slice(5).replace('02-29', '02-28')}`;
  return {
    ...visit,
    id,
    admittedOn: move(visit.admittedOn),
    servedOn: move(visit.servedOn),
    dischargedOn: move(visit.dischargedOn),
    settledOn: move(visit.settledOn),
  };
}
