/**
 * The charges of a bill by category and list class, as the settlement list (4101) has them.
 */
import { chargeTitle } from '../../catalogue/index.ts';
import type { BillLine } from '../bill/lines.ts';

export interface ChargeRow {
  readonly title: string;
  readonly costFen: number;
  /** By `CLASS_TITLES`; sums to the cost. */
  readonly byClass: readonly number[];
}

export const CLASS_TITLES = ['甲类', '乙类', '丙类', '其他'] as const;
const CLASSES: readonly (string | null)[] = ['01', '02', '03', null];

/** Rows in the order of the national codes; lines that were never uploaded come last. */
export function chargeRows(lines: readonly BillLine[]): {
  readonly charges: readonly ChargeRow[];
  readonly chargeTotal: ChargeRow;
} {
  const codes = [...new Set(lines.map(({ item }) => item?.chargeType ?? ''))].sort(
    (left, right) => Number(left === '') - Number(right === '') || left.localeCompare(right),
  );
  return {
    charges: codes.map((code) =>
      rowOf(
        code === '' ? '未分类' : chargeTitle(code),
        lines.filter(({ item }) => (item?.chargeType ?? '') === code),
      ),
    ),
    chargeTotal: rowOf('合计', lines),
  };
}

function rowOf(title: string, lines: readonly BillLine[]): ChargeRow {
  const byClass = CLASSES.map((own) =>
    lines
      .filter(({ item }) => (item?.itemClass ?? null) === own)
      .reduce((sum, { costFen }) => sum + costFen, 0),
  );
  return { title, costFen: byClass.reduce((sum, fen) => sum + fen, 0), byClass };
}
