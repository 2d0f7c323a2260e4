/**
 * Recorded payments: what was paid at the time, by a plain model of realised shares. It is fitted
 * to published shares and is not the law; the engine's answer may differ, and that is information.
 * Guarantees: the payments and the person's cash sum to the bill.
 */
import { divideRounded, shareOf } from '../../../engine/units/index.ts';
import type { Levers } from '../people/profile.ts';
import * as code from '../tables/codes.ts';

/** Deductible of a stay by hospital level, fen; a second stay pays half. */
const DEDUCTIBLE_FEN = [20_000, 30_000, 50_000, 80_000];
const CRITICAL_FROM_FEN = 2_000_000;
const CRITICAL_BP = 6_500;
const PRODUCT_FROM_FEN = 400_000;
const PRODUCT_MOST_FEN = 150_000_000;
const AID_MOST_FEN = 8_000_000;
/** Monthly flow into a personal account, in basis points of the base: at work, retired. */
const ACCOUNT_BP = [310, 270];

export interface PayOrder {
  kind: number;
  level: number;
  place: number;
  isEmployee: boolean;
  isRetired: boolean;
  isPoor: boolean;
  hasProduct: boolean;
  isReferred: boolean;
  totalFen: number;
  inScopeFen: number;
  /** Whether assistance looks at this outpatient bill. */
  isAided: boolean;
}

/** Payments of one person's bills over a year, in the order of settlement. */
export class Payments {
  deductibleFen = 0;
  basicFen = 0;
  criticalFen = 0;
  aidFen = 0;
  productFen = 0;
  accountFen = 0;
  cashFen = 0;
  private stays = 0;
  private criticalBaseFen = 0;
  private productBaseFen = 0;
  private aidPaidFen = 0;
  private accountLeftFen = 0;
  private readonly rate: RateTable;

  constructor(levers: Levers) {
    this.rate = rateTable(levers);
  }

  /** Opens the year of a person. */
  open(baseFen: number, isEmployee: boolean, isRetired: boolean): void {
    this.stays = 0;
    this.criticalBaseFen = 0;
    this.productBaseFen = 0;
    this.aidPaidFen = 0;
    const rate = (ACCOUNT_BP[isRetired ? 1 : 0] ?? 0) * 12;
    this.accountLeftFen = isEmployee ? shareOf(baseFen, rate, 'down') : 0;
  }

  /** Pays one bill; the payments can then be read from this object. */
  pay(order: PayOrder): void {
    this.payBasic(order);
    let leftFen = order.inScopeFen - this.basicFen;
    leftFen -= this.payCritical(order, leftFen);
    leftFen -= this.payAid(order, leftFen);
    this.payProduct(order, leftFen);
    const ownFen =
      order.totalFen - this.basicFen - this.criticalFen - this.aidFen - this.productFen;
    const usesAccount = order.kind !== code.INPATIENT || order.isRetired;
    this.accountFen = usesAccount ? Math.min(this.accountLeftFen, ownFen) : 0;
    this.accountLeftFen -= this.accountFen;
    this.cashFen = ownFen - this.accountFen;
  }

  private payBasic(order: PayOrder): void {
    const { kind, isEmployee, place } = order;
    const isStay = kind === code.INPATIENT || kind === code.DELIVERY;
    const full = DEDUCTIBLE_FEN[order.level] ?? 0;
    const half = this.stays > 0 ? divideRounded(full, 2, 'halfUp') : full;
    this.deductibleFen = isStay ? Math.min(order.inScopeFen, half) : 0;
    if (isStay) this.stays++;
    const rates = isEmployee ? this.rate.employee : this.rate.resident;
    const offer = rates[kind] ?? 0;
    const away = place === code.IN_CITY || order.isReferred ? 0 : 1500;
    const tilt = order.isPoor ? shareOf(10_000 - offer, this.rate.poorTiltBp, 'halfUp') : 0;
    const bp = offer === 0 ? 0 : Math.max(0, Math.min(9_800, offer + tilt - away));
    this.basicFen = shareOf(order.inScopeFen - this.deductibleFen, bp, 'halfUp');
  }

  private payCritical({ kind, isEmployee, isPoor }: PayOrder, leftFen: number): number {
    this.criticalFen = 0;
    if (isEmployee || !isSerious(kind)) return 0;
    const from = isPoor ? CRITICAL_FROM_FEN / 2 : CRITICAL_FROM_FEN;
    const before = Math.max(0, this.criticalBaseFen - from);
    this.criticalBaseFen += leftFen;
    const after = Math.max(0, this.criticalBaseFen - from);
    this.criticalFen = shareOf(after - before, CRITICAL_BP, 'halfUp');
    return this.criticalFen;
  }

  private payAid({ kind, isPoor, isAided }: PayOrder, leftFen: number): number {
    this.aidFen = 0;
    if (!isPoor || !(isSerious(kind) || isAided)) return 0;
    const bp = isSerious(kind) ? this.rate.aidBp : this.rate.aidVisitBp;
    this.aidFen = Math.min(shareOf(leftFen, bp, 'halfUp'), AID_MOST_FEN - this.aidPaidFen);
    this.aidPaidFen += this.aidFen;
    return this.aidFen;
  }

  private payProduct({ kind, hasProduct }: PayOrder, leftFen: number): void {
    this.productFen = 0;
    if (!hasProduct || !isSerious(kind)) return;
    const before = Math.max(0, this.productBaseFen - PRODUCT_FROM_FEN);
    this.productBaseFen += leftFen;
    const after = Math.min(PRODUCT_MOST_FEN, this.productBaseFen - PRODUCT_FROM_FEN);
    this.productFen = shareOf(Math.max(0, after - before), this.rate.productBp, 'halfUp');
  }
}

function isSerious(kind: number): boolean {
  return kind === code.INPATIENT || kind === code.SPECIAL || kind === code.DELIVERY;
}

interface RateTable {
  /** Basis points by kind of visit. */
  readonly employee: readonly number[];
  readonly resident: readonly number[];
  readonly poorTiltBp: number;
  readonly aidBp: number;
  readonly aidVisitBp: number;
  readonly productBp: number;
}

/** A lever as basis points between nothing and all. */
function bpOf(lever: number): number {
  return Math.max(0, Math.min(10_000, Math.floor(lever * 10_000 + 0.5)));
}

function rateTable(l: Levers): RateTable {
  const [e, r] = [bpOf(l.employeeStayRatio), bpOf(l.residentStayRatio)];
  const [ev, rv] = [bpOf(l.employeeVisitRatio), bpOf(l.residentVisitRatio)];
  return {
    employee: [0, ev, ev, e, e, ev, e, 8_000, 8_000, 4_000],
    resident: [0, rv, bpOf(l.residentVisitRatio * 1.3), r, r, rv, r, 8_000, 8_000, 4_000],
    poorTiltBp: bpOf(l.poorTilt),
    aidBp: bpOf(l.aidRatio),
    aidVisitBp: bpOf(l.aidVisitRatio),
    productBp: bpOf(l.productRatio),
  };
}
