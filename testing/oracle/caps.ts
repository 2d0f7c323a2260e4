/**
 * Caps of a tier: those of single parts first, then those of the whole; and what lies above them.
 */
import { matches } from './facts.ts';
import { type FormulaScene, side } from './formula.ts';
import { least, leftOf, sumOf } from './fraction.ts';
import { capAmount } from './numbers.ts';
import { aboveCap, type Touched } from './rates.ts';
import { fault } from './rejection.ts';
import type { Tier } from './scheme.ts';
import { fromFirst, inProportion } from './spread.ts';
import type { Cap } from './written.ts';

interface PaidPart {
  readonly name: string;
  readonly touched: readonly Touched[];
  paid: bigint;
  overCap: bigint;
}

/** Cuts the payments of the parts and says what is above the caps. */
export function applyCaps(scene: FormulaScene, tier: Tier, parts: readonly PaidPart[]): void {
  const before = parts.map((part) => part.paid);
  const caps = Object.entries(tier.policy.caps ?? {}).filter(([, { when }]) => {
    const exists = matches(scene, when ?? {});
    if (when) scene.note(`cap.when.${exists}`);
    return exists;
  });
  for (const part of parts) {
    const own = caps.filter(([, cap]) => cap.part === part.name);
    part.paid = cut(scene, tier, own, part.paid);
  }
  const whole = sumOf(parts.map((part) => part.paid));
  const tierCaps = caps.filter(([, cap]) => cap.part === undefined);
  const paid = cut(scene, tier, tierCaps, whole);
  if (paid < whole) {
    const spread = tier.policy.allot === 'proRata' ? inProportion : fromFirst;
    const left = spread(
      paid,
      parts.map((part) => part.paid),
    );
    parts.forEach((part, index) => {
      part.paid = left[index] ?? 0n;
    });
  }
  parts.forEach((part, index) => {
    const clipped = (before[index] ?? 0n) - part.paid;
    if (clipped === 0n) return;
    const law = tier.policy.aboveCap ?? fault(`${tier.policy.id} has caps and no aboveCap`);
    scene.note(`aboveCap.${law}`);
    part.overCap = aboveCap(law, part.touched, { clipped, paid: part.paid });
  });
}

/** A payment after caps, one after the other. */
function cut(
  scene: FormulaScene,
  tier: Tier,
  caps: readonly (readonly [name: string, cap: Cap])[],
  payment: bigint,
): bigint {
  return caps.reduce((paid, [name, cap]) => {
    const amount = capAmount(scene, tier, name);
    if (amount === null) return paid;
    const used = cap.counter === undefined ? 0n : scene.counter(cap.counter);
    const room = leftOf(amount, used);
    const kind = `${cap.part === undefined ? '' : 'part.'}${cap.counter ? 'counter' : 'event'}`;
    scene.note(`cap.${kind}.${side(paid, room)}`);
    return least(paid, room);
  }, payment);
}
