/**
 * What happens to a claim that was received, each act once for its key: returned with reasons,
 * completed, accepted, refused, withdrawn, settled, paid, reversed, recovered.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import { mayAct, type RequestScope } from '../../../platform/access/index.ts';
import { recordAudit } from '../../../platform/audit/index.ts';
import { findByPersonId } from '../../enrolment/index.ts';
import { medTypeOf } from '../messages/codes.ts';
import type { PersonChange } from '../person/change.ts';
import { type Decided, loadPersonFile, type PersonFile } from '../person/change-person.ts';
import { type Order, takeOrder } from '../person/order.ts';
import type { Services } from '../services.ts';
import {
  type Claim,
  type ClaimAct,
  type ClaimStatus,
  freesInvoices,
  type Paper,
  payeeShown,
  refuseWithoutPapers,
  statusAfter,
} from './model.ts';
import { payoutChange, recoveryChange } from './pay.ts';
import { regionDenied } from './receive.ts';
import { claimReversal, claimSettlement, type SettledClaim } from './settle.ts';
import { claimsOf, storeStep } from './store.ts';

export interface ClaimOrder extends Order {
  readonly claimId: string;
  readonly act: ClaimAct;
  /** Of a return or refusal: what the person is told. */
  readonly reasons: readonly string[];
  /** Papers that complete a claim: all that there are now. */
  readonly papers?: readonly Paper[];
}

export interface ActedClaim {
  readonly claimId: string;
  readonly status: ClaimStatus;
  readonly settled: SettledClaim | null;
}

/**
 * Rejects `claim/claim_unknown`, `access/region_denied`, `claim/not_now`, `claim/reasons_missing`,
 * `claim/nothing_owed`, `claim/paper_missing`, `message/id_reused`, and what settling rejects.
 */
export async function actOnClaim(
  services: Services,
  scope: RequestScope,
  order: ClaimOrder,
): Promise<Result<ActedClaim>> {
  const { key, act, claimId } = order;
  const personId = personOf(claimId);
  const enrolled = await findByPersonId(services.database, services.vault, personId);
  if (!enrolled) return claimUnknown();
  const named = { name: `claim.${act}`, key, input: order, personNo: enrolled.personNo };
  return takeOrder(services, scope, named, (file) => decideAct(services, scope, file, order));
}

interface Acted {
  readonly change: PersonChange;
  readonly settled: SettledClaim | null;
}

async function decideAct(
  services: Services,
  scope: RequestScope,
  file: PersonFile,
  order: ClaimOrder,
): Promise<Result<Decided>> {
  const { act, claimId, basis, papers } = order;
  const { personId } = file.head;
  if (!mayAct(scope.principal, file.enrolled.region)) return regionDenied();
  const [found] = await claimsOf(services.database, services.vault, personId, claimId);
  if (!found) return claimUnknown();
  const status = statusAfter(found.claim, act);
  if (!status.ok) return status;
  const acted = await changeOf(services, scope, file, { order, claim: found.claim });
  if (!acted.ok) return acted;
  const { change, settled } = acted.value;
  const version = file.head.version + 1;
  const { at, principal } = scope;
  const step = {
    version,
    at,
    principal: principal.id,
    reasons: [...order.reasons, basis],
    status: status.value,
    freesInvoices: freesInvoices(status.value),
    ...(papers ? { papers } : {}),
    ...(settled ? { settlementId: settled.settlementId } : {}),
  };
  return accepted({
    change,
    also: (tx) => storeStep(tx, { personId, claimId }, step),
    output: { claimId, status: status.value, settled } satisfies ActedClaim,
    action: `claim.${act}`,
    subject: claimId,
  });
}

interface Given {
  readonly order: ClaimOrder;
  readonly claim: Claim;
}

const NOTHING: Acted = { change: {}, settled: null };

/** What an act changes besides the claim itself. */
async function changeOf(
  services: Services,
  scope: RequestScope,
  file: PersonFile,
  { order, claim }: Given,
): Promise<Result<Acted>> {
  const { act, key } = order;
  const changes: Readonly<Record<ClaimAct, () => Promise<Result<Acted>>>> = {
    return: async () => (order.reasons.length === 0 ? reasonsMissing() : accepted(NOTHING)),
    refuse: async () => (order.reasons.length === 0 ? reasonsMissing() : accepted(NOTHING)),
    complete: async () => (order.papers ? accepted(NOTHING) : papersMissing()),
    withdraw: async () => accepted(NOTHING),
    accept: async () => {
      const kind = medTypeOf(claim.care.medType)?.kind ?? 'outpatient';
      return refuseWithoutPapers(claim.papers, kind) ?? accepted(NOTHING);
    },
    settle: () => claimSettlement(services, scope, file, { claim, msgid: key }),
    pay: async () => {
      const change = await payoutChange(services, scope, file, claim);
      return accepted({ change, settled: null });
    },
    reverse: async () => {
      const change = await claimReversal(services, scope, file, { claim, msgid: key });
      return change.ok ? accepted({ change: change.value, settled: null }) : change;
    },
    recover: async () => {
      const change = await recoveryChange(services, scope, file, claim);
      return change.ok ? accepted({ change: change.value, settled: null }) : change;
    },
  };
  return changes[act]();
}

export interface ShownClaim extends Claim {
  /** Holder and the end of the account's number. */
  readonly payee: string;
}

export interface PersonClaims {
  readonly personNo: string;
  readonly claims: readonly ShownClaim[];
}

/** A person's claims; writes an audit row. Rejects `settlement/person_unknown` and the region. */
export async function claimsOfPerson(
  services: Services,
  scope: RequestScope,
  personNo: string,
): Promise<Result<PersonClaims>> {
  const { database, vault } = services;
  const envelope = { institution: scope.principal.id };
  const file = await loadPersonFile({ services, envelope }, { personNo, visitId: null });
  if (!file.ok) return file;
  const { personId, region } = file.value.enrolled;
  if (!mayAct(scope.principal, region)) return regionDenied();
  await recordAudit(database, scope, {
    action: 'claim.read',
    personId,
    subject: personNo,
  });
  const stored = await claimsOf(database, vault, personId);
  const claims = stored.map(({ claim, payee }) => ({ ...claim, payee: payeeShown(payee()) }));
  return accepted({ personNo, claims });
}

/** The person that a claim's id names, or -1. */
function personOf(claimId: string): number {
  return Number(/^(\d{1,15})C\d{1,9}$/.exec(claimId)?.[1] ?? -1);
}

function claimUnknown(): Result<never> {
  return rejected('claim/claim_unknown', '没有这份报销，请核对编号');
}

function reasonsMissing(): Result<never> {
  return rejected('claim/reasons_missing', '退回或不予受理须说明理由');
}

function papersMissing(): Result<never> {
  return rejected('claim/paper_missing', '补正须列明现有的全部材料');
}
