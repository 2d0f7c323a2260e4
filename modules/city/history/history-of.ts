/**
 * A person's rows as a history of the engine: facts, bills with their lines, premiums, allowances,
 * reversals, in the order they were recorded. Here, and nowhere else, national codes become words
 * of the law's vocabulary.
 */
import type {
  Event,
  Fact,
  History,
  HistoryItem,
  Line,
  Visit,
} from '../../../engine/settle/index.ts';
import { asDay, type Day, divideRounded } from '../../../engine/units/index.ts';
import * as code from '../tables/codes.ts';
import { OPEN_END } from '../tables/table.ts';
import { linesByVisit, numberIn, type PersonRows, type Row, textIn } from './rows.ts';

/** What all persons of a city share: its area, and rows of `providers` and `items` by code. */
export interface CityContext {
  readonly area: string;
  readonly providers: ReadonlyMap<string, Row>;
  readonly items: ReadonlyMap<string, Row>;
  /** First day of the year: premiums of the year are due on it. */
  readonly yearFrom: number;
  /** First day of the area's law: no maternity premium is told before it. */
  readonly lawFrom: number;
}

/** Indexes the reference tables. */
export function contextOf(
  place: { readonly area: string; readonly yearFrom: number; readonly lawFrom?: number },
  { providers, items }: { providers: readonly Row[]; items: readonly Row[] },
): CityContext {
  const by = (rows: readonly Row[], name: string) =>
    new Map(rows.map((row) => [textIn(row, name), row]));
  return {
    area: place.area,
    yearFrom: place.yearFrom,
    lawFrom: place.lawFrom ?? 0,
    providers: by(providers, 'fixmedins_code'),
    items: by(items, 'med_list_codg'),
  };
}

/** Turns one person's rows into a history. Rows of other persons must not be among them. */
export function historyOf(rows: PersonRows, context: CityContext): History {
  const [person] = rows.persons ?? [];
  if (!person) throw new RangeError('no row in persons');
  const items = [
    ...billItems(rows, context),
    ...premiumItems(rows, context),
    ...(rows.allowances ?? []).flatMap((row) => allowanceItems(row, rows, context.lawFrom)),
  ];
  items.sort((a, b) => a.on - b.on || a.order - b.order);
  return {
    area: context.area,
    person: {
      id: String(numberIn(person, 'psn_no')),
      bornOn: asDay(numberIn(person, 'brdy')),
      facts: factsOf(rows, person),
    },
    items: items.map(({ item }) => item),
  };
}

interface Recorded {
  readonly on: number;
  readonly order: number;
  readonly item: HistoryItem;
}

function factsOf(rows: PersonRows, person: Row): Fact[] {
  const filed = (rows.filings ?? []).flatMap((row): Fact[] => {
    const fact = filedFact(row);
    const [from, until] = [numberIn(row, 'begndate'), numberIn(row, 'enddate')];
    return fact === null ? [] : [{ ...fact, ...spanOf(from, until) }];
  });
  return [...standingFacts(rows, person), ...filed];
}

/** What is true of a person besides what was filed. */
export function standingFacts(rows: PersonRows, person: Row): Fact[] {
  const facts: Fact[] = [];
  const add = (dimension: string, text: string, from: number, until: number) =>
    facts.push({ dimension, code: text, ...spanOf(from, until) });
  const place = Number(textIn(person, 'insuplc_admdvs').slice(4)) < 20 ? 'urban' : 'county';
  add('insuredAt', place, numberIn(person, 'brdy'), OPEN_END);
  for (const cover of rows.covers ?? []) {
    const [from, until] = [numberIn(cover, 'psn_insu_date'), numberIn(cover, 'paus_insu_date')];
    const isEmployee = textIn(cover, 'insutype') === '310';
    add('insuranceType', isEmployee ? 'employee' : 'resident', from, until);
    add('employment', textIn(cover, 'psn_type') === '12' ? 'retired' : 'active', from, until);
    if (textIn(cover, 'emp_form') === 'flexible') add('employmentForm', 'flexible', from, until);
  }
  for (const row of rows.identities ?? []) {
    const text = textIn(row, 'person_class');
    add('personClass', text, numberIn(row, 'begntime'), numberIn(row, 'endtime'));
  }
  for (const row of rows.products ?? []) {
    const [from, until] = [numberIn(row, 'begndate'), numberIn(row, 'enddate')];
    add('inclusiveInsurance', 'insured', from, until);
    add('productYearsCount', String(numberIn(row, 'years')), from, until);
  }
  for (const row of rows.care ?? []) {
    add(
      'careGrade',
      textIn(row, 'care_grade'),
      numberIn(row, 'begndate'),
      numberIn(row, 'enddate'),
    );
  }
  return facts;
}

