/**
 * Goal: policies/wenzhou pays in 2025 what a model straight from the documents pays, to the fen.
 * Numbers that no document gives are handed to the model from the policies, so that what is
 * compared is the structure and the numbers that the documents give.
 */
import { expect, test } from 'vitest';
import { type Chance, chanceOf } from '../laws/chance.ts';
import { type WenzhouAssumed, type WenzhouVisit, wenzhouYear } from '../oracle/wenzhou-2025.ts';
import { amount, type Bill, billItem, daysOf, GRADES, personOf } from './bills.ts';
import { numberIn, paidUnderPolicies } from './policies.ts';

const YEARS = 200;
const READINGS: readonly Readonly<Record<string, string>>[] = [
  {},
  { basicDeductible: 'excluded' },
  { firstShare: 'counts' },
  { aboveBasicCeiling: 'counts' },
];

test.each(['resident', 'employee'] as const)(`%s: ${YEARS} random person-years`, (insurance) => {
  for (let seed = 0; seed < YEARS; seed++) check(insurance, seed);
});

function check(insurance: 'resident' | 'employee', seed: number): void {
  const chance = chanceOf(seed + 80_000);
  const isRetired = chance.is(0.4);
  const poorFrom = chance.pick([null, null, '2000-01-01', '2025-06-15']);
  const readings = chance.pick(READINGS);
  const size = chance.pick([100_000, 4_000_000, 20_000_000]);
  const bills = daysOf(chance, 2025).map((day) => randomBill(chance, day, size));
  const file = `wenzhou.critical.${insurance}`;
  const person = personOf([
    ['insuranceType', insurance, '2000-01-01'],
    ['employment', isRetired ? 'retired' : 'active', '2000-01-01'],
    poorFrom === null ? null : ['personClass', 'dibao', poorFrom],
  ]);
  const flips = Object.fromEntries(
    Object.entries(readings).map(([name, is]) => [`${file}/${name}`, is]),
  );
  const paid = paidUnderPolicies('wenzhou', person, bills.map(billItem), flips);
  const found = [...paid.values()].map((by) => ({
    basic: by.basic,
    criticalIllness: by.criticalIllness,
  }));
  const visits = bills.map((bill) => visitOf(bill, poorFrom));
  const assumed = assumedIn(file, readings);
  const expected = wenzhouYear({ insurance, isRetired }, visits, assumed);
  expect(found, `seed ${seed}`).toEqual(expected);
}

function assumedIn(file: string, readings: Readonly<Record<string, string>>): WenzhouAssumed {
  return {
    outOfCityBp: ({ isReferred }, { insurance, isRetired }) =>
      insurance === 'resident'
        ? numberIn('wenzhou.basic.resident', 'outOfCityRatioBp')
        : numberIn(
            'wenzhou.basic.employee',
            'outOfCityRatioBp',
            isReferred ? 'referred' : 'none',
            isRetired ? 'retired' : 'active',
          ),
    poorDeductibleBp: numberIn(file, 'poorDeductibleShareBp'),
    poorExtraBp: numberIn(file, 'poorRatioExtraBp'),
    countsBasicDeductible: readings.basicDeductible !== 'excluded',
    countsFirstShare: readings.firstShare === 'counts',
    countsAboveCeiling: readings.aboveBasicCeiling === 'counts',
  };
}

function randomBill(chance: Chance, day: string, size: number): Bill {
  const line = () => ({
    costFen: amount(chance, size),
    firstShareBp: chance.pick([0, 0, 1000, 1505]),
    facets: { itemClass: chance.pick(['A', 'B', 'C']), necessity: 'necessary' },
  });
  return {
    day,
    grade: chance.pick(GRADES),
    facets: {
      setting: chance.pick(['inpatient', 'specialDiseaseOutpatient']),
      place: chance.is(0.2) ? 'outOfCity' : 'inCity',
      referral: chance.pick(['none', 'referred']),
    },
    lines: Array.from({ length: chance.int(1, 4) }, line),
  };
}

function visitOf({ day, grade, facets, lines }: Bill, poorFrom: string | null): WenzhouVisit {
  const inCatalogue = lines.filter((line) => line.facets.itemClass !== 'C');
  const shares = inCatalogue.map(
    (line) => (BigInt(line.costFen) * BigInt(line.firstShareBp ?? 0) + 5000n) / 10_000n,
  );
  const firstShareFen = shares.reduce((sum, share) => sum + share, 0n);
  const cost = inCatalogue.reduce((sum, line) => sum + BigInt(line.costFen), 0n);
  return {
    grade,
    isOutOfCity: facets.place === 'outOfCity',
    isReferred: facets.referral === 'referred',
    isPoor: poorFrom !== null && poorFrom <= day,
    inScopeFen: cost - firstShareFen,
    firstShareFen,
  };
}
