/**
 * 2201, 2202, 2203 and 2203A: an outpatient visit is opened, taken back and described.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import type { Diagnosis, Visit } from '../model.ts';
import { changePerson, type Decided, type PersonFile } from '../person/change-person.ts';
import type { MessageContext } from '../services.ts';
import { dayOf } from '../settle/visit-event.ts';
import { medTypeOf } from './codes.ts';
import { invalid } from './envelope.ts';
import { personFields } from './person-fields.ts';
import { type Row, readRow, readRowsIfAny } from './read-row.ts';
import { renderRow } from './render-row.ts';
import {
  input2201Data,
  input2202Data,
  input2203AMdtrtinfo,
  input2203Diseinfo,
  input2203Mdtrtinfo,
  output2201Data,
} from './tables/outpatient.ts';
import { maternityOf, refuseUnfiled, visitFacets } from './visit-facets.ts';

/** Fields that name a person; they are sealed elsewhere or not kept. */
const NAMING = new Set([
  'certno',
  'psn_name',
  'mdtrt_cert_no',
  'card_sn',
  'tel',
  'coner_name',
  'addr',
]);

/** What a row said, without what names the person. */
export function saidOf(row: Row): Readonly<Record<string, string>> {
  const said: Record<string, string> = {};
  for (const [name, value] of Object.entries(row.said)) if (!NAMING.has(name)) said[name] = value;
  return said;
}

const ORDINARY = '11';

export function openOutpatient(context: MessageContext): Promise<Result<string>> {
  const { envelope, provider } = context;
  const { row, problems } = readRow(input2201Data, envelope.input, provider.dialect);
  if (problems.length > 0) return Promise.resolve(invalid(problems));
  const request = { personNo: row.need('psn_no'), visitId: null };
  return changePerson(context, request, (file) => {
    const refused = refuseCredential(row, file) ?? refuseInsurance(row, file);
    if (refused) return refused;
    const visitId = nextId(file, 'V');
    const hospitalNo = row.need('ipt_otp_no');
    const medType = medTypeOf(ORDINARY);
    if (!medType) throw new RangeError('the ordinary visit has no meaning');
    const visit: Visit = {
      visitId,
      institution: provider.code,
      kind: provider.kind === 'drugstore' ? 'pharmacy' : 'outpatient',
      status: 'open',
      beginAt: row.need('begntime'),
      endAt: null,
      details: {
        insuranceType: row.need('insutype'),
        medType: ORDINARY,
        hospitalNo,
        diseaseCode: null,
        diseaseName: null,
        facets: visitFacets(medType, {
          provider,
          enrolled: file.enrolled,
          disease: null,
          maternity: null,
        }),
        diagnoses: [],
        said: saidOf(row),
      },
    };
    return accepted({
      change: { visit: { ...visit, contact: null } },
      output: {
        data: renderRow(output2201Data, {
          mdtrt_id: visitId,
          psn_no: file.enrolled.personNo,
          ipt_otp_no: hospitalNo,
        }),
      },
      action: 'settlement.openVisit',
      subject: visitId,
    });
  });
}

/** The id that the next version of a person gives. */
export function nextId({ head }: Pick<PersonFile, 'head'>, letter: 'V' | 'S' | 'F'): string {
  return `${head.personId}${letter}${head.version + 1}`;
}

/** An identity number or name that is sent must be the person's. */
export function refuseCredential(row: Row, { enrolled }: PersonFile): Result<never> | null {
  const { name, certificateNo } = enrolled.identity();
  const says = (field: string) => row.said[field];
  const type = says('mdtrt_cert_type');
  if (type !== undefined && !/^\d{1,3}$/.test(type)) {
    return invalid(['mdtrt_cert_type 应为字典中的就诊凭证类型，请核对']);
  }
  const number =
    says('certno') ?? (says('mdtrt_cert_type') === '02' ? says('mdtrt_cert_no') : undefined);
  const isOther =
    (number !== undefined && number.toUpperCase() !== certificateNo.toUpperCase()) ||
    (says('psn_name') !== undefined && says('psn_name') !== name);
  if (!isOther) return null;
  return rejected(
    'settlement/credential_mismatch',
    '证件号码或姓名与人员编号不是同一人，请重新用 1101 获取人员信息',
  );
}

/** The insurance of the message must be one that the person has on the day of the visit. */
export function refuseInsurance(row: Row, { enrolled }: PersonFile): Result<never> | null {
  const { insuranceType } = personFields(enrolled, dayOf(row.need('begntime')));
  const sent = row.need('insutype');
  const isMaternity = sent === '510' && insuranceType === '310';
  if (insuranceType === sent || isMaternity) return null;
  return rejected(
    'settlement/insurance_mismatch',
    '该人员在就诊日没有参加此险种，请按 1101 返回的 insutype 上传',
    'insutype',
  );
}

