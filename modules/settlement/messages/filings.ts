/**
 * 2501 to 2504: a transfer or a special disease is filed, or the filing taken back.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import { findDisease } from '../../catalogue/index.ts';
import type { FilingKind } from '../../enrolment/index.ts';
import type { FilingChange } from '../change.ts';
import { changePerson } from '../change-person.ts';
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
  filing: Omit<NewFiling, 'filingId' | 'at' | 'institution' | 'said'>,
  table: FieldTable,
): Promise<Result<string>> {
  const { provider, scope } = context;
  const request = { personNo: row.need('psn_no'), visitId: null };
  return changePerson(context, request, (file) => {
    const { until, from } = filing;
    if (until !== null && until <= from) {
      return rejected('enrolment/span_empty', '结束日期不晚于开始日期，请核对 begndate 与 enddate');
    }
    const filingId = nextId(file, 'F');
    const said = saidOf(row);
    const institution = provider.code;
    return accepted({
      change: {
        filing: { ...filing, filingId, institution, said, at: scope.at.toISOString() },
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
  const { envelope, provider, services } = context;
  const { row, problems } = readRow(input2503Data, envelope.input, provider.dialect);
  if (problems.length > 0) return invalid(problems);
  const disease = await findDisease(services.database, row.need('opsp_dise_code'));
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
  const { envelope, provider, scope } = context;
  const { row, problems } = readRow(table, envelope.input, provider.dialect);
  if (problems.length > 0) return invalid(problems);
  const request = { personNo: row.need('psn_no'), visitId: null };
  return changePerson(context, request, ({ enrolled }) => {
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
    const revokedAt = scope.at.toISOString();
    return accepted({
      change: { filing: { filingId, revokedAt, why: row.text('memo') ?? '' } },
      output: {},
      action: `enrolment.revoke.${kind}`,
      subject: filingId,
    });
  });
}
