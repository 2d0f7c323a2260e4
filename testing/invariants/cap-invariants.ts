/**
 * What must hold of the caps of a tier: each cuts just what it must, those of parts first, and no
 * part and no tier is paid more than its caps leave.
 */
import type { TierPaid } from '../../engine/settle/index.ts';
import { hold, type Notes, same, sumOf } from './notes.ts';

/** Looks at the caps of a tier that applied. */
export function lookAtCaps(notes: Notes, tier: TierPaid): void {
  const { caps, parts, paidFen, plan } = tier;
  const uncut = parts.map((part) => uncutOf(tier, part));
  const left = [...uncut];
  let whole: number | null = null;
  for (const [index, cap] of caps.entries()) {
    const part = plan.caps[index]?.part ?? -1;
    same(notes, 'the room of a cap', cap.roomFen, Math.max(0, cap.amountFen - cap.usedFen));
    hold(notes, 'caps of parts come first', part < 0 || whole === null);
    if (part < 0) whole ??= sumOf(left);
    const before: number = part < 0 ? (whole ?? 0) : (left[part] ?? Number.NaN);
    same(notes, 'a cap cuts just what it must', cap.clippedFen, Math.max(0, before - cap.roomFen));
    if (part < 0) whole = before - cap.clippedFen;
    else left[part] = before - cap.clippedFen;
    const paid = part < 0 ? paidFen : parts[part]?.paidFen;
    hold(notes, 'no payment above cap room', (paid ?? Number.NaN) <= cap.roomFen);
  }
  for (const [index, part] of parts.entries()) {
    hold(notes, 'no part above what its caps leave', part.paidFen <= (left[index] ?? 0));
  }
  same(notes, 'the tier pays what the caps leave', paidFen, whole ?? sumOf(left));
  same(notes, 'parts sum to the tier', sumOf(parts.map((part) => part.paidFen)), paidFen);
  const base = sumOf(parts.flatMap((part) => part.baseFen));
  hold(notes, 'no payment above the base', paidFen <= base, `${paidFen} of ${base}`);
  lookAtAbove(notes, tier, uncut);
}

function lookAtAbove(notes: Notes, tier: TierPaid, uncut: readonly number[]): void {
  for (const [index, part] of tier.parts.entries()) {
    const clipped = (uncut[index] ?? 0) - part.paidFen;
    if (tier.plan.law.aboveCap === 'clippedPayment') {
      same(notes, 'above the cap is the payment clipped', part.overCapFen, clipped);
    } else if (clipped === 0) {
      same(notes, 'nothing clipped, nothing above the cap', part.overCapFen, 0);
    } else {
      const isEnough = part.overCapFen >= clipped;
      hold(notes, 'the cost behind a clipped payment is not less than it', isEnough);
    }
  }
}

/** What a part would pay without caps. */
function uncutOf({ paidBeforeFen }: TierPaid, part: TierPaid['parts'][number]): number {
  if (paidBeforeFen === null) {
    return Math.min(part.roundedFen, part.countedFen - part.deductibleFen);
  }
  return Math.min(part.countedFen, Math.max(0, part.roundedFen - paidBeforeFen));
}
