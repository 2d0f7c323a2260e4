/**
 * 5203, 5204 and 5206: a settlement, its lines, and what a person's counters hold.
 */

import type { Window } from '../../../engine/law/index.ts';
import type { Visit as VisitEvent } from '../../../engine/settle/index.ts';
import { accepted, asDay, formatDay, type Result, rejected } from '../../../engine/units/index.ts';
import type { StoredSettlement, Visit } from '../model.ts';
import { loadPersonFile, type PersonFile } from '../person/change-person.ts';
import type { MessageContext } from '../services.ts';
import { dayOf, openLines } from '../settle/visit-event.ts';
import { findSettlement, firstResult, loadVisit, resultsOf } from '../store/read.ts';
import { billOutput } from './bill-fields.ts';
import { cityTime, invalid } from './envelope.ts';
import { lineValues } from './fee-lines.ts';
import type { FieldTable } from './field-table.ts';
import { personFields } from './person-fields.ts';
import { answerRead } from './read-person.ts';
import { readRow } from './read-row.ts';
import { type RenderedRow, renderRow, yuan } from './render-row.ts';
import { input5206Data, output5206Cuminfo } from './tables/person.ts';
import {
  input5203Data,
  input5204Data,
  output5203Setldetail,
  output5203Setlinfo,
  output5204,
} from './tables/queries.ts';

interface Found {
  readonly file: PersonFile;
  readonly visit: Visit;
  readonly settlement: StoredSettlement;
  readonly reversedBy: string | null;
}

async function findIt(context: MessageContext, table: FieldTable): Promise<Result<Found>> {
  const { envelope, provider, services } = context;
  const { row, problems } = readRow(table, envelope.input, provider.dialect);
  if (problems.length > 0) return invalid(problems);
  const visitId = row.need('mdtrt_id');
  const request = { personNo: row.need('psn_no'), visitId };
  const file = await loadPersonFile(context, request);
  if (!file.ok) return file;
  const { visit, head } = file.value;
  const found = await findSettlement(services.database, head.personId, row.need('setl_id'));
  if (!visit || found?.settlement.visitId !== visitId) {
    return rejected(
      'settlement/settlement_unknown',
      '该就诊没有此结算，请核对 setl_id 与 mdtrt_id',
    );
  }
  return accepted({ file: file.value, visit, ...found });
}

export function querySettlement(context: MessageContext): Promise<Result<string>> {
  return answerRead(context, async () => {
    const found = await findIt(context, input5203Data);
    if (!found.ok) return found;
    const { file, visit, settlement, reversedBy } = found.value;
    const { enrolled, head } = file;
    const { facts, at } = settlement;
    const isReversal = settlement.kind === 'reverse';
    const original = settlement.reverses ?? settlement.settlementId;
    const { database } = context.services;
    const result = isReversal
      ? await firstResult(database, head.personId, original)
      : (await resultsOf(database, head.personId, original)).get(original);
    if (!result) throw new RangeError(`settlement ${original} has no result`);
    const begins = visit.beginAt.slice(0, 10);
    const person = personFields(enrolled, dayOf(cityTime(at)));
    const more = {
      ...person.fields,
      pay_loc: '2',
      fixmedins_code: context.provider.code.slice(0, 12),
      fixmedins_name: context.provider.name,
      hosp_lv: context.provider.hospitalLevel,
      begndate: begins,
      enddate: (visit.endAt ?? visit.beginAt).slice(0, 10),
      refd_setl_flag: isReversal || reversedBy !== null ? '1' : '0',
      year: cityTime(at).slice(0, 4),
      dise_codg: visit.details.diseaseCode,
      dise_name: visit.details.diseaseName,
      invono: facts.invoiceNo,
    };
    const output = billOutput(
      {
        visit,
        person: { ...person, fields: more },
        result,
        medType: facts.medType,
        insuranceType: facts.insuranceType,
        credentialType: facts.credentialType,
        region: enrolled.region,
        settlementId: settlement.settlementId,
        settledAt: at,
        msgid: settlement.msgid,
        accountFen: facts.accountFen,
        balanceFen: facts.balanceFen,
        isReversal,
      },
      output5203Setlinfo,
      output5203Setldetail,
    );
    return accepted({
      personId: head.personId,
      output,
      action: 'settlement.querySettlement',
      subject: settlement.settlementId,
    });
  });
}

