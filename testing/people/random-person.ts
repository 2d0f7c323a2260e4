/**
 * Random people of a place: enrolment, work, and person classes that come and go in mid-year.
 */
import type { Fact, Person } from '../../engine/settle/index.ts';
import { asDay, type Day, dayFromCivil } from '../../engine/units/index.ts';
import type { Chance } from '../laws/chance.ts';
import type { Place } from './place.ts';

/** A person of a place; some change enrolment, work or class in the middle of a year. */
export function randomPerson(chance: Chance, place: Place, id: string): Person {
  const insurance = chance.pick(place.insuranceTypes);
  const others = place.insuranceTypes.filter((one) => one !== insurance);
  const moves = others.length > 0 && chance.is(0.25) ? randomDay(chance, place) : null;
  const retires = chance.is(0.2) ? randomDay(chance, place) : null;
  const isRetired = retires === null && chance.is(0.3);
  return {
    id,
    bornOn: dayFromCivil({ year: chance.int(1930, 2016), month: chance.int(1, 12), day: 28 }),
    facts: chance.shuffled([
      fact('insuranceType', insurance, null, moves),
      ...(moves === null ? [] : [fact('insuranceType', chance.pick(others), moves, null)]),
      fact('employment', isRetired ? 'retired' : 'active', null, retires),
      ...(retires === null ? [] : [fact('employment', 'retired', retires, null)]),
      ...randomClasses(chance, place),
    ]),
  };
}

/** A day within the years of a place. */
export function randomDay(chance: Chance, place: Place): Day {
  const first = dayFromCivil({ year: chance.pick(place.years), month: 1, day: 1 });
  return asDay(first + chance.int(0, 364));
}

function randomClasses(chance: Chance, place: Place): Fact[] {
  const count = chance.weighted([
    [0, 5],
    [1, 4],
    [2, 1],
  ] as const);
  return Array.from({ length: count }, () => {
    const code = chance.pick(place.classes);
    if (chance.is(0.4)) return fact('personClass', code, null, null);
    const from = randomDay(chance, place);
    const until = chance.is(0.4) ? asDay(from + chance.int(1, 200)) : null;
    return fact('personClass', code, from, until);
  });
}

function fact(dimension: string, code: string, from: Day | null, until: Day | null): Fact {
  const effectiveFrom = from ?? dayFromCivil({ year: 2000, month: 1, day: 1 });
  return { dimension, code, effectiveFrom, effectiveUntil: until };
}
