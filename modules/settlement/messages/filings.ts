/**
 * 2501 to 2504: a transfer or a special disease is filed, or the filing taken back.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import type { FilingKind } from '../../enrolment/index.ts';
import { pastUnder } from '../backwards/change-fact.ts';
import { newFact } from '../backwards/fact-change.ts';
import type { FilingChange } from '../person/change.ts';
import { changePerson } from '../person/change-person.ts';
import type { MessageContext } from '../services.ts';
import { invalid } from './envelope.ts';
import type { FieldTable } from './field-table.ts';
import { nextId, saidOf } from './outpatient-visit.ts';
import { type Row, readRow } from './read-row.ts';
import { renderRow } from './render-row.ts';
import {
  input2501Refmedin,
  input2502Data,
  input2503Data,
  input2504Data,
  output2501Result,
  output2503Result,
} from './tables/filings.ts';

type NewFiling = Extract<FilingChange, { kind: FilingKind }>;

function fileIt(
  context: MessageContext,
  row: Row,
  filing: Pick<NewFiling, 'kind' | 'from' | 'until' | 'fact'>,
  table: FieldTable,
): Promise<Result<string>> {
  const { provider, scope, services } = context;
  const request = { personNo: row.need('psn_no'), visitId: null };
  return changePerson(context, request, async (file) => {
    const { until, from, fact } = filing;
    if (until !== null && until <= from) {
      return rejected('enrolment/span_empty', '结束日期不晚于开始日期，请核对 begndate 与 enddate');
    }
    const filingId = nextId(file, 'F');
    const granted = fact ? [newFact({ ...fact, from, until }, filingId)] : [];
    const past = await pastUnder(services, scope, file, [...file.enrolled.facts, ...granted]);
    if (!past.ok) return past;
    return accepted({
      change: {
        ...past.value,
        filing: {
          ...filing,
          filingId,
          version: file.head.version + 1,
          institution: provider.code,
          said: saidOf(row),
          at: scope.at.toISOString(),
        },
      },
      output: { result: renderRow(table, { trt_dcla_detl_sn: filingId }) },
      action: `enrolment.file.${filing.kind}`,
      subject: filingId,
    });
  });
}

export async function fileTransfer(context: MessageContext): Promise<Result<string>> {
  const { envelope, provider } = context;
  const { row, problems } = readRow(input2501Refmedin, envelope.input, provider.dialect);
  if (problems.length > 0) return invalid(problems);
  const from = row.text('begndate') ?? row.need('refl_date');
  const filing = { kind: 'transfer' as const, from, until: row.text('enddate'), fact: null };
  return fileIt(context, row, filing, output2501Result);
}

export async function fileSpecialDisease(context: MessageContext): Promise<Result<string>> {
  const { envelope, provider, services, scope } = context;
  const { row, problems } = readRow(input2503Data, envelope.input, provider.dialect);
  if (problems.length > 0) return invalid(problems);
  const disease = await services.items.disease(row.need('opsp_dise_code'), scope.at);
  if (!disease?.filed) {
    return rejected(
      'enrolment/disease_not_filed',
      '该病种不在可备案的门诊慢特病种之列，请核对 opsp_dise_code',
      'opsp_dise_code',
    );
  }
  const filing = {
    kind: 'specialDisease' as const,
    from: row.need('begndate'),
    until: row.text('enddate'),
    fact: disease.filed,
  };
  return fileIt(context, row, filing, output2503Result);
}

export const revokeTransfer = (context: MessageContext) =>
  revoke(context, input2502Data, 'transfer');
export const revokeSpecialDisease = (context: MessageContext) =>
  revoke(context, input2504Data, 'specialDisease');

async function revoke(
  context: MessageContext,
  table: FieldTable,
  kind: FilingKind,
): Promise<Result<string>> {
  const { envelope, provider, scope, services } = context;
  const { row, problems } = readRow(table, envelope.input, provider.dialect);
  if (problems.length > 0) return invalid(problems);
  const request = { personNo: row.need('psn_no'), visitId: null };
  return changePerson(context, request, async (file) => {
    const { enrolled, head } = file;
    const filingId = row.need('trt_dcla_detl_sn');
    const filing = enrolled.filings.find((one) => one.filingId === filingId && one.kind === kind);
    if (!filing) {
      return rejected(
        'enrolment/filing_unknown',
        '该人员没有此备案或备案已撤销，请核对 trt_dcla_detl_sn',
        'trt_dcla_detl_sn',
      );
    }
    if (filing.institution !== provider.code) {
      return rejected('access/other_institution', '该备案由其他机构办理，本机构不能撤销');
    }
    const left = enrolled.facts.filter(({ source }) => source !== filingId);
    const past = await pastUnder(services, scope, file, left);
    if (!past.ok) return past;
    const version = head.version + 1;
    const revokedAt = scope.at.toISOString();
    const why = row.text('memo') ?? '';
    return accepted({
      change: { ...past.value, filing: { filingId, version, revokedAt, why } },
      output: {},
      action: `enrolment.revoke.${kind}`,
      subject: filingId,
    });
  });
}
