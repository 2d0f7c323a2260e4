/**
 * 5201, 5202 and 5205: a person's visits, the diagnoses of one, and the medicines of special
 * diseases.
 */
import { accepted, type Result } from '../../../engine/units/index.ts';
import { findProvider } from '../../catalogue/index.ts';
import type { Visit } from '../model.ts';
import { loadPersonFile, type PersonFile } from '../person/change-person.ts';
import type { MessageContext } from '../services.ts';
import { dayOf, openLines } from '../settle/visit-event.ts';
import { batchesOf, visitsBetween } from '../store/read.ts';
import { medTypeOf } from './codes.ts';
import { cityTime, invalid } from './envelope.ts';
import { lineValues } from './fee-lines.ts';
import { personFields } from './person-fields.ts';
import { answerRead } from './read-person.ts';
import { type Row, readRow } from './read-row.ts';
import { type RenderedRow, renderRow } from './render-row.ts';
import {
  input5201Data,
  input5202Data,
  input5205Data,
  output5201Mdtrtinfo,
  output5202Diseinfo,
  output5205Feedetail,
} from './tables/queries.ts';

const END_OF_TIME = '9999-12-31 23:59:59';

export function queryVisits(context: MessageContext): Promise<Result<string>> {
  return answerRead(context, async () => {
    const { envelope, provider } = context;
    const { row, problems } = readRow(input5201Data, envelope.input, provider.dialect);
    if (problems.length > 0) return invalid(problems);
    const file = await personOf(context, row);
    if (!file.ok) return file;
    const { personId } = file.value.head;
    const until = row.need('endtime');
    const visits = await visitsBetween(
      context.services.database,
      personId,
      row.need('begntime'),
      until,
    );
    const wanted = visits.filter(
      ({ visitId, details, institution }) =>
        institution === provider.code &&
        details.medType === row.need('med_type') &&
        (row.text('mdtrt_id') ?? visitId) === visitId,
    );
    return accepted({
      personId,
      output: { mdtrtinfo: wanted.map((visit) => visitRow(context, file.value, visit)) },
      action: 'settlement.queryVisits',
      subject: file.value.enrolled.personNo,
    });
  });
}

function personOf(context: MessageContext, row: Row): Promise<Result<PersonFile>> {
  const request = { personNo: row.need('psn_no'), visitId: null };
  return loadPersonFile(context, request);
}

function visitRow({ scope }: MessageContext, file: PersonFile, visit: Visit): RenderedRow {
  const { details, beginAt, endAt, visitId } = visit;
  const now = cityTime(scope.at);
  const until = endAt ?? (visit.kind === 'inpatient' ? now : beginAt);
  const days = dayOf(until) - dayOf(beginAt);
  return renderRow(output5201Mdtrtinfo, {
    ...details.said,
    ...personFields(file.enrolled, dayOf(beginAt)).fields,
    mdtrt_id: visitId,
    insutype: details.insuranceType,
    begntime: beginAt,
    endtime: until,
    med_type: details.medType,
    ipt_otp_no: details.hospitalNo,
    dise_codg: details.diseaseCode,
    dise_name: details.diseaseName,
    inhosp_stas: visit.kind === 'inpatient' && visit.status === 'open' ? '1' : '0',
    ipt_days: visit.kind === 'inpatient' ? Math.max(1, days) : 0,
    ars_year_ipt_flag: beginAt.slice(0, 4) === until.slice(0, 4) ? '0' : '1',
  });
}

export function queryDiagnoses(context: MessageContext): Promise<Result<string>> {
  return answerRead(context, async () => {
    const { envelope, provider } = context;
    const { row, problems } = readRow(input5202Data, envelope.input, provider.dialect);
    if (problems.length > 0) return invalid(problems);
    const visitId = row.need('mdtrt_id');
    const request = { personNo: row.need('psn_no'), visitId };
    const file = await loadPersonFile(context, request);
    if (!file.ok) return file;
    const diagnoses = file.value.visit?.details.diagnoses ?? [];
    return accepted({
      personId: file.value.head.personId,
      output: {
        diseinfo: diagnoses.map(({ phase, sortNo, said }) =>
          renderRow(output5202Diseinfo, {
            maindiag_flag: sortNo === '1' ? '1' : '0',
            ...said,
            diag_info_id: `${visitId}D${phase}${sortNo}`,
            mdtrt_id: visitId,
            psn_no: file.value.enrolled.personNo,
            inout_diag_type: phase,
            diag_srt_no: Number(sortNo),
          }),
        ),
      },
      action: 'settlement.queryDiagnoses',
      subject: visitId,
    });
  });
}

export function queryMedication(context: MessageContext): Promise<Result<string>> {
  return answerRead(context, async () => {
    const { envelope, provider, services } = context;
    const { row, problems } = readRow(input5205Data, envelope.input, provider.dialect);
    if (problems.length > 0) return invalid(problems);
    const file = await personOf(context, row);
    if (!file.ok) return file;
    const { personId } = file.value.head;
    const from = row.need('begntime');
    const until = row.text('endtime') ?? END_OF_TIME;
    const [visits, batches] = await Promise.all([
      visitsBetween(services.database, personId, '', END_OF_TIME),
      batchesOf(services.database, personId),
    ]);
    const rows: RenderedRow[] = [];
    for (const visit of visits) {
      const { details, institution } = visit;
      if (medTypeOf(details.medType)?.facets.setting !== 'specialDiseaseOutpatient') continue;
      const at = await findProvider(services.database, services.vault, institution);
      const own = batches.filter(
        ({ visitId, settlementId }) => visitId === visit.visitId && settlementId !== null,
      );
      for (const line of openLines(own)) {
        if (line.occurredAt < from || line.occurredAt > until) continue;
        rows.push(
          renderRow(output5205Feedetail, {
            ...line.said,
            ...lineValues(line),
            fixmedins_code: institution.slice(0, 12),
            fixmedins_name: at?.name ?? institution,
            psn_no: file.value.enrolled.personNo,
            med_type: details.medType,
            fee_ocur_time: line.occurredAt,
            hilist_code: line.itemCode,
            hilist_name: line.itemName,
            list_type: line.listType,
            med_list_codg: line.itemCode,
            medins_list_name: line.itemName.slice(0, 100),
            spec: line.flags.spec ?? '-',
          }),
        );
      }
    }
    return accepted({
      personId,
      output: { feedetail: rows },
      action: 'settlement.queryMedication',
      subject: file.value.enrolled.personNo,
    });
  });
}
