/**
 * Where a visit goes, for what, and how much it may cost.
 */
import { DIAGNOSES, DISEASE_DIAGNOSIS, diagnosisOf } from '../catalogue/diagnoses.ts';
import { type Draws, mix } from '../draw/chance.ts';
import { drawCurve, lognormal } from '../draw/curves.ts';
import { DIABETES, HEART, HYPERTENSION, LUNG, type Person, STROKE } from '../people/person.ts';
import type { Levers, Profile } from '../people/profile.ts';
import { groupElsewhere, type Providers, providerOf, RANK } from '../people/providers.ts';
import * as code from '../tables/codes.ts';

const { clinic, primary, secondary, tertiary, pharmacy, care } = RANK;
const VISIT_RANKS = [clinic, primary, secondary, tertiary];
const TOWN = [14, 34, 22, 30];
const LAND = [20, 48, 20, 12];
const STAY_RANKS = [primary, secondary, tertiary];
const STAY_TOWN = [6, 38, 56];
const STAY_LAND = [14, 54, 32];
/** Outpatient visits of an average person, over which visits to other provinces are spread. */
const VISITS_A_YEAR = 6.2;

/** Where a visit goes; the object is used again. */
export class Destination {
  provider = 0;
  level = 0;
  place = 0;
}

/** Chooses the provider of a visit. People go back to the same one. */
export function chooseProvider(
  to: Destination,
  { person, kind, draws }: { person: Person; kind: number; draws: Draws },
  { profile, providers }: { profile: Profile; providers: Providers },
): void {
  const place = placeFor(kind, profile.levers, draws);
  const rank = place === code.IN_CITY ? rankFor(kind, person, draws) : tertiary;
  const group = place === code.IN_CITY ? person.county : groupElsewhere(profile, place);
  const wander = draws.is(0.2) ? draws.next() : 0;
  const choice = (mix(person.number, rank) ^ wander) >>> 0;
  to.provider = providerOf(providers, { group, rank, choice });
  to.level = providers.level[to.provider] ?? 0;
  to.place = place;
}

function placeFor(kind: number, l: Levers, draws: Draws): number {
  const u = draws.unit();
  if (kind === code.INPATIENT) {
    if (u < l.crossStays) return code.OUT_OF_PROVINCE;
    return u < l.crossStays + l.provinceStays ? code.IN_PROVINCE : code.IN_CITY;
  }
  if (kind !== code.OUTPATIENT && kind !== code.SPECIAL) return code.IN_CITY;
  const cross = l.crossVisits / VISITS_A_YEAR;
  if (u < cross) return code.OUT_OF_PROVINCE;
  return u < cross + 0.02 ? code.IN_PROVINCE : code.IN_CITY;
}

function rankFor(kind: number, { isUrban }: Person, draws: Draws): number {
  const pick = (ranks: readonly number[], weights: readonly number[]) =>
    ranks[draws.pick(weights)] ?? primary;
  switch (kind) {
    case code.PHARMACY:
      return pharmacy;
    case code.OUTPATIENT:
      return pick(VISIT_RANKS, isUrban ? TOWN : LAND);
    case code.CHRONIC:
      return draws.is(0.75) ? primary : secondary;
    case code.SPECIAL:
    case code.DELIVERY:
    case code.PRENATAL:
      return draws.is(0.4) ? secondary : tertiary;
    case code.INPATIENT:
      return pick(STAY_RANKS, isUrban ? STAY_TOWN : STAY_LAND);
    default:
      return care;
  }
}

const DAY_CURVE = lognormal(0.6);
const STAY_CURVE = lognormal(0.82);
const DRUG_CURVE = lognormal(0.55);
/** Mean cost by hospital level, fen. */
const VISIT_FEN = [8_000, 11_000, 24_000, 37_000];
const STAY_FEN = [320_000, 380_000, 780_000, 1_550_000];
/** Mean cost of an outpatient visit for a special disease, from cancer on, fen. */
const SPECIAL_FEN = [
  260_000, 260_000, 42_000, 60_000, 160_000, 700_000, 40_000, 45_000, 40_000, 80_000, 60_000,
  50_000, 48_000, 45_000, 60_000, 40_000,
];

