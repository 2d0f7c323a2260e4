/**
 * What a part's rooms become: limit excess, deductible, payment, overCap, and copay for the rest
 * (decision 0001 §5, steps 7 and 8). The payment leaves the person.
 */
import type { AppliedTier } from '../../law/index.ts';
import { allotOn } from './allot-on.ts';
import type { Cause } from './ground.ts';
import type { PartOn, RoomOn } from './part-on.ts';
import { differenceOf, isZero, type Quotient, sumOf, totalOf, ZERO } from './quotient.ts';
import type { RunOn } from './run-on.ts';

/** Spreads what became of a part over its rooms, and adds it to their atoms. */
export function moveRooms(run: RunOn, plan: AppliedTier, part: PartOn): void {
  const { rooms, excesses } = joined(plan, part);
  const { deductibleReason, overCapReason, copayReason } = part.plan;
  const cause: Cause = {
    word: 'allotment',
    tier: plan.tier,
    part: part.plan.id,
    id: null,
    sources: [],
  };
  let left = rooms.map(({ fen }) => fen);
  const add = (shares: readonly Quotient[], reason: number): void => {
    for (const [index, { atom }] of rooms.entries()) {
      const share = shares[index] ?? ZERO;
      const row = run.cells[atom];
      if (row && reason >= 0 && !isZero(share)) row[reason] = sumOf(row[reason] ?? ZERO, share);
    }
  };
  const take = (amount: Quotient, places: readonly number[], reason: number, fromEnd: boolean) => {
    const own = places.map((place) => left[place] ?? ZERO);
    const shares = allotOn(run.ground, amount, own, plan.law.allot, fromEnd, cause);
    const spread = left.map((_, place) => shares[places.indexOf(place)] ?? ZERO);
    left = left.map((fen, place) => differenceOf(fen, spread[place] ?? ZERO));
    add(spread, reason);
  };
  const all = rooms.map((_, place) => place);
  for (const { rooms: places, fen } of excesses) take(fen, places, overCapReason, true);
  take(part.deductible, all, deductibleReason, false);
  take(part.paid, all, TO_PAYER, false);
  take(part.overCap, all, overCapReason, true);
  add(left, copayReason);
}

/** Stands for the payer in place of a reason. */
const TO_PAYER = -1;

/** Pro rata, rooms of one atom and one limit share one fate: they are one room. */
function joined(
  { law }: AppliedTier,
  { rooms, excesses }: PartOn,
): Pick<PartOn, 'rooms' | 'excesses'> {
  const atoms = [...new Set(rooms.map(({ atom }) => atom))];
  if (law.allot !== 'proRata' && atoms.length > 1) return { rooms, excesses };
  const all: RoomOn[] = atoms.map((atom) => ({
    atom,
    fen: totalOf(rooms.filter((room) => room.atom === atom).map(({ fen }) => fen)),
  }));
  const placesOf = (places: readonly number[]) => [
    ...new Set(places.map((place) => atoms.indexOf(rooms[place]?.atom ?? -1))),
  ];
  return {
    rooms: all,
    excesses: excesses.map(({ rooms: places, fen }) => ({ rooms: placesOf(places), fen })),
  };
}
