/**
 * Manual reimbursement: a person paid a bill in full and claims it back with papers. Pure.
 */
import { accepted, parseDay, type Result, rejected } from '../../../engine/units/index.ts';
import type { VisitKind } from '../model.ts';

export const CLAIM_STATUSES = [
  'received',
  'returned',
  'accepted',
  'settled',
  'paid',
  'refused',
  'withdrawn',
  'reversed',
  'recovered',
] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

export const CLAIM_ACTS = [
  'return',
  'complete',
  'accept',
  'refuse',
  'withdraw',
  'settle',
  'pay',
  'reverse',
  'recover',
] as const;
export type ClaimAct = (typeof CLAIM_ACTS)[number];

interface Step {
  readonly from: readonly ClaimStatus[];
  readonly to: ClaimStatus;
}

const STEPS: Readonly<Record<ClaimAct, Step>> = {
  return: { from: ['received'], to: 'returned' },
  complete: { from: ['returned'], to: 'received' },
  accept: { from: ['received'], to: 'accepted' },
  refuse: { from: ['received', 'returned', 'accepted'], to: 'refused' },
  withdraw: { from: ['received', 'returned', 'accepted'], to: 'withdrawn' },
  settle: { from: ['accepted'], to: 'settled' },
  pay: { from: ['settled'], to: 'paid' },
  reverse: { from: ['settled', 'paid'], to: 'reversed' },
  recover: { from: ['reversed'], to: 'recovered' },
};

/** A claim that ended without payment frees its invoices. */
const FREES = new Set<ClaimStatus>(['refused', 'withdrawn', 'reversed']);

/** Kinds of papers; `dischargeRecord` is asked of stays. */
export const PAPER_KINDS = [
  'invoice',
  'feeList',
  'dischargeRecord',
  'prescription',
  'identity',
  'other',
] as const;

export interface Paper {
  readonly kind: (typeof PAPER_KINDS)[number];
  readonly count: number;
}

export interface Invoice {
  /** Empty for digital invoices that have a number alone. */
  readonly code: string;
  readonly number: string;
  readonly check: string;
  readonly totalFen: number;
  /** `YYYY-MM-DD` */
  readonly issuedOn: string;
}

/** To whose bank account it is paid; sealed where it is stored. */
export interface Payee {
  readonly holder: string;
  readonly bank: string;
  readonly account: string;
}

/** Holder and the end of the account's number. */
export function payeeShown({ holder, bank, account }: Payee): string {
  return `${holder.slice(0, 1)}＊ ${bank} ＊${account.slice(-4)}`;
}

export interface ClaimLine {
  readonly lineNo: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly itemCode: string;
  readonly costFen: number;
  /** Ten-thousandths. */
  readonly quantity: number;
  /** Millionths of a yuan. */
  readonly priceMicro: number;
  /** Of restricted use, and held to be justified by the papers. */
  readonly isApproved: boolean;
}

/** What the papers say of the care. */
export interface ClaimedCare {
  readonly institution: {
    readonly code: string;
    readonly name: string;
    readonly region: string;
    readonly grade: 'primary' | 'secondary' | 'tertiary';
  };
  /** National codes. */
  readonly medType: string;
  readonly diseaseCode: string | null;
  readonly maternityType: string | null;
  /** Of a loss; null where it is none. */
  readonly pregnancyWeeks: number | null;
  /** The hospital's own number of the visit. */
  readonly hospitalNo: string;
  /** `YYYY-MM-DD` */
  readonly beginOn: string;
  readonly endOn: string;
  readonly diagnoses: readonly { readonly code: string; readonly name: string }[];
  readonly lines: readonly ClaimLine[];
}

export interface Claim {
  readonly claimId: string;
  readonly status: ClaimStatus;
  /** `YYYY-MM-DD` */
  readonly receivedOn: string;
  readonly care: ClaimedCare;
  readonly papers: readonly Paper[];
  readonly totalFen: number;
  readonly settlementId: string | null;
  /** Why it was returned or refused last. */
  readonly reasons: readonly string[];
}

/** Gives the status after an act. Rejects `claim/not_now`. */
export function statusAfter({ status }: Pick<Claim, 'status'>, act: ClaimAct): Result<ClaimStatus> {
  const { from, to } = STEPS[act];
  if (from.includes(status)) return accepted(to);
  return rejected('claim/not_now', `这份报销的状态是 ${status}，现在不能办理此事，请核对`, status);
}

export function freesInvoices(status: ClaimStatus): boolean {
  return FREES.has(status);
}

/** Papers that a kind of care must have before it is accepted. Rejects `claim/paper_missing`. */
export function refuseWithoutPapers(
  papers: readonly Paper[],
  kind: VisitKind,
): Result<never> | null {
  const asked =
    kind === 'inpatient' ? ['invoice', 'feeList', 'dischargeRecord'] : ['invoice', 'feeList'];
  const missing = asked.filter((one) => !papers.some((paper) => paper.kind === one));
  if (missing.length === 0) return null;
  return rejected('claim/paper_missing', `缺少材料：${missing.join('、')}，请补齐后再受理`);
}

/**
 * Holds days and sums of a claim against each other. Rejects `claim/day_invalid`,
 * `claim/total_mismatch` and `claim/invoice_missing`.
 */
export function refuseTold(
  { beginOn, endOn, lines }: ClaimedCare,
  invoices: readonly Invoice[],
  receivedOn: string,
): Result<never> | null {
  const days = [beginOn, endOn, receivedOn, ...lines.map(({ on }) => on)];
  const all = [...days, ...invoices.map(({ issuedOn }) => issuedOn)];
  const isInOrder = beginOn <= endOn && endOn <= receivedOn;
  if (!isInOrder || all.some((day) => parseDay(day) === undefined)) {
    return rejected('claim/day_invalid', '就诊、开票和收件的日期有误或先后颠倒，请核对');
  }
  if (invoices.length === 0) return rejected('claim/invoice_missing', '至少要有一张发票');
  const billedFen = invoices.reduce((sum, { totalFen }) => sum + totalFen, 0);
  const linesFen = lines.reduce((sum, { costFen }) => sum + costFen, 0);
  if (billedFen === linesFen) return null;
  return rejected('claim/total_mismatch', '发票金额之和不等于费用明细之和，请核对');
}