/** The cost that a bill is built towards, in fen, not yet a whole number. */
export function wantedCost(
  { person, kind, draws }: { person: Person; kind: number; draws: Draws },
  to: Destination,
  l: Levers,
): number {
  const frailty = 0.75 + 0.25 * Math.min(4, person.frailty);
  const away = to.place === code.OUT_OF_PROVINCE ? l.crossVisitCost : 1;
  switch (kind) {
    case code.PHARMACY:
      return 9_500 * drawCurve(DRUG_CURVE, draws) * l.visitCost;
    case code.OUTPATIENT:
      return (
        (VISIT_FEN[to.level] ?? 0) * drawCurve(DAY_CURVE, draws) * frailty * l.visitCost * away
      );
    case code.CHRONIC:
      return 15_000 * drawCurve(DRUG_CURVE, draws) * l.visitCost;
    case code.SPECIAL: {
      const mean = SPECIAL_FEN[person.special - code.FIRST_SPECIAL] ?? 50_000;
      return mean * drawCurve(DRUG_CURVE, draws) * l.visitCost;
    }
    case code.PRENATAL:
      return 32_000 * drawCurve(DRUG_CURVE, draws) * l.visitCost;
    case code.DELIVERY:
      return 640_000 * drawCurve(DRUG_CURVE, draws) * l.stayCost;
    default: {
      const cross = to.place === code.OUT_OF_PROVINCE ? l.crossStayCost : 1;
      const cancer = person.special === code.FIRST_SPECIAL ? 1.35 : 1;
      const mean = (STAY_FEN[to.level] ?? 0) * frailty * cross * cancer * l.stayCost;
      return mean * drawCurve(STAY_CURVE, draws);
    }
  }
}

const CUMULATED = {
  visit: cumulated(DIAGNOSES.map(({ outpatient }) => outpatient)),
  stay: cumulated(DIAGNOSES.map(({ stay }) => stay)),
};

function cumulated(weights: readonly number[]): Int32Array {
  let sum = 0;
  return Int32Array.from(weights, (weight) => {
    sum += weight;
    return sum;
  });
}

const COLD = diagnosisOf('J06.900');
const PNEUMONIA = diagnosisOf('J18.900');
const BIRTHS = ['O80.000', 'O66.900', 'O82.000'].map(diagnosisOf);
const CHECK_UP = diagnosisOf('Z34.900');
const STROKE_DIAGNOSIS = diagnosisOf('I63.900');
const HEART_DIAGNOSIS = diagnosisOf('I25.103');
const LUNG_DIAGNOSIS = diagnosisOf('J44.900');

/** What a visit is for: an index into `DIAGNOSES`. `maternity` counts as in `MATERNITY`. */
export function chooseDiagnosis(
  { person, kind, draws }: { person: Person; kind: number; draws: Draws },
  disease: number,
  maternity: number,
): number {
  if (kind === code.PRENATAL) return CHECK_UP;
  if (kind === code.DELIVERY) return BIRTHS[maternity - 1] ?? CHECK_UP;
  const known = DISEASE_DIAGNOSIS[disease] ?? -1;
  if (known >= 0) return known;
  const isStay = kind === code.INPATIENT;
  if (isStay && draws.is(0.6)) {
    const special = DISEASE_DIAGNOSIS[person.special] ?? -1;
    if (special >= 0) return special;
    if (person.chronic & STROKE) return STROKE_DIAGNOSIS;
    if (person.chronic & HEART) return HEART_DIAGNOSIS;
    if (person.chronic & LUNG) return LUNG_DIAGNOSIS;
  }
  return drawDiagnosis(isStay ? CUMULATED.stay : CUMULATED.visit, person, draws, isStay);
}

function drawDiagnosis(sums: Int32Array, person: Person, draws: Draws, isStay: boolean): number {
  const whole = sums[sums.length - 1] ?? 1;
  for (let tries = 0; tries < 8; tries++) {
    const wanted = draws.below(whole);
    let index = 0;
    while ((sums[index] ?? whole) <= wanted) index++;
    const found = DIAGNOSES[index];
    if (!found) break;
    const fits = person.age >= found.fromAge && person.age <= found.untilAge;
    if (fits && (found.sex === 2 || found.sex === person.sex)) return index;
  }
  return isStay ? PNEUMONIA : COLD;
}

/** The disease a bill is kept under: of the two, the special one, or none. */
export function diseaseOf(kind: number, person: Person, draws: Draws): number {
  if (kind === code.SPECIAL) return person.special;
  if (kind !== code.CHRONIC) return 0;
  const both = (person.chronic & HYPERTENSION) !== 0 && (person.chronic & DIABETES) !== 0;
  if (both) return draws.is(0.6) ? 1 : 2;
  return person.chronic & HYPERTENSION ? 1 : 2;
}
