/**
 * 2101 and 2102: a purchase at a drugstore is tried, or opened, charged and settled by one message.
 * 2103 takes the purchase back and stands with the other reversals.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import type { Disease } from '../../catalogue/index.ts';
import type { Batch, UploadedLine, Visit } from '../model.ts';
import { changePerson, loadPersonFile, type PersonFile } from '../person/change-person.ts';
import type { MessageContext } from '../services.ts';
import type { BillRequest } from '../settle/bill-request.ts';
import { decideBill } from '../settle/settle-bill.ts';
import { billOutput } from './bill-fields.ts';
import { type MedType, medTypeOf } from './codes.ts';
import { invalid } from './envelope.ts';
import { classified, lineFields, refuseLines } from './fee-lines.ts';
import type { FieldTable } from './field-table.ts';
import {
  nextId,
  refuseCredential,
  refuseInsurance,
  saidOf,
  unknownMedType,
} from './outpatient-visit.ts';
import { answerRead } from './read-person.ts';
import { isObject, type Row, readRow, readRows, readRowsIfAny } from './read-row.ts';
import { accountUse } from './settle.ts';
import {
  input2101Drugdetail,
  input2101Druginfo,
  input2102Drugdetail,
  input2102Druginfo,
  input2102DurgTracInfo,
  output2101Detlcutinfo,
  output2101Setldetail,
  output2101Setlinfo,
  output2102Detlcutinfo,
  output2102Setldetail,
  output2102Setlinfo,
} from './tables/drugstore.ts';
import { visitFacets } from './visit-facets.ts';

interface Form {
  readonly info: FieldTable;
  readonly detail: FieldTable;
  readonly setlinfo: FieldTable;
  readonly setldetail: FieldTable;
  readonly detlcutinfo: FieldTable;
}

const TRIAL: Form = {
  info: input2101Druginfo,
  detail: input2101Drugdetail,
  setlinfo: output2101Setlinfo,
  setldetail: output2101Setldetail,
  detlcutinfo: output2101Detlcutinfo,
};
const SETTLE: Form = {
  info: input2102Druginfo,
  detail: input2102Drugdetail,
  setlinfo: output2102Setlinfo,
  setldetail: output2102Setldetail,
  detlcutinfo: output2102Detlcutinfo,
};

/** A purchase as read, before anything is known of the person. */
interface Purchase {
  readonly row: Row;
  readonly lines: readonly UploadedLine[];
  readonly medType: MedType;
  readonly disease: Disease | null;
}

export function tryPurchase(context: MessageContext): Promise<Result<string>> {
  return answerRead(context, async () => {
    const purchase = await readPurchase(context, TRIAL);
    if (!purchase.ok) return purchase;
    const file = await loadPersonFile(context, fileOf(purchase.value));
    if (!file.ok) return file;
    const decided = await decidePurchase(context, file.value, purchase.value, TRIAL);
    if (!decided.ok) return decided;
    const { output, visit } = decided.value;
    return accepted({
      personId: file.value.head.personId,
      output,
      action: 'settlement.trial',
      subject: visit.visitId,
    });
  });
}

export async function settlePurchase(context: MessageContext): Promise<Result<string>> {
  const purchase = await readPurchase(context, SETTLE);
  if (!purchase.ok) return purchase;
  return changePerson(context, fileOf(purchase.value), async (file) => {
    const decided = await decidePurchase(context, file, purchase.value, SETTLE);
    if (!decided.ok) return decided;
    const { change, output, visit, settlementId } = decided.value;
    const batch = { visitId: visit.visitId, chargeNo: '', lines: purchase.value.lines };
    return accepted({
      change: { ...change, visit: { ...visit, contact: null }, batch },
      output,
      action: 'settlement.settle',
      subject: settlementId,
    });
  });
}

function fileOf({ row }: Purchase) {
  return { personNo: row.need('psn_no'), visitId: null };
}

