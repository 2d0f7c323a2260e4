/**
 * Random rules on facts: what is read as another, what holds from an earlier day, what is out of
 * scope.
 */
import type { Chance } from './chance.ts';
import { type Draft, newNumber, type Written } from './draft.ts';
import { randomLines, randomWhen } from './random-selector.ts';
import { CITED, CLASSES, CODES } from './vocabulary.ts';

/** Days by which a fact may come late: people of random years come just in time, or just not. */
export const LATE_DAYS = [28, 90] as const;

/** With this probability one to three rules that read facets as others. */
export function newReadings(chance: Chance, probability: number): Written[] {
  const count = chance.is(probability) ? chance.int(1, 3) : 0;
  return Array.from({ length: count }, () => {
    const isOfLines = chance.is(0.5);
    return {
      ...(chance.is(0.7) ? { when: readWhen(chance) } : {}),
      ...(isOfLines ? { lines: chance.is(0.2) ? { shelf: ['high'] } : randomLines(chance) } : {}),
      set: randomSet(
        chance,
        isOfLines ? ['itemClass', 'necessity'] : ['level', 'setting', 'place'],
      ),
      source: CITED,
    };
  });
}

function readWhen(chance: Chance): Written {
  const when = randomWhen(chance, 'personAndEvent');
  return chance.is(0.2) ? { ...when, ward: ['north', 'south'] } : when;
}

function randomSet(
  chance: Chance,
  dimensions: readonly ('itemClass' | 'necessity' | 'level' | 'setting' | 'place')[],
): Written {
  const named = chance.is(0.8) ? [chance.pick(dimensions)] : chance.some(dimensions, 2);
  return Object.fromEntries(
    named.map((dimension) => [dimension, chance.pick<string>(CODES[dimension])]),
  );
}

/** None, one or two rules of facts that hold from an earlier day. */
export function newBackdating(draft: Draft): Written | Written[] | null {
  const { chance } = draft;
  if (!chance.is(0.35)) return null;
  const rules = Array.from({ length: chance.is(0.4) ? 2 : 1 }, () => newBackdatingRule(draft));
  const [only] = rules;
  return rules.length === 1 && only && chance.is(0.5) ? only : rules;
}

function newBackdatingRule(draft: Draft): Written {
  const { chance } = draft;
  const [dimension, codes] = chance.weighted<readonly [string, readonly string[]]>([
    [['personClass', chance.some(CLASSES, 1)], 4],
    [['filed', chance.some(CODES.filed, 2)], 3],
    [['insuranceType', chance.some(CODES.insuranceType, 1)], 2],
    [['employment', ['retired']], 1],
  ]);
  const parameter = newNumber(draft, 'late', {
    unit: 'Days',
    value: () => chance.pick(LATE_DAYS),
    by: 'none',
  });
  return {
    dimension,
    codes,
    to: chance.pick(['birth', 'yearStart']),
    within: { parameter },
    source: CITED,
  };
}

/** Lines that are out of scope: one selector, or several rules. */
export function newOutOfScope(chance: Chance): unknown {
  const plain = chance.weighted<Written>([
    [{ itemClass: ['C'] }, 4],
    [{ itemClass: ['C', 'D'] }, 3],
    [{ itemClass: ['D'], necessity: ['notNeeded'] }, 1],
    [{ priceLevel: { from: 5 } }, 1],
  ]);
  if (!chance.is(0.4)) return plain;
  const more = Array.from({ length: chance.int(0, 2) }, () => {
    const isForAll = chance.is(0.15);
    return {
      ...(isForAll ? {} : { lines: randomLines(chance) }),
      ...(isForAll || chance.is(0.5) ? { when: randomWhen(chance, 'personAndEvent') } : {}),
      source: CITED,
    };
  });
  return chance.shuffled([{ lines: plain, source: CITED }, ...more]);
}