export function queryLines(context: MessageContext): Promise<Result<string>> {
  return answerRead(context, async () => {
    const found = await findIt(context, input5204Data);
    if (!found.ok) return found;
    const { file, visit, settlement } = found.value;
    const { database } = context.services;
    const { batches } = await loadVisit(database, file.head.personId, visit.visitId);
    const own = batches.filter(({ batchId }) => settlement.facts.batches.includes(batchId));
    // What the engine saw: a line taken back whole is not among them.
    const event = settlement.event as VisitEvent | null;
    const seen = event ? new Set(event.lines.map(({ id }) => id)) : null;
    const rows = openLines(own)
      .filter(({ lineNo, reverses }) => seen === null || seen.has(reverses ?? lineNo))
      .map(
        (line): RenderedRow =>
          renderRow(output5204, {
            ...line.said,
            ...lineValues(line),
            mdtrt_id: visit.visitId,
            setl_id: settlement.settlementId,
            rx_drord_no: line.said.rxno ?? line.said.drord_no ?? null,
            med_type: settlement.facts.medType,
            fee_ocur_time: line.occurredAt,
            hilist_code: line.itemCode,
            hilist_name: line.itemName,
            list_type: line.listType,
            med_list_codg: line.itemCode,
            medins_list_name: line.itemName.slice(0, 100),
            dosform_name: line.flags.dosform_name ?? '-',
          }),
      );
    return accepted({
      personId: file.head.personId,
      output: rows,
      action: 'settlement.queryLines',
      subject: settlement.settlementId,
    });
  });
}

/**
 * The national text leaves the codes of accumulators to each area: here it is the place of the
 * counter in the scheme, from 1 on.
 */
export function queryCounters(context: MessageContext): Promise<Result<string>> {
  return answerRead(context, async () => {
    const { envelope, provider, services, scope } = context;
    const { row, problems } = readRow(input5206Data, envelope.input, provider.dialect);
    if (problems.length > 0) return invalid(problems);
    const personNo = row.need('psn_no');
    const file = await loadPersonFile(context, { personNo, visitId: null });
    if (!file.ok) return file;
    const { head, enrolled } = file.value;
    const { scheme, counters } = head.state;
    const { lawBook } = services;
    const inForce = lawBook.law.programs.find(({ id }) => id === scheme);
    const program = inForce ?? (await lawBook.lastOf(scheme ?? ''));
    const wanted = row.text('cum_ym');
    const insurance = personFields(enrolled, dayOf(cityTime(scope.at))).insuranceType ?? '399';
    const rows = counters.flatMap(({ counter, window, value }): RenderedRow[] => {
      const index = program?.counters.findIndex(({ id }) => id === counter) ?? -1;
      const law = program?.counters[index];
      if (!law) return [];
      const month = monthOfWindow(law.window, window);
      if (wanted !== null && !month.startsWith(wanted.slice(0, 4))) return [];
      return [
        renderRow(output5206Cuminfo, {
          insutype: insurance,
          year: month.slice(0, 4),
          cum_ym: month,
          cum_type_code: String(index + 1).padStart(3, '0'),
          cum: yuan(value),
        }),
      ];
    });
    return accepted({
      personId: head.personId,
      output: { cuminfo: rows },
      action: 'settlement.queryCounters',
      subject: personNo,
    });
  });
}

/** Year and month in which a window of a counter begins; zeros for one that never ends. */
function monthOfWindow(window: Window, number: number): string {
  const of = (year: number, month: number) =>
    `${String(year).padStart(4, '0')}${String(month).padStart(2, '0')}`;
  switch (window.kind) {
    case 'calendarYear':
      return of(number, 1);
    case 'productYear':
      return of(number, window.month);
    case 'month':
      return of(Math.trunc(number / 12), (number % 12) + 1);
    case 'day':
    case 'rolling':
      return formatDay(asDay(number)).slice(0, 7).replace('-', '');
    default:
      return '000000';
  }
}
