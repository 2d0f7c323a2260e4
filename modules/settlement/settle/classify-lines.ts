/**
 * Charged lines as the catalogue classifies them on their day, however they were told.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import { costOf, type Item, type ItemDirectory, splitLine } from '../../catalogue/index.ts';
import type { UploadedLine } from '../model.ts';

/** A line as a hospital or a clerk tells it. */
export interface LineTold {
  readonly lineNo: string;
  /** The line that this one takes back, all or in part; its cost and quantity are negative. */
  readonly reverses: string | null;
  /** `YYYY-MM-DD HH:mm:ss` */
  readonly occurredAt: string;
  readonly itemCode: string;
  readonly costFen: number;
  /** Ten-thousandths. */
  readonly quantity: number;
  /** Millionths of a yuan. */
  readonly priceMicro: number;
  /** What was decided on an item of restricted use. */
  readonly approval: 'none' | 'approved' | 'refused';
  readonly said: Readonly<Record<string, string>>;
}

const CLASSES = { '01': 'A', '02': 'B', '03': 'C' } as const;

/**
 * `at`: when it is asked. Rejects `settlement/item_unknown`, `line_cost_mismatch` and
 * `line_negative`.
 */
export async function classifyLines(
  directory: Pick<ItemDirectory, 'itemsOn'>,
  told: readonly LineTold[],
  at: Date,
): Promise<Result<readonly UploadedLine[]>> {
  const items = new Map<string, ReadonlyMap<string, Item>>();
  const codes = [...new Set(told.map(({ itemCode }) => itemCode))];
  for (const day of new Set(told.map(dayOf))) {
    items.set(day, await directory.itemsOn(codes, day, at));
  }
  const lines: UploadedLine[] = [];
  for (const one of told) {
    const line = classify(one, items.get(dayOf(one))?.get(one.itemCode) ?? null);
    if (!line.ok) return line;
    lines.push(line.value);
  }
  return accepted(lines);
}

function dayOf({ occurredAt }: LineTold): string {
  return occurredAt.slice(0, 10);
}

function classify(told: LineTold, item: Item | null): Result<UploadedLine> {
  const { lineNo, costFen, quantity, priceMicro, reverses, approval } = told;
  if (!item) {
    return rejected(
      'settlement/item_unknown',
      `明细 ${lineNo} 的 med_list_codg 不在发生日的目录中，请核对编码或先做目录对照`,
      lineNo,
    );
  }
  const isBelow = quantity < 0 || costFen < 0;
  if (priceMicro < 0 || quantity < 0 !== costFen < 0 || isBelow !== (reverses !== null)) {
    return rejected(
      'settlement/line_negative',
      `明细 ${lineNo} 的数量和金额须同为负数，并以 init_feedetl_sn 指明所冲销的明细，请核对`,
      lineNo,
    );
  }
  const exact = costOf(Math.abs(quantity), priceMicro);
  if (Math.abs(exact - Math.abs(costFen)) > 1) {
    return rejected(
      'settlement/line_cost_mismatch',
      `明细 ${lineNo} 的金额不等于数量乘单价（允许差一分），请核对`,
      lineNo,
    );
  }
  const isRefused = approval === 'refused' || (item.isRestricted && approval !== 'approved');
  return accepted(lineOf(told, item, isRefused));
}

function lineOf(told: LineTold, item: Item, isRefused: boolean): UploadedLine {
  const { lineNo, reverses, occurredAt, costFen, quantity, priceMicro, said } = told;
  const sign = costFen < 0 ? -1 : 1;
  const amounts = { costFen: Math.abs(costFen), quantity: Math.abs(quantity), priceMicro };
  const split = splitLine(amounts, item, isRefused);
  const signed = (fen: number) => (fen === 0 ? 0 : sign * fen);
  return {
    lineNo,
    reverses,
    occurredAt,
    itemCode: item.code,
    itemName: item.name,
    listType: item.listType,
    quantity,
    priceMicro,
    ceilingMicro: item.ceilingMicro,
    firstShareBp: item.firstShareBp,
    itemClass: item.class,
    chargeType: item.chargeType,
    isRestricted: item.isRestricted,
    isRefused,
    facets: { itemClass: CLASSES[item.class], ...item.facets },
    flags: item.flags,
    said,
    costFen: signed(split.costFen),
    fullSelfPayFen: signed(split.fullSelfPayFen),
    overLimitFen: signed(split.overLimitFen),
    preSelfPayFen: signed(split.preSelfPayFen),
    inScopeFen: signed(split.inScopeFen),
  };
}
