/**
 * Goal: policies/xianning pays in 2017 what a model straight from 咸政办发〔2017〕11号 pays, to the
 * fen, under every reading where the text is silent. Numbers that the text does not give are
 * handed to the model from the policies: what is compared is structure and the text's numbers.
 */
import { expect, test } from 'vitest';
import { type Chance, chanceOf } from '../laws/chance.ts';
import {
  type XianningAssumed,
  type XianningReadings,
  type XianningVisit,
  xianningYear,
} from '../oracle/xianning-2017.ts';
import { amount, type Bill, billItem, daysOf, GRADES, personOf } from './bills.ts';
import { type Flips, listIn, numberIn, paidUnderPolicies } from './policies.ts';

const YEARS = 200;
const PUBLISHED_ON = '2017-03-20';

test(`${YEARS} random person-years`, () => {
  for (let seed = 0; seed < YEARS; seed++) check(seed);
});

function check(seed: number): void {
  const chance = chanceOf(seed + 90_000);
  const readings = randomReadings(chanceOf(seed % 30));
  const size = chance.pick([20_000, 300_000, 4_000_000, 12_000_000]);
  const bills = daysOf(chance, 2017).map((day) => randomBill(chance, day, size));
  const poor = chance.pick([null, 1, 1, 2] as const);
  const poorFrom = chance.pick(['2016-01-01', '2016-01-01', '2017-06-15']);
  const person = personOf([
    ['insuranceType', 'resident', '2000-01-01'],
    poor === null ? null : ['personClass', `poor${poor}`, poorFrom],
  ]);
  const paid = paidUnderPolicies('xianning', person, bills.map(billItem), flipsOf(readings));
  const found = [...paid.values()].map(({ county: _, ...by }) => by);
  const visits = bills.map((bill) => {
    const isHeld = poorFrom <= bill.day && bill.day >= PUBLISHED_ON;
    return visitOf(bill, isHeld ? poor : null);
  });
  expect(found, `seed ${seed}`).toEqual(xianningYear(visits, ASSUMED, readings));
}

const ASSUMED: XianningAssumed = {
  stayDeductibleFen: byGrade('deductibleFen'),
  stayRatioBp: byGrade('ratioBp'),
  specialRatioBp: numberIn('xianning.basic.special', 'ratioBp'),
  specialCapFen: numberIn('xianning.basic.special', 'specialCapFen'),
  basicCapFen: numberIn('xianning.basic.inpatient', 'yearlyCapFen'),
  tiltDeductibleBp: numberIn('xianning.poverty-tilt', 'basicDeductibleShareBp'),
  tiltExtraBp: numberIn('xianning.poverty-tilt', 'basicRatioExtraBp'),
  criticalDeductibleFen: numberIn('xianning.critical', 'deductibleFen'),
  criticalTiltBp: numberIn('xianning.poverty-tilt', 'criticalDeductibleShareBp'),
  criticalBoundsFen: upperBounds(),
  criticalRatiosBp: threeOf(listIn('xianning.critical', 'ratiosBpList')),
  criticalCapFen: numberIn('xianning.critical', 'yearlyCapFen'),
  assistanceRatioBp: numberIn('xianning.assistance', 'ratioBp'),
};

function byGrade(parameter: string) {
  const of = (grade: string) => numberIn('xianning.basic.inpatient', parameter, grade);
  return { primary: of('primary'), secondary: of('secondary'), tertiary: of('tertiary') };
}

function upperBounds(): readonly [bigint, bigint] {
  const [, low, high] = threeOf(listIn('xianning.critical', 'boundsFenList'));
  return [low, high];
}

function threeOf(list: readonly bigint[]): readonly [bigint, bigint, bigint] {
  const [one, two, three] = list;
  if (one === undefined || two === undefined || three === undefined || list.length > 3) {
    throw new Error(`three segments are expected, not ${list}`);
  }
  return [one, two, three];
}

function randomReadings(chance: Chance): XianningReadings {
  return {
    use: chance.pick(['proRata', 'inCatalogueFirst', 'outOfCatalogueFirst']),
    tenPercentOf: chance.pick(['visit', 'year']),
    outpatientExcess: chance.pick(['person', 'hospitalHalf']),
    threshold: chance.pick(['ownYearly', 'ownPerVisit', 'sameAsSupplementary']),
    firstShareSide: chance.pick(['inCatalogue', 'outOfCatalogue']),
    overLimitSide: chance.pick(['inCatalogue', 'outOfCatalogue', 'personal']),
  };
}

const USE = {
  proRata: 'proRata',
  inCatalogueFirst: ['inCatalogue', 'outOfCatalogue'],
  outOfCatalogueFirst: ['outOfCatalogue', 'inCatalogue'],
} as const;

function flipsOf(readings: XianningReadings): Flips {
  return {
    'xianning.supplementary/deductibleUse': USE[readings.use],
    'xianning.resident.2017/tenPercentOf': readings.tenPercentOf,
    'xianning.hospitalHalf/outpatientExcess': readings.outpatientExcess,
    'xianning.assistance/threshold': readings.threshold,
    'xianning.supplementary/firstShareSide': readings.firstShareSide,
    'xianning.supplementary/overLimitSide': readings.overLimitSide,
  };
}

function randomBill(chance: Chance, day: string, size: number): Bill {
  const line = () => {
    const costFen = amount(chance, size);
    return {
      costFen,
      overLimitFen: chance.is(0.15) ? chance.int(0, costFen) : 0,
      firstShareBp: chance.pick([0, 0, 1000, 1505]),
      facets: {
        itemClass: chance.pick(['A', 'A', 'B', 'C']),
        necessity: chance.pick(['necessary', 'necessary', 'notNecessary']),
      },
    };
  };
  return {
    day,
    grade: chance.pick(GRADES),
    facets: {
      setting: chance.pick(['inpatient', 'inpatient', 'specialDiseaseOutpatient']),
      place: chance.is(0.25) ? 'outOfCity' : 'inCity',
      referral: chance.pick(['none', 'referred']),
    },
    lines: Array.from({ length: chance.int(1, 6) }, line),
  };
}

function visitOf({ grade, facets, lines }: Bill, poor: 1 | 2 | null): XianningVisit {
  return {
    setting: facets.setting === 'inpatient' ? 'inpatient' : 'specialDiseaseOutpatient',
    grade,
    isOutOfCity: facets.place === 'outOfCity',
    poor,
    lines: lines.map((line) => ({
      costFen: BigInt(line.costFen),
      isInCatalogue: line.facets.itemClass !== 'C',
      isNecessary: line.facets.necessity === 'necessary',
      overLimitFen: BigInt(line.overLimitFen ?? 0),
      firstShareBp: BigInt(line.firstShareBp ?? 0),
    })),
  };
}
