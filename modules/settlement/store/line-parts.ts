/**
 * Lines are stored in two parts: what settling asks, and what only queries show. Pure.
 */
import type { ChargedLine, UploadedLine } from '../model.ts';

/** What queries show of a line besides what settling asks. */
export type ShownPart = Omit<UploadedLine, keyof ChargedLine>;

/** Takes a line apart. */
export function lineApart(line: UploadedLine): {
  readonly charged: ChargedLine;
  readonly shown: ShownPart;
} {
  return { charged: chargedPart(line), shown: shownPart(line) };
}

function shownPart(line: UploadedLine): ShownPart {
  return {
    itemCode: line.itemCode,
    itemName: line.itemName,
    listType: line.listType,
    chargeType: line.chargeType,
    isRestricted: line.isRestricted,
    flags: line.flags,
    said: line.said,
    fullSelfPayFen: line.fullSelfPayFen,
    overLimitFen: line.overLimitFen,
    preSelfPayFen: line.preSelfPayFen,
    inScopeFen: line.inScopeFen,
  };
}

/** What settling asks of a line. */
export function chargedPart(line: UploadedLine): ChargedLine {
  return {
    lineNo: line.lineNo,
    reverses: line.reverses,
    occurredAt: line.occurredAt,
    costFen: line.costFen,
    facets: line.facets,
    isRefused: line.isRefused,
    quantity: line.quantity,
    priceMicro: line.priceMicro,
    ceilingMicro: line.ceilingMicro,
    firstShareBp: line.firstShareBp,
    itemClass: line.itemClass,
  };
}

/** Puts lines together again; those that were stored whole have no second part. */
export function wholeLines(
  lines: readonly UploadedLine[],
  shown: readonly ShownPart[],
): readonly UploadedLine[] {
  return shown.length === 0 ? lines : lines.map((line, index) => ({ ...line, ...shown[index] }));
}
