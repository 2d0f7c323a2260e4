/**
 * Bills of the running platform as rows of visits and lines. Pure.
 */
import { MICRO_PER_FEN, QUANTITY } from '../../catalogue/index.ts';
import { cityDay } from '../../ledger/index.ts';
import type { KeptBill, UploadedLine } from '../../settlement/index.ts';
import { numberIn, type Row } from '../history/rows.ts';
import * as code from '../tables/codes.ts';
import { dayNumber, diseaseOf } from './person-out.ts';

/** Whose payments a bill shows: those it recorded when it came in, or those it settled to. */
export type Payments = 'recorded' | 'settled';

export interface BillsOut {
  readonly visits: readonly Row[];
  readonly lines: readonly Row[];
  readonly reversals: readonly Row[];
  /** Visits under way: lines without a settlement, that came by messages. */
  readonly open: number;
}

/** Numbers of bills that came by messages lie above those of any city. */
const OWN = 2 ** 45;
const VERSIONS = 2 ** 14;

/** Writes a person's bills; `recorded` and `reversals` are the rows that were kept of them. */
export function billsOut(
  personId: number,
  bills: readonly KeptBill[],
  kept: { readonly recorded: readonly Row[]; readonly reversals: readonly Row[] },
  payments: Payments,
): BillsOut {
  const recorded = new Map(kept.recorded.map((row) => [numberIn(row, 'mdtrt_id'), row]));
  const undone = new Map(kept.reversals.map((row) => [numberIn(row, 'mdtrt_id'), row]));
  const made: { readonly place: number; readonly visit: Row; readonly lines: readonly Row[] }[] =
    [];
  const reversals: Row[] = [...kept.reversals];
  const used = new Set<number>();
  let open = 0;
  for (const bill of bills) {
    const told = Number(bill.visit.details.hospitalNo);
    const known = used.has(told) ? undefined : recorded.get(told);
    if (!known && !bill.settled) {
      open++;
      continue;
    }
    const id = known ? told : OWN + personId * VERSIONS + (bill.settled?.version ?? 0);
    used.add(id);
    const visit = visitRow(personId, id, bill, known, payments);
    const place = known ? numberIn(known, 'row_no') : Number.MAX_SAFE_INTEGER;
    made.push({ place, visit, lines: lineRows(personId, id, bill.lines) });
    const at = bill.settled?.reversedAt;
    if (at && !undone.has(id)) {
      reversals.push({ mdtrt_id: id, psn_no: personId, setl_time: dayNumber(cityDay(at)) });
    }
  }
  made.sort(
    (a, b) => a.place - b.place || numberIn(a.visit, 'mdtrt_id') - numberIn(b.visit, 'mdtrt_id'),
  );
  return {
    visits: made.map(({ visit }) => visit),
    lines: made.flatMap(({ lines }) => lines),
    reversals,
    open,
  };
}

function visitRow(
  personId: number,
  id: number,
  { visit, lines, settled }: KeptBill,
  kept: Row | undefined,
  payments: Payments,
): Row {
  const { details } = visit;
  const facets = settled ? settled.event.facets : details.facets;
  const begin = settled ? Number(settled.event.admittedOn) : dayNumber(visit.beginAt);
  const end = settled
    ? Number(settled.event.dischargedOn)
    : dayNumber(visit.endAt ?? visit.beginAt);
  const sum = (name: keyof UploadedLine) =>
    lines.reduce((fen, line) => fen + Number(line[name]), 0);
  return {
    mdtrt_id: id,
    psn_no: personId,
    fixmedins_code: visit.institution,
    med_type: medTypeOf(details.medType, visit.kind),
    insutype: details.insuranceType === '390' ? '390' : '310',
    begntime: begin,
    endtime: end,
    setl_time: kept ? numberIn(kept, 'setl_time') : Number(settled?.event.settledOn ?? end),
    recorded_on: kept
      ? numberIn(kept, 'recorded_on')
      : dayNumber(settled ? cityDay(settled.at) : visit.beginAt),
    dscg_maindiag_code: mainDiagnosis(details.diagnoses),
    dise: diseaseOf(facets.disease ?? facets.specialDisease ?? facets.chronicDisease),
    matn: within(code.MATERNITY, facets.maternityEvent, 'none'),
    refl_flag: facets.referral === 'referred' ? '1' : '0',
    reim_flag: within(code.REIMBURSED, details.said.reim_flag, '2'),
    dscg_way: within(code.LEFT, details.said.dscg_way, visit.kind === 'inpatient' ? '1' : '0'),
    hi_paymtd: within(code.PAY_METHOD, details.said.hi_paymtd, '1'),
    atddr_no: Number(/^\d{1,4}$/.exec(details.said.atddr_no ?? '')?.[0] ?? 0),
    line_cnt: lines.length,
    medfee_sumamt_fen: sum('costFen'),
    fulamt_ownpay_amt_fen: sum('fullSelfPayFen'),
    overlmt_selfpay_fen: sum('overLimitFen'),
    preselfpay_amt_fen: sum('preSelfPayFen'),
    inscp_scp_amt_fen: sum('inScopeFen'),
    ...(kept && (payments === 'recorded' || !settled) ? recordedMoney(kept) : moneyOf(settled)),
  };
}

