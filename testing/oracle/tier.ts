/**
 * One tier, step by step: base, limit, deductible, segments, caps, allotment, cells.
 * Takes the atoms as they stand, changes their cells, and gives the measures.
 */
import { type Room, roomsOf } from './base.ts';
import { type Atom, addTo } from './cells.ts';
import { bounded, type FormulaScene } from './formula.ts';
import { greatest, isTie, least, leftOf, sumOf } from './fraction.ts';
import { capAmount, deductibleAmount, limitAmount, segmentsOf } from './numbers.ts';
import { aboveCap, exactPayment, payment, type Touched, touchedBy } from './rates.ts';
import { fault } from './rejection.ts';
import type { Tier } from './scheme.ts';
import { fromFirst, fromLast, inProportion } from './spread.ts';
import { MEASURES, type Measures } from './written.ts';

export interface TierPaid {
  readonly tier: string;
  readonly parts: Readonly<Record<string, Measures>>;
  readonly whole: Measures;
}

interface PartAtWork {
  readonly name: string;
  readonly rooms: readonly Room[];
  readonly base: bigint;
  counted: bigint;
  deductible: bigint;
  touched: readonly Touched[];
  paid: bigint;
  overCap: bigint;
}

/** Runs a tier that applies. */
export function runTier(scene: FormulaScene, tier: Tier, atoms: readonly Atom[]): TierPaid {
  const taken = new Set<string>();
  const names = Object.keys(tier.policy.parts);
  const parts = names.map((name): PartAtWork => {
    const rooms = roomsOf(scene, tier, name, atoms, taken);
    const base = sumOf(rooms.map((room) => room.amount));
    const counted = countedOf(scene, tier, name, base);
    return { name, rooms, base, counted, deductible: 0n, touched: [], paid: 0n, overCap: 0n };
  });
  const amount = deductibleAmount(scene, tier);
  takeDeductible(scene, tier, parts, amount);
  for (const part of parts) pay(scene, tier, part, amount);
  if (tier.policy.midYearChange === 'catchUp') catchUp(scene, tier, parts, amount);
  applyCaps(scene, tier, parts);
  for (const part of parts) move(scene, tier, part);
  const measured = parts.map((part) => [part.name, measuresOf(part, amount)] as const);
  return {
    tier: tier.policy.id,
    parts: Object.fromEntries(measured),
    whole: together(
      measured.map(([, measures]) => measures),
      amount,
    ),
  };
}

function countedOf(scene: FormulaScene, tier: Tier, name: string, base: bigint): bigint {
  const limit = limitAmount(scene, tier, name);
  if (limit === null) return base;
  const counter = tier.policy.parts[name]?.limit?.counter;
  const used = counter === undefined ? 0n : scene.counter(counter);
  const counted = least(base, leftOf(limit, used));
  if (counted < base) scene.note(counter === undefined ? 'limit.event' : 'limit.counter');
  return counted;
}

function takeDeductible(
  scene: FormulaScene,
  tier: Tier,
  parts: readonly PartAtWork[],
  amount: bigint,
): void {
  const law = tier.policy.deductible;
  if (!law) return;
  const counted = parts.map((part) => part.counted);
  const before = law.counter === undefined ? 0n : scene.counter(law.counter);
  const taken = least(sumOf(counted), leftOf(amount, before));
  if (taken > 0n) scene.note(`deductible.${law.counts}.${law.counter ? 'counter' : 'event'}`);
  const shares = spreadDeductible(law.use, parts, taken);
  parts.forEach((part, index) => {
    part.deductible = shares[index] ?? 0n;
  });
  if (parts.length > 1 && taken > 0n)
    scene.note(`use.${law.use === 'proRata' ? 'proRata' : 'listed'}`);
}

/** X06: which parts bear the deductible. */
function spreadDeductible(
  use: 'proRata' | readonly string[] | undefined,
  parts: readonly PartAtWork[],
  taken: bigint,
): bigint[] {
  if (use === 'proRata') {
    return inProportion(
      taken,
      parts.map((part) => part.counted),
    );
  }
  const rank = (name: string) => {
    const place = (use ?? []).indexOf(name);
    return place < 0 ? parts.length : place;
  };
  const order = parts
    .map((part, index) => ({ part, index }))
    .sort((a, b) => rank(a.part.name) - rank(b.part.name) || a.index - b.index);
  const filled = fromFirst(
    taken,
    order.map(({ part }) => part.counted),
  );
  return parts.map((_, index) => filled[order.findIndex((o) => o.index === index)] ?? 0n);
}