export function cancelOutpatient(context: MessageContext): Promise<Result<string>> {
  const { envelope, provider } = context;
  const { row, problems } = readRow(input2202Data, envelope.input, provider.dialect);
  if (problems.length > 0) return Promise.resolve(invalid(problems));
  return changePerson(context, visitRequest(row), (file) => cancelVisit(file, 'stay'));
}

export function visitRequest(row: Row) {
  return { personNo: row.need('psn_no'), visitId: row.need('mdtrt_id') };
}

/** Takes a visit back that has no settlement; `not` is the kind that has a message of its own. */
export function cancelVisit(file: PersonFile, not: 'stay' | 'outpatient'): Result<Decided> {
  const open = openVisit(file, not);
  if (!open.ok) return open;
  const isSettled = file.batches.some(({ settlementId }) => settlementId !== null);
  const lines = file.batches.some((batch) => batch.lines.length > batch.withdrawn.length);
  if (isSettled || lines) {
    return rejected(
      'settlement/visit_in_use',
      '该就诊已有费用明细或结算，不能撤销登记；请先撤销结算和明细',
    );
  }
  const visit = { ...open.value, status: 'cancelled' as const, contact: null };
  return accepted({
    change: { visit },
    output: {},
    action: 'settlement.cancelVisit',
    subject: visit.visitId,
  });
}

/** The visit of the file, if it is of the right kind and not taken back. */
export function openVisit(
  { visit }: Pick<PersonFile, 'visit'>,
  not: 'stay' | 'outpatient' | null = null,
): Result<Visit> {
  if (!visit) throw new RangeError('a visit was loaded without its row');
  if (visit.status === 'cancelled') {
    return rejected('settlement/visit_cancelled', '该就诊登记已撤销，请重新登记');
  }
  const isStay = visit.kind === 'inpatient';
  if ((not === 'stay' && isStay) || (not === 'outpatient' && !isStay)) {
    return rejected(
      'settlement/visit_of_other_kind',
      isStay ? '该就诊是住院，请用住院的交易办理' : '该就诊是门诊，请用门诊的交易办理',
    );
  }
  return accepted(visit);
}

export async function describeOutpatient(context: MessageContext): Promise<Result<string>> {
  const { envelope, provider, services, scope } = context;
  const { dialect } = provider;
  const table = envelope.infno === '2203A' ? input2203AMdtrtinfo : input2203Mdtrtinfo;
  const { row, problems } = readRow(table, envelope.input, dialect);
  const diagnoses = readRowsIfAny(input2203Diseinfo, envelope.input, dialect);
  const all = [...problems, ...diagnoses.problems];
  if (all.length > 0) return invalid(all);
  const medType = medTypeOf(row.need('med_type'));
  if (!medType || medType.kind === 'inpatient') return unknownMedType();
  const diseaseCode = row.text('dise_codg');
  const disease = diseaseCode === null ? null : await services.items.disease(diseaseCode, scope.at);
  return changePerson(context, visitRequest(row), (file) => {
    const open = openVisit(file, 'stay');
    if (!open.ok) return open;
    if (file.batches.some(({ settlementId }) => settlementId !== null)) return alreadySettled();
    const { enrolled } = file;
    const unfiled = refuseUnfiled(medType, disease, enrolled, dayOf(row.need('begntime')));
    if (unfiled) return unfiled;
    const { details } = open.value;
    const maternity = maternityOf(row);
    const visit: Visit = {
      ...open.value,
      kind: open.value.kind === 'pharmacy' ? 'pharmacy' : medType.kind,
      beginAt: row.need('begntime'),
      details: {
        ...details,
        medType: row.need('med_type'),
        diseaseCode,
        diseaseName: row.text('dise_name'),
        facets: visitFacets(medType, { provider, enrolled, disease, maternity }),
        diagnoses: mergeDiagnoses(details.diagnoses, diagnoses.rows, '1'),
        said: { ...details.said, ...saidOf(row) },
      },
    };
    return accepted({
      change: { visit: { ...visit, contact: null } },
      output: {},
      action: 'settlement.describeVisit',
      subject: visit.visitId,
    });
  });
}

export function unknownMedType(): Result<never> {
  return rejected(
    'settlement/med_type_unknown',
    'med_type 不是本交易可用的医疗类别，请按字典上传',
    'med_type',
  );
}

export function alreadySettled(): Result<never> {
  return rejected('settlement/already_settled', '该就诊已有结算，不能再改；请先撤销结算');
}

/** A diagnosis with a known number is changed, one with `vali_flag` 0 taken back. */
export function mergeDiagnoses(
  known: readonly Diagnosis[],
  rows: readonly Row[],
  phase: Diagnosis['phase'],
): readonly Diagnosis[] {
  const merged = new Map(known.map((one) => [`${one.phase}/${one.sortNo}`, one]));
  for (const row of rows) {
    const sortNo = row.need('diag_srt_no');
    const key = `${phase}/${sortNo}`;
    if (row.said.vali_flag === '0') merged.delete(key);
    else merged.set(key, { phase, sortNo, said: saidOf(row) });
  }
  return [...merged.values()];
}