const PAID = ['act_pay_dedc', 'hifp_pay', 'hifmi_pay', 'maf_pay', 'oth_pay', 'acct_pay'];

function recordedMoney(kept: Row): Row {
  const names = [...PAID, 'psn_cash_pay'].map((name) => `${name}_fen`);
  return Object.fromEntries(names.map((name) => [name, numberIn(kept, name)]));
}

/** The payments of the answer; what no column is for, a hospital's part too, is `oth_pay`. */
function moneyOf(settled: KeptBill['settled']): Row {
  if (!settled) throw new RangeError('a bill has neither payments nor a record of them');
  const { money } = settled;
  const of = (payer: string) => money.payers.get(payer) ?? 0;
  const [basic, critical, aid] = [of('basic'), of('criticalIllness'), of('assistance')];
  return {
    act_pay_dedc_fen: money.deductibleFen,
    hifp_pay_fen: basic,
    hifmi_pay_fen: critical,
    maf_pay_fen: aid,
    oth_pay_fen: money.totalFen - basic - critical - aid - money.accountFen - money.cashFen,
    acct_pay_fen: money.accountFen,
    psn_cash_pay_fen: money.cashFen,
  };
}

const MED_TYPES: ReadonlySet<string> = new Set(code.MED_TYPE);
const BY_KIND = { pharmacy: '41', inpatient: '21', outpatient: '11' } as const;

/** A category that the exchange form has no code for is the plain one of its kind. */
function medTypeOf(medType: string, kind: keyof typeof BY_KIND): string {
  return MED_TYPES.has(medType) ? medType : BY_KIND[kind];
}

/** No code: a diagnosis was never told. */
export const NO_DIAGNOSIS = 'Z71.900';

function mainDiagnosis(diagnoses: KeptBill['visit']['details']['diagnoses']): string {
  const last = diagnoses.filter(({ phase }) => phase === '2');
  const among = last.length > 0 ? last : diagnoses;
  const main = among.find(({ said }) => said.maindiag_flag === '1') ?? among[0];
  return main?.said.diag_code ?? NO_DIAGNOSIS;
}

function within(codes: readonly string[], told: string | undefined, otherwise: string): string {
  return told !== undefined && codes.includes(told) ? told : otherwise;
}

const MOST_SMALL = 32_767;

function lineRows(personId: number, id: number, lines: readonly UploadedLine[]): readonly Row[] {
  const numbers = lines.map(({ lineNo }) => (/^\d{1,5}$/.test(lineNo) ? Number(lineNo) : 0));
  const isPlain =
    new Set(numbers).size === lines.length && numbers.every((one) => one > 0 && one <= MOST_SMALL);
  return lines.map((line, index) => ({
    psn_no: personId,
    mdtrt_id: id,
    feedetl_sn: isPlain ? (numbers[index] ?? 0) : index + 1,
    fee_ocur_time: dayNumber(line.occurredAt),
    med_list_codg: line.itemCode,
    ...amountOf(line),
    det_item_fee_sumamt_fen: line.costFen,
    overlmt_amt_fen: line.overLimitFen,
    selfpay_prop_bp: line.firstShareBp,
    chrgitm_lv: line.isRefused ? '03' : line.itemClass,
    need_flag: line.facets.necessity === 'notNecessary' ? '0' : '1',
  }));
}

/** A price in whole fen times a whole count, or the whole line once. */
function amountOf({ quantity, priceMicro, costFen }: UploadedLine) {
  const [count, price] = [quantity / QUANTITY, priceMicro / MICRO_PER_FEN];
  const isWhole = Number.isInteger(count) && Number.isInteger(price) && count <= MOST_SMALL;
  return isWhole && count * price === costFen
    ? { cnt: count, pric_fen: price }
    : { cnt: 1, pric_fen: costFen };
}
