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
  const { lineNo, reverses, occurredAt, costFen, facets, isRefused, ...others } = line;
  const { quantity, priceMicro, ceilingMicro, firstShareBp, itemClass, ...shown } = others;
  const price = { quantity, priceMicro, ceilingMicro, firstShareBp, itemClass };
  return { charged: { lineNo, reverses, occurredAt, costFen, facets, isRefused, ...price }, shown };
}

/** Puts lines together again; those that were stored whole have no second part. */
export function wholeLines(
  lines: readonly UploadedLine[],
  shown: readonly ShownPart[],
): readonly UploadedLine[] {
  return shown.length === 0 ? lines : lines.map((line, index) => ({ ...line, ...shown[index] }));
}
