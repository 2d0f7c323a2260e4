/** One field of an extract as the number that its column holds, or the reason why not. */
import { dayFromCivil, MAX_FEN, parseDay, parseYuan } from '../../../engine/units/index.ts';
import { type ColumnDef, OPEN_END } from '../tables/table.ts';
import type { ColumnRule } from './column-map.ts';
import type { Reason } from './reasons.ts';

/** Code lists that grow while rows are read, by column name; others are closed. */
export class CodeIndex {
  private readonly known = new Map<readonly string[], Map<string, number>>();

  /** Index of a code in a list, or −1. */
  find(list: readonly string[], code: string): number {
    return this.indexOf(list).get(code) ?? -1;
  }

  /** Index of a code, put at the end of the list if it is new. */
  findOrAdd(list: string[], code: string): number {
    const index = this.indexOf(list);
    const found = index.get(code);
    if (found !== undefined) return found;
    index.set(code, list.length);
    list.push(code);
    return list.length - 1;
  }

  private indexOf(list: readonly string[]): Map<string, number> {
    let index = this.known.get(list);
    if (!index) {
      index = new Map(list.map((code, i) => [code, i]));
      this.known.set(list, index);
    }
    return index;
  }
}

const MOST: Readonly<Record<ColumnDef['kind'], number>> = {
  int: 2_147_483_647,
  big: Number.MAX_SAFE_INTEGER,
  small: 32_767,
  day: OPEN_END,
  code: 65_535,
};
const EARLIEST = dayFromCivil({ year: 1880, month: 1, day: 1 });
const LATEST = dayFromCivil({ year: 2101, month: 1, day: 1 });

/** Converts what is no code. */
export function convert(text: string, column: ColumnDef, rule: ColumnRule): number | Reason {
  if (column.kind === 'day') return dayOf(text);
  if (column.unit === 'fen') return fenOf(text, rule, MOST[column.kind]);
  if (column.unit === 'bp') return bpOf(text, rule);
  if (!/^-?\d{1,16}$/.test(text)) return 'numberUnreadable';
  const value = Number(text);
  if (value < 0) return 'countNegative';
  return value > MOST[column.kind] ? 'valueTooLarge' : value;
}

function dayOf(text: string): number | Reason {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:[ T]\d{2}:\d{2}(?::\d{2})?)?$/.exec(text);
  const day = match ? parseDay(`${match[1]}-${match[2]}-${match[3]}`) : undefined;
  if (day === undefined) return 'dateUnreadable';
  if (day === OPEN_END) return day;
  return day < EARLIEST || day >= LATEST ? 'dateOutOfRange' : day;
}

function fenOf(text: string, { unit }: ColumnRule, most: number): number | Reason {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return 'numberUnreadable';
  if (text.startsWith('-')) return 'amountNegative';
  if (unit !== 'yuan') {
    if (text.includes('.')) return 'amountDecimals';
    const whole = text.length > 15 ? MAX_FEN + 1 : BigInt(text);
    return whole > most ? 'valueTooLarge' : Number(whole);
  }
  const decimals = (text.split('.')[1] ?? '').replace(/0+$/, '');
  if (decimals.length > 2) return 'amountDecimals';
  const fen = parseYuan(text.includes('.') ? text.replace(/(\.\d{1,2})0*$/, '$1') : text);
  return fen === undefined || fen > most ? 'valueTooLarge' : fen;
}

function bpOf(text: string, { unit }: ColumnRule): number | Reason {
  if (!/^-?\d+(\.\d{1,6})?$/.test(text)) return 'numberUnreadable';
  const bp = Math.round(Number(text) * (unit === 'ratio' ? 10_000 : 1));
  return bp < 0 || bp > 10_000 ? 'shareOutOfRange' : bp;
}