async function readPurchase(context: MessageContext, form: Form): Promise<Result<Purchase>> {
  const { envelope, provider, services, scope } = context;
  const { dialect, kind } = provider;
  const { row, problems } = readRow(form.info, envelope.input, dialect);
  const details = readRows(form.detail, envelope.input, dialect);
  const traces = readTraces(envelope.input, dialect);
  const all = [...problems, ...details.problems, ...traces.problems];
  if (all.length > 0) return invalid(all);
  if (kind !== 'drugstore') {
    return rejected(
      'settlement/not_a_drugstore',
      '本机构不是定点零售药店，请用门诊或住院的交易办理',
    );
  }
  const medType = medTypeOf(row.need('med_type'));
  if (medType?.kind !== 'pharmacy') return unknownMedType();
  const lines = await classified(context, details.rows);
  if (!lines.ok) return lines;
  const refused = refuseLines([], lines.value);
  if (refused) return refused;
  const code = row.text('dise_codg');
  const disease = code === null ? null : await services.items.disease(code, scope.at);
  const traced = lines.value.map((line): UploadedLine => {
    const codes = traces.codes.get(line.lineNo);
    return codes ? { ...line, said: { ...line.said, drug_trac_codg: codes.join(',') } } : line;
  });
  return accepted({ row, lines: traced, medType, disease });
}

/** Trace codes stand within the rows of the lines; by number of the line. */
function readTraces(input: unknown, dialect: MessageContext['provider']['dialect']) {
  const found = isObject(input) ? input.drugdetail : undefined;
  const codes = new Map<string, string[]>();
  const problems: string[] = [];
  for (const detail of Array.isArray(found) ? found : [found]) {
    const read = readRowsIfAny(input2102DurgTracInfo, detail, dialect);
    problems.push(...read.problems);
    for (const row of read.rows) {
      const lineNo = row.need('feedetl_sn');
      codes.set(lineNo, [...(codes.get(lineNo) ?? []), row.need('drug_trac_codg')]);
    }
  }
  return { codes, problems };
}

async function decidePurchase(
  context: MessageContext,
  file: PersonFile,
  purchase: Purchase,
  form: Form,
) {
  const { row } = purchase;
  const refused = refuseCredential(row, file) ?? refuseInsurance(row, file);
  if (refused) return refused;
  const visit = visitOf(context, file, purchase);
  const usesAccount = accountUse(row);
  if (!usesAccount.ok) return usesAccount;
  const request = requestOf(file, visit, purchase, usesAccount.value);
  const decided = await decideBill(context, { ...file, visit }, request);
  if (!decided.ok) return decided;
  const { change, bill } = decided.value;
  const { setlinfo, setldetail } = billOutput(bill, form.setlinfo, form.setldetail);
  const detlcutinfo = purchase.lines.map((line) => lineFields(line, form.detlcutinfo));
  return accepted({
    change,
    visit,
    settlementId: request.settlementId,
    output: { setlinfo, setldetail, detlcutinfo },
  });
}

function visitOf(
  { provider, envelope }: MessageContext,
  file: PersonFile,
  { row, medType, disease }: Purchase,
): Visit {
  const { enrolled } = file;
  const begins = row.need('begntime');
  return {
    visitId: nextId(file, 'V'),
    institution: provider.code,
    kind: 'pharmacy',
    status: 'open',
    beginAt: begins,
    endAt: begins,
    details: {
      insuranceType: row.need('insutype'),
      medType: row.need('med_type'),
      hospitalNo: envelope.msgid,
      diseaseCode: row.text('dise_codg'),
      diseaseName: row.text('dise_name'),
      facets: visitFacets(medType, { provider, enrolled, disease, maternity: null }),
      diagnoses: [],
      said: saidOf(row),
    },
  };
}

function requestOf(
  file: PersonFile,
  visit: Visit,
  { row, lines }: Purchase,
  usesAccount: boolean,
): BillRequest {
  const { details, visitId } = visit;
  const batch: Batch = {
    visitId,
    batchId: file.head.version + 1,
    chargeNo: '',
    lines,
    withdrawn: [],
    settlementId: null,
  };
  return {
    visit,
    batches: [batch],
    settlementId: nextId(file, 'S'),
    totalFen: row.needScaled('medfee_sumamt'),
    medType: details.medType,
    insuranceType: details.insuranceType,
    credentialType: row.need('mdtrt_cert_type'),
    usesAccount,
    invoiceNo: row.said.invono ?? null,
    isMidStay: false,
    dischargedOn: null,
  };
}
