/**
 * One bill: lines that sum to it. Items are chosen by what a line may cost, so that dear bills hold
 * dear items; a line is price × count, exactly.
 */

import { shareOf } from '../../../engine/units/index.ts';
import {
  BED,
  type Catalogue,
  CONSULT,
  EXAM,
  HERBAL,
  itemNear,
  LAB,
  MATERIAL,
  NURSING,
  OPERATION,
  OTHER,
  PATENT,
  TREAT,
  WESTERN,
} from '../catalogue/items.ts';
import type { Draws } from '../draw/chance.ts';
import * as code from '../tables/codes.ts';
import type { Table } from '../tables/table.ts';

/** What a bill is made from. */
export interface BillOrder {
  psn: number;
  visit: number;
  kind: number;
  level: number;
  place: number;
  day: number;
  days: number;
  wantedFen: number;
  /** What is wrong with the bill on purpose, see `FLAW`. */
  flaw: number;
  /** Chance that an item outside the catalogue is replaced by one inside. */
  spared: number;
}

/** Flaws that a planted bill may have. */
export const FLAW = { none: 0, doubled: 1, overPriced: 2, bare: 3 };

interface Template {
  readonly least: number;
  readonly most: number;
  /** Charge types that come first, once each. */
  readonly head: readonly number[];
  /** Weights of the charge types of the other lines, in the order of `CHARGE_TYPE`. */
  readonly rest: readonly number[];
}

function restOf(weights: Readonly<Record<number, number>>): readonly number[] {
  return Array.from({ length: 12 }, (_, type) => weights[type] ?? 0);
}

const DRUGS = restOf({ [WESTERN]: 60, [PATENT]: 34, [HERBAL]: 3, [MATERIAL]: 3 });
const WARD = restOf({
  [LAB]: 30,
  [EXAM]: 10,
  [WESTERN]: 34,
  [TREAT]: 12,
  [MATERIAL]: 8,
  [PATENT]: 4,
  [OTHER]: 2,
});
const CLINIC = restOf({
  [LAB]: 25,
  [EXAM]: 11,
  [TREAT]: 13,
  [WESTERN]: 33,
  [PATENT]: 13,
  [HERBAL]: 5,
});
const CARE: Template = {
  least: 2,
  most: 4,
  head: [NURSING],
  rest: restOf({ [NURSING]: 3, [TREAT]: 1 }),
};
const STAY_HEAD = [BED, NURSING, CONSULT];
const PRENATAL_LINES = restOf({ [LAB]: 50, [EXAM]: 40, [TREAT]: 10 });

const TEMPLATES: readonly Template[] = [
  { least: 3, most: 5, head: [], rest: DRUGS },
  { least: 3, most: 8, head: [CONSULT], rest: CLINIC },
  { least: 3, most: 7, head: [CONSULT], rest: DRUGS },
  { least: 4, most: 8, head: [CONSULT], rest: restOf({ [LAB]: 20, [TREAT]: 30, [WESTERN]: 50 }) },
  { least: 14, most: 40, head: STAY_HEAD, rest: WARD },
  { least: 4, most: 7, head: [CONSULT], rest: PRENATAL_LINES },
  { least: 18, most: 34, head: STAY_HEAD, rest: WARD },
  CARE,
  CARE,
  CARE,
];

const HEAD_WEIGHT = [0.5, 0.12, 0.5, 0.5, 0.5, 0.5, 0.2];
const OPERATION_WEIGHT = 5;
const MOST_LINES = 96;
const MOST_COUNT = 30_000;
/** Columns of `lines`, in the order of `tables.ts`. */
const [PSN, VISIT, SN, DAY, ITEM, COUNT, PRICE, COST, OVER, SHARE, LEVEL, NEED] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
];

/** Writes bills into the table of lines and keeps their sums. */
export class BillWriter {
  totalFen = 0;
  ownFen = 0;
  overLimitFen = 0;
  firstShareFen = 0;
  inScopeFen = 0;
  lines = 0;
  /** Lines of dear drugs of the last bill, to be traced. */
  dear = 0;
  readonly dearLines = new Int16Array(MOST_LINES);
  private lastItem = 0;
  private lastCount = 0;
  private readonly types = new Uint8Array(MOST_LINES);
  private readonly weights = new Float64Array(MOST_LINES);
  private readonly catalogue: Catalogue;
  private readonly table: Table;

  constructor(catalogue: Catalogue, table: Table) {
    this.catalogue = catalogue;
    this.table = table;
  }

