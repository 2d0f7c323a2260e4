/**
 * 2204 and 2301 upload fee lines and classify them; 2205 and 2302 take unsettled lines back.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import type { Batch, ChargedLine, UploadedLine } from '../model.ts';
import { changePerson, type PersonFile } from '../person/change-person.ts';
import type { MessageContext } from '../services.ts';
import { classifyLines, type LineTold } from '../settle/classify-lines.ts';
import { netLines, openLines } from '../settle/visit-event.ts';
import { invalid } from './envelope.ts';
import type { FieldTable } from './field-table.ts';
import { openVisit, saidOf, visitRequest } from './outpatient-visit.ts';
import { type Row, readRow, readRows } from './read-row.ts';
import { type RenderedRow, renderRow, yuan } from './render-row.ts';
import { input2301Feedetail, input2302Data, output2301Result } from './tables/inpatient-fees.ts';
import { input2204Feedetail, input2205Data, output2204Result } from './tables/outpatient.ts';

const ALL = '0000';
/** How the national interface says that a price has no ceiling. */
const NO_CEILING = { units: 999_999, decimals: 0 } as const;

export function uploadOutpatientLines(context: MessageContext): Promise<Result<string>> {
  return upload(context, input2204Feedetail, output2204Result, 'stay');
}

export function uploadInpatientLines(context: MessageContext): Promise<Result<string>> {
  return upload(context, input2301Feedetail, output2301Result, 'outpatient');
}

async function upload(
  context: MessageContext,
  inputTable: FieldTable,
  outputTable: FieldTable,
  not: 'stay' | 'outpatient',
): Promise<Result<string>> {
  const { envelope, provider } = context;
  const { rows, problems } = readRows(inputTable, envelope.input, provider.dialect);
  const first = rows[0];
  if (problems.length > 0 || !first) return invalid(problems);
  if (new Set(rows.map((row) => `${row.need('psn_no')}|${row.need('mdtrt_id')}`)).size > 1) {
    return invalid(['一次上传的明细须属于同一人员的同一次就诊，请分开上传']);
  }
  const lines = await classified(context, rows);
  if (!lines.ok) return lines;
  const taken = lines.value;
  return changePerson(context, visitRequest(first), (file) => {
    const open = openVisit(file, not);
    if (!open.ok) return open;
    const refused = refuseLines(file.batches, taken);
    if (refused) return refused;
    const { visitId } = open.value;
    const chargeNo = first.said.chrg_bchno ?? '';
    return accepted({
      change: { batch: { visitId, chargeNo, lines: taken } },
      output: { result: taken.map((line) => lineFields(line, outputTable)) },
      action: 'settlement.uploadLines',
      subject: visitId,
    });
  });
}

/** Lines of a message as the catalogue classifies them; rejects as `classifyLines`. */
export function classified({ services, scope }: MessageContext, rows: readonly Row[]) {
  return classifyLines(services.items, rows.map(lineTold), scope.at);
}

const APPROVALS = { '1': 'approved', '2': 'refused' } as const;

function lineTold(row: Row): LineTold {
  const flag = row.said.hosp_appr_flag;
  return {
    lineNo: row.need('feedetl_sn'),
    reverses: row.said.init_feedetl_sn ?? null,
    occurredAt: row.need('fee_ocur_time'),
    itemCode: row.need('med_list_codg'),
    costFen: row.needScaled('det_item_fee_sumamt'),
    quantity: row.needScaled('cnt'),
    priceMicro: row.needScaled('pric'),
    approval: flag === '1' || flag === '2' ? APPROVALS[flag] : 'none',
    said: saidOf(row),
  };
}

/** A number is unique within a visit; what is taken back must be there. */
export function refuseLines(batches: readonly Batch[], lines: readonly UploadedLine[]) {
  const seen = new Set(batches.flatMap((batch) => batch.lines.map(({ lineNo }) => lineNo)));
  for (const { lineNo } of lines) {
    if (seen.has(lineNo)) {
      return rejected(
        'settlement/line_number_reused',
        `明细流水号 ${lineNo} 在本次就诊中已用过，请换新的 feedetl_sn`,
        lineNo,
      );
    }
    seen.add(lineNo);
  }
  const open = openLines(batches.filter(({ settlementId }) => settlementId === null));
  const net = netLines<ChargedLine>([...open, ...lines]);
  return net.ok ? null : net;
}

