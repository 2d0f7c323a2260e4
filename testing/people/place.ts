/**
 * Places of the laws in this repository: which days a history may touch, who lives there, and with
 * which facets people are treated.
 */
export interface Place {
  readonly name: string;
  readonly area: string;
  /** Years on which the area has law for all of these people. */
  readonly years: readonly number[];
  readonly insuranceTypes: readonly string[];
  readonly classes: readonly string[];
  readonly settings: readonly string[];
  /** Payments rise with cost, and the person's share too, for persons of these classes. */
  readonly growing: (personClass: string) => boolean;
}

const WENZHOU = {
  area: 'wenzhou',
  classes: ['tekun', 'dibao', 'dibian', 'lowIncome'],
  settings: ['inpatient', 'inpatient', 'specialDiseaseOutpatient', 'outpatient'],
  growing: () => true,
};

export const PLACES: readonly Place[] = [
  {
    name: 'xianning.resident.2017',
    area: 'xianning',
    years: [2017],
    insuranceTypes: ['resident'],
    classes: ['poor1', 'poor2'],
    settings: ['inpatient', 'inpatient', 'specialDiseaseOutpatient', 'outpatient'],
    // For the poor a greater bill widens the 10 % that supplementary insurance pays and the
    // hospital
    // bears half of what lies above: a dearer bill can cost the person less.
    growing: (personClass) => personClass === 'general',
  },
  {
    name: 'w2.city',
    area: 'w2',
    years: [2024],
    insuranceTypes: ['resident', 'employee'],
    classes: ['c1', 'c2', 'c3'],
    settings: ['inpatient'],
    growing: () => true,
  },
  {
    ...WENZHOU,
    name: 'wenzhou.2025',
    years: [2025],
    insuranceTypes: ['resident', 'employee'],
  },
  {
    ...WENZHOU,
    name: 'wenzhou.resident',
    years: [2020, 2025],
    insuranceTypes: ['resident'],
  },
];
