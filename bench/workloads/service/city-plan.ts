/**
 * A person's year of a rehearsal city as a hospital's system knows it: bills to be told on the day
 * on which they were recorded, and reversals. And the events that these bills are to the law, made
 * here from the city's own rows, by other code than the platform's.
 */
import type { Visit } from '../../../engine/settle/index.ts';
import { asDay, type Day, formatDay } from '../../../engine/units/index.ts';
import {
  type CityContext,
  linesByVisit,
  numberIn,
  type PersonRows,
  type Row,
  textIn,
} from '../../../modules/city/index.ts';
import type { Who } from '../../../testing/service/visits.ts';

export interface CityBill {
  readonly kind: 'bill';
  readonly on: Day;
  readonly visit: number;
  readonly institution: string;
  /** Where the institution is, by national code. */
  readonly region: string;
  readonly medType: string;
  readonly insuranceType: string;
  readonly diagnosis: string;
  /** The city's word; `none`: no listed disease. */
  readonly disease: string;
  readonly delivery: string;
  readonly begin: Day;
  readonly end: Day;
  readonly lines: readonly CityLine[];
}

export interface CityLine {
  readonly item: string;
  readonly count: number;
  readonly priceFen: number;
  readonly on: Day;
}

export interface CityReversal {
  readonly kind: 'reversal';
  readonly on: Day;
  readonly visit: number;
}

export interface CityPlan {
  readonly who: Who;
  /** In the order of telling. */
  readonly items: readonly (CityBill | CityReversal)[];
  /** Days on which a transfer or a life elsewhere is on file, `[from, until)`. */
  readonly away: readonly (readonly [Day, Day])[];
}

/** Home, institutional and family care have no national message. */
const UNTOLD = new Set(['75', '76', '77']);

/** Plans what is told of a person; `who` names them as their card does. */
export function planOf(rows: PersonRows, who: Who, { providers }: CityContext): CityPlan {
  const lines = linesByVisit(rows);
  const bills = (rows.visits ?? [])
    .filter((row) => !UNTOLD.has(textIn(row, 'med_type')))
    .map((row) => {
      const provider = providers.get(textIn(row, 'fixmedins_code'));
      if (!provider) throw new RangeError(`no provider ${row.fixmedins_code}`);
      return billOf(row, provider, lines.get(numberIn(row, 'mdtrt_id')) ?? []);
    });
  const told = new Map(bills.map(({ visit, on }) => [visit, on]));
  const reversals = (rows.reversals ?? []).flatMap((row): CityReversal[] => {
    const visit = numberIn(row, 'mdtrt_id');
    const since = told.get(visit);
    if (since === undefined) return [];
    return [{ kind: 'reversal', visit, on: asDay(Math.max(since, numberIn(row, 'setl_time'))) }];
  });
  const items = [...bills, ...reversals].sort((a, b) => a.on - b.on || place(a) - place(b));
  const away = (rows.filings ?? [])
    .filter((row) => ['06', '08'].includes(textIn(row, 'biz_appy_type')))
    .map((row) => [asDay(numberIn(row, 'begndate')), asDay(numberIn(row, 'enddate'))] as const);
  return { who, items, away };
}

function place({ kind, visit }: CityBill | CityReversal): number {
  return kind === 'bill' ? visit : visit + 0.5;
}

function billOf(row: Row, provider: Row, lines: readonly Row[]): CityBill {
  const day = (name: string) => asDay(numberIn(row, name));
  return {
    kind: 'bill',
    on: day('recorded_on'),
    visit: numberIn(row, 'mdtrt_id'),
    institution: textIn(row, 'fixmedins_code'),
    region: textIn(provider, 'admdvs'),
    medType: textIn(row, 'med_type'),
    insuranceType: textIn(row, 'insutype'),
    diagnosis: textIn(row, 'dscg_maindiag_code'),
    disease: textIn(row, 'dise'),
    delivery: textIn(row, 'matn'),
    begin: day('begntime'),
    end: day('endtime'),
    lines: lines.map((line) => ({
      item: textIn(line, 'med_list_codg'),
      count: numberIn(line, 'cnt'),
      priceFen: numberIn(line, 'pric_fen'),
      on: asDay(numberIn(line, 'fee_ocur_time')),
    })),
  };
}

