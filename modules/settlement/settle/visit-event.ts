/**
 * Makes the engine's event of a visit from its uploaded lines. Pure.
 */
import type { Line, Visit as VisitEvent } from '../../../engine/settle/index.ts';
import {
  accepted,
  asDay,
  type Day,
  parseDay,
  type Result,
  rejected,
} from '../../../engine/units/index.ts';
import { costOf } from '../../catalogue/index.ts';
import type { Batch, ChargedLine, Visit } from '../model.ts';

export interface VisitEventInput {
  readonly eventId: string;
  readonly visit: Visit;
  /** The batches that are settled together. */
  readonly batches: readonly Batch[];
  readonly settledOn: Day;
  /** For a stay: discharged or, in mid-stay, up to this day; null: the day of the last line. */
  readonly dischargedOn: Day | null;
  /** Facets besides those of the visit, such as the referral. */
  readonly facets: Readonly<Record<string, string>>;
}

/**
 * Rejects `settlement/no_lines` if nothing is left to settle, and `settlement/line_over_reversed`
 * if a line is taken back by more than it has.
 */
export function visitEvent(input: VisitEventInput): Result<VisitEvent> {
  const { visit, eventId, settledOn } = input;
  const lines = netLines(openLines(input.batches));
  if (!lines.ok) return lines;
  if (lines.value.length === 0) {
    return rejected(
      'settlement/no_lines',
      '本次就诊没有可结算的费用明细，请先上传明细',
      visit.visitId,
    );
  }
  const admittedOn = dayOf(visit.beginAt);
  const days = lines.value.map(({ occurredAt }) => dayOf(occurredAt));
  const first = asDay(Math.min(...days));
  const last = asDay(Math.max(...days));
  const isStay = visit.kind === 'inpatient';
  return accepted({
    kind: 'visit',
    id: eventId,
    admittedOn,
    servedOn: isStay ? admittedOn : first,
    dischargedOn: isStay ? (input.dischargedOn ?? last) : first,
    settledOn,
    facets: { ...visit.details.facets, ...input.facets },
    lines: lines.value.map(engineLine),
  });
}

/** Lines of batches that have not been taken back by number. */
export function openLines<Line extends ChargedLine>(
  batches: readonly Batch<Line>[],
): readonly Line[] {
  return batches.flatMap(({ lines, withdrawn }) =>
    lines.filter(({ lineNo }) => !withdrawn.includes(lineNo)),
  );
}

/** Puts negative lines against those that they take back; what is left of nothing is left out. */
export function netLines<Line extends ChargedLine>(
  lines: readonly Line[],
): Result<readonly Line[]> {
  const net = new Map<string, Line>();
  for (const line of lines) if (line.reverses === null) net.set(line.lineNo, line);
  for (const { reverses, quantity, costFen } of lines) {
    if (reverses === null) continue;
    const original = net.get(reverses);
    const left = original && {
      quantity: original.quantity + quantity,
      costFen: original.costFen + costFen,
    };
    if (!original || !left || left.quantity < 0 || left.costFen < 0) {
      return rejected(
        'settlement/line_over_reversed',
        `冲销的明细 ${reverses} 不存在或冲销超过原数量，请核对 init_feedetl_sn`,
        reverses,
      );
    }
    net.set(reverses, { ...original, ...left });
  }
  return accepted([...net.values()].filter(({ costFen }) => costFen > 0));
}

function engineLine(line: ChargedLine): Line {
  const { lineNo: id, costFen, firstShareBp, facets } = line;
  const isOut = line.itemClass === '03' || line.isRefused || firstShareBp >= 10_000;
  const over = line.ceilingMicro === null ? 0 : Math.max(0, line.priceMicro - line.ceilingMicro);
  return {
    id,
    costFen,
    overLimitFen: isOut ? 0 : Math.min(costFen, costOf(line.quantity, over)),
    firstShareBp: isOut ? 0 : firstShareBp,
    firstShareFen: null,
    facets: isOut ? { ...facets, itemClass: 'C' } : facets,
  };
}

/** The day of `YYYY-MM-DD…`; a stored time that has none is a fault. */
export function dayOf(text: string): Day {
  const day = parseDay(text.slice(0, 10));
  if (day === undefined) throw new RangeError('a stored time has no day');
  return day;
}