function spanOf(from: number, until: number) {
  return { effectiveFrom: asDay(from), effectiveUntil: until >= OPEN_END ? null : asDay(until) };
}

/** The fact that the filing of a disease makes true; null for filings of another kind. */
export function filedFact(row: Row): Pick<Fact, 'dimension' | 'code'> | null {
  const dimension = FILED[textIn(row, 'biz_appy_type')];
  return dimension === undefined ? null : { dimension, code: textIn(row, 'opsp_dise') };
}

/** Dimension of the vocabulary for each kind of filing of a disease. */
const FILED: Readonly<Record<string, string>> = { '01': 'filedSpecialDisease', '23': 'twoDisease' };

function billItems(rows: PersonRows, context: CityContext): Recorded[] {
  const lines = linesByVisit(rows);
  const bills = (rows.visits ?? []).map((row): Recorded => {
    const id = numberIn(row, 'mdtrt_id');
    const event = visitOf(row, lines.get(id) ?? [], context);
    return { on: numberIn(row, 'recorded_on'), order: id, item: { kind: 'event', event } };
  });
  const recorded = new Map(bills.map(({ order, on }) => [order, on]));
  const undone = (rows.reversals ?? []).map((row): Recorded => {
    const id = numberIn(row, 'mdtrt_id');
    const on = asDay(Math.max(numberIn(row, 'setl_time'), recorded.get(id) ?? 0));
    const item = { kind: 'reversal', id: `r${id}`, reverses: `v${id}`, on } as const;
    return { on, order: id + 0.5, item };
  });
  return [...bills, ...undone];
}

function visitOf(row: Row, lines: readonly Row[], { providers, items }: CityContext): Visit {
  const provider = providers.get(textIn(row, 'fixmedins_code'));
  if (!provider) throw new RangeError(`no provider ${row.fixmedins_code}`);
  const day = (name: string): Day => asDay(numberIn(row, name));
  return {
    kind: 'visit',
    id: `v${numberIn(row, 'mdtrt_id')}`,
    admittedOn: day('begntime'),
    servedOn: day('begntime'),
    dischargedOn: day('endtime'),
    settledOn: day('setl_time'),
    facets: visitFacets(row, provider),
    lines: lines.map((line) => lineOf(line, items)),
  };
}

const SETTING = new Map<string, string>(
  code.MED_TYPE.map((type, i) => [type, code.SETTING[i] ?? '']),
);
/** Grade of the vocabulary by 医院等级. */
export const GRADE = new Map<string, string>(
  code.HOSPITAL_LEVEL.map((lv, i) => [lv, code.GRADE[i] ?? '']),
);
const CLASS = new Map<string, string>(
  code.ITEM_LEVEL.map((lv, i) => [lv, code.ITEM_CLASS[i] ?? '']),
);

/** What the law reads of a bill as a whole. */
export function visitFacets(row: Row, provider: Row): Record<string, string> {
  const facets: Record<string, string> = {
    setting: SETTING.get(textIn(row, 'med_type')) ?? '',
    grade: GRADE.get(textIn(provider, 'hosp_lv')) ?? '',
    place: textIn(provider, 'out_type') === '0' ? 'inCity' : 'outOfCity',
  };
  const disease = textIn(row, 'dise');
  if (row.refl_flag === '1') facets.referral = 'referred';
  if (provider.essential_flag === '1') facets.essentialMedicine = 'applied';
  if (row.matn !== 'none') facets.maternityEvent = textIn(row, 'matn');
  if (disease === 'none') return facets;
  facets.disease = disease;
  facets[row.med_type === '140201' ? 'specialDisease' : 'chronicDisease'] = disease;
  return facets;
}

