/**
 * The lines of a bill as rows: what was charged, into which pool it fell, who pays, by which
 * clause.
 */
import type { ExplainedBill } from '../bill/bill.ts';
import type { Clauses } from './line-citations.ts';
import { ACCOUNT, sumOf } from './sums.ts';
import { classTitle } from './titles.ts';

export interface LineSums {
  readonly costFen: number;
  readonly outOfScopeFen: number;
  readonly overLimitFen: number;
  readonly firstShareFen: number;
  /** By all but the person. */
  readonly paidFen: number;
  readonly personFen: number;
}

export interface LineRow extends LineSums {
  readonly no: number;
  readonly title: string;
  /** 甲, 乙, 丙; empty where unknown. */
  readonly class: string;
  readonly count: string;
  readonly price: string;
  readonly clauses: readonly number[];
}

const QUANTITY = 10_000;
const MICRO = 1_000_000;

/** Rows in the order of the visit. The personal account counts as the person's own part. */
export function lineRows(
  { lines, explanation }: ExplainedBill,
  clauses: Clauses,
): readonly LineRow[] {
  const account = explanation.payers.findIndex(({ id }) => id === ACCOUNT);
  return lines.map((line, index) => {
    const { item, costFen, outOfScopeFen, overLimitFen, firstShareFen } = line;
    const accountFen = account === -1 ? 0 : (line.paidFen[account] ?? 0);
    return {
      no: index + 1,
      title: item?.name ?? line.lineId,
      class: item ? classTitle(item.itemClass) : '',
      count: item ? decimal(item.quantity, QUANTITY) : '',
      price: item ? decimal(item.priceMicro, MICRO, 2) : '',
      costFen,
      outOfScopeFen,
      overLimitFen,
      firstShareFen,
      paidFen: sumOf(line.paidFen) - accountFen,
      personFen: line.personFen + accountFen,
      clauses: clauses.ofLine(index),
    };
  });
}

/** Writes a whole number of parts as decimals, without zeros at the end beyond `least`. */
function decimal(parts: number, whole: number, least = 0): string {
  const digits = String(whole).length - 1;
  const tail = String(Math.abs(parts) % whole).padStart(digits, '0');
  const kept = tail.replace(/0+$/, '').padEnd(least, '0');
  const above = String(Math.floor(Math.abs(parts) / whole)).replace(/\B(?=(\d{3})+$)/g, ',');
  const head = `${parts < 0 ? '-' : ''}${above}`;
  return kept === '' ? head : `${head}.${kept}`;
}

export function lineTotal(lines: readonly LineRow[]): LineSums {
  const sum = (of: (line: LineRow) => number) => sumOf(lines.map(of));
  return {
    costFen: sum((line) => line.costFen),
    outOfScopeFen: sum((line) => line.outOfScopeFen),
    overLimitFen: sum((line) => line.overLimitFen),
    firstShareFen: sum((line) => line.firstShareFen),
    paidFen: sum((line) => line.paidFen),
    personFen: sum((line) => line.personFen),
  };
}
