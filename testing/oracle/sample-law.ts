/**
 * A small body of law for the oracle's tests: one area, one scheme, and the policies of the test.
 */
const assumed = { mark: 'assumed', why: '检验用' };

const SCHEME_CHOICES = {
  lawDay: 'dischargedOn',
  windowDay: 'dischargedOn',
  order: 'settledAt',
  lateBill: 'keepPast',
  reversal: 'replay',
  negativeDifference: 'recover',
  leastDifferenceFen: 1,
  classChange: 'fromDay',
  doubleEnrolment: 'reject',
  schemeChange: 'keep',
} as const;

const two = (zh: string, en: string) => ({ zh, en });

function told(of: 'person' | 'event' | 'line', zh: string, en: string) {
  return { of, title: two(zh, en), values: 'integer', absentMeans: '0' };
}

const vocabulary = {
  kind: 'vocabulary',
  dimensions: {
    insuranceType: {
      of: 'person',
      title: two('险种', 'insurance'),
      codes: { resident: two('居民', 'resident'), employee: two('职工', 'employee') },
    },
    grade: {
      of: 'event',
      title: two('等级', 'grade'),
      codes: { primary: two('一级', 'primary'), secondary: two('二级', 'secondary') },
      absentMeans: 'primary',
    },
    itemClass: {
      of: 'line',
      title: two('类别', 'class'),
      codes: { A: two('甲', 'A'), B: two('乙', 'B'), C: two('丙', 'C') },
    },
    incomeFen: told('person', '收入', 'income'),
    paidYears: told('person', '缴费年数', 'years paid'),
    filed: {
      of: 'person',
      title: two('备案病种', 'filed diseases'),
      many: true,
      codes: { a: two('甲病', 'a'), b: two('乙病', 'b'), c: two('丙病', 'c') },
    },
    setting: {
      of: 'event',
      title: two('方式', 'setting'),
      codes: { inpatient: two('住院', 'stay'), outpatient: two('门诊', 'visit') },
      absentMeans: 'inpatient',
    },
    grantedFen: told('event', '他处给付', 'granted elsewhere'),
    drug: { of: 'line', title: two('药品', 'drug'), values: 'open', absentMeans: 'none' },
    weeks: told('line', '用药周数', 'weeks of a prescription'),
    necessary: {
      of: 'line',
      title: two('必须', 'necessary'),
      codes: { yes: two('是', 'yes'), no: two('否', 'no') },
      absentMeans: 'yes',
    },
  },
  payers: {
    pool: two('统筹', 'pool'),
    critical: two('大病', 'critical'),
    supplementary: two('补充', 'supplementary'),
    hospital: two('医院', 'hospital'),
    assistance: two('救助', 'assistance'),
  },
};

const area = {
  kind: 'area',
  id: 'town',
  title: two('某市', 'Town'),
  personClasses: { poor: { title: two('贫困', 'poor'), source: assumed } },
};

/** A dated number from the first day of the law. */
export function number(value: unknown, by?: readonly string[]): object {
  const from = { '2000-01-01': { value, ...assumed } };
  return by ? { by, from } : { from };
}

/** A policy with the plainest choices; `more` replaces any of its keys. */
export function policy(id: string, more: object): { id: string } & Record<string, unknown> {
  return {
    kind: 'policy',
    id,
    title: id,
    status: 'complete',
    payer: 'pool',
    on: 'visit',
    source: assumed,
    parameters: {},
    rounding: 'halfUp',
    allot: 'declaredOrder',
    midYearChange: 'incremental',
    ...more,
  };
}

/** The files of a law whose one scheme runs the policies in order. */
export function lawOf(
  policies: readonly { readonly id: string }[],
  more: Readonly<Partial<Record<'scheme' | 'choices' | 'personClasses', object>>> & {
    readonly overlays?: object[];
    readonly prices?: object[];
    readonly files?: object[];
  } = {},
): object[] {
  const choices = Object.fromEntries(
    Object.entries({ ...SCHEME_CHOICES, ...more.choices }).map(([id, is]) => [
      id,
      { is, otherwise: [], ...assumed },
    ]),
  );
  const { overlays = [], prices = [], files = [] } = more;
  const idsOf = (all: object[]) => all.map((file) => (file as { id: string }).id);
  const scheme = {
    kind: 'scheme',
    id: 'town.scheme',
    area: 'town',
    title: '某市办法',
    effectiveFrom: '2017-01-01',
    effectiveUntil: '2030-01-01',
    source: assumed,
    covers: { insuranceType: ['resident'] },
    personClasses: ['poor'],
    classification: {
      outOfScope: { itemClass: ['C'] },
      firstShareRounding: 'halfUp',
      firstShareOrder: 'beforeDeductible',
    },
    tiers: policies.map(({ id }) => id),
    overlays: idsOf(overlays),
    prices: idsOf(prices),
    ...more.scheme,
    choices,
  };
  const personClasses = more.personClasses ?? area.personClasses;
  const laws = [...overlays, ...prices, ...files, ...policies];
  return [vocabulary, { ...area, personClasses }, scheme, ...laws];
}

interface PlainLine {
  readonly id?: string;
  readonly costFen: number;
  readonly overLimitFen?: number;
  readonly firstShareBp?: number;
  readonly facets?: Readonly<Record<string, string>>;
}

/** A visit of one day; a bare number is one line of class A. */
export function visit(
  id: string,
  day: string,
  lines: number | readonly PlainLine[],
  facets: Readonly<Record<string, string>> = {},
) {
  const all = typeof lines === 'number' ? [{ costFen: lines }] : lines;
  const event = {
    kind: 'visit' as const,
    id,
    admittedOn: day,
    servedOn: day,
    dischargedOn: day,
    settledOn: day,
    facets,
    lines: all.map((line: PlainLine, index) => ({
      id: line.id ?? `l${index}`,
      costFen: line.costFen,
      overLimitFen: line.overLimitFen ?? 0,
      firstShareBp: line.firstShareBp ?? 0,
      firstShareFen: null,
      facets: { itemClass: 'A', ...line.facets },
    })),
  };
  return { kind: 'event' as const, event };
}

/** A resident of the town, and more facts. */
export function resident(
  ...facts: [dimension: string, code: string, from: string, until?: string][]
) {
  const all = [['insuranceType', 'resident', '2000-01-01'] as const, ...facts];
  return {
    id: 'p1',
    bornOn: '1980-05-05',
    facts: all.map(([dimension, code, effectiveFrom, effectiveUntil]) => ({
      dimension,
      code,
      effectiveFrom,
      effectiveUntil: effectiveUntil ?? null,
    })),
  };
}
