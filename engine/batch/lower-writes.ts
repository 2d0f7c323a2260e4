/**
 * Lowers what moves counters: tiers as they are done (decision 0001 §5, step 9), and the event
 * after the last tier.
 */
import type { EventPlan, LineWrite, ResidualCells, TierMeasure } from '../law/index.ts';
import { isCounted } from './cells.ts';
import { AN_EVENT, MODE } from './controls.ts';
import { measure } from './lower-amount.ts';
import { movedRegister, moveLines } from './lower-counters.ts';
import type { PartDone, RoomShares, TierDone, TierWork } from './lower-work.ts';
import type { Reg } from './lowered.ts';
import { control, less, literalOf, number, once, sum, under, type Workshop } from './workshop.ts';

/** The form of a tier's writes: which writers apply differs where they ask the profile. */
export function writesForm({ writes }: EventPlan, tier: number): string {
  return JSON.stringify([writes.tierWrites[tier], writes.lineWrites[tier]]);
}

/** Pays the payer and moves the counters that the tier writes. */
export function writeTier(shop: Workshop, work: TierWork, done: TierDone): void {
  const [first] = work.plans;
  if (!first) return;
  const payer = shop.section.program.payers[first.payer]?.id ?? '';
  shop.steps.push({ op: 'add', to: paidBy(shop, payer), of: done.paid });
  const { tierWrites, lineWrites } = work.events[0]?.writes ?? {};
  for (const { counter, part, measure: what } of tierWrites?.[first.tier] ?? []) {
    moveCounter(shop, counter, measured(shop, done, part, what));
  }
  for (const write of lineWrites?.[first.tier] ?? []) {
    for (const [index, { shares }] of done.moves.entries()) {
      if (write.part >= 0 && write.part !== index) continue;
      for (const share of shares ?? []) writeLine(shop, write, share);
    }
  }
}

/** What became of a room goes to the code of its lines. */
function writeLine(
  shop: Workshop,
  { counter, facet, measure: what }: LineWrite,
  share: RoomShares,
) {
  const code = shop.section.classes[share.room.atomClass]?.line?.codes[facet] ?? '';
  const of = sum(shop, termsOfRoom(shop, share, what));
  if (literalOf(shop, of) === 0) return;
  moveLines(shop, counter, code, of);
}

function termsOfRoom(shop: Workshop, share: RoomShares, what: TierMeasure): readonly Reg[] {
  const { base } = share.room;
  const { excess, deductible, paid, overCap, copay } = share;
  switch (what) {
    case 'base':
      return [base];
    case 'counted':
      return [less(shop, base, excess)];
    case 'afterDeductible':
      return [less(shop, less(shop, base, excess), deductible)];
    case 'limitExcess':
      return [excess];
    case 'deductible':
      return [deductible];
    case 'paid':
      return [paid];
    case 'copay':
      return [copay];
    case 'overCap':
      return [excess, overCap];
    case 'deductibleAmount':
      throw new RangeError('a deductible is of no line');
  }
}

function paidBy(shop: Workshop, payer: string): Reg {
  return once(shop, `p:${payer}`, () => ({ kind: 'sum', bound: shop.eventFen }));
}

function moveCounter(shop: Workshop, counter: number, of: Reg): void {
  if (literalOf(shop, of) === 0) return;
  const to = movedRegister(shop, counter);
  const isMax = shop.section.program.counters[counter]?.holds === 'max';
  shop.steps.push({ op: isMax ? 'raise' : 'add', to, of });
}

function measured(shop: Workshop, done: TierDone, part: number, what: TierMeasure): Reg {
  if (what === 'deductibleAmount') return done.deductibleAmount;
  const isOne = done.parts.length === 1;
  return sum(
    shop,
    done.parts.flatMap((each, index) =>
      isOne || part < 0 || part === index ? termsOf(each, what) : [],
    ),
  );
}

function termsOf(part: PartDone, what: Exclude<TierMeasure, 'deductibleAmount'>): readonly Reg[] {
  switch (what) {
    case 'base':
    case 'counted':
    case 'deductible':
    case 'paid':
    case 'copay':
      return [part[what]];
    case 'limitExcess':
      return [part.excess];
    case 'afterDeductible':
      return [part.payable];
    case 'overCap':
      return [part.excess, part.overCap];
  }
}

/** Writers that wait for the last tier. */
export function writeEvent(shop: Workshop): void {
  const all = shop.section.pairs;
  const forms = new Map<string, number[]>();
  for (const [pair, { plan }] of all.entries()) {
    const form = JSON.stringify(plan.writes.eventWrites);
    const known = forms.get(form);
    if (known) known.push(pair);
    else forms.set(form, [pair]);
  }
  const formOfPair = new Array<number>(all.length).fill(0);
  for (const [form, pairs] of [...forms.values()].entries()) {
    for (const pair of pairs) formOfPair[pair] = form;
  }
  const which = number(shop, [...all.keys()], formOfPair);
  for (const [form, [pair = -1]] of [...forms.values()].entries()) {
    const work = () => writeForm(shop, all[pair]?.plan.writes.eventWrites ?? []);
    if (literalOf(shop, which) === form) work();
    else under(shop, which, form, work);
  }
}

function writeForm(shop: Workshop, writes: EventPlan['writes']['eventWrites']): void {
  for (const write of writes) {
    if (write.kind === 'residual') moveCounter(shop, write.counter, residual(shop, write.cells));
    else {
      const work = () => moveCounter(shop, write.counter, measure(shop, write.measure));
      // The numbers of an allowance count once, with the event, not with what is released of it.
      if (shop.mayWait) under(shop, control(shop, MODE), AN_EVENT, work);
      else work();
    }
  }
}

/** What is still personal in some cells. */
function residual(shop: Workshop, cells: readonly ResidualCells[]): Reg {
  const { width, groupOf } = shop.cells;
  const groups = new Set<number>();
  for (const counted of cells) {
    for (const [atomClass, { line }] of shop.section.classes.entries()) {
      if (isCounted(line, counted)) groups.add(groupOf[atomClass * width + counted.reason] ?? -1);
    }
  }
  return sum(
    shop,
    [...groups].flatMap((group) => shop.groups[group] ?? []),
  );
}
