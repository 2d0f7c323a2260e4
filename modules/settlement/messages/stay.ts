/**
 * 2401 to 2405: a stay begins, ends, is changed and taken back.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import type { Disease } from '../../catalogue/index.ts';
import type { Visit } from '../model.ts';
import { changePerson, type PersonFile } from '../person/change-person.ts';
import type { MessageContext } from '../services.ts';
import { type MedType, medTypeOf } from './codes.ts';
import { invalid } from './envelope.ts';
import {
  alreadySettled,
  cancelVisit,
  mergeDiagnoses,
  nextId,
  openVisit,
  refuseCredential,
  refuseInsurance,
  saidOf,
  unknownMedType,
  visitRequest,
} from './outpatient-visit.ts';
import { type Row, readRow, readRowsIfAny } from './read-row.ts';
import { renderRow } from './render-row.ts';
import {
  input2401Diseinfo,
  input2401Mdtrtinfo,
  input2402Diseinfo,
  input2402Dscginfo,
  input2403Adminfo,
  input2403Diseinfo,
  input2404Data,
  input2405Data,
  output2401Result,
} from './tables/stay.ts';
import { deliveryFacets, maternityOf, visitFacets } from './visit-facets.ts';

const CONTACT = 'settlement.visit.contact';

/** How a person is reached, sealed; null where nothing was said. */
function sealedContact({ services }: MessageContext, row: Row): string | null {
  const contact = { name: row.said.coner_name ?? '', tel: row.said.tel ?? '' };
  if (contact.name === '' && contact.tel === '') return null;
  return services.vault.seal(JSON.stringify(contact), CONTACT).toString('hex');
}

async function diseaseOf({ services, scope }: MessageContext, row: Row): Promise<Disease | null> {
  const code = row.text('dise_codg');
  return code === null ? null : services.items.disease(code, scope.at);
}

function stayType(row: Row): MedType | null {
  const medType = medTypeOf(row.need('med_type'));
  return medType?.kind === 'inpatient' ? medType : null;
}

export async function admit(context: MessageContext): Promise<Result<string>> {
  const { envelope, provider } = context;
  const { row, problems } = readRow(input2401Mdtrtinfo, envelope.input, provider.dialect);
  const diagnoses = readRowsIfAny(input2401Diseinfo, envelope.input, provider.dialect);
  const all = [...problems, ...diagnoses.problems];
  if (all.length > 0) return invalid(all);
  const medType = stayType(row);
  if (!medType) return unknownMedType();
  const disease = await diseaseOf(context, row);
  const request = { personNo: row.need('psn_no'), visitId: null };
  return changePerson(context, request, (file) => {
    const refused =
      refuseCredential(row, file) ?? refuseInsurance(row, file) ?? refuseSecondStay(file);
    if (refused) return refused;
    const visitId = nextId(file, 'V');
    const facets = visitFacets(medType, {
      provider,
      enrolled: file.enrolled,
      disease,
      maternity: maternityOf(row),
    });
    const visit: Visit = {
      visitId,
      institution: provider.code,
      kind: 'inpatient',
      status: 'open',
      beginAt: row.need('begntime'),
      endAt: null,
      details: {
        insuranceType: row.need('insutype'),
        medType: row.need('med_type'),
        hospitalNo: row.need('ipt_no'),
        diseaseCode: row.text('dise_codg'),
        diseaseName: row.text('dise_name'),
        facets,
        diagnoses: mergeDiagnoses([], diagnoses.rows, '1'),
        said: saidOf(row),
      },
    };
    return accepted({
      change: { visit: { ...visit, contact: sealedContact(context, row) } },
      output: { result: renderRow(output2401Result, { mdtrt_id: visitId }) },
      action: 'settlement.admit',
      subject: visitId,
    });
  });
}

function refuseSecondStay({ openStay }: PersonFile): Result<never> | null {
  if (!openStay) return null;
  return rejected(
    'settlement/already_in_hospital',
    `该人员正在 ${openStay.institution} 住院，请先在该机构办理出院`,
  );
}

/** A stay whose last lines were settled for good can no longer be changed. */
function openStay(file: PersonFile, status: Visit['status']): Result<Visit> {
  const open = openVisit(file, 'outpatient');
  if (!open.ok || open.value.status === status) return open;
  return status === 'open'
    ? rejected('settlement/already_discharged', '该就诊已出院，请先用 2405 撤销出院')
    : rejected('settlement/not_discharged', '该就诊尚未出院，没有可撤销的出院登记');
}

