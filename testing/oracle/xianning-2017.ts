/**
 * Xianning 2017 straight from 咸政办发〔2017〕11号: supplementary insurance and assistance for the
 * registered poor, after basic insurance and critical illness insurance. The document gives the
 * numbers of the supplementary insurance, the hospital's half and the assistance but for its ratio;
 * the numbers of the tiers before are arguments, and so is every reading where the text is silent.
 */
import { basisPoints, fraction, greatest, least, leftOf, sumOf, whole } from './fraction.ts';
import { type Pot, potsOf, type Split, split, splitAcross, total } from './pots.ts';
import { fromFirst, inProportion } from './spread.ts';

export type Grade = 'primary' | 'secondary' | 'tertiary';

export interface XianningAssumed {
  readonly stayDeductibleFen: Readonly<Record<Grade, bigint>>;
  readonly stayRatioBp: Readonly<Record<Grade, bigint>>;
  readonly specialRatioBp: bigint;
  readonly specialCapFen: bigint;
  /** Shared by stays and special diseases. */
  readonly basicCapFen: bigint;
  readonly tiltDeductibleBp: bigint;
  readonly tiltExtraBp: bigint;
  readonly criticalDeductibleFen: bigint;
  readonly criticalTiltBp: bigint;
  readonly criticalBoundsFen: readonly [bigint, bigint];
  readonly criticalRatiosBp: readonly [bigint, bigint, bigint];
  readonly criticalCapFen: bigint;
  readonly assistanceRatioBp: bigint;
}

export interface XianningReadings {
  readonly use: 'proRata' | 'inCatalogueFirst' | 'outOfCatalogueFirst';
  readonly tenPercentOf: 'visit' | 'year';
  readonly outpatientExcess: 'person' | 'hospitalHalf';
  readonly threshold: 'ownYearly' | 'ownPerVisit' | 'sameAsSupplementary';
  readonly firstShareSide: 'inCatalogue' | 'outOfCatalogue';
  readonly overLimitSide: 'inCatalogue' | 'outOfCatalogue' | 'personal';
}

export interface XianningLine {
  readonly costFen: bigint;
  readonly isInCatalogue: boolean;
  readonly isNecessary: boolean;
  readonly overLimitFen: bigint;
  readonly firstShareBp: bigint;
}

export interface XianningVisit {
  readonly setting: 'inpatient' | 'specialDiseaseOutpatient';
  readonly grade: Grade;
  readonly isOutOfCity: boolean;
  /** Class on the day of discharge; null before 20 March, and for those who are not registered. */
  readonly poor: 1 | 2 | null;
  readonly lines: readonly XianningLine[];
}

export interface XianningPaid {
  readonly basic: bigint;
  readonly criticalIllness: bigint;
  readonly supplementary: bigint;
  readonly hospital: bigint;
  readonly assistance: bigint;
}

/** What the year has used up so far. */
interface Year {
  basicPaid: bigint;
  specialPaid: bigint;
  criticalBase: bigint;
  criticalPaid: bigint;
  supplementaryDeductible: bigint;
  totalCost: bigint;
  outCounted: bigint;
  assistanceDeductible: bigint;
  assistancePaid: bigint;
}

const THRESHOLD = 300_000n;
const IN_CATALOGUE_BP = { 1: 9000n, 2: 7000n };
const OUT_OF_CATALOGUE_BP = { 1: 7000n, 2: 5000n };
const OUT_SHARE_BP = 1000n;
const HOSPITAL_BP = 5000n;
const ASSISTANCE_CAP = 3_000_000n;

/** Payments visit by visit, for a person's visits of 2017 in the order of discharge. */
export function xianningYear(
  visits: readonly XianningVisit[],
  assumed: XianningAssumed,
  readings: XianningReadings,
): XianningPaid[] {
  const year: Year = {
    basicPaid: 0n,
    specialPaid: 0n,
    criticalBase: 0n,
    criticalPaid: 0n,
    supplementaryDeductible: 0n,
    totalCost: 0n,
    outCounted: 0n,
    assistanceDeductible: 0n,
    assistancePaid: 0n,
  };
  return visits.map((visit) => {
    const pots = potsOf(visit.lines);
    const basic = basicTier(visit, pots, year, assumed);
    const critical = criticalTier(visit, basic, year, assumed);
    const rest = visit.poor
      ? afterCritical(visit, visit.poor, { pots, critical }, year, assumed, readings)
      : { supplementary: 0n, hospital: 0n, assistance: 0n };
    year.totalCost += sumOf(visit.lines.map((line) => line.costFen));
    return { basic: total(basic.paid), criticalIllness: total(critical.paid), ...rest };
  });
}

function basicTier(
  visit: XianningVisit,
  pots: readonly Pot[],
  year: Year,
  law: XianningAssumed,
): Split {
  const rooms = pots.map((pot) => pot.inScope);
  const base = sumOf(rooms);
  const isStay = visit.setting === 'inpatient';
  const full = isStay ? law.stayDeductibleFen[visit.grade] : 0n;
  const tilted = visit.poor ? whole(basisPoints(full, law.tiltDeductibleBp), 'halfUp') : full;
  const deductible = least(base, tilted);
  const stayRatio = law.stayRatioBp[visit.grade] + (visit.poor ? law.tiltExtraBp : 0n);
  const ratio = isStay ? least(stayRatio, 10_000n) : law.specialRatioBp;
  const before = whole(basisPoints(base - deductible, ratio), 'halfUp');
  const specialRoom = isStay ? before : leftOf(law.specialCapFen, year.specialPaid);
  const paid = least(before, least(specialRoom, leftOf(law.basicCapFen, year.basicPaid)));
  year.basicPaid += paid;
  if (!isStay) year.specialPaid += paid;
  return split(rooms, { deductible, paid, above: before - paid });
}

