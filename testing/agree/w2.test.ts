/**
 * Goal: policies/w2 pays what its description pays, to the fen, and so does the oracle.
 */
import { expect, test } from 'vitest';
import { chanceOf } from '../laws/chance.ts';
import { w2Year } from '../oracle/w2.ts';
import { amount, billItem, daysOf, GRADES, personOf } from './bills.ts';
import { paidUnderPolicies } from './policies.ts';

const YEARS = 200;

test(`${YEARS} random person-years`, () => {
  for (let seed = 0; seed < YEARS; seed++) check(seed);
});

function check(seed: number): void {
  const chance = chanceOf(seed + 70_000);
  const type = chance.pick([0, 1] as const);
  const personClass = chance.pick([0, 1, 2, 3] as const);
  const bills = daysOf(chance, 2024).map((day) => ({
    day,
    grade: chance.pick(GRADES),
    facets: { setting: 'inpatient', place: 'inCity' },
    lines: [
      {
        costFen: amount(chance, chance.pick([300_000, 9_000_000])),
        facets: { itemClass: 'A', necessity: 'necessary' },
      },
    ],
  }));
  const person = personOf([
    ['insuranceType', type === 1 ? 'employee' : 'resident', '2000-01-01'],
    personClass === 0 ? null : ['personClass', `c${personClass}`, '2000-01-01'],
  ]);
  const claims = bills.map(({ grade, lines }) => ({
    amountFen: BigInt(lines[0]?.costFen ?? 0),
    level: GRADES.indexOf(grade) as 0 | 1 | 2,
  }));
  const paid = paidUnderPolicies('w2', person, bills.map(billItem));
  const found = [...paid.values()].map((by) => [by.basic, by.criticalIllness, by.assistance]);
  expect(found, `seed ${seed}`).toEqual(w2Year({ type, class: personClass }, claims));
}
