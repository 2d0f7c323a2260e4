/**
 * The lines of a settled bill for a reader: what was charged, into which pool each fen fell before
 * any tier, and who paid it. Pure; the pools of the lines sum to those of the atoms.
 */
import {
  type Settled,
  spreadOverLines,
  type Visit as VisitEvent,
} from '../../../engine/settle/index.ts';
import { shareOf } from '../../../engine/units/index.ts';
import type { UploadedLine } from '../model.ts';

export interface BillLine {
  readonly lineId: string;
  /** Null where the line was never uploaded, as in a trial. */
  readonly item: BillItem | null;
  readonly costFen: number;
  readonly outOfScopeFen: number;
  readonly overLimitFen: number;
  readonly firstShareFen: number;
  readonly inScopeFen: number;
  /** By payer of the explanation, in its order. */
  readonly paidFen: readonly number[];
  readonly personFen: number;
}

export interface BillItem {
  readonly code: string;
  readonly name: string;
  /** 01 class A, 02 class B, 03 class C. */
  readonly itemClass: UploadedLine['itemClass'];
  readonly chargeType: string;
  readonly occurredAt: string;
  /** Ten-thousandths. */
  readonly quantity: number;
  /** Millionths of a yuan. */
  readonly priceMicro: number;
  readonly firstShareBp: number;
}

/** Gives the lines in the order of the visit, which must be the one that was settled. */
export function billLines(
  settled: Settled,
  visit: VisitEvent,
  uploaded: readonly UploadedLine[],
): readonly BillLine[] {
  const items = new Map(uploaded.map((line) => [line.lineNo, line]));
  const pools = poolsOf(settled, visit);
  return spreadOverLines(settled, visit).map((share, index) => {
    const pool = pools[index];
    if (!pool) throw new RangeError(`event ${settled.eventId}: line ${index} is in no atom`);
    const line = items.get(share.lineId);
    return { ...share, ...pool, item: line ? itemOf(line) : null };
  });
}

type Pools = Pick<BillLine, 'outOfScopeFen' | 'overLimitFen' | 'firstShareFen' | 'inScopeFen'>;

/** As the engine classified each line; held against the cells of its atoms. */
function poolsOf(settled: Settled, visit: VisitEvent): readonly (Pools | undefined)[] {
  const { program, atoms, trace } = settled;
  const prices = new Map(trace.prices.map(({ line, overLimitFen }) => [line, overLimitFen]));
  const pools: (Pools | undefined)[] = visit.lines.map(() => undefined);
  for (const atom of atoms) {
    const sums = [0, 0, 0, 0];
    for (const index of atom.lines) {
      const line = visit.lines[index];
      if (!line) continue;
      const { costFen, firstShareBp } = line;
      const isOut = atom.exclusion >= 0;
      const overLimitFen = isOut ? 0 : (prices.get(index) ?? line.overLimitFen);
      const pricedFen = isOut ? 0 : costFen - overLimitFen;
      const firstShareFen =
        line.firstShareFen === null
          ? shareOf(pricedFen, firstShareBp, program.classification.firstShareRounding)
          : Math.min(pricedFen, line.firstShareFen);
      const inScopeFen = pricedFen - firstShareFen;
      const pool = { outOfScopeFen: isOut ? costFen : 0, overLimitFen, firstShareFen, inScopeFen };
      pools[index] = pool;
      for (const [at, fen] of Object.values(pool).entries()) sums[at] = (sums[at] ?? 0) + fen;
    }
    if (sums.some((fen, at) => fen !== (atom.cells[at] ?? 0))) {
      throw new RangeError(`event ${settled.eventId}: the pools of the lines do not sum`);
    }
  }
  return pools;
}

function itemOf(line: UploadedLine): BillItem {
  const { itemCode: code, itemName: name, itemClass, chargeType, occurredAt } = line;
  const { quantity, priceMicro, firstShareBp } = line;
  return { code, name, itemClass, chargeType, occurredAt, quantity, priceMicro, firstShareBp };
}