/** A line by the table of an answer. */
export function lineFields(line: UploadedLine, table: FieldTable): RenderedRow {
  return renderRow(table, lineAmounts(line), line.flags);
}

/** A line as the fields of answers. */
export function lineValues(line: UploadedLine) {
  return { ...line.flags, ...lineAmounts(line) };
}

function lineAmounts(line: UploadedLine) {
  const isFull = line.isRefused || line.itemClass === '03';
  return {
    feedetl_sn: line.lineNo,
    det_item_fee_sumamt: yuan(line.costFen),
    cnt: { units: line.quantity, decimals: 4 },
    pric: { units: line.priceMicro, decimals: 6 },
    pric_uplmt_amt:
      line.ceilingMicro === null ? NO_CEILING : { units: line.ceilingMicro, decimals: 6 },
    selfpay_prop: { units: isFull ? 10_000 : line.firstShareBp, decimals: 4 },
    fulamt_ownpay_amt: yuan(line.fullSelfPayFen),
    overlmt_amt: yuan(line.overLimitFen),
    preselfpay_amt: yuan(line.preSelfPayFen),
    inscp_scp_amt: yuan(line.inScopeFen),
    chrgitm_lv: line.itemClass,
    med_chrgitm_type: line.chargeType,
    lmt_used_flag: line.isRestricted ? '1' : '0',
  };
}

export function withdrawOutpatientLines(context: MessageContext): Promise<Result<string>> {
  const { envelope, provider } = context;
  const { row, problems } = readRow(input2205Data, envelope.input, provider.dialect);
  if (problems.length > 0) return Promise.resolve(invalid(problems));
  const chargeNo = row.need('chrg_bchno');
  return withdraw(context, row, 'stay', (batch) =>
    chargeNo === ALL || batch.chargeNo === chargeNo ? batch.lines.map(({ lineNo }) => lineNo) : [],
  );
}

export function withdrawInpatientLines(context: MessageContext): Promise<Result<string>> {
  const { envelope, provider } = context;
  const { row, problems } = readRow(input2302Data, envelope.input, provider.dialect);
  if (problems.length > 0) return Promise.resolve(invalid(problems));
  const wanted = row.need('feedetl_sn');
  return withdraw(context, row, 'outpatient', ({ lines }) =>
    lines.map(({ lineNo }) => lineNo).filter((lineNo) => wanted === ALL || lineNo === wanted),
  );
}

function withdraw(
  context: MessageContext,
  row: Row,
  not: 'stay' | 'outpatient',
  chosen: (batch: Batch) => readonly string[],
): Promise<Result<string>> {
  return changePerson(context, visitRequest(row), (file: PersonFile) => {
    const open = openVisit(file, not);
    if (!open.ok) return open;
    const { visitId } = open.value;
    const free = file.batches.filter(({ settlementId }) => settlementId === null);
    const changed = free.flatMap((batch) => {
      const withdrawn = [...new Set([...batch.withdrawn, ...chosen(batch)])];
      if (withdrawn.length === batch.withdrawn.length) return [];
      return [{ visitId, batchId: batch.batchId, withdrawn }];
    });
    if (changed.length === 0) {
      return rejected(
        'settlement/no_lines_to_withdraw',
        '没有可撤销的费用明细：明细不存在、已撤销或已结算，请核对编号',
      );
    }
    const left = netLines(
      openLines(
        free.map((batch) => {
          const change = changed.find(({ batchId }) => batchId === batch.batchId);
          return change ? { ...batch, withdrawn: change.withdrawn } : batch;
        }),
      ),
    );
    if (!left.ok) return left;
    return accepted({
      change: { withdraw: changed },
      output: {},
      action: 'settlement.withdrawLines',
      subject: visitId,
    });
  });
}
