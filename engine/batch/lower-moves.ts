/**
 * Lowers what becomes of a part's cells (decision 0001 §5, steps 7 and 8).
 */

import type {
  LimitGroup,
  Moves,
  PartDone,
  PartWork,
  RoomShares,
  RoomWork,
  TierWork,
} from './lower-work.ts';
import type { AllotRoom, Reg, Step } from './lowered.ts';
import { boundOf, less, sum, value, type Workshop } from './workshop.ts';

/** Works out the moves of a part; `put` carries them out. */
export function moveCells(
  shop: Workshop,
  work: TierWork,
  part: PartWork,
  done: PartDone,
  groups: readonly LimitGroup[] | null,
): Moves {
  const emptied = emptiedBy(shop, part);
  if (!part.isUniform) return moveApart(shop, work, part, done, { groups, emptied });
  const added = new Map<Reg, Set<Outcome>>();
  const [first] = part.rooms;
  if (first) {
    for (const outcome of OUTCOMES) {
      const group = groupOf(shop, work, part, first, outcome);
      if (group === null) continue;
      const known = added.get(group) ?? new Set();
      added.set(group, known.add(outcome));
    }
  }
  const sums = [...added].map(([to, outcomes]) => ({ to, of: together(shop, done, outcomes) }));
  return { shares: null, put: () => putTogether(shop, emptied, sums) };
}

/** What is added may be the very group that is emptied: then it is read before. */
function putTogether(
  shop: Workshop,
  emptied: readonly Step[],
  sums: readonly { readonly to: Reg; readonly of: Reg }[],
): void {
  const cleared = new Set(emptied.flatMap((step) => (step.op === 'clear' ? [step.to] : [])));
  const added = sums.map(({ to, of }): Step => {
    if (!cleared.has(of)) return { op: 'add', to, of };
    const before = value(shop, boundOf(shop, of));
    shop.steps.push({ op: 'sum', to: before, of: [of] });
    return { op: 'add', to, of: before };
  });
  shop.steps.push(...emptied, ...added);
}

const OUTCOMES = ['deductible', 'copay', 'overCap'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** Several outcomes in one group are worked out as few differences as can be. */
function together(shop: Workshop, done: PartDone, outcomes: ReadonlySet<Outcome>): Reg {
  const has = (outcome: Outcome) => outcomes.has(outcome);
  if (outcomes.size === 3) return less(shop, done.base, done.paid);
  if (has('copay') && has('overCap')) {
    return sum(shop, [done.excess, less(shop, done.payable, done.paid)]);
  }
  return sum(
    shop,
    [...outcomes].flatMap((outcome) =>
      outcome === 'overCap' ? [done.excess, done.overCap] : [done[outcome]],
    ),
  );
}

function emptiedBy(shop: Workshop, { rooms }: PartWork): Step[] {
  const whole = new Set(rooms.filter(({ isWhole }) => isWhole).map(({ from }) => from));
  const partly = rooms.filter(({ isWhole }) => !isWhole);
  const left = partly.map(({ from, base }) => ({ from, of: less(shop, from, base) }));
  return [
    ...[...whole].map((to): Step => ({ op: 'clear', to })),
    ...left.flatMap(({ from, of }): Step[] => [
      { op: 'clear', to: from },
      { op: 'add', to: from, of },
    ]),
  ];
}

/** The group that an outcome of a room goes to; null where nobody looks at it. */
function groupOf(
  shop: Workshop,
  work: TierWork,
  part: PartWork,
  { atomClass }: RoomWork,
  outcome: Outcome,
): Reg | null {
  const plan = work.plans[0]?.parts[part.at];
  const reason = plan?.[`${outcome}Reason`] ?? -1;
  const group = shop.cells.groupOf[atomClass * shop.cells.width + reason] ?? -1;
  return shop.groups[group] ?? null;
}

function moveApart(
  shop: Workshop,
  work: TierWork,
  part: PartWork,
  done: PartDone,
  { groups, emptied }: { groups: readonly LimitGroup[] | null; emptied: readonly Step[] },
): Moves {
  const isProRata = work.plans[0]?.law.allot === 'proRata';
  const fresh = () => value(shop, shop.eventFen);
  const rooms = part.rooms.map(
    (room): AllotRoom => ({
      base: room.base,
      order: room.order,
      row: shop.cells.rowOf[room.atomClass] ?? 0,
      excess: fresh(),
      deductible: fresh(),
      paid: fresh(),
      overCap: fresh(),
      copay: fresh(),
    }),
  );
  shop.steps.push({
    op: 'allot',
    isProRata,
    rooms,
    excess: groups ?? [{ rooms: rooms.map((_, at) => at), excess: done.excess }],
    deductible: done.deductible,
    paid: done.paid,
    overCap: done.overCap,
  });
  const shares = part.rooms.flatMap((room, at): RoomShares[] => {
    const own = rooms[at];
    return own ? [{ room, ...own }] : [];
  });
  const added = shares.flatMap((share): Step[] =>
    OUTCOMES.flatMap((outcome): Step[] => {
      const to = groupOf(shop, work, part, share.room, outcome);
      if (to === null) return [];
      const of = outcome === 'overCap' ? [share.excess, share.overCap] : [share[outcome]];
      return of.map((each): Step => ({ op: 'add', to, of: each }));
    }),
  );
  return { shares, put: () => shop.steps.push(...emptied, ...added) };
}