function lineOf(row: Row, items: ReadonlyMap<string, Row>): Line {
  const item = items.get(textIn(row, 'med_list_codg'));
  if (!item) throw new RangeError(`no item ${row.med_list_codg}`);
  return {
    id: String(numberIn(row, 'feedetl_sn')),
    costFen: numberIn(row, 'det_item_fee_sumamt_fen'),
    overLimitFen: numberIn(row, 'overlmt_amt_fen'),
    firstShareBp: numberIn(row, 'selfpay_prop_bp'),
    firstShareFen: null,
    facets: lineFacets(row, item),
  };
}

/** What the law reads of a line. */
export function lineFacets(row: Row, item: Row): Record<string, string> {
  return {
    itemClass: CLASS.get(textIn(row, 'chrgitm_lv')) ?? '',
    necessity: row.need_flag === '1' ? 'necessary' : 'notNecessary',
    ...itemFacets(item),
  };
}

/** What the law reads of an item, besides its class. */
export function itemFacets(item: Row): Record<string, string> {
  const facets: Record<string, string> = {};
  if (item.critical_flag === '1') facets.criticalList = 'listed';
  if (item.product_flag === '1') facets.productList = 'listed';
  if (item.special_drug_flag === '1') {
    facets.productDrug = 'special';
    facets.drugName = textIn(item, 'med_list_codg');
  }
  if (item.medical_flag === '0') facets.medicalNature = 'nonMedical';
  return facets;
}

/** Residents' premiums of the year, and that of the inclusive product. */
function premiumItems(rows: PersonRows, { yearFrom }: CityContext): Recorded[] {
  const covers = (rows.covers ?? []).filter((cover) => textIn(cover, 'insutype') === '390');
  const basic = covers.slice(0, 1).map((cover): Recorded => {
    const on = Math.max(yearFrom, numberIn(cover, 'psn_insu_date'));
    const premiumFen = numberIn(cover, 'premium_fen') + numberIn(cover, 'aid_fen');
    return contribution(`c${on}`, on, premiumFen, 'basicInsurance');
  });
  const product = (rows.products ?? []).map((row): Recorded => {
    const on = numberIn(row, 'begndate');
    return contribution(`p${on}`, on, numberIn(row, 'premium_fen'), 'inclusiveProduct');
  });
  return [...basic, ...product];
}

function contribution(id: string, on: number, premiumFen: number, premiumOf: string): Recorded {
  const event: Event = {
    kind: 'contribution',
    id,
    on: asDay(on),
    premiumFen,
    facets: { premiumOf },
  };
  return { on, order: 0, item: { kind: 'event', event } };
}

/** Share of the base that is the maternity premium of a month. */
const MATERNITY_PARTS = 100;

/** An allowance, and the monthly maternity premiums before it that its waiting period counts. */
function allowanceItems(row: Row, rows: PersonRows, lawFrom: number): Recorded[] {
  const on = numberIn(row, 'apply_date');
  const monthlyBaseFen = numberIn(row, 'clct_base_fen');
  const employed = (rows.covers ?? []).filter((cover) => textIn(cover, 'insutype') === '310');
  const from = Math.max(
    on - 360,
    lawFrom,
    ...employed.map((cover) => numberIn(cover, 'psn_insu_date')),
  );
  const premiums: Recorded[] = [];
  for (let day = on - 5; day >= from; day -= 30) {
    const premiumFen = divideRounded(monthlyBaseFen, MATERNITY_PARTS, 'halfUp');
    premiums.push(contribution(`m${day}`, day, premiumFen, 'maternityInsurance'));
  }
  const event: Event = {
    kind: 'allowance',
    id: `a${on}`,
    on: asDay(on),
    bases: [{ monthlyBaseFen, weight: 1 }],
    days: numberIn(row, 'days'),
    facets: {},
  };
  return [...premiums, { on, order: 0, item: { kind: 'event', event } }];
}
