/**
 * People and bills of bench `kernel-city`, made from a seed: residents of Wenzhou with a year of
 * pharmacy, outpatient, inpatient and special-disease bills, some of them long and costly.
 */
import type { Fact, History, HistoryItem, Line, Person, Visit } from '../../engine/settle/index.ts';
import { asDay, type Day, dayFromCivil } from '../../engine/units/index.ts';
import { type Chance, chanceOf } from '../../testing/laws/chance.ts';

const YEAR_START = dayFromCivil({ year: 2025, month: 1, day: 1 });
const LONG_AGO = dayFromCivil({ year: 2015, month: 1, day: 1 });
const SPECIAL = ['cancer', 'dialysis', 'transplant', 'lupus', 'insulinDiabetes'] as const;
const CLASSES = ['tekun', 'dibao', 'dibian', 'lowIncome', 'illnessPoor', 'otherAid'] as const;
const GRADES = ['primary', 'secondary', 'tertiary'] as const;

/** What a person's year is like. */
type Course = 'ordinary' | 'stays' | 'special' | 'specialDrug' | 'rareDrug';

/** The history of a person of the city. */
export function cityHistory(seed: number, number: number): History {
  const chance = chanceOf(Math.imul(seed, 0x9e3779b1) ^ number);
  const course = chance.weighted<Course>([
    ['ordinary', 88],
    ['stays', 6],
    ['special', 5],
    ['specialDrug', 0.6],
    ['rareDrug', 0.4],
  ]);
  const disease = chance.pick(SPECIAL);
  const person = cityPerson(chance, `p${number}`, course === 'special' ? disease : null);
  const visits = visitsOf(chance, course, disease).toSorted(
    (left, right) => left.dischargedOn - right.dischargedOn,
  );
  const items = visits.map((visit, index): HistoryItem => {
    return { kind: 'event', event: { ...visit, id: `v${index}` } };
  });
  return { area: 'wenzhou', person, items };
}

function cityPerson(chance: Chance, id: string, disease: string | null): Person {
  const facts: Fact[] = [fact('insuranceType', 'resident')];
  if (chance.is(0.55)) facts.push(fact('inclusiveInsurance', 'insured'));
  if (chance.is(0.09)) facts.push(fact('personClass', chance.pick(CLASSES)));
  if (disease !== null) facts.push(fact('filedSpecialDisease', disease));
  const bornOn = dayFromCivil({ year: chance.int(1935, 2019), month: chance.int(1, 12), day: 1 });
  return { id, bornOn, facts };
}

function fact(dimension: string, code: string): Fact {
  return { dimension, code, effectiveFrom: LONG_AGO, effectiveUntil: null };
}

function visitsOf(chance: Chance, course: Course, disease: string): Visit[] {
  const ordinary = repeat(chance.int(2, 12), () =>
    chance.is(0.1) ? stay(chance, 900_000) : outpatient(chance),
  );
  switch (course) {
    case 'ordinary':
      return ordinary;
    case 'stays':
      return [...ordinary, ...repeat(chance.int(2, 6), () => stay(chance, 7_000_000))];
    case 'special':
      return [...ordinary, ...repeat(12, () => special(chance, disease))];
    case 'specialDrug':
    case 'rareDrug':
      return [...ordinary, ...repeat(12, () => drugs(chance, course))];
  }
}

function repeat(times: number, make: () => Visit): Visit[] {
  return Array.from({ length: times }, make);
}

function outpatient(chance: Chance): Visit {
  const isPharmacy = chance.is(0.3);
  const facets = {
    setting: isPharmacy ? 'pharmacy' : 'outpatient',
    grade: chance.pick(GRADES),
    place: 'inCity',
    ...(chance.is(0.2) ? { chronicDisease: chance.pick(['hypertension', 'diabetes']) } : {}),
    ...(chance.is(0.5) ? { essentialMedicine: 'applied' } : {}),
  };
  const lines = [line(chance, 'A', 20_000)];
  if (chance.is(0.4)) lines.push(line(chance, 'B', 15_000));
  return visit(chance, facets, lines, 0);
}

function stay(chance: Chance, sizeFen: number): Visit {
  const facets = {
    setting: 'inpatient',
    grade: chance.pick(GRADES),
    place: chance.is(0.15) ? 'outOfCity' : 'inCity',
  };
  const lines = [line(chance, 'A', sizeFen), line(chance, 'B', sizeFen / 4)];
  if (chance.is(0.5)) {
    lines.push({
      ...line(chance, 'C', sizeFen / 5),
      facets: { itemClass: 'C', ...onLists(chance) },
    });
  }
  return visit(chance, facets, lines, chance.int(2, 25));
}

function onLists(chance: Chance): Record<string, string> {
  return {
    ...(chance.is(0.6) ? { productList: 'listed' } : {}),
    ...(chance.is(0.2) ? { criticalList: 'listed' } : {}),
    ...(chance.is(0.1) ? { medicalNature: 'nonMedical' } : {}),
  };
}

/** A bill under a filed special disease; the law reads it as such. */
function special(chance: Chance, disease: string): Visit {
  const facets = {
    setting: 'outpatient',
    specialDisease: disease,
    grade: chance.pick(GRADES),
    place: 'inCity',
  };
  return visit(chance, facets, [line(chance, 'A', 250_000), line(chance, 'B', 60_000)], 0);
}

function drugs(chance: Chance, course: 'specialDrug' | 'rareDrug'): Visit {
  const drug = {
    itemClass: 'C',
    productDrug: course === 'rareDrug' ? 'rare' : 'special',
    drugName: `d${chance.int(1, course === 'rareDrug' ? 5 : 23)}`,
  };
  const lines = [
    line(chance, 'A', 30_000),
    { ...line(chance, 'C', 2_500_000), facets: drug },
    ...(chance.is(0.3)
      ? [{ ...line(chance, 'C', 900_000), facets: { ...drug, drugName: 'd1' } }]
      : []),
  ];
  return visit(chance, { setting: 'inpatient', grade: 'tertiary', place: 'inCity' }, lines, 1);
}

function line(chance: Chance, itemClass: string, sizeFen: number): Line {
  const costFen = Math.round(sizeFen * 2.6 * chance.next() ** 2) + chance.int(1, 99);
  return {
    id: '',
    costFen,
    overLimitFen: chance.is(0.05) ? Math.floor(costFen / 7) : 0,
    firstShareBp: itemClass === 'B' ? 1000 : 0,
    firstShareFen: null,
    facets: { itemClass },
  };
}

function visit(
  chance: Chance,
  facets: Readonly<Record<string, string>>,
  lines: readonly Line[],
  days: number,
): Visit {
  const dischargedOn: Day = asDay(YEAR_START + chance.int(days, 364));
  return {
    kind: 'visit',
    id: '',
    admittedOn: asDay(dischargedOn - days),
    servedOn: dischargedOn,
    dischargedOn,
    settledOn: dischargedOn,
    facets,
    lines: lines.map((one, index) => ({ ...one, id: `l${index}` })),
  };
}
