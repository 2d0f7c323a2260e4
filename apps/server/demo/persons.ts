/**
 * Invented persons of the demo city, from their numbers alone: the same number is the same person.
 */
import type { NewFact, NewPerson } from '../../../modules/enrolment/index.ts';

export interface DemoPlace {
  /** Area of the law. */
  readonly area: string;
  /** First four digits of its regions. */
  readonly city: string;
  readonly districts: readonly string[];
}

export const DEMO_PLACE: DemoPlace = {
  area: 'wenzhou',
  city: '3303',
  districts: ['330302', '330303', '330381'],
};

const FAMILY_NAMES = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈'];
const GIVEN_NAMES = ['安', '宁', '和', '平', '乐', '康', '泰', '祥', '瑞', '福', '清', '明'];
const FIRST_ID = 100_001;

/** The person of a number from 0 on. One in three is employed, one in twenty poor. */
export function demoPerson(
  index: number,
  place: DemoPlace = DEMO_PLACE,
): NewPerson & { readonly personId: number } {
  const isEmployee = index % 3 === 0;
  const year = 1940 + ((index * 7) % 70);
  const bornOn = `${year}-${two(1 + (index % 12))}-${two(1 + (index % 28))}`;
  const sex = index % 2 === 0 ? '1' : '2';
  const region = place.districts[index % place.districts.length] ?? `${place.city}00`;
  const name = `${FAMILY_NAMES[index % 10]}${GIVEN_NAMES[Math.floor(index / 10) % 12]}${
    GIVEN_NAMES[Math.floor(index / 120) % 12]
  }`;
  const facts: NewFact[] = [since('insuranceType', isEmployee ? 'employee' : 'resident')];
  if (isEmployee) facts.push(since('employment', year < 1965 ? 'retired' : 'active'));
  if (index % 20 === 7) facts.push(since('personClass', 'dibao'));
  return {
    personId: FIRST_ID + index,
    personNo: `${place.city}00${String(index).padStart(14, '0')}`,
    area: place.area,
    region,
    bornOn,
    sex,
    certificateType: '01',
    name,
    certificateNo: identityNumber(region, bornOn, index),
    phone: `1990000${String(index % 10_000).padStart(4, '0')}`,
    facts,
  };
}

function since(dimension: string, code: string): NewFact {
  return { dimension, code, effectiveFrom: '2017-01-01', effectiveUntil: null };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** A number of the right form for a birthday; three digits of it do not reach a million persons. */
function identityNumber(region: string, bornOn: string, index: number): string {
  const body = `${region.slice(0, 3)}${String(index % 1_000_000).padStart(6, '0')}${bornOn
    .replaceAll('-', '')
    .slice(0, 8)}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(body[at]), 0);
  return `${body}${CHECKS[sum % 11]}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
