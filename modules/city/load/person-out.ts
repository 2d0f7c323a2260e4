/**
 * A person of the running platform as rows of the exchange form: what the platform keeps decides,
 * what it does not keep comes from the rows that were kept beside it. Pure.
 */
import { factOn, type Standing } from '../../enrolment/index.ts';
import type { Row } from '../history/rows.ts';
import * as code from '../tables/codes.ts';
import { OPEN_END } from '../tables/table.ts';

/** Rows of one person that were kept, by table, days as numbers. */
export type KeptRows = Readonly<Record<string, readonly Row[]>>;

/** A household for who was enrolled without one. */
export function ownHousehold(personId: number): number {
  return 1_000_000_000 + (personId % 1_000_000_000);
}

export function personRow(standing: Standing, kept: Row | undefined): Row {
  const { personId, region, bornOn, sex } = standing;
  const own = { gend: sex === '2' ? '2' : '1', brdy: dayNumber(bornOn), insuplc_admdvs: region };
  if (kept) return { ...kept, ...own };
  return {
    psn_no: personId,
    hsehld_no: ownHousehold(personId),
    ...own,
    died_on: OPEN_END,
    rlts: '01',
    chronic: 0,
    dise: 'none',
    tel_no: 0,
  };
}

/** All rows of a person's standing by table; `kept` comes first, in its order. */
export function standingRows(
  standing: Standing,
  kept: KeptRows,
): Readonly<Record<string, readonly Row[]>> {
  return {
    covers: merged(
      kept.covers,
      coversOf(standing),
      ['psn_insu_date', 'insutype'],
      'paus_insu_date',
    ),
    identities: merged(
      kept.identities,
      identitiesOf(standing),
      ['begntime', 'person_class'],
      'endtime',
    ),
    filings: merged(
      kept.filings,
      filingsOf(standing),
      ['begndate', 'biz_appy_type', 'opsp_dise'],
      'enddate',
      ({ biz_appy_type: type }) => type === FAMILY_DOCTOR,
    ),
    products: merged(kept.products, productsOf(standing), ['begndate'], 'enddate'),
    care: merged(kept.care, careOf(standing), ['begndate', 'care_grade'], 'enddate'),
    allowances: kept.allowances ?? [],
    traces: kept.traces ?? [],
  };
}

const FAMILY_DOCTOR = '05';

/**
 * Kept rows that the platform still has, with its end, then what it has besides. A kept row that is
 * without a day, or that the platform never holds, stays as it is.
 */
function merged(
  kept: readonly Row[] = [],
  now: readonly Row[],
  key: readonly string[],
  end: string,
  isOurs: (row: Row) => boolean = () => false,
): readonly Row[] {
  const left = [...now];
  const start = key[0] ?? '';
  const rows = kept.flatMap((row) => {
    if (isOurs(row) || Number(row[end]) <= Number(row[start])) return [row];
    const at = left.findIndex((one) => key.every((name) => one[name] === row[name]));
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return found ? [{ ...row, [end]: found[end] ?? OPEN_END }] : [];
  });
  return [...rows, ...left];
}

function factsOf({ facts }: Standing, dimension: string) {
  return facts
    .filter((fact) => fact.dimension === dimension)
    .map((fact) => ({
      fact,
      from: Number(fact.effectiveFrom),
      until: fact.effectiveUntil === null ? OPEN_END : Number(fact.effectiveUntil),
    }));
}

function coversOf(standing: Standing): readonly Row[] {
  return factsOf(standing, 'insuranceType').map(({ fact, from, until }) => {
    const isEmployee = fact.code === 'employee';
    const isRetired = factOn(standing, 'employment', fact.effectiveFrom) === 'retired';
    const form = factOn(standing, 'employmentForm', fact.effectiveFrom);
    return {
      psn_no: standing.personId,
      psn_insu_date: from,
      paus_insu_date: until,
      insutype: isEmployee ? '310' : '390',
      psn_type: isEmployee ? (isRetired ? '12' : '11') : '15',
      emp_form: isEmployee ? (form ?? 'unit') : 'none',
      months: 0,
      clct_base_fen: 0,
      premium_fen: 0,
      subsidy_fen: 0,
      aid_fen: 0,
    };
  });
}

/** 人员身份类别 by class. */
const IDENTITIES: ReadonlyMap<string, string> = new Map(
  code.PERSON_CLASS.map((one, at) => [one, code.IDENTITY_CODES[code.IDENTITY_OF[at] ?? 0]]),
);

function identitiesOf(standing: Standing): readonly Row[] {
  return factsOf(standing, 'personClass').flatMap(({ fact, from, until }) => {
    const type = IDENTITIES.get(fact.code);
    // A class that the exchange form has no code for cannot be written.
    if (type === undefined) return [];
    const row = { psn_no: standing.personId, psn_idet_type: type, person_class: fact.code };
    return [{ ...row, begntime: from, endtime: until }];
  });
}

function productsOf(standing: Standing): readonly Row[] {
  return factsOf(standing, 'inclusiveInsurance').map(({ fact, from, until }) => ({
    psn_no: standing.personId,
    begndate: from,
    enddate: until,
    premium_fen: 0,
    payer: 'self',
    years: Number(factOn(standing, 'productYearsCount', fact.effectiveFrom) ?? 1),
  }));
}

function careOf(standing: Standing): readonly Row[] {
  return factsOf(standing, 'careGrade').map(({ fact, from, until }) => ({
    psn_no: standing.personId,
    care_grade: fact.code,
    med_type: '75',
    begndate: from,
    enddate: until,
    month_fee_fen: 0,
  }));
}

/** Filings as the exchange form has them; the disease of one is the fact that it made true. */
function filingsOf({ personId, facts, filings }: Standing): readonly Row[] {
  return filings.map((filing) => {
    const { filingId, kind, said, institution } = filing;
    const filed = facts.find(({ source }) => source === filingId)?.code ?? said.opsp_dise_code;
    return {
      psn_no: personId,
      biz_appy_type: said.biz_appy_type ?? (kind === 'transfer' ? '06' : '01'),
      begndate: Number(filing.effectiveFrom),
      enddate: filing.effectiveUntil === null ? OPEN_END : Number(filing.effectiveUntil),
      opsp_dise: diseaseOf(filed),
      fixmedins_code: institution,
    };
  });
}

const DISEASES: ReadonlySet<string> = new Set(code.DISEASE);

/** A disease of the exchange form; one that it has no word for is none. */
export function diseaseOf(disease: string | undefined): string {
  return disease !== undefined && DISEASES.has(disease) ? disease : 'none';
}

/** A day's text as the exchange form counts days. */
export function dayNumber(text: string): number {
  return Math.round(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000);
}
