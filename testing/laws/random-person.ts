/**
 * Random people: insured, working or retired, of person classes that come and go, with numbers
 * that are told of them and diseases that they filed.
 */
import type { Fact, Person } from '../oracle/index.ts';
import type { Chance } from './chance.ts';
import { LAW_FROM } from './draft.ts';
import { dayNumber, isoDay, toldNumber } from './random-event.ts';
import { LATE_DAYS } from './random-facts.ts';
import type { RandomLaw } from './random-law.ts';
import { COUNTS, FENS } from './random-told.ts';
import { CLASSES, CODES } from './vocabulary.ts';

/** A person under a law; a few are born under it. */
export function randomPerson(chance: Chance, law: RandomLaw, id: string): Person {
  const bornOn = chance.is(0.08) ? chance.pick(BIRTHDAYS) : randomBirthday(chance);
  const retires = chance.is(0.3) ? randomDay(chance) : null;
  const classes = chance.is(0.6) ? chance.some(CLASSES, 1) : [];
  const facts = [
    ...randomInsurance(chance, law, bornOn),
    ...(retires === null ? [] : [fact('employment', 'retired', retires, null)]),
    ...(chance.is(0.2) ? [fact('employment', 'working', '2010-01-01', retires)] : []),
    ...classes.flatMap((code) => randomHolding(chance, { dimension: 'personClass', code, bornOn })),
    ...chance
      .some(CODES.filed)
      .filter(() => chance.is(0.5))
      .flatMap((code) => randomHolding(chance, { dimension: 'filed', code, bornOn })),
    ...randomNumbers(chance),
  ];
  return { id, bornOn, facts: chance.shuffled(facts) };
}

/** Birthdays on or before which nothing happens to a newborn. */
const BIRTHDAYS = ['2024-05-10', '2024-12-20', '2025-01-31'];

function randomBirthday(chance: Chance): string {
  const year = chance.int(1935, 2020);
  const leapDay = year % 4 === 0 ? '02-29' : '03-01';
  return `${year}-${chance.pick([leapDay, '05-05', '12-31'])}`;
}

/** A day of the years that the law spans, most of them in 2025; not before the birth. */
export function randomDay(chance: Chance, bornOn: string | null = null): string {
  const [from, until] = chance.is(0.75)
    ? ['2025-01-01', '2025-12-31']
    : ['2024-07-01', '2026-06-30'];
  const first = bornOn !== null && bornOn > from ? bornOn : from;
  return isoDay(chance.int(dayNumber(first), dayNumber(until)));
}

function randomInsurance(chance: Chance, law: RandomLaw, bornOn: string): Fact[] {
  const insurance = chance.pick(CODES.insuranceType);
  if (bornOn > LAW_FROM)
    return [fact('insuranceType', insurance, enrolledOn(chance, law, bornOn), null)];
  const other = insurance === 'resident' ? 'employee' : 'resident';
  const moves = chance.is(0.35) ? randomDay(chance) : null;
  const facts = [
    fact('insuranceType', insurance, '2010-01-01', moves),
    ...(moves === null ? [] : [fact('insuranceType', other, moves, null)]),
  ];
  const isUnderOneScheme = law.arrangement !== 'parallel';
  if (isUnderOneScheme && chance.is(0.03))
    facts.push(fact('insuranceType', other, '2025-08-01', null));
  return facts;
}

/** A newborn is enrolled at once, in time, on the last day, or a day too late. */
function enrolledOn(chance: Chance, law: RandomLaw, bornOn: string): string {
  if (!isBackdatedToBirth(law) && chance.is(0.95)) return bornOn;
  const days = chance.weighted([
    [0, 4],
    [chance.int(1, 28), 3],
    [chance.pick(LATE_DAYS), 3],
    [chance.pick(LATE_DAYS) + 1, 1],
  ]);
  return isoDay(dayNumber(bornOn) + days);
}

function isBackdatedToBirth({ files }: RandomLaw): boolean {
  const rules = files.map(({ backdating }) => JSON.stringify(backdating ?? ''));
  return rules.some((rule) => rule.includes('insuranceType') && rule.includes('birth'));
}

/** One or two spells of a code, some of a single day, some just within what may come late. */
function randomHolding(
  chance: Chance,
  { dimension, code, bornOn }: { dimension: string; code: string; bornOn: string },
): Fact[] {
  const late = chance.pick(LATE_DAYS) + chance.pick([-1, 0, 0, 1]);
  const from = chance.pick([
    LAW_FROM,
    '2024-11-30',
    '2025-03-31',
    '2025-07-01',
    isoDay(dayNumber('2025-01-01') + late),
    isoDay(dayNumber(bornOn > LAW_FROM ? bornOn : '2026-01-01') + late),
    randomDay(chance),
  ]);
  const until = chance.is(0.5)
    ? isoDay(dayNumber(from) + chance.pick([1, 20, 90, 184, 365]))
    : null;
  const first = fact(dimension, code, from, until);
  if (until === null || !chance.is(0.3)) return [first];
  return [first, fact(dimension, code, isoDay(dayNumber(until) + chance.int(0, 100)), null)];
}

/** Numbers that are told of a person; some change in the middle of a year. */
function randomNumbers(chance: Chance): Fact[] {
  const tilts = () => String(chance.pick([0, 500, 1000, 9000, 10_000, 12_000]));
  const income = () => toldNumber(chance, FENS);
  return [
    ...randomNumber(chance, 'incomeFen', income),
    ...randomNumber(chance, 'paidYears', () => toldNumber(chance, COUNTS)),
    ...(chance.is(0.5) ? randomNumber(chance, 'tiltBp', tilts) : []),
  ];
}

function randomNumber(chance: Chance, dimension: string, tell: () => string): Fact[] {
  if (chance.is(0.25)) return [];
  const changes = chance.is(0.3) ? randomDay(chance) : null;
  const first = fact(dimension, tell(), '2010-01-01', changes);
  return changes === null ? [first] : [first, fact(dimension, tell(), changes, null)];
}

function fact(dimension: string, code: string, from: string, until: string | null): Fact {
  return { dimension, code, effectiveFrom: from, effectiveUntil: until };
}
