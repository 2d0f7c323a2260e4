/**
 * Pays a settled claim out to the person's bank account: what the ledger still has as payable.
 * Takes back what was paid of a claim that was reversed.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import type { RequestScope } from '../../../platform/access/index.ts';
import {
  accounts,
  appendTo,
  entriesOf,
  monthOf,
  openMonth,
  positionOf,
} from '../../ledger/index.ts';
import type { PersonChange } from '../person/change.ts';
import type { PersonFile } from '../person/change-person.ts';
import type { Services } from '../services.ts';
import type { Claim } from './model.ts';

/** One entry on the claim; none where the law pays nothing. */
export async function payoutChange(
  { database, ledgerKey }: Services,
  { at }: Pick<RequestScope, 'at'>,
  { enrolled, chain, lastClosed }: PersonFile,
  { claimId, settlementId }: Claim,
): Promise<PersonChange> {
  const { area, personId } = enrolled;
  const payable = accounts.payable(personId);
  const entries = await entriesOf(database, personId);
  const position = positionOf(entries, settlementId ?? '');
  const dueFen = position.find(({ account }) => account === payable)?.amountFen ?? 0;
  const event = {
    topic: 'settlement.claimPaid',
    key: String(personId),
    payload: { personId, claimId, paidFen: dueFen },
  };
  if (dueFen === 0) return { events: [event] };
  const entry = {
    kind: 'payout' as const,
    subject: claimId,
    area,
    month: openMonth(monthOf(at), lastClosed),
    at,
    postings: [
      { account: payable, amountFen: -dueFen },
      { account: accounts.bank(area), amountFen: dueFen },
    ],
  };
  return { entries: [appendTo(chain, entry, ledgerKey).sealed], events: [event] };
}

/** One entry on the claim. Rejects `claim/nothing_owed` where nothing had been paid. */
export async function recoveryChange(
  { database, ledgerKey }: Services,
  { at }: Pick<RequestScope, 'at'>,
  { enrolled, chain, lastClosed }: PersonFile,
  { claimId }: Claim,
): Promise<Result<PersonChange>> {
  const { area, personId } = enrolled;
  const payable = accounts.payable(personId);
  const position = positionOf(await entriesOf(database, personId), claimId);
  const owedFen = -(position.find(({ account }) => account === payable)?.amountFen ?? 0);
  if (owedFen <= 0) {
    return rejected('claim/nothing_owed', '这份报销撤销前没有支付过，无须收回');
  }
  const entry = {
    kind: 'receipt' as const,
    subject: claimId,
    area,
    month: openMonth(monthOf(at), lastClosed),
    at,
    postings: [
      { account: payable, amountFen: owedFen },
      { account: accounts.bank(area), amountFen: -owedFen },
    ],
  };
  return accepted({ entries: [appendTo(chain, entry, ledgerKey).sealed] });
}