export async function discharge(context: MessageContext): Promise<Result<string>> {
  const { envelope, provider } = context;
  const { row, problems } = readRow(input2402Dscginfo, envelope.input, provider.dialect);
  const diagnoses = readRowsIfAny(input2402Diseinfo, envelope.input, provider.dialect);
  const all = [...problems, ...diagnoses.problems];
  if (all.length > 0) return invalid(all);
  return changePerson(context, visitRequest(row), (file) => {
    const open = openStay(file, 'open');
    if (!open.ok) return open;
    const endAt = row.need('endtime');
    if (endAt < open.value.beginAt) {
      return rejected('settlement/ends_before_begin', '出院时间早于入院时间，请核对 endtime');
    }
    const { details } = open.value;
    const visit: Visit = {
      ...open.value,
      status: 'discharged',
      endAt,
      details: {
        ...details,
        facets: { ...details.facets, ...deliveryFacets(details.facets, maternityOf(row)) },
        diagnoses: mergeDiagnoses(details.diagnoses, diagnoses.rows, '2'),
        said: { ...details.said, ...saidOf(row) },
      },
    };
    return accepted({
      change: { visit: { ...visit, contact: null } },
      output: {},
      action: 'settlement.discharge',
      subject: visit.visitId,
    });
  });
}

export async function changeAdmission(context: MessageContext): Promise<Result<string>> {
  const { envelope, provider } = context;
  const { row, problems } = readRow(input2403Adminfo, envelope.input, provider.dialect);
  const diagnoses = readRowsIfAny(input2403Diseinfo, envelope.input, provider.dialect);
  const all = [...problems, ...diagnoses.problems];
  if (all.length > 0) return invalid(all);
  const medType = stayType(row);
  if (!medType) return unknownMedType();
  const disease = await diseaseOf(context, row);
  return changePerson(context, visitRequest(row), (file) => {
    const open = openStay(file, 'open');
    if (!open.ok) return open;
    if (file.batches.some(({ settlementId }) => settlementId !== null)) return alreadySettled();
    const { details } = open.value;
    const { enrolled } = file;
    const maternity = maternityOf(row);
    const visit: Visit = {
      ...open.value,
      beginAt: row.need('begntime'),
      details: {
        ...details,
        medType: row.need('med_type'),
        hospitalNo: row.need('ipt_otp_no'),
        diseaseCode: row.text('dise_codg'),
        diseaseName: row.text('dise_name'),
        facets: visitFacets(medType, { provider, enrolled, disease, maternity }),
        diagnoses: mergeDiagnoses(details.diagnoses, diagnoses.rows, '1'),
        said: { ...details.said, ...saidOf(row) },
      },
    };
    return accepted({
      change: { visit: { ...visit, contact: sealedContact(context, row) } },
      output: {},
      action: 'settlement.changeAdmission',
      subject: visit.visitId,
    });
  });
}

export async function cancelAdmission(context: MessageContext): Promise<Result<string>> {
  const { envelope, provider } = context;
  const { row, problems } = readRow(input2404Data, envelope.input, provider.dialect);
  if (problems.length > 0) return invalid(problems);
  return changePerson(context, visitRequest(row), (file) => cancelVisit(file, 'outpatient'));
}

export async function undoDischarge(context: MessageContext): Promise<Result<string>> {
  const { envelope, provider } = context;
  const { row, problems } = readRow(input2405Data, envelope.input, provider.dialect);
  if (problems.length > 0) return invalid(problems);
  return changePerson(context, visitRequest(row), (file) => {
    const open = openStay(file, 'discharged');
    if (!open.ok) return open;
    const last = file.batches.filter(({ settlementId }) => settlementId !== null);
    const isFinal = last.length > 0 && last.length === file.batches.length;
    if (isFinal) return alreadySettled();
    const refused = refuseSecondStay(file);
    if (refused) return refused;
    const visit: Visit = { ...open.value, status: 'open', endAt: null };
    return accepted({
      change: { visit: { ...visit, contact: null } },
      output: {},
      action: 'settlement.undoDischarge',
      subject: visit.visitId,
    });
  });
}