  /** Makes a bill; its sums can then be read from this object. */
  write(order: BillOrder, draws: Draws): void {
    const count = this.plan(order, draws);
    let weights = 0;
    for (let i = 0; i < count; i++) weights += this.weights[i] ?? 0;
    this.totalFen = 0;
    this.ownFen = 0;
    this.overLimitFen = 0;
    this.firstShareFen = 0;
    this.dear = 0;
    this.lines = count;
    this.table.reserve(count);
    for (let i = 0; i < count; i++) {
      this.writeLine(order, i, (order.wantedFen * (this.weights[i] ?? 0)) / weights, draws);
    }
    this.inScopeFen = this.totalFen - this.ownFen - this.overLimitFen - this.firstShareFen;
  }

  /** Chooses charge types and weights of the lines; gives their number. */
  private plan({ kind, days, flaw }: BillOrder, draws: Draws): number {
    if (flaw === FLAW.bare) return this.planBare();
    const template = TEMPLATES[kind];
    if (!template) throw new RangeError(`no bill for kind ${kind}`);
    const isStay = kind === code.INPATIENT || kind === code.DELIVERY;
    const more = isStay ? Math.min(40, days) : 0;
    const count = Math.min(MOST_LINES, draws.between(template.least, template.most) + more);
    let at = 0;
    for (const type of template.head) {
      this.types[at] = type;
      this.weights[at++] = HEAD_WEIGHT[type] ?? 0.3;
    }
    if (isStay && draws.is(kind === code.DELIVERY ? 0.8 : 0.36)) {
      this.types[at] = OPERATION;
      this.weights[at++] = OPERATION_WEIGHT;
    }
    for (; at < count; at++) {
      const u = draws.unit();
      this.types[at] = draws.pick(template.rest);
      this.weights[at] = 0.12 + u * u * 1.6;
    }
    return count;
  }

  /** A stay with a bed and nothing done: two lines. */
  private planBare(): number {
    this.types[0] = BED;
    this.types[1] = NURSING;
    this.weights[0] = 1;
    this.weights[1] = 1;
    return 2;
  }

  private writeLine(order: BillOrder, i: number, wanted: number, draws: Draws): void {
    const { catalogue: c, table } = this;
    const type = this.types[i] ?? 0;
    const isTwin = order.flaw === FLAW.doubled && i === this.lines - 1;
    const isDear = order.flaw === FLAW.overPriced && i === 1;
    const found = isTwin ? this.lastItem : this.itemFor(type, wanted, order, draws);
    const item = isDear ? c.cappedItem : found;
    const price = isDear ? 2 * (c.ceilingFen[item] ?? 1) : (c.priceFen[item] ?? 1);
    const fit = Math.max(1, Math.min(MOST_COUNT, Math.floor(wanted / price + 0.5)));
    const cnt = isTwin ? this.lastCount : fit;
    this.lastItem = item;
    this.lastCount = cnt;
    const costFen = price * cnt;
    const level = c.level[item] ?? 0;
    const isOut = level === code.CLASS_C;
    const ceiling = c.ceilingFen[item] ?? 0;
    const isCapped = ceiling > 0 && !isOut && !isDear && order.level === code.TERTIARY;
    const overFen = isCapped ? (price - ceiling) * cnt : 0;
    const shareBp = isOut ? 0 : (c.firstShareBp[item] ?? 0);
    const row = table.rows;
    table.column(PSN)[row] = order.psn;
    table.column(VISIT)[row] = order.visit;
    table.column(SN)[row] = i + 1;
    table.column(DAY)[row] = order.day + Math.floor((order.days * i) / this.lines);
    table.column(ITEM)[row] = item;
    table.column(COUNT)[row] = cnt;
    table.column(PRICE)[row] = price;
    table.column(COST)[row] = costFen;
    table.column(OVER)[row] = overFen;
    table.column(SHARE)[row] = shareBp;
    table.column(LEVEL)[row] = level;
    table.column(NEED)[row] = isOut && draws.is(0.3) ? 0 : 1;
    table.rows++;
    this.totalFen += costFen;
    if (isOut) this.ownFen += costFen;
    this.overLimitFen += overFen;
    if (shareBp > 0) this.firstShareFen += shareOf(costFen - overFen, shareBp, 'halfUp');
    if (c.isDear[item] === 1) this.dearLines[this.dear++] = i + 1;
  }

  private itemFor(type: number, wanted: number, order: BillOrder, draws: Draws): number {
    const { catalogue: c } = this;
    const first = c.from[type] ?? 0;
    const last = (c.from[type + 1] ?? 1) - 1;
    const r = draws.next();
    const isStay = order.days > 1;
    const isDaily = type === BED || type === NURSING || (type === CONSULT && isStay);
    const often = isDaily ? order.days + 1 : 1 + (r % (type >= WESTERN ? (isStay ? 12 : 4) : 2));
    const near = itemNear(c, type, wanted / often) + ((r >>> 8) % 7) - 3;
    const item = Math.max(first, Math.min(last, near));
    const isOut = c.level[item] === code.CLASS_C && type !== OTHER;
    return isOut && draws.is(order.spared) ? (c.inScopeTwin[item] ?? item) : item;
  }
}