const SETTINGS: Readonly<Record<string, string>> = {
  '41': 'pharmacy',
  '11': 'outpatient',
  '140104': 'outpatient',
  '140201': 'specialDiseaseOutpatient',
  '21': 'inpatient',
  '51': 'prenatal',
  '52': 'maternityStay',
};
const GRADES: Readonly<Record<string, string>> = { '05': 'secondary', '02': 'tertiary' };
const STAYS = ['21', '52'];

export function isStay({ medType }: CityBill): boolean {
  return STAYS.includes(medType);
}

export function isPurchase({ medType }: CityBill): boolean {
  return medType === '41';
}

/** The event of a bill that was settled on the day on which it was told. */
export function eventOf(
  bill: CityBill,
  settlementId: string,
  { away }: CityPlan,
  city: CityContext,
): Visit {
  const { begin, end, lines, on } = bill;
  const isAway = away.some(([from, until]) => from <= begin && begin < until);
  const first = lines.reduce((day, line) => Math.min(day, line.on), Number.MAX_SAFE_INTEGER);
  const served = isStay(bill) ? begin : asDay(first);
  return {
    kind: 'visit',
    id: settlementId,
    admittedOn: begin,
    servedOn: served,
    dischargedOn: isStay(bill) ? end : served,
    settledOn: on,
    facets: { ...facetsOf(bill, city), ...(isAway ? { referral: 'referred' } : {}) },
    lines: lines.map((line, index) => lineOf(line, index, city)),
  };
}

function facetsOf(bill: CityBill, { providers }: CityContext): Record<string, string> {
  const provider = providers.get(bill.institution);
  if (!provider) throw new RangeError(`no provider ${bill.institution}`);
  const { medType, disease, delivery } = bill;
  const facets: Record<string, string> = {
    setting: SETTINGS[medType] ?? '',
    grade: GRADES[textIn(provider, 'hosp_lv')] ?? 'primary',
    place: textIn(provider, 'out_type') === '0' ? 'inCity' : 'outOfCity',
  };
  if (provider.essential_flag === '1') facets.essentialMedicine = 'applied';
  if (delivery !== 'none') facets.maternityEvent = delivery;
  if (disease === 'none') return facets;
  facets.disease = disease;
  facets[medType === '140201' ? 'specialDisease' : 'chronicDisease'] = disease;
  return facets;
}

const CLASSES: Readonly<Record<string, string>> = { '01': 'A', '02': 'B', '03': 'C' };

function lineOf({ item, count, priceFen }: CityLine, index: number, { items }: CityContext) {
  const row = items.get(item);
  if (!row) throw new RangeError(`no item ${item}`);
  const itemClass = CLASSES[textIn(row, 'chrgitm_lv')] ?? '';
  const isOut = itemClass === 'C';
  const ceilingFen = numberIn(row, 'pric_uplmt_amt_fen') || priceFen;
  return {
    id: `L${index + 1}`,
    costFen: priceFen * count,
    overLimitFen: isOut ? 0 : Math.max(0, priceFen - ceilingFen) * count,
    firstShareBp: isOut ? 0 : numberIn(row, 'selfpay_prop_bp'),
    firstShareFen: null,
    facets: { itemClass, necessity: 'necessary', ...listsOf(row, item) },
  };
}

function listsOf(row: Row, item: string): Record<string, string> {
  return {
    ...(row.critical_flag === '1' ? { criticalList: 'listed' } : {}),
    ...(row.product_flag === '1' ? { productList: 'listed' } : {}),
    ...(row.special_drug_flag === '1' ? { productDrug: 'special', drugName: item } : {}),
    ...(row.medical_flag === '0' ? { medicalNature: 'nonMedical' } : {}),
  };
}

/** `YYYY-MM-DD HH:00:00`. */
export function hour(day: Day, at: number): string {
  return `${formatDay(day)} ${String(at).padStart(2, '0')}:00:00`;
}
