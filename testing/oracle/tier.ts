/**
 * One tier, step by step: base, limit, deductible, segments, caps, allotment, cells.
 * Takes the atoms as they stand, changes their cells, and gives the measures.
 */
import { type Room, roomsOf } from './base.ts';
import { applyCaps } from './caps.ts';
import { type Atom, addTo } from './cells.ts';
import { allHold, bounded, type FormulaScene } from './formula.ts';
import { greatest, isTie, least, leftOf, sumOf } from './fraction.ts';
import { type Group, groupsOf } from './limit.ts';
import { deductibleAmount, segmentsOf } from './numbers.ts';
import { exactPayment, payment, type Touched, touchedBy } from './rates.ts';
import { fault } from './rejection.ts';
import type { Tier } from './scheme.ts';
import { fromFirst, fromLast, inProportion } from './spread.ts';
import { MEASURES, type Measures } from './written.ts';

export interface TierPaid {
  readonly tier: string;
  readonly parts: Readonly<Record<string, Measures>>;
  readonly whole: Measures;
  readonly rooms: readonly RoomPaid[];
}

/** What became of one room, for counters that count by line. */
export interface RoomPaid {
  readonly part: string;
  readonly atom: Atom;
  readonly measures: Partial<Measures>;
}

interface PartAtWork {
  readonly name: string;
  readonly rooms: readonly Room[];
  readonly base: bigint;
  groups: readonly Group[];
  counted: bigint;
  deductible: bigint;
  touched: readonly Touched[];
  paid: bigint;
  overCap: bigint;
}

/** Runs a tier that applies; null where its condition is not met. */
export function runTier(scene: FormulaScene, tier: Tier, atoms: readonly Atom[]): TierPaid | null {
  const taken = new Set<string>();
  const parts = Object.keys(tier.policy.parts).map((name): PartAtWork => {
    const rooms = roomsOf(scene, tier, name, atoms, taken);
    const base = sumOf(rooms.map((room) => room.amount));
    const nothing = { counted: 0n, deductible: 0n, touched: [], paid: 0n, overCap: 0n };
    return { name, rooms, base, groups: [], ...nothing };
  });
  const known = { ...scene, ownBase: sumOf(parts.map((part) => part.base)) };
  if (!allHold(known, 'tier', tier.policy.onlyIf)) return null;
  for (const part of parts) {
    part.groups = groupsOf(known, tier, part.name, part.rooms);
    part.counted = part.base - sumOf(part.groups.map(({ excess }) => excess));
  }
  const amount = deductibleAmount(known, tier);
  takeDeductible(scene, tier, parts, amount);
  for (const part of parts) pay(scene, tier, part, amount);
  if (tier.policy.midYearChange === 'catchUp') catchUp(scene, tier, parts, amount);
  applyCaps(known, tier, parts);
  const rooms = parts.flatMap((part) => move(scene, tier, part));
  const measured = parts.map((part) => [part.name, measuresOf(part, amount)] as const);
  return {
    tier: tier.policy.id,
    parts: Object.fromEntries(measured),
    whole: together(
      measured.map(([, measures]) => measures),
      amount,
    ),
    rooms,
  };
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
  const isAlone = Object.keys(parts).length === 1;
  if (segments && position === null && deductible?.counts === 'base' && isAlone) {
    const before = deductible.counter === undefined ? 0n : scene.counter(deductible.counter);
    start = segments.measure === 'gross' ? before : leftOf(before, amount);
    scene.note(`segments.${segments.measure}.byDeductible`);
  }
  if (segments?.measure === 'gross') start += part.deductible;
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

/** Allots what became of the part to its rooms and moves the cells. */
function move(scene: FormulaScene, tier: Tier, part: PartAtWork): RoomPaid[] {
  const { id, payer, allot } = tier.policy;
  const left = part.rooms.map((room) => room.amount);
  const all = left.map((_, index) => index);
  const take = (amount: bigint, end: 'first' | 'last', among = all): bigint[] => {
    const declared = end === 'first' ? fromFirst : fromLast;
    const shares = (allot === 'proRata' ? inProportion : declared)(
      amount,
      among.map((index) => left[index] ?? 0n),
    );
    const taken = left.map((_, index) => shares[among.indexOf(index)] ?? 0n);
    for (const index of all) left[index] = (left[index] ?? 0n) - (taken[index] ?? 0n);
    return taken;
  };
  if (part.paid > 0n && left.length > 1) scene.note(`allot.${allot}`);
  const excesses = part.groups.map((group) => take(group.excess, 'last', [...group.rooms]));
  const deductibles = take(part.deductible, 'first');
  const payments = take(part.paid, 'first');
  const overCaps = take(part.overCap, 'last');
  return part.rooms.map(({ atom, reason, amount: base }, index) => {
    const limitExcess = sumOf(excesses.map((row) => row[index] ?? 0n));
    const deductible = deductibles[index] ?? 0n;
    const paid = payments[index] ?? 0n;
    const overCap = limitExcess + (overCaps[index] ?? 0n);
    const copay = left[index] ?? 0n;
    addTo(atom.personal, reason, -base);
    addTo(atom.personal, `${id}/${part.name}.deductible`, deductible);
    addTo(atom.personal, `${id}/${part.name}.overCap`, overCap);
    addTo(atom.personal, `${id}/${part.name}.copay`, copay);
    addTo(atom.paid, payer, paid);
    const counted = base - limitExcess;
    const measures = { base, counted, limitExcess, deductible, paid, copay, overCap };
    return { part: part.name, atom, measures };
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
