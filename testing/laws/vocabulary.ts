/**
 * The words of the random laws: dimensions, payers and person classes, the same for every seed.
 */
const title = (text: string) => ({ zh: text, en: text });
const codes = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, title(id)]));

export const CODES = {
  insuranceType: ['resident', 'employee'],
  employment: ['working', 'retired'],
  level: ['primary', 'secondary', 'tertiary'],
  setting: ['inpatient', 'outpatient', 'chronic'],
  place: ['inCity', 'outOfCity'],
  itemClass: ['A', 'B', 'C', 'D'],
  necessity: ['needed', 'notNeeded'],
} as const;
export type CodedDimension = keyof typeof CODES;

/** Codes of the open dimension that the random years use; laws name some of them. */
export const DISEASES = ['unlisted', 'dialysis', 'tumour', 'rare'] as const;
export const CLASSES = ['poorest', 'poor', 'nearPoor'] as const;
export const PAYERS = ['pool', 'critical', 'supplementary', 'hospital', 'assistance'] as const;

export const VOCABULARY = {
  kind: 'vocabulary',
  dimensions: {
    insuranceType: { of: 'person', title: title('险种'), codes: codes(CODES.insuranceType) },
    employment: {
      of: 'person',
      title: title('在职退休'),
      codes: codes(CODES.employment),
      absentMeans: 'working',
    },
    personClass: { of: 'person', title: title('人员类别') },
    ageYears: { of: 'person', title: title('周岁'), values: 'integer' },
    level: { of: 'event', title: title('级别'), codes: codes(CODES.level) },
    setting: {
      of: 'event',
      title: title('方式'),
      codes: codes(CODES.setting),
      absentMeans: 'inpatient',
    },
    place: { of: 'event', title: title('地点'), codes: codes(CODES.place), absentMeans: 'inCity' },
    disease: { of: 'event', title: title('病种'), values: 'open', absentMeans: 'unlisted' },
    itemClass: { of: 'line', title: title('类别'), codes: codes(CODES.itemClass) },
    necessity: {
      of: 'line',
      title: title('必须'),
      codes: codes(CODES.necessity),
      absentMeans: 'needed',
    },
    priceLevel: { of: 'line', title: title('价位'), values: 'integer' },
  },
  payers: codes(PAYERS),
};

/** Stands beside every number and choice of a random law. */
export const CITED = { mark: 'assumed', why: '随机' } as const;
