/**
 * First cells: what each kind of event brings before any tier has run.
 */
import type { EventPlan, Prepared, PreparedKind } from '../law/index.ts';
import { accepted, isAmount, type Result, rejected } from '../units/index.ts';
import type { Balances } from './balances.ts';
import { type Classifying, classify } from './classify.ts';
import { type CounterBook, counterValue, keyFor } from './counters.ts';
import type { Allowance, Close, Event, Person, Visit } from './event.ts';
import type { First } from './event-run.ts';
import { tooLarge } from './out-of-range.ts';
import type { SettleInput } from './profile.ts';
import { enterScheme } from './scheme-change.ts';
import type { Atom, PriceTrace } from './settled.ts';

/** Makes the first cells of an event: atoms by first reasons. */
export function firstCells(
  prepared: Prepared,
  kind: PreparedKind,
  { event, person }: SettleInput,
  plan: EventPlan,
  book: CounterBook,
): Result<First> {
  switch (event.kind) {
    case 'visit':
      return visitCells({ prepared, kind, plan, profile: book.profile }, event);
    case 'contribution':
      return isAmount(event.premiumFen)
        ? accepted(oneAtom([event.premiumFen]))
        : invalid(event, `保费 ${event.premiumFen} 不是 0 以上的整数分`);
    case 'allowance': {
      const fault = allowanceFault(event);
      if (fault) return fault;
      return accepted(oneAtom(new Array<number>(kind.layout.firstCount).fill(0)));
    }
    case 'close':
      return closeCells(prepared, kind, event, person, book);
  }
}

const NO_PRICES: readonly PriceTrace[] = [];

/** Codes that are each a class of their own have no end; the store of classes has one. */
const MOST_CLASSES = 20_000;

function visitCells(by: Classifying, visit: Visit): Result<First> {
  const { hasApart, lineClasses } = by.kind;
  if (hasApart && lineClasses.size > MOST_CLASSES) lineClasses.clear();
  return classify(by, visit);
}

function allowanceFault(event: Allowance): Result<never> | null {
  const { bases, days } = event;
  if (bases.length === 0) return invalid(event, '至少应有一个计发基数');
  let weightedFen = 0;
  let weights = 0;
  for (const { monthlyBaseFen, weight } of bases) {
    if (!isAmount(monthlyBaseFen) || !isAmount(weight) || weight === 0 || !isAmount(days)) {
      return invalid(event, '计发基数和天数应为 0 以上的整数，权重应为 1 以上的整数');
    }
    weightedFen += monthlyBaseFen * weight;
    weights += weight;
  }
  return isAmount(weightedFen) && isAmount(weights) ? null : tooLarge(event);
}

/** A single atom, with its first cells. */
export function oneAtom(cells: readonly number[]): First {
  let totalFen = 0;
  for (const cell of cells) totalFen += cell;
  return {
    atoms: [{ lines: [0], exclusion: -1, codes: [], totalFen, cells }],
    classes: [],
    totalFen,
    prices: NO_PRICES,
  };
}

/** Reads the base counters of the person, or of each member, as this scheme takes them over. */
function closeCells(
  { program }: Prepared,
  kind: PreparedKind,
  event: Close,
  person: Person,
  book: CounterBook,
): Result<First> {
  const own: Balances = { scheme: program.id, counters: book.states };
  const members = event.members.length > 0 ? event.members : [{ personId: person.id, state: own }];
  let totalFen = 0;
  const atoms = members.map((member, index): Atom => {
    const state = enterScheme(program, member.state);
    const cells = kind.closeCounters.map((at) => {
      const counter = program.counters[at];
      return counter ? counterValue(counter, state, keyFor(book, counter), event.on) : 0;
    });
    const atomFen = cells.reduce((sum, cell) => sum + cell, 0);
    totalFen += atomFen;
    return { lines: [index], exclusion: -1, codes: [member.personId], totalFen: atomFen, cells };
  });
  return isAmount(totalFen)
    ? accepted({ atoms, classes: [], totalFen, prices: NO_PRICES })
    : tooLarge(event);
}

function invalid(event: Event, why: string): Result<never> {
  return rejected('settlement/event_invalid', `事件 ${event.id}：${why}`, event.id);
}
