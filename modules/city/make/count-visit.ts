/** Adds a visit that stands to the totals of its part. */
import type { BillWriter } from '../care/bill.ts';
import type { Destination } from '../care/choices.ts';
import type { Payments, PayOrder } from '../care/payments.ts';
import { AT, type Totals } from '../check/totals.ts';
import * as code from '../tables/codes.ts';

export interface Counted {
  readonly kind: number;
  readonly bill: BillWriter;
  readonly payments: Payments;
  readonly pay: PayOrder;
  readonly to: Destination;
  readonly isDirect: boolean;
  readonly isByItem: boolean;
}

/** Adds one visit. */
export function countVisit(totals: Totals, visit: Counted): void {
  const { bill, payments: p, pay, kind } = visit;
  const isStay = kind === code.INPATIENT || kind === code.DELIVERY;
  totals.add(AT.costFen, bill.totalFen);
  totals.add(AT.inScopeFen, bill.inScopeFen);
  totals.add(AT.ownFen, bill.ownFen);
  const spentFen = p.basicFen + (pay.isEmployee ? p.accountFen : p.criticalFen);
  totals.add(pay.isEmployee ? AT.spentEmployeeFen : AT.spentResidentFen, spentFen);
  totals.add(AT.productPaidFen, p.productFen);
  if (isStay) countStay(totals, visit);
  countAway(totals, visit, isStay);
  if (pay.isPoor) countPoor(totals, visit, isStay);
}

function countStay(totals: Totals, { bill, payments: p, pay, isByItem }: Counted): void {
  totals.add(AT.stays, 1);
  totals.add(AT.stayCostFen, bill.totalFen);
  if (isByItem) totals.add(AT.stayByItemFen, bill.totalFen);
  if (pay.isEmployee) {
    totals.add(AT.stayInScopeEmployeeFen, bill.inScopeFen);
    totals.add(AT.stayBasicEmployeeFen, p.basicFen);
    return;
  }
  totals.add(AT.stayInScopeResidentFen, bill.inScopeFen);
  totals.add(AT.stayBasicResidentFen, p.basicFen);
  totals.add(AT.stayCriticalResidentFen, p.criticalFen);
}

function countAway(totals: Totals, visit: Counted, isStay: boolean): void {
  const { bill, payments: p, to, isDirect } = visit;
  if (to.place === code.IN_CITY) return;
  const isCross = to.place === code.OUT_OF_PROVINCE;
  if (!isStay) {
    if (!isCross || !isDirect) return;
    totals.add(AT.crossVisits, 1);
    totals.add(AT.crossVisitFundFen, p.basicFen);
    return;
  }
  totals.add(isCross ? AT.crossStayCostFen : AT.provinceStayCostFen, bill.totalFen);
  if (!isDirect) return;
  totals.add(isCross ? AT.crossStayDirectFen : AT.provinceStayDirectFen, bill.totalFen);
  if (!isCross) return;
  totals.add(AT.crossStays, 1);
  totals.add(AT.crossStayFundFen, p.basicFen + p.criticalFen);
}

function countPoor(totals: Totals, visit: Counted, isStay: boolean): void {
  const { bill, payments: p, to, kind } = visit;
  const threeFen = p.basicFen + p.criticalFen + p.aidFen;
  totals.add(AT.poorCostFen, bill.totalFen);
  totals.add(AT.poorFourFen, threeFen + p.productFen);
  totals.add(AT.aidFen, p.aidFen);
  if (p.aidFen > 0) totals.add(AT.aidBills, 1);
  if (isStay && to.place === code.IN_CITY) {
    totals.add(AT.poorCountyInScopeFen, bill.inScopeFen);
    totals.add(AT.poorCountyPersonFen, bill.inScopeFen - threeFen);
  }
  if (!isStay && kind !== code.SPECIAL && kind !== code.CHRONIC) return;
  totals.add(AT.poorSeriousInScopeFen, bill.inScopeFen);
  totals.add(AT.poorSeriousThreeFen, threeFen);
  if (!isStay) return;
  totals.add(AT.poorStayCostFen, bill.totalFen);
  totals.add(AT.poorStayOwnFen, bill.ownFen);
  totals.add(AT.poorStayInScopeFen, bill.inScopeFen);
  totals.add(AT.aidSeriousBaseFen, bill.inScopeFen - p.basicFen - p.criticalFen);
  totals.add(AT.aidSeriousFen, p.aidFen);
}
