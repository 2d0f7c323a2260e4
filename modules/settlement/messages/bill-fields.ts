/**
 * A bill as the fields of 2206, 2207, 2208, 2303, 2304, 2305 and 5203. The identities between the
 * amounts are asserted here, where they leave the house.
 */
import { formatYuan, proportionOf } from '../../../engine/units/index.ts';
import type { StoredResult, Visit } from '../model.ts';
import type { CompactTier, CompactTrace } from '../settle/compact-trace.ts';
import { type BillMoney, billMoney } from '../settle/payment.ts';
import { type Fund, type FundField, fundOf, medTypeOf } from './codes.ts';
import { cityTime } from './envelope.ts';
import type { FieldTable } from './field-table.ts';
import type { PersonFields } from './person-fields.ts';
import { type FieldValues, type RenderedRow, renderRow, yuan } from './render-row.ts';

export interface Bill {
  readonly visit: Visit;
  readonly person: PersonFields;
  readonly result: Omit<StoredResult, 'version' | 'posted'>;
  readonly medType: string;
  readonly insuranceType: string;
  readonly credentialType: string;
  readonly region: string;
  /** Null for a trial. */
  readonly settlementId: string | null;
  readonly settledAt: Date | null;
  readonly msgid: string;
  readonly accountFen: number;
  readonly balanceFen: number;
  /** A reversal gives every amount with its sign changed. */
  readonly isReversal: boolean;
}

export interface BillOutput {
  readonly setlinfo: RenderedRow;
  readonly setldetail: readonly RenderedRow[];
}

/** Renders both nodes by the tables of the message. */
export function billOutput(bill: Bill, setlinfo: FieldTable, setldetail: FieldTable): BillOutput {
  const money = billMoney(bill.result, bill.accountFen);
  const sign = bill.isReversal ? -1 : 1;
  return {
    setlinfo: renderRow(setlinfo, amountFields(bill, money, sign), bill.person.fields),
    setldetail: detailRows(bill, money, sign).map((row) => renderRow(setldetail, row)),
  };
}

const FUND_FIELDS = ['hifp_pay', 'hifmi_pay', 'hifob_pay', 'maf_pay', 'oth_pay'] as const;

function amountFields(bill: Bill, money: BillMoney, sign: 1 | -1): FieldValues {
  const { visit, settledAt } = bill;
  const amount = (fen: number) => yuan(fen === 0 ? 0 : sign * fen);
  const by = byField(bill, money);
  const fundsFen = FUND_FIELDS.reduce((sum, field) => sum + (by.get(field) ?? 0), 0);
  if (fundsFen !== money.fundsFen) throw new RangeError('the funds of a bill do not sum (I5)');
  const funds = Object.fromEntries(FUND_FIELDS.map((field) => [field, amount(by.get(field) ?? 0)]));
  return {
    mdtrt_id: visit.visitId,
    setl_id: bill.settlementId,
    insutype: bill.insuranceType,
    mdtrt_cert_type: bill.credentialType,
    med_type: bill.medType,
    setl_time: settledAt ? cityTime(settledAt) : null,
    medfee_sumamt: amount(money.totalFen),
    fulamt_ownpay_amt: amount(money.fullSelfPayFen),
    overlmt_selfpay: amount(money.overLimitFen),
    preselfpay_amt: amount(money.preSelfPayFen),
    inscp_scp_amt: amount(money.inScopeFen),
    act_pay_dedc: amount(money.deductibleFen),
    ...funds,
    cvlserv_pay: yuan(0),
    hifes_pay: yuan(0),
    hifdm_pay: yuan(0),
    fund_pay_sumamt: amount(money.fundsFen),
    pool_prop_selfpay: { units: poolRatio(money, by.get('hifp_pay') ?? 0), decimals: 4 },
    psn_part_amt: amount(money.personFen),
    acct_pay: amount(money.accountFen),
    acct_mulaid_pay: yuan(0),
    psn_cash_pay: amount(money.cashFen),
    pdn_cash_pay: amount(money.cashFen),
    psn_pay: amount(money.personFen),
    cash_payamt: amount(money.cashFen),
    hosp_part_amt: amount(money.hospitalFen),
    balc: yuan(bill.balanceFen),
    medins_setl_id: bill.msgid.slice(0, 30),
    clr_optins: bill.region,
    clr_way: '1',
    clr_type: medTypeOf(bill.medType)?.clearing ?? '99',
  };
}

function byField({ insuranceType }: Bill, { payers }: BillMoney): ReadonlyMap<FundField, number> {
  const sums = new Map<FundField, number>();
  for (const [payer, fen] of payers) {
    const { field } = fundOf(payer, insuranceType);
    sums.set(field, (sums.get(field) ?? 0) + fen);
  }
  return sums;
}

const RATIO = 10_000;

/** What the pooling fund bears of the eligible expense above the deductible, in ten-thousandths. */
function poolRatio({ inScopeFen, deductibleFen }: BillMoney, pooledFen: number): number {
  const base = inScopeFen - deductibleFen;
  return base <= 0 ? 0 : Math.min(RATIO, proportionOf(pooledFen, RATIO, base, 'down'));
}

/** One row for each fund that pays, the account and the hospital among them (I6). */
function detailRows(bill: Bill, money: BillMoney, sign: 1 | -1): FieldValues[] {
  // Written by `compactTrace`.
  const { tiers } = bill.result.trace as CompactTrace;
  const funds = new Map<string, { fund: Fund; fen: number; tiers: CompactTier[] }>();
  const add = (fund: Fund, fen: number, of: readonly CompactTier[]) => {
    const known = funds.get(fund.code);
    if (known) {
      known.fen += fen;
      known.tiers.push(...of);
    } else funds.set(fund.code, { fund, fen, tiers: [...of] });
  };
  for (const [payer, fen] of money.payers) {
    const own = tiers.filter((tier) => tier.payer === payer);
    add(fundOf(payer, bill.insuranceType), fen, own);
  }
  if (bill.accountFen !== 0)
    add(fundOf('personalAccount', bill.insuranceType), bill.accountFen, []);
  const rows = [...funds.values()];
  const sum = rows.reduce((total, { fen }) => total + fen, 0);
  if (sum !== money.fundsFen + money.accountFen + money.hospitalFen) {
    throw new RangeError('the rows of a bill do not sum (I6)');
  }
  return rows.map(({ fund, fen, tiers: of }) => ({
    fund_pay_type: fund.code,
    fund_pay_type_name: fund.name,
    inscp_scp_amt: yuan(money.inScopeFen === 0 ? 0 : sign * money.inScopeFen),
    crt_payb_lmt_amt: yuan(roomOf(of)),
    fund_payamt: yuan(sign * fen),
    setl_proc_info: of.map(processOf).join('；').slice(0, 4000),
  }));
}

function roomOf(tiers: readonly CompactTier[]): number {
  const rooms = tiers.flatMap(({ roomFen }) => (roomFen === null ? [] : [roomFen]));
  return rooms.length === 0 ? 0 : rooms.reduce((sum, fen) => sum + fen, 0);
}

/** How a tier came to its amount, in one line. */
function processOf({ id, countedFen, deductibleFen, segments, paidFen }: CompactTier): string {
  const rates = segments.map(([fen, rateBp]) => `${formatYuan(fen)}×${rateBp / 100}%`).join('＋');
  const deductible = deductibleFen > 0 ? `起付 ${formatYuan(deductibleFen)}，` : '';
  return `${id}：计入 ${formatYuan(countedFen)}，${deductible}${rates}，支付 ${formatYuan(paidFen)}`;
}
