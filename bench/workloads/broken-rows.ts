/**
 * Breaks rows of an exported city, each in one way, and says for which reason it must be set aside.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reason } from '../../modules/city/index.ts';

export interface Broken {
  readonly table: string;
  /** Line in the file, from 1 with the head. */
  readonly line: number;
  readonly reason: Reason;
}

/** A way to break a row: gives the new text, from the fields and the place of a column. */
interface Break {
  readonly table: 'visits' | 'lines';
  readonly reason: Reason;
  readonly broken: (fields: string[], at: (column: string) => number) => string;
}

function set(column: string, value: string): Break['broken'] {
  return (fields, at) => fields.with(at(column), value).join(',');
}

/** One fen more. */
function oneMore(text = '0'): string {
  return String(BigInt(text) + 1n);
}

const inLines = (reason: Reason, broken: Break['broken']) =>
  ({ table: 'lines', reason, broken }) as const;
const inVisits = (reason: Reason, broken: Break['broken']) =>
  ({ table: 'visits', reason, broken }) as const;

/** The ways, by name. Those on lines come first: nothing hangs on a line. */
export const BREAKS: Readonly<Record<string, Break>> = {
  fieldsMissing: inLines('fieldsMissing', (fields) => fields.slice(0, -1).join(',')),
  fieldsTooMany: inLines('fieldsTooMany', (fields) => [...fields, '1'].join(',')),
  quoteOpen: inLines('quoteOpen', (fields) => `"${fields.join(',')}`),
  textBroken: inLines('textBroken', set('med_list_codg', '\uFFFD\uFFFD')),
  valueMissing: inLines('valueMissing', set('fee_ocur_time', '')),
  numberUnreadable: inLines('numberUnreadable', set('cnt', '三')),
  amountUnreadable: inLines('numberUnreadable', set('det_item_fee_sumamt_fen', '12元')),
  valueTooLarge: inLines('valueTooLarge', set('det_item_fee_sumamt_fen', '99999999999')),
  amountNegative: inLines('amountNegative', set('pric_fen', '-100')),
  amountDecimals: inLines('amountDecimals', set('pric_fen', '100.5')),
  countNegative: inLines('countNegative', set('cnt', '-1')),
  shareOutOfRange: inLines('shareOutOfRange', set('selfpay_prop_bp', '12000')),
  dateUnreadable: inLines('dateUnreadable', set('fee_ocur_time', '2023-02-30')),
  dateOutOfRange: inLines('dateOutOfRange', set('fee_ocur_time', '1023-02-03')),
  codeUnknown: inLines('codeUnknown', set('chrgitm_lv', '09')),
  itemUnknown: inLines('itemUnknown', set('med_list_codg', 'TB990001')),
  visitUnknown: inLines('visitUnknown', set('mdtrt_id', '7')),
  lineNotPriceTimesCount: inLines('lineNotPriceTimesCount', (fields, at) => {
    const place = at('det_item_fee_sumamt_fen');
    return fields.with(place, oneMore(fields[place])).join(',');
  }),
  overLimitAboveCost: inLines('overLimitAboveCost', set('overlmt_amt_fen', '2000000000')),
  personUnknown: inVisits('personUnknown', set('psn_no', '2000000000')),
  providerUnknown: inVisits('providerUnknown', set('fixmedins_code', 'H00000000000')),
  endBeforeStart: inVisits('endBeforeStart', set('endtime', '2001-01-01')),
  settledBeforeCare: inVisits('settledBeforeCare', set('setl_time', '2001-01-01')),
  partsNotWhole: inVisits('partsNotWhole', (fields, at) => {
    const place = at('psn_cash_pay_fen');
    return fields.with(place, oneMore(fields[place])).join(',');
  }),
  visitWithoutDay: inVisits('valueMissing', set('recorded_on', '')),
};

/** Breaks `each` rows of every kind in the files of a folder; no row twice. */
export function breakRows(folder: string, each: number, seed: number): readonly Broken[] {
  const broken: Broken[] = [];
  // A line falls with its bill, whatever else is wrong with it: such lines are left whole.
  const fallen = new Set<string>();
  for (const table of ['visits', 'lines'] as const) {
    const file = join(folder, `${table}.csv`);
    const lines = readFileSync(file, 'utf8').replace(/\n$/, '').split('\n');
    const head = (lines[0] ?? '').split(',');
    const at = (column: string) => head.indexOf(column);
    const ways = Object.values(BREAKS).filter((way) => way.table === table);
    // A table of visits is small: its ways share what it can bear without losing most lines.
    const count = Math.min(each * ways.length, Math.floor((lines.length - 1) / 3));
    const step = Math.floor((lines.length - 1) / count);
    for (let i = 0; i < count; i++) {
      const index = 1 + i * step + (seed % step);
      const way = ways[i % ways.length];
      const fields = (lines[index] ?? '').split(',');
      const visit = fields[at('mdtrt_id')] ?? '';
      if (!way || fallen.has(visit)) continue;
      if (table === 'visits') fallen.add(visit);
      lines[index] = way.broken(fields, at);
      broken.push({ table, line: index + 1, reason: way.reason });
    }
    writeFileSync(file, `${lines.join('\n')}\n`);
  }
  return broken;
}
