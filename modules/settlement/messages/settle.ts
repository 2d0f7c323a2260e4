/**
 * 2206, 2207, 2303 and 2304, with their A forms: a visit is settled, for a trial or for good.
 */
import { accepted, type Day, type Result, rejected } from '../../../engine/units/index.ts';
import type { Batch, Visit } from '../model.ts';
import { type ChangeRequest, changePerson, type PersonFile } from '../person/change-person.ts';
import type { MessageContext } from '../services.ts';
import type { BillRequest } from '../settle/bill-request.ts';
import { decideBill } from '../settle/settle-bill.ts';
import { dayOf } from '../settle/visit-event.ts';
import { billOutput } from './bill-fields.ts';
import { medTypeOf } from './codes.ts';
import { invalid } from './envelope.ts';
import type { FieldTable } from './field-table.ts';
import { nextId, openVisit, refuseCredential, unknownMedType } from './outpatient-visit.ts';
import { answerFromFile, answerRead } from './read-person.ts';
import { type Row, readRow } from './read-row.ts';
import {
  input2303Data,
  input2304Data,
  output2303Setldetail,
  output2303Setlinfo,
  output2304Setldetail,
  output2304Setlinfo,
} from './tables/inpatient-settle.ts';
import {
  input2206Data,
  input2207Data,
  output2206Setldetail,
  output2206Setlinfo,
  output2207Setldetail,
  output2207Setlinfo,
} from './tables/outpatient-settle.ts';
import { refuseUntoldDelivery } from './visit-facets.ts';

interface Form {
  readonly input: FieldTable;
  readonly setlinfo: FieldTable;
  readonly setldetail: FieldTable;
  /** The kind of visit that has messages of its own. */
  readonly not: 'stay' | 'outpatient';
}

const OUTPATIENT_TRIAL: Form = {
  input: input2206Data,
  setlinfo: output2206Setlinfo,
  setldetail: output2206Setldetail,
  not: 'stay',
};
const OUTPATIENT: Form = {
  input: input2207Data,
  setlinfo: output2207Setlinfo,
  setldetail: output2207Setldetail,
  not: 'stay',
};
const STAY_TRIAL: Form = {
  input: input2303Data,
  setlinfo: output2303Setlinfo,
  setldetail: output2303Setldetail,
  not: 'outpatient',
};
const STAY: Form = {
  input: input2304Data,
  setlinfo: output2304Setlinfo,
  setldetail: output2304Setldetail,
  not: 'outpatient',
};

export const trialOutpatient = (context: MessageContext) => tryOut(context, OUTPATIENT_TRIAL);
export const settleOutpatient = (context: MessageContext) => settle(context, OUTPATIENT);
export const trialStay = (context: MessageContext) => tryOut(context, STAY_TRIAL);
export const settleStay = (context: MessageContext) => settle(context, STAY);

function tryOut(context: MessageContext, form: Form): Promise<Result<string>> {
  const { row, problems } = readRow(form.input, context.envelope.input, context.provider.dialect);
  if (problems.length > 0) return answerRead(context, async () => invalid(problems));
  return answerFromFile(context, billFile(row), async (file) => {
    const request = requestOf(row, file, form);
    if (!request.ok) return request;
    const decided = await decideBill(context, file, request.value);
    if (!decided.ok) return decided;
    const bill = { ...decided.value.bill, settlementId: null };
    return accepted({
      personId: file.head.personId,
      output: billOutput(bill, form.setlinfo, form.setldetail),
      action: 'settlement.trial',
      subject: request.value.visit.visitId,
    });
  });
}

function settle(context: MessageContext, form: Form): Promise<Result<string>> {
  const { row, problems } = readRow(form.input, context.envelope.input, context.provider.dialect);
  if (problems.length > 0) return Promise.resolve(invalid(problems));
  return changePerson(context, billFile(row), async (file) => {
    const request = requestOf(row, file, form);
    if (!request.ok) return request;
    const decided = await decideBill(context, file, request.value);
    if (!decided.ok) return decided;
    return accepted({
      change: decided.value.change,
      output: billOutput(decided.value.bill, form.setlinfo, form.setldetail),
      action: 'settlement.settle',
      subject: request.value.settlementId,
    });
  });
}