/** Bounds lie on what the year has brought together, the deductible included. */
function criticalTier(visit: XianningVisit, basic: Split, year: Year, law: XianningAssumed) {
  const size = basic.copay.length;
  const rooms = [...basic.deductible, ...basic.copay, ...basic.above];
  const base = sumOf(rooms);
  const threshold = visit.poor
    ? whole(basisPoints(law.criticalDeductibleFen, law.criticalTiltBp), 'halfUp')
    : law.criticalDeductibleFen;
  const deductible = least(base, leftOf(threshold, year.criticalBase));
  const [start, end] = [year.criticalBase + deductible, year.criticalBase + base];
  const [low, high] = law.criticalBoundsFen;
  const within = (from: bigint, until: bigint) => leftOf(least(end, until), greatest(start, from));
  const [one, two, three] = law.criticalRatiosBp;
  const exact = within(0n, low) * one + within(low, high) * two + within(high, end) * three;
  const before = whole(fraction(exact, 10_000n), 'halfUp');
  const paid = least(before, leftOf(law.criticalCapFen, year.criticalPaid));
  year.criticalBase += base;
  year.criticalPaid += paid;
  return splitAcross(split(rooms, { deductible, paid, above: before - paid }), size);
}

interface Before {
  readonly pots: readonly Pot[];
  readonly critical: ReturnType<typeof criticalTier>;
}

function afterCritical(
  visit: XianningVisit,
  poor: 1 | 2,
  { pots, critical }: Before,
  year: Year,
  law: XianningAssumed,
  readings: XianningReadings,
): Omit<XianningPaid, 'basic' | 'criticalIllness'> {
  const isNecessary = (_: bigint, index: number) => pots[index]?.isNecessary ?? false;
  const left = [critical.deductible, critical.copay, critical.above].map((row) =>
    sumOf(row.filter(isNecessary)),
  );
  const of = (cell: 'firstShare' | 'overLimit' | 'outOfScope') =>
    sumOf(pots.map((pot) => pot[cell]).filter(isNecessary));
  const onSide = (side: string) =>
    (readings.firstShareSide === side ? of('firstShare') : 0n) +
    (readings.overLimitSide === side ? of('overLimit') : 0n);
  const inCatalogue = sumOf(left) + onSide('inCatalogue');
  const outside = of('outOfScope') + onSide('outOfCatalogue');
  const outCounted = least(outside, tenPercent(visit, year, readings));
  year.outCounted += outCounted;
  const taken = least(inCatalogue + outCounted, leftOf(THRESHOLD, year.supplementaryDeductible));
  year.supplementaryDeductible += taken;
  const [fromIn, fromOut] = shared(taken, [inCatalogue, outCounted], readings);
  const paidIn = whole(basisPoints(inCatalogue - fromIn, IN_CATALOGUE_BP[poor]), 'halfUp');
  const paidOut = whole(basisPoints(outCounted - fromOut, OUT_OF_CATALOGUE_BP[poor]), 'halfUp');
  const isHalved =
    !visit.isOutOfCity &&
    (visit.setting === 'inpatient' || readings.outpatientExcess === 'hospitalHalf');
  const excess = isHalved ? outside - outCounted : 0n;
  const copay = inCatalogue - fromIn - paidIn;
  return {
    supplementary: paidIn + paidOut,
    hospital: whole(basisPoints(excess, HOSPITAL_BP), 'halfUp'),
    assistance: poor === 1 ? assistance({ deductible: fromIn, copay }, year, law, readings) : 0n,
  };
}

function tenPercent(visit: XianningVisit, year: Year, { tenPercentOf }: XianningReadings): bigint {
  const cost = sumOf(visit.lines.map((line) => line.costFen));
  const isYear = tenPercentOf === 'year';
  const limit = whole(basisPoints(isYear ? year.totalCost + cost : cost, OUT_SHARE_BP), 'halfUp');
  return isYear ? leftOf(limit, year.outCounted) : limit;
}

/** Which part uses up the 3,000. */
function shared(
  taken: bigint,
  [inside, outside]: readonly [bigint, bigint],
  { use }: XianningReadings,
): [bigint, bigint] {
  if (use === 'outOfCatalogueFirst') {
    const [fromOut = 0n, fromIn = 0n] = fromFirst(taken, [outside, inside]);
    return [fromIn, fromOut];
  }
  const spread = use === 'proRata' ? inProportion : fromFirst;
  const [fromIn = 0n, fromOut = 0n] = spread(taken, [inside, outside]);
  return [fromIn, fromOut];
}

function assistance(
  left: { readonly deductible: bigint; readonly copay: bigint },
  year: Year,
  { assistanceRatioBp }: XianningAssumed,
  { threshold }: XianningReadings,
): bigint {
  const isOwn = threshold !== 'sameAsSupplementary';
  const base = left.copay + (isOwn ? left.deductible : 0n);
  const used = threshold === 'ownYearly' ? year.assistanceDeductible : 0n;
  const taken = isOwn ? least(base, leftOf(THRESHOLD, used)) : 0n;
  const before = whole(basisPoints(base - taken, assistanceRatioBp), 'halfUp');
  const paid = least(before, leftOf(ASSISTANCE_CAP, year.assistancePaid));
  year.assistanceDeductible += taken;
  year.assistancePaid += paid;
  return paid;
}
