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
  filed: ['heart', 'liver', 'lung', 'skin'],
} as const;
export type CodedDimension = keyof typeof CODES;

/** Codes of the open dimension that the random years use; laws name some of them. */
export const DISEASES = ['unlisted', 'dialysis', 'tumour', 'rare'] as const;
/** Codes of the open line dimension. */
export const DRUGS = ['none', 'insulin', 'statin', 'herb'] as const;
/** Line dimensions by which limits may be given and counted, each code for itself. */
export const LINE_KEYS = ['drug', 'itemClass', 'necessity'] as const;
export type LineKey = (typeof LINE_KEYS)[number];

/** Numbers that are told, by what they count. The rest of the name says whose they are. */
export const TOLD = {
  person: { fen: ['incomeFen'], count: ['paidYears', 'ageYears'], bp: ['tiltBp'] },
  event: { fen: ['grantedFen'], count: ['careHours'], bp: [] },
  line: { fen: ['unitFen'], count: ['quantity'], bp: [] },
} as const;
export const CLASSES = ['poorest', 'poor', 'nearPoor'] as const;
export const PAYERS = ['pool', 'critical', 'supplementary', 'hospital', 'assistance'] as const;

const told = (of: string, text: string, absentMeans?: string) => ({
  of,
  title: title(text),
  values: 'integer',
  ...(absentMeans === undefined ? {} : { absentMeans }),
});

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
    priceLevel: told('line', '价位'),
    filed: { of: 'person', title: title('备案病种'), many: true, codes: codes(CODES.filed) },
    incomeFen: told('person', '收入', '0'),
    paidYears: told('person', '缴费年数', '0'),
    tiltBp: told('person', '倾斜', '0'),
    grantedFen: told('event', '他处给付', '0'),
    careHours: told('event', '护理小时'),
    drug: { of: 'line', title: title('药品'), values: 'open', absentMeans: 'none' },
    quantity: told('line', '数量', '1'),
    // Only readings look at these two, which an event need not tell.
    ward: { of: 'event', title: title('病区'), values: 'open' },
    shelf: { of: 'line', title: title('货架'), values: 'open' },
    unitFen: told('line', '单价', '0'),
  },
  payers: codes(PAYERS),
};

/** Stands beside every number and choice of a random law. */
export const CITED = { mark: 'assumed', why: '随机' } as const;
