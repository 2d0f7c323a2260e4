/**
 * 2208, 2305 and 2601: a settlement is taken back. Nothing is edited: a reversal points to what it
 * reverses, and what was posted is posted with its sign changed.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import { cityDay } from '../../ledger/index.ts';
import { reversalChange } from '../backwards/reversal-change.ts';
import type { StoredSettlement, Visit } from '../model.ts';
import { changePerson, type Decided, type PersonFile } from '../person/change-person.ts';
import type { MessageContext } from '../services.ts';
import { dayOf } from '../settle/visit-event.ts';
import { findMessage, findSettlement, firstResult, loadVisit } from '../store/read.ts';
import { type BillOutput, billOutput } from './bill-fields.ts';
import { invalid } from './envelope.ts';
import type { FieldTable } from './field-table.ts';
import { cancelVisit, openVisit } from './outpatient-visit.ts';
import { personFields } from './person-fields.ts';
import { readRow } from './read-row.ts';
import { input2103Data, output2103Setldetail, output2103Setlinfo } from './tables/drugstore.ts';
import { input2601Data } from './tables/filings.ts';
import {
  input2305Data,
  output2305Setldetail,
  output2305Setlinfo,
} from './tables/inpatient-settle.ts';
import {
  input2208Data,
  output2208Setldetail,
  output2208Setlinfo,
} from './tables/outpatient-settle.ts';

interface Form {
  readonly input: FieldTable;
  readonly setlinfo: FieldTable;
  readonly setldetail: FieldTable;
  readonly not: 'stay' | 'outpatient' | null;
  /** What one message opened, charged and settled is taken back whole. */
  readonly isWhole: boolean;
}

const OUTPATIENT: Form = {
  input: input2208Data,
  setlinfo: output2208Setlinfo,
  setldetail: output2208Setldetail,
  not: 'stay',
  isWhole: false,
};
const PURCHASE: Form = {
  input: input2103Data,
  setlinfo: output2103Setlinfo,
  setldetail: output2103Setldetail,
  not: 'stay',
  isWhole: true,
};
const STAY: Form = {
  input: input2305Data,
  setlinfo: output2305Setlinfo,
  setldetail: output2305Setldetail,
  not: 'outpatient',
  isWhole: false,
};

export const reverseOutpatient = (context: MessageContext) => reverse(context, OUTPATIENT);
export const reversePurchase = (context: MessageContext) => reverse(context, PURCHASE);
export const reverseStay = (context: MessageContext) => reverse(context, STAY);

function reverse(context: MessageContext, form: Form): Promise<Result<string>> {
  const { row, problems } = readRow(form.input, context.envelope.input, context.provider.dialect);
  if (problems.length > 0) return Promise.resolve(invalid(problems));
  const request = {
    personNo: row.need('psn_no'),
    visitId: row.need('mdtrt_id'),
  };
  return changePerson(context, request, async (file) => {
    const open = form.isWhole ? purchaseOf(file) : openVisit(file, form.not);
    if (!open.ok) return open;
    return decideReversal(context, file, {
      visit: open.value,
      settlementId: row.need('setl_id'),
      form,
    });
  });
}

function purchaseOf({ visit }: PersonFile): Result<Visit> {
  if (visit?.kind === 'pharmacy') return accepted(visit);
  return rejected('settlement/visit_of_other_kind', '该就诊不是药店购药，请用门诊或住院的交易办理');
}

interface Reversal {
  readonly visit: Visit;
  readonly settlementId: string;
  readonly form: Form;
}

async function decideReversal(
  context: MessageContext,
  file: PersonFile,
  { visit, settlementId, form }: Reversal,
): Promise<Result<Decided>> {
  const { services, scope, provider, envelope } = context;
  const { personId } = file.head;
  const found = await findSettlement(services.database, personId, settlementId);
  if (found?.settlement.kind !== 'settle' || found.settlement.visitId !== visit.visitId) {
    return rejected(
      'settlement/settlement_unknown',
      '该就诊没有此结算，请核对 setl_id 与 mdtrt_id',
    );
  }
  if (found.reversedBy !== null) return alreadyReversed();
  const original = found.settlement;
  const reversed = await reversalChange(services, scope, file, {
    original,
    institution: provider.code,
    msgid: envelope.msgid,
  });
  if (!reversed.ok) return reversed;
  const { change, own, balanceFen } = reversed.value;
  const cancelled = { visit: { ...visit, status: 'cancelled' as const, contact: null } };
  return accepted({
    change: form.isWhole ? { ...change, ...cancelled } : change,
    output: await reversalOutput(context, file, { visit, original, own, form, balanceFen }),
    action: 'settlement.reverse',
    subject: settlementId,
  });
}

