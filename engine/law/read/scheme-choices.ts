/**
 * The choices of a scheme: its own, and those of the files that it uses; the nearest counts.
 */
import type { SchemeChoices } from '../program.ts';
import type { LawFile } from './schema.ts';
import type { Unit } from './unit.ts';

type VisitDays = readonly SchemeChoices['lawDay'][];
const VISIT_DAYS: VisitDays = ['admittedOn', 'servedOn', 'dischargedOn', 'settledOn'];

/** Legal values of a choice; `fen` is any amount. */
export type LegalValues = readonly string[] | 'fen';

/** The choices that every scheme makes, with the values that the engine knows. */
export const SCHEME_CHOICES: Readonly<
  Record<Exclude<keyof SchemeChoices, 'counterMap'>, LegalValues>
> = {
  lawDay: VISIT_DAYS,
  windowDay: VISIT_DAYS,
  order: ['settledAt', 'dischargedOn'],
  lateBill: ['replay', 'keepPast'],
  reversal: ['replay', 'keepPast'],
  negativeDifference: ['recover', 'waive', 'hold'],
  leastDifferenceFen: 'fen',
  classChange: ['fromDay', 'wholeYear', 'monthsBack'],
  doubleEnrolment: ['reject', 'declaredOrder'],
  schemeChange: ['keep', 'reset', 'map'],
};

/** Names of the choices that every scheme makes. */
export const SCHEME_CHOICE_NAMES: readonly string[] = Object.keys(SCHEME_CHOICES);

export type WrittenChoice = LawFile['choices']['choices'][string];

/** A choice with the file that defines it. */
export interface ChoiceIn {
  readonly home: Unit<'scheme'> | Unit<'choices'>;
  readonly written: WrittenChoice;
}

/** Looks up every choice that a scheme can make by itself. */
export function choicesOf(
  scheme: Unit<'scheme'>,
  files: ReadonlyMap<string, Unit<'choices'>>,
): ReadonlyMap<string, ChoiceIn> {
  const used = (scheme.data.uses ?? []).flatMap((id) => files.get(id) ?? []);
  const found = new Map<string, ChoiceIn>();
  for (const home of [scheme, ...used]) {
    for (const [id, written] of Object.entries(home.data.choices ?? {})) {
      if (!found.has(id)) found.set(id, { home, written });
    }
  }
  return found;
}