function pay(scene: FormulaScene, tier: Tier, part: PartAtWork, amount: bigint): void {
  const { rounding, roundEach, deductible, parts } = tier.policy;
  const segments = parts[part.name]?.segments;
  const payable = part.counted - part.deductible;
  const position = segments?.position === undefined ? null : scene.counter(segments.position);
  let start = position ?? 0n;
  if (segments?.measure === 'gross') start += part.deductible;
  if (segments?.measure === 'excess' && position === null && deductible?.counts === 'base') {
    const before = deductible.counter === undefined ? 0n : scene.counter(deductible.counter);
    if (Object.keys(parts).length === 1) start = leftOf(before, amount);
  }
  part.touched = touchedBy(segmentsOf(scene, tier, part.name), start, payable);
  part.paid = payment(part.touched, rounding, roundEach ?? 'part');
  if (!segments && payable > 0n) scene.note('flat');
  if (segments && part.touched.length > 1) {
    scene.note(`segments.${segments.measure}.crossed`);
    scene.note(`roundEach.${roundEach}`);
  }
  if (segments && start > 0n) scene.note(`segments.${segments.measure}.continued`);
  if (isTie(exactPayment(part.touched))) scene.note(`tie.${rounding}`);
}

/** X13: pays up to what the year as a whole would have paid under the numbers of today. */
function catchUp(
  scene: FormulaScene,
  tier: Tier,
  parts: readonly PartAtWork[],
  amount: bigint,
): void {
  const { rounding, deductible, paidCounter } = tier.policy;
  const part = parts[0] ?? fault('catchUp needs a part');
  const before = deductible?.counter === undefined ? 0n : scene.counter(deductible.counter);
  const paidBefore =
    paidCounter === undefined ? fault('no paidCounter') : scene.counter(paidCounter);
  const payable = bounded(leftOf(before + part.counted, amount));
  const yearly = touchedBy(segmentsOf(scene, tier, part.name), 0n, payable);
  const due = payment(yearly, rounding, 'part');
  if (part.paid !== due - paidBefore) scene.note('catchUp.differs');
  part.paid = greatest(0n, least(due - paidBefore, part.counted));
  part.deductible = least(part.deductible, part.counted - part.paid);
}

function applyCaps(scene: FormulaScene, tier: Tier, parts: readonly PartAtWork[]): void {
  const before = sumOf(parts.map((part) => part.paid));
  let paid = before;
  for (const [name, cap] of Object.entries(tier.policy.caps ?? {})) {
    const amount = capAmount(scene, tier, name);
    if (amount === null) continue;
    const used = cap.counter === undefined ? 0n : scene.counter(cap.counter);
    paid = least(paid, leftOf(amount, used));
    if (paid < before) scene.note(`cap.${cap.counter ? 'counter' : 'event'}`);
  }
  if (paid === before) return;
  const spread = tier.policy.allot === 'proRata' ? inProportion : fromFirst;
  const left = spread(
    paid,
    parts.map((part) => part.paid),
  );
  const law = tier.policy.aboveCap ?? fault(`${tier.policy.id} has caps and no aboveCap`);
  scene.note(`aboveCap.${law}`);
  parts.forEach((part, index) => {
    const clipped = part.paid - (left[index] ?? 0n);
    part.paid -= clipped;
    part.overCap = aboveCap(law, part.touched, { clipped, paid: part.paid });
  });
}

/** Allots what became of the part to its rooms and moves the cells. */
function move(scene: FormulaScene, tier: Tier, part: PartAtWork): void {
  const { id, payer, allot } = tier.policy;
  let rooms = part.rooms.map((room) => room.amount);
  const take = (amount: bigint, end: 'first' | 'last'): bigint[] => {
    const declared = end === 'first' ? fromFirst : fromLast;
    const shares = (allot === 'proRata' ? inProportion : declared)(amount, rooms);
    rooms = rooms.map((room, index) => room - (shares[index] ?? 0n));
    return shares;
  };
  if (part.paid > 0n && rooms.length > 1) scene.note(`allot.${allot}`);
  const excess = take(part.base - part.counted, 'last');
  const deductible = take(part.deductible, 'first');
  const paid = take(part.paid, 'first');
  const overCap = take(part.overCap, 'last');
  part.rooms.forEach(({ atom, reason, amount }, index) => {
    const above = (excess[index] ?? 0n) + (overCap[index] ?? 0n);
    addTo(atom.personal, reason, -amount);
    addTo(atom.personal, `${id}/${part.name}.deductible`, deductible[index] ?? 0n);
    addTo(atom.personal, `${id}/${part.name}.overCap`, above);
    addTo(atom.personal, `${id}/${part.name}.copay`, rooms[index] ?? 0n);
    addTo(atom.paid, payer, paid[index] ?? 0n);
  });
}

function measuresOf(part: PartAtWork, deductibleAmount: bigint): Measures {
  const { base, counted, deductible, paid, overCap } = part;
  const limitExcess = base - counted;
  const afterDeductible = counted - deductible;
  return {
    base,
    counted,
    limitExcess,
    deductible,
    afterDeductible,
    deductibleAmount,
    paid,
    copay: afterDeductible - paid - overCap,
    overCap: overCap + limitExcess,
  };
}

function together(parts: readonly Measures[], deductibleAmount: bigint): Measures {
  const sums = MEASURES.map((name) => [name, sumOf(parts.map((part) => part[name]))] as const);
  return { ...(Object.fromEntries(sums) as Measures), deductibleAmount };
}
