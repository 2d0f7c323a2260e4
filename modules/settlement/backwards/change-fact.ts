/**
 * A fact of a person is granted or revoked, also backwards: the person's past is settled again
 * under it, the differences are posted into the open month, told to the funds, and offered to the
 * person. Nothing is edited. A preview says the same and changes nothing.
 */
import { isDeepStrictEqual } from 'node:util';
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import { mayAct, type RequestScope } from '../../../platform/access/index.ts';
import { recordAudit } from '../../../platform/audit/index.ts';
import type { Queryable } from '../../../platform/database/index.ts';
import {
  type EnrolledFact,
  type NewFact,
  recordFact,
  revokeStoredFact,
} from '../../enrolment/index.ts';
import { monthOf, openMonth } from '../../ledger/index.ts';
import type { PersonChange } from '../person/change.ts';
import { type Decided, loadPersonFile, type PersonFile } from '../person/change-person.ts';
import { type Order, takeOrder } from '../person/order.ts';
import type { Services } from '../services.ts';
import { differenceEvents, moveEntries } from '../settle/bill-entries.ts';
import type { Replayed } from '../settle/replay-person.ts';
import { changedFacts, type FactChange } from './fact-change.ts';
import { historyOf, type PastMoves, pastMoves, replayUnder, shownMoves } from './person-past.ts';

export interface FactRequest {
  readonly personNo: string;
  readonly change: FactChange;
}

export interface GrantOrder extends Order {
  readonly personNo: string;
  readonly fact: NewFact;
}

export interface RevokeOrder extends Order {
  readonly personNo: string;
  readonly factId: number;
}

export interface FactPreview extends PastMoves {
  readonly personNo: string;
  /** Of the person's changes, when asked; a later one may move other amounts. */
  readonly version: number;
}

/**
 * Says what a change of facts would move. Rejects `settlement/person_unknown`,
 * `access/region_denied`, `enrolment/fact_invalid`, `fact_held`, `fact_unknown`, and what settling
 * under the new facts rejects. Writes an audit row.
 */
export async function previewFact(
  services: Services,
  scope: RequestScope,
  { personNo, change }: FactRequest,
): Promise<Result<FactPreview>> {
  const context = { services, envelope: { institution: scope.principal.id } };
  const file = await loadPersonFile(context, { personNo, visitId: null });
  if (!file.ok) return file;
  const outcome = await outcomeOf(services, scope, file.value, change);
  if (!outcome.ok) return outcome;
  await recordAudit(services.database, scope, {
    action: `enrolment.preview.${change.kind}`,
    personId: file.value.head.personId,
    subject: personNo,
  });
  return accepted(outcome.value.shown);
}

/** Grants a fact, also backwards. Rejects as `previewFact`, and `message/id_reused`. */
export function grantFact(services: Services, scope: RequestScope, order: GrantOrder) {
  const { personNo, fact, ...rest } = order;
  return changeFact(services, scope, { ...rest, personNo, change: { kind: 'grant', fact } });
}

/**
 * Revokes a fact from its first day: it was never so. One that only ended is then granted anew with
 * its end. Rejects as `previewFact`, and `message/id_reused`.
 */
export function revokeFact(services: Services, scope: RequestScope, order: RevokeOrder) {
  const { personNo, factId, ...rest } = order;
  return changeFact(services, scope, { ...rest, personNo, change: { kind: 'revoke', factId } });
}

function changeFact(
  services: Services,
  scope: RequestScope,
  order: FactRequest & Order,
): Promise<Result<FactPreview>> {
  const { personNo, change, key, basis, version = null } = order;
  const named = { name: `fact.${change.kind}`, key, input: order, personNo };
  return takeOrder(services, scope, named, (file) =>
    decideFact(services, scope, file, { change, basis, version }),
  );
}

interface Outcome {
  readonly replayed: Replayed | null;
  readonly shown: FactPreview;
}

async function outcomeOf(
  services: Services,
  { principal }: RequestScope,
  file: PersonFile,
  change: FactChange,
): Promise<Result<Outcome>> {
  const { enrolled, head } = file;
  if (!mayAct(principal, enrolled.region)) {
    return rejected('access/region_denied', '当前操作员不能办理这个区划的人员');
  }
  const facts = changedFacts(services.lawBook.law, enrolled, change);
  if (!facts.ok) return facts;
  const history = await historyOf(services, head.personId);
  const replayed = await replayUnder(services, { ...enrolled, facts: facts.value }, history);
  if (!replayed.ok) return replayed;
  const moves = replayed.value ? shownMoves(replayed.value.moves, history) : [];
  const { personNo } = enrolled;
  return accepted({
    replayed: replayed.value,
    shown: { personNo, version: head.version, ...pastMoves(moves) },
  });
}

interface ReadOrder {
  readonly change: FactChange;
  readonly basis: string;
  readonly version: number | null;
}

/** What was agreed to was seen on another state of the person. */
export function changedSince(): Result<never> {
  return rejected(
    'settlement/changed_since',
    '看过之后该人员又有新的结算或变动，金额可能不同，请重新预览后再办',
  );
}

async function decideFact(
  services: Services,
  scope: RequestScope,
  file: PersonFile,
  { change, basis, version }: ReadOrder,
): Promise<Result<Decided>> {
  if (version !== null && version !== file.head.version) return changedSince();
  const outcome = await outcomeOf(services, scope, file, change);
  if (!outcome.ok) return outcome;
  const { replayed, shown } = outcome.value;
  const { head } = file;
  return accepted({
    change: replayed ? movedPast(services, scope, file, replayed) : {},
    also: (tx: Queryable) =>
      storeChange(tx, head.personId, change, {
        version: head.version + 1,
        at: scope.at,
        source: basis,
      }),
    output: shown,
    action: `enrolment.${change.kind}`,
    subject: `${shown.personNo}@${head.version + 1}`,
  });
}

/** What other facts change in a person's past, as parts of the change that brings them. */
export async function pastUnder(
  services: Services,
  scope: RequestScope,
  file: PersonFile,
  facts: readonly EnrolledFact[],
): Promise<Result<PersonChange>> {
  if (isDeepStrictEqual(facts, file.enrolled.facts)) return accepted({});
  const history = await historyOf(services, file.head.personId);
  const replayed = await replayUnder(services, { ...file.enrolled, facts }, history);
  if (!replayed.ok) return replayed;
  return accepted(replayed.value ? movedPast(services, scope, file, replayed.value) : {});
}

/** Results, entries of the open month, and events of a replayed past. */
function movedPast(
  services: Services,
  { at }: Pick<RequestScope, 'at'>,
  file: PersonFile,
  { results, moves, state, lastDay }: Replayed,
): PersonChange {
  const month = openMonth(monthOf(at), file.lastClosed);
  const entry = { area: file.enrolled.area, month, at };
  return {
    results,
    entries: moveEntries(services, file.chain, moves, entry),
    state,
    lastDay,
    events: differenceEvents(file, moves),
  };
}

async function storeChange(
  tx: Queryable,
  personId: number,
  change: FactChange,
  stamp: Parameters<typeof recordFact>[3],
): Promise<void> {
  if (change.kind === 'grant') return recordFact(tx, personId, change.fact, stamp);
  // The version that the commit has just taken shows that the fact is still there.
  if (!(await revokeStoredFact(tx, personId, change.factId, stamp))) {
    throw new RangeError(`fact ${change.factId} of person ${personId} is gone`);
  }
}