function billFile(row: Row): ChangeRequest {
  return { personNo: row.need('psn_no'), visitId: row.need('mdtrt_id') };
}

/** Rejects what the message and the visit do not agree on. */
function requestOf(row: Row, file: PersonFile, form: Form): Result<BillRequest> {
  const open = openVisit(file, form.not);
  if (!open.ok) return open;
  const visit = open.value;
  const refused = refuseCredential(row, file);
  if (refused) return refused;
  const medType = row.said.med_type ?? visit.details.medType;
  if (medType !== visit.details.medType && !isRegistrationFee(medType)) return medTypeMismatch();
  const meaning = medTypeOf(medType);
  if (!meaning) return unknownMedType();
  const insuranceType = row.need('insutype');
  if (insuranceType !== visit.details.insuranceType) return insuranceMismatch();
  const isMidStay = row.said.mid_setl_flag === '1';
  const dischargedOn = dischargeOf(row, visit, isMidStay);
  if (!dischargedOn.ok) return dischargedOn;
  const untold = refuseUntoldDelivery(visit.details.facets);
  if (untold) return untold;
  const usesAccount = accountUse(row);
  if (!usesAccount.ok) return usesAccount;
  return accepted({
    visit: { ...visit, details: { ...visit.details, medType } },
    batches: freeBatches(file.batches, row.said.chrg_bchno ?? null),
    settlementId: nextId(file, 'S'),
    totalFen: row.needScaled('medfee_sumamt'),
    medType,
    insuranceType,
    credentialType: row.need('mdtrt_cert_type'),
    usesAccount: usesAccount.value,
    invoiceNo: row.said.invono ?? null,
    isMidStay,
    dischargedOn: dischargedOn.value,
  });
}

/** Whether the person's own account pays. Rejects `settlement/relatives_account`. */
export function accountUse(row: Row): Result<boolean> {
  const flag = row.need('acct_used_flag');
  if (flag === '0' || flag === '1') return accepted(flag === '1');
  if (flag !== '2') return invalid(['acct_used_flag 应为 0、1 或 2，请核对']);
  return rejected(
    'settlement/relatives_account',
    '本平台暂不能用亲属的个人账户共济支付（acct_used_flag 2），请用 1 本人账户或 0 不用账户',
    'acct_used_flag',
  );
}

function isRegistrationFee(medType: string): boolean {
  return medType === '12';
}

function freeBatches(batches: readonly Batch[], chargeNo: string | null): readonly Batch[] {
  return batches.filter(
    (batch) => batch.settlementId === null && (chargeNo === null || batch.chargeNo === chargeNo),
  );
}

/** A stay is settled when it is over, or in the middle where the message says so. */
function dischargeOf(row: Row, visit: Visit, isMidStay: boolean): Result<Day | null> {
  if (visit.kind !== 'inpatient') return accepted(null);
  const said = row.said.dscgTime ?? visit.endAt;
  if (said !== null) return accepted(dayOf(said));
  if (isMidStay) return accepted(null);
  return rejected(
    'settlement/not_discharged',
    '患者尚未出院：请先用 2402 办理出院，或以 mid_setl_flag 1 作中途结算',
  );
}

function medTypeMismatch(): Result<never> {
  return rejected(
    'settlement/med_type_mismatch',
    'med_type 与就诊登记的医疗类别不同，请先用 2203 或 2403 更改就诊信息',
    'med_type',
  );
}

function insuranceMismatch(): Result<never> {
  return rejected(
    'settlement/insurance_mismatch',
    'insutype 与就诊登记的险种不同，请按登记时的险种结算',
    'insutype',
  );
}
