/**
 * The laws of this repository as they are, and with other choices made.
 */
import { loadLaw } from '../../apps/cli/load-law.ts';
import type { ChoiceValue, ChosenOption, Law } from '../../engine/law/index.ts';
import type { Chance } from '../laws/chance.ts';

export interface Variant {
  readonly law: Law;
  readonly flips: Readonly<Record<string, ChoiceValue>>;
}

/**
 * Choices that place a person's events: one history needs one answer from all schemes of an area.
 */
const SHARED = ['lawDay', 'windowDay', 'order', 'lateBill', 'reversal'];

/** Compiles the laws with every choice as written. */
export function lawAsWritten(): Variant {
  const { law, diagnostics } = loadLaw();
  if (!law) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return { law, flips: {} };
}

/**
 * Compiles the laws with some choices made otherwise; choices that do not go together are drawn
 * anew.
 */
export function lawFlipped(chance: Chance, written: Law): Variant {
  const choices = written.programs.flatMap(({ chosen }) => chosen);
  for (;;) {
    const shared = sharedFlips(chance, choices);
    const flips = Object.fromEntries(
      choices.flatMap(({ id, otherwise }) => {
        const name = id.slice(id.lastIndexOf('/') + 1);
        if (SHARED.includes(name)) return shared.has(name) ? [[id, shared.get(name) ?? '']] : [];
        return otherwise.length > 0 && chance.is(0.25) ? [[id, chance.pick(otherwise)]] : [];
      }),
    );
    const { law } = loadLaw(undefined, flips);
    if (law) return { law, flips };
  }
}

function sharedFlips(chance: Chance, choices: readonly ChosenOption[]): Map<string, ChoiceValue> {
  const drawn = SHARED.filter(() => chance.is(0.3)).flatMap((name) => {
    const [first] = choices.filter(({ id }) => id.endsWith(`/${name}`));
    return first ? [[name, chance.pick(first.otherwise)] as const] : [];
  });
  return new Map(drawn);
}
