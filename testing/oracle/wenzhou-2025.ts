/**
 * Wenzhou 2025, inpatient care and special diseases with critical illness insurance, straight from
 * the documents: the resident table of 2025, the unified measure (employees) and 温政办〔2022〕98号.
 * What no document gives is an argument.
 *
 * - One deductible a year, that of the highest grade used: a later stay at a higher grade costs the
 *   difference. - Residents: in-scope cost counts up to 200,000 a year; employees: up to 470,000.
 * - Critical illness: 70 % of the year's own payments above 25,700, counted up to 15 × 25,700.
 */
import { basisPoints, greatest, least, leftOf, whole } from './fraction.ts';

export interface WenzhouAssumed {
  /** Ratio of basic insurance out of the city, by `resident`, or referral and employment. */
  readonly outOfCityBp: (visit: WenzhouVisit, person: WenzhouPerson) => bigint;
  /** The poor: share of the critical-illness deductible, and points more. No ceiling for them. */
  readonly poorDeductibleBp: bigint;
  readonly poorExtraBp: bigint;
  /** X03 and its kin: what counts towards critical illness besides copayments. */
  readonly countsBasicDeductible: boolean;
  readonly countsAboveCeiling: boolean;
  readonly countsFirstShare: boolean;
}

export interface WenzhouPerson {
  readonly insurance: 'resident' | 'employee';
  readonly isRetired: boolean;
}

export interface WenzhouVisit {
  readonly grade: 'primary' | 'secondary' | 'tertiary';
  readonly isOutOfCity: boolean;
  readonly isReferred: boolean;
  /** On the day of discharge. */
  readonly isPoor: boolean;
  readonly inScopeFen: bigint;
  readonly firstShareFen: bigint;
}

export interface WenzhouPaid {
  readonly basic: bigint;
  readonly criticalIllness: bigint;
}

const DEDUCTIBLE = {
  resident: { primary: 30_000n, secondary: 40_000n, tertiary: 70_000n },
  employee: { primary: 20_000n, secondary: 30_000n, tertiary: 60_000n },
};
const CEILING = { resident: 20_000_000n, employee: 47_000_000n };
const RESIDENT_BP = { primary: 9000n, secondary: 8000n, tertiary: 7000n };
const CRITICAL_DEDUCTIBLE = 2_570_000n;
const CRITICAL_BP = 7000n;
const CRITICAL_CEILING = 15n * CRITICAL_DEDUCTIBLE;

/** Payments visit by visit, for a person's visits of 2025 in the order of discharge. */
export function wenzhouYear(
  person: WenzhouPerson,
  visits: readonly WenzhouVisit[],
  assumed: WenzhouAssumed,
): WenzhouPaid[] {
  let counted = 0n;
  let highest = 0n;
  let borne = 0n;
  let ownPayments = 0n;
  return visits.map((visit) => {
    const counting = least(visit.inScopeFen, CEILING[person.insurance] - counted);
    counted += counting;
    highest = greatest(highest, DEDUCTIBLE[person.insurance][visit.grade]);
    const deductible = least(counting, highest - borne);
    borne += deductible;
    const payable = counting - deductible;
    const basic = whole(basisPoints(payable, ratioOf(person, visit, assumed)), 'halfUp');
    const own =
      payable -
      basic +
      (assumed.countsBasicDeductible ? deductible : 0n) +
      (assumed.countsAboveCeiling ? visit.inScopeFen - counting : 0n) +
      (assumed.countsFirstShare ? visit.firstShareFen : 0n);
    const critical = criticalIllness(own, ownPayments, visit.isPoor, assumed);
    ownPayments += critical.counted;
    return { basic, criticalIllness: critical.paid };
  });
}

function ratioOf(person: WenzhouPerson, visit: WenzhouVisit, assumed: WenzhouAssumed): bigint {
  if (visit.isOutOfCity) return assumed.outOfCityBp(visit, person);
  if (person.insurance === 'resident') return RESIDENT_BP[visit.grade];
  return person.isRetired ? 9500n : 9000n;
}

/** Pays on what the visit adds above the deductible to the year's own payments. */
function criticalIllness(
  own: bigint,
  before: bigint,
  isPoor: boolean,
  { poorDeductibleBp, poorExtraBp }: WenzhouAssumed,
): { counted: bigint; paid: bigint } {
  const counted = isPoor ? own : least(own, leftOf(CRITICAL_CEILING, before));
  const deductible = isPoor
    ? whole(basisPoints(CRITICAL_DEDUCTIBLE, poorDeductibleBp), 'halfUp')
    : CRITICAL_DEDUCTIBLE;
  const above = leftOf(before + counted, deductible) - leftOf(before, deductible);
  const ratio = isPoor ? CRITICAL_BP + poorExtraBp : CRITICAL_BP;
  return { counted, paid: whole(basisPoints(above, ratio), 'halfUp') };
}
