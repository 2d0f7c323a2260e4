/**
 * What makes a city like one of the four: its counties, its people, its classes, and the levers
 * that calibration turns. Shares are fractions of one; amounts are fen. Profiles are assumed unless
 * the published figures say otherwise.
 */
export interface County {
  readonly code: string;
  readonly name: string;
  readonly weight: number;
  /** Share of households in town. */
  readonly urban: number;
}

export interface StatusClass {
  /** Index in `PERSON_CLASS`. */
  readonly code: number;
  readonly weight: number;
  /** Only people from this age. */
  readonly fromAge: number;
  readonly untilAge: number;
}

export interface Profile {
  readonly id: string;
  readonly title: string;
  /** Insured people of the real city, to which totals are scaled. */
  readonly insured: number;
  readonly counties: readonly County[];
  /** By kind of household, in the order of `people/household.ts`. */
  readonly households: readonly number[];
  /** Share of the working age in employees' insurance, in town and outside. */
  readonly employed: readonly [number, number];
  /** Share of those of retirement age that are retired employees. */
  readonly retired: readonly [number, number];
  readonly uninsured: number;
  /** Classes of the law by year: the last whose first year is not later counts. */
  readonly classes: readonly {
    readonly fromYear: number;
    readonly of: readonly StatusClass[];
    readonly isIllnessClass: boolean;
  }[];
  /** First year of the inclusive product, its premium and first month; null: there is none. */
  readonly product: {
    readonly fromYear: number;
    readonly premiumFen: number;
    readonly minorPremiumFen: number;
    readonly firstMonth: number;
  } | null;
  /** First year of long-term care for employees; null: none. */
  readonly careFromYear: number | null;
  readonly careForResidentsFromYear: number | null;
  /** Premium and subsidy of a resident in the year of calibration, split of `residentFundFen`. */
  readonly residentPremiumShare: number;
  /** Rate of employees' contributions of unit and person together, maternity included. */
  readonly employeeRate: number;
  readonly levers: Levers;
}

/** What calibration turns; each has one figure that it answers for, see `published/`. */
export interface Levers {
  /** Mean monthly contribution base of employees, fen. */
  readonly wageFen: number;
  /** Premium and subsidy of one resident, fen. */
  readonly residentFundFen: number;
  readonly stayRate: number;
  readonly stayCost: number;
  readonly visitCost: number;
  readonly employeeStayRatio: number;
  readonly residentStayRatio: number;
  readonly employeeVisitRatio: number;
  readonly residentVisitRatio: number;
  readonly poorShare: number;
  /** Added share of what basic insurance leaves to the poor. */
  readonly poorTilt: number;
  /** Share of items outside the catalogue that the poor are spared. */
  readonly poorSpared: number;
  /** Chance that assistance pays on an outpatient bill of the poor. */
  readonly aidReach: number;
  readonly aidRatio: number;
  readonly aidVisitRatio: number;
  readonly productShare: number;
  readonly productRatio: number;
  readonly crossVisits: number;
  readonly crossStays: number;
  readonly provinceStays: number;
  readonly crossVisitCost: number;
  readonly crossStayCost: number;
  readonly directCross: number;
  readonly directProvince: number;
  readonly drgShare: number;
  /** Balances at the start of the year and spending of the year before, fen a head. */
  readonly openingEmployeeFen: number;
  readonly openingResidentFen: number;
  readonly beforeEmployeeFen: number;
  readonly beforeResidentFen: number;
}

/** The classes of a profile in a year. */
export function classesIn(profile: Profile, year: number): Profile['classes'][number] {
  const found = profile.classes.filter(({ fromYear }) => fromYear <= year).at(-1);
  return found ?? { fromYear: 0, of: [], isIllnessClass: false };
}
