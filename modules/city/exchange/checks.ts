/** What must be true of a row as a whole, and of it beside the rows that were taken before. */
import type { Reason } from './reasons.ts';

/** Numbers that were taken, for rows that refer to them. */
export interface Taken {
  readonly households: Set<number>;
  /** Part of each person. */
  readonly persons: Map<number, number>;
  /** Person of each visit. */
  readonly visits: Map<number, number>;
}

/** Reads a value of the row by its column. */
type Get = (name: string) => number;
type Check = (get: Get, taken: Taken) => Reason | null;

const ofPerson: Check = (get, { persons }) => (persons.has(get('psn_no')) ? null : 'personUnknown');

const ofVisit: Check = (get, { visits }) =>
  visits.get(get('mdtrt_id')) === get('psn_no') ? null : 'visitUnknown';

const inOrder =
  (from: string, until: string, reason: Reason): Check =>
  (get) =>
    get(until) < get(from) ? reason : null;

const PAID = ['hifp_pay', 'hifmi_pay', 'maf_pay', 'oth_pay', 'acct_pay', 'psn_cash_pay'];
const SCOPE = ['fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt', 'inscp_scp_amt'];

const addsUp: Check = (get) => {
  const whole = get('medfee_sumamt_fen');
  const sum = (names: readonly string[]) =>
    names.reduce((fen, name) => fen + get(`${name}_fen`), 0);
  return sum(PAID) === whole && sum(SCOPE) === whole ? null : 'partsNotWhole';
};

const isPriceTimesCount: Check = (get) =>
  get('pric_fen') * get('cnt') === get('det_item_fee_sumamt_fen') ? null : 'lineNotPriceTimesCount';

const isLimitWithin: Check = (get) =>
  get('overlmt_amt_fen') > get('det_item_fee_sumamt_fen') ? 'overLimitAboveCost' : null;

const CHECKS: Readonly<Record<string, readonly Check[]>> = {
  persons: [
    (get, { households }) => (households.has(get('hsehld_no')) ? null : 'householdUnknown'),
    inOrder('brdy', 'died_on', 'diedBeforeBirth'),
  ],
  covers: [ofPerson, inOrder('psn_insu_date', 'paus_insu_date', 'endBeforeStart')],
  identities: [ofPerson, inOrder('begntime', 'endtime', 'endBeforeStart')],
  filings: [ofPerson, inOrder('begndate', 'enddate', 'endBeforeStart')],
  products: [ofPerson, inOrder('begndate', 'enddate', 'endBeforeStart')],
  allowances: [ofPerson],
  care: [ofPerson, inOrder('begndate', 'enddate', 'endBeforeStart')],
  visits: [
    ofPerson,
    inOrder('begntime', 'endtime', 'endBeforeStart'),
    inOrder('begntime', 'setl_time', 'settledBeforeCare'),
    addsUp,
  ],
  lines: [ofVisit, isPriceTimesCount, isLimitWithin],
  reversals: [ofVisit],
  traces: [ofVisit],
};

/** The first check that a row fails, or null. */
export function failedCheck(table: string, get: Get, taken: Taken): Reason | null {
  for (const check of CHECKS[table] ?? []) {
    const reason = check(get, taken);
    if (reason !== null) return reason;
  }
  return null;
}
