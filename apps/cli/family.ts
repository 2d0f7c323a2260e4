/**
 * A family's year: every bill, what later changed it, and what it would be under other choices.
 */
import type { NamedHistory } from '../../engine/input/index.ts';
import type { ChoiceValue, ChosenOption, Law } from '../../engine/law/index.ts';
import {
  type Difference,
  type History,
  resettle,
  type Settled,
  type SettledStep,
  settleHistory,
} from '../../engine/settle/index.ts';
import type { Result } from '../../engine/units/index.ts';
import { EXIT, Refused } from './io.ts';

export interface FamilyBill {
  readonly who: string;
  readonly title: string;
  readonly step: SettledStep;
}

/** A late bill or a reversal, and what it moved in bills settled before it. */
export interface FamilyChange {
  readonly who: string;
  readonly title: string;
  readonly kind: 'lateBill' | 'reversal';
  readonly differences: readonly (Difference & {
    readonly title: string;
    readonly program: Settled['program'];
  })[];
}

/** Settles the members and lists the bills, member by member in law order. */
export function familyBills(law: Law, members: readonly NamedHistory[]): FamilyBill[] {
  return members.flatMap(({ history, names }) =>
    must(settleHistory(law, history), names.person).steps.map((step) => ({
      who: names.person,
      title: names.events.get(step.event.id) ?? step.event.id,
      step,
    })),
  );
}

/** Lists what late bills and reversals moved in bills that had been settled before. */
export function familyChanges(law: Law, members: readonly NamedHistory[]): FamilyChange[] {
  return members.flatMap(({ history, names }) =>
    history.items.flatMap((item, i) => {
      const id = item.kind === 'event' ? item.event.id : item.id;
      const before = upTo(history, i);
      if (before.items.length === 0) return [];
      const moved = must(resettle(law, before, upTo(history, i + 1)), names.person);
      const old = new Map(moved.before.steps.map((step) => [step.event.id, step]));
      const differences = moved.differences.flatMap((difference) => {
        const step = old.get(difference.eventId);
        if (!step) return [];
        const title = names.events.get(difference.eventId) ?? difference.eventId;
        return [{ ...difference, title, program: step.settled.program }];
      });
      if (differences.length === 0) return [];
      const kind = item.kind === 'event' ? ('lateBill' as const) : ('reversal' as const);
      return [{ who: names.person, title: names.events.get(id) ?? id, kind, differences }];
    }),
  );
}

function upTo(history: History, count: number): History {
  return { ...history, items: history.items.slice(0, count) };
}

function must<T>(result: Result<T>, who: string): T {
  if (result.ok) return result.value;
  const { code, message } = result.rejection;
  throw new Refused(`${who}：没有结算。${message}（${code}）`, EXIT.findings);
}

/** A choice that the text does not make, under one of its other values. */
export interface OtherChoice {
  readonly choice: ChosenOption;
  readonly value: ChoiceValue;
  /** By payer id; positive: pays more than under the law as it stands. Only what differs. */
  readonly payers: ReadonlyMap<string, number>;
  readonly personFen: number;
  /** Null: settled; else why this family's year cannot be settled under it. */
  readonly refused: string | null;
}

/**
 * Settles the year again under every other value of every assumed choice of the bills' Programs.
 */
export function otherChoices(
  lawWith: (flips: Readonly<Record<string, ChoiceValue>>) => Law,
  members: readonly NamedHistory[],
  bills: readonly FamilyBill[],
): OtherChoice[] {
  const own = totalsOf(bills);
  return assumedChoices(bills).flatMap((choice) =>
    choice.otherwise.map((value) => {
      const other = totalsUnder(lawWith({ [choice.id]: value }), members);
      if (typeof other === 'string') {
        return { choice, value, payers: new Map(), personFen: 0, refused: other };
      }
      return { choice, value, ...differenceOf(own, other), refused: null };
    }),
  );
}

interface Totals {
  readonly payers: ReadonlyMap<string, number>;
  readonly personFen: number;
  readonly totalFen: number;
}

function totalsUnder(law: Law, members: readonly NamedHistory[]): Totals | string {
  try {
    return totalsOf(familyBills(law, members));
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

function differenceOf(own: Totals, other: Totals): Omit<Totals, 'totalFen'> {
  const payers = new Map<string, number>();
  for (const id of new Set([...own.payers.keys(), ...other.payers.keys()])) {
    const difference = (other.payers.get(id) ?? 0) - (own.payers.get(id) ?? 0);
    if (difference !== 0) payers.set(id, difference);
  }
  return { payers, personFen: other.personFen - own.personFen };
}

/** Sums the bills, and what each payer and the family itself paid. */
export function totalsOf(bills: readonly FamilyBill[]): Totals {
  const payers = new Map<string, number>();
  let personFen = 0;
  let totalFen = 0;
  for (const { step } of bills) {
    const { program, paidFen } = step.settled;
    personFen += step.settled.personFen;
    totalFen += step.settled.totalFen;
    for (const [i, { id }] of program.payers.entries()) {
      payers.set(id, (payers.get(id) ?? 0) + (paidFen[i] ?? 0));
    }
  }
  return { payers, personFen, totalFen };
}

function assumedChoices(bills: readonly FamilyBill[]): ChosenOption[] {
  const found = new Map<string, ChosenOption>();
  for (const { step } of bills) {
    for (const choice of step.settled.program.chosen) {
      if (choice.citation.mark === 'assumed' && choice.otherwise.length > 0)
        found.set(choice.id, choice);
    }
  }
  return [...found.values()];
}