function alreadyReversed(): Result<never> {
  return rejected('settlement/already_reversed', '该结算已撤销，不能再次撤销；请查询 5203 核对');
}

/** Every amount that the hospital was told when it settled, with its sign changed (I13). */
async function reversalOutput(
  { services, scope }: MessageContext,
  file: PersonFile,
  given: {
    readonly visit: Visit;
    readonly original: StoredSettlement;
    readonly own: StoredSettlement;
    readonly form: Form;
    readonly balanceFen: number;
  },
): Promise<BillOutput> {
  const { visit, original, own, form, balanceFen } = given;
  const told = await firstResult(services.database, file.head.personId, original.settlementId);
  if (!told) throw new RangeError(`settlement ${original.settlementId} has no result`);
  const { facts } = original;
  const bill = {
    visit,
    person: personFields(file.enrolled, dayOf(cityDay(scope.at))),
    result: told,
    medType: facts.medType,
    insuranceType: facts.insuranceType,
    credentialType: facts.credentialType,
    region: file.enrolled.region,
    settlementId: own.settlementId,
    settledAt: scope.at,
    msgid: own.msgid,
    accountFen: facts.accountFen,
    balanceFen,
    isReversal: true,
  };
  return billOutput(bill, form.setlinfo, form.setldetail);
}

const REVERSIBLE = new Set(['2102', '2207', '2207A', '2304', '2304A', '2401']);

/** 2601: takes back what a message did whose answer was lost, by the message's id. */
export async function reverseMessage(context: MessageContext): Promise<Result<string>> {
  const { envelope, provider, services } = context;
  const { row, problems } = readRow(input2601Data, envelope.input, provider.dialect);
  if (problems.length > 0) return invalid(problems);
  const original = await findMessage(services.database, provider.code, row.need('omsgid'));
  const oinfno = row.need('oinfno').toUpperCase();
  if (!original?.personId || original.version === null) return nothingToReverse();
  if (original.infno.replace(/A$/, '') !== oinfno.replace(/A$/, '') || !REVERSIBLE.has(oinfno)) {
    return rejected(
      'settlement/not_reversible',
      '原报文的交易不能冲正：只可冲正 2102、2207、2304、2401，请核对 oinfno',
      'oinfno',
    );
  }
  const { personId, version } = original;
  const request = { personNo: row.need('psn_no'), visitId: null };
  return changePerson(context, request, async (file) => {
    if (file.head.personId !== personId) return nothingToReverse();
    if (oinfno === '2401') {
      const stay = await loadVisit(services.database, personId, `${personId}V${version}`);
      return cancelVisit({ ...file, ...stay }, 'outpatient');
    }
    const settlementId = `${personId}S${version}`;
    const found = await findSettlement(services.database, personId, settlementId);
    if (!found) return nothingToReverse();
    const held = await loadVisit(services.database, personId, found.settlement.visitId);
    if (!held.visit) throw new RangeError(`settlement ${settlementId} has no visit`);
    const form = formOf(oinfno, held.visit);
    const whole = { ...file, visit: held.visit, batches: held.batches };
    const decided = await decideReversal(context, whole, { visit: held.visit, settlementId, form });
    return decided.ok ? accepted({ ...decided.value, output: {} }) : decided;
  });
}

function formOf(oinfno: string, { kind }: Visit): Form {
  if (oinfno === '2102') return PURCHASE;
  return kind === 'inpatient' ? STAY : OUTPATIENT;
}

function nothingToReverse(): Result<never> {
  return rejected(
    'settlement/nothing_to_reverse',
    '没有找到可冲正的原报文：原报文未成功或编号有误，请核对 omsgid；未成功的交易无须冲正',
    'omsgid',
  );
}
