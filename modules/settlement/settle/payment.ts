/**
 * The money of a settled bill as the national interface splits it, and as the ledger posts it.
 * Pure; every identity between the amounts is asserted.
 */
import { accounts, type Posting } from '../../ledger/index.ts';
import type { CompactTrace } from './compact-trace.ts';
import type { NewResult } from './settle-visit.ts';

/** In fen. */
export interface BillMoney {
  readonly totalFen: number;
  readonly fullSelfPayFen: number;
  readonly overLimitFen: number;
  readonly preSelfPayFen: number;
  readonly inScopeFen: number;
  readonly deductibleFen: number;
  /** By payer of the law, only those that pay. */
  readonly payers: ReadonlyMap<string, number>;
  readonly fundsFen: number;
  readonly hospitalFen: number;
  /** All that is left to the person, from the account and in cash. */
  readonly personFen: number;
  readonly accountFen: number;
  readonly cashFen: number;
}

const HOSPITAL = 'hospital';
const ACCOUNT = 'personalAccount';
const BASIC = 'basic';

/**
 * Splits a result. `accountFen` is what the personal account pays of the person's part besides what
 * the law itself takes from it.
 */
export function billMoney(result: Omit<NewResult, 'posted'>, accountFen: number): BillMoney {
  // Written by `compactTrace`.
  const { pools, tiers } = result.trace as CompactTrace;
  const payers = new Map<string, number>();
  let paidFen = 0;
  for (const [index, payer] of result.payers.entries()) {
    const fen = result.paid[index] ?? 0;
    paidFen += fen;
    if (fen !== 0) payers.set(payer, fen);
  }
  const hospitalFen = payers.get(HOSPITAL) ?? 0;
  const byLaw = payers.get(ACCOUNT) ?? 0;
  const fundsFen = paidFen - hospitalFen - byLaw;
  const personFen = result.totalFen - fundsFen - hospitalFen;
  const [fullSelfPayFen = 0, overLimitFen = 0, preSelfPayFen = 0, inScopeFen = 0] = pools;
  const deductibleFen = tiers
    .filter(({ payer }) => payer === BASIC)
    .reduce((sum, tier) => sum + tier.deductibleFen, 0);
  const account = byLaw + accountFen;
  const money = {
    totalFen: result.totalFen,
    fullSelfPayFen,
    overLimitFen,
    preSelfPayFen,
    inScopeFen,
    deductibleFen,
    payers,
    fundsFen,
    hospitalFen,
    personFen,
    accountFen: account,
    cashFen: personFen - account,
  };
  assertCloses(money);
  return money;
}

/** What the personal account may pay of a person's part: no more than it holds. */
export function accountShare(personFen: number, balanceFen: number, isUsed: boolean): number {
  return isUsed ? Math.min(personFen, balanceFen) : 0;
}

function assertCloses(money: BillMoney): void {
  const { totalFen, fundsFen, personFen, hospitalFen, accountFen, cashFen } = money;
  const pools = money.fullSelfPayFen + money.overLimitFen + money.preSelfPayFen + money.inScopeFen;
  const parts = [fundsFen, personFen, hospitalFen, accountFen, cashFen];
  if (
    totalFen !== fundsFen + personFen + hospitalFen ||
    personFen !== accountFen + cashFen ||
    totalFen !== pools ||
    parts.some((fen) => fen < 0)
  ) {
    throw new RangeError(`the parts of a bill of ${totalFen} fen do not close`);
  }
}

export interface BillPlace {
  readonly area: string;
  readonly personId: number;
  readonly institution: string;
  /** Treat first, pay later: what would be cash is owed. */
  readonly isTreatFirst: boolean;
  /** The person has paid the whole bill and claims it back: who pays, pays the person. */
  readonly paysPerson?: boolean;
}

/** Postings of a bill: the provider's claim on one side, who pays on the other. */
export function billPostings(money: BillMoney, place: BillPlace): readonly Posting[] {
  const { area, personId, institution } = place;
  return [
    { account: accounts.provider(institution), amountFen: money.totalFen },
    ...[...money.payers]
      .filter(([payer]) => payer !== ACCOUNT)
      .map(([payer, fen]) => ({
        account: payer === HOSPITAL ? accounts.borne(institution) : accounts.fund(area, payer),
        amountFen: -fen,
      })),
    { account: accounts.personal(personId), amountFen: -money.accountFen },
    ...personPostings(money, place),
  ];
}

function personPostings(
  { totalFen, cashFen }: BillMoney,
  { personId, isTreatFirst, paysPerson }: BillPlace,
): readonly Posting[] {
  const cash = accounts.cash(personId);
  if (paysPerson) {
    return [
      { account: cash, amountFen: -totalFen },
      { account: accounts.payable(personId), amountFen: totalFen - cashFen },
    ];
  }
  return [{ account: isTreatFirst ? accounts.receivable(personId) : cash, amountFen: -cashFen }];
}

/** Postings of a difference: the payer's part against what is then due to or from the person. */
export function movePostings(
  move: { readonly payer: string; readonly differenceFen: number; readonly institution: string },
  { area, personId }: Pick<BillPlace, 'area' | 'personId'>,
): readonly Posting[] {
  const payer =
    move.payer === HOSPITAL
      ? accounts.borne(move.institution)
      : move.payer === ACCOUNT
        ? accounts.personal(personId)
        : accounts.fund(area, move.payer);
  return [
    { account: payer, amountFen: -move.differenceFen },
    { account: accounts.due(personId), amountFen: move.differenceFen },
  ];
}
