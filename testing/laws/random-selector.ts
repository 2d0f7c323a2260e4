/**
 * Random boxes over facets of person, event and line.
 */
import type { Chance } from './chance.ts';
import type { Written } from './draft.ts';
import { CLASSES, CODES, DISEASES, DRUGS } from './vocabulary.ts';

/** A box that few people or events escape and few always meet. */
export function randomWhen(chance: Chance, of: 'person' | 'personAndEvent'): Written {
  const person = [
    'personClass',
    'employment',
    'insuranceType',
    'ageYears',
    'filed',
    'paidYears',
  ] as const;
  const event = ['level', 'setting', 'place', 'disease', 'careHours'] as const;
  const dimensions = of === 'person' ? person : [...person, ...event];
  const named = chance.shuffled<string>(dimensions).slice(0, chance.is(0.75) ? 1 : 2);
  return Object.fromEntries(named.map((dimension) => [dimension, randomSide(chance, dimension)]));
}

/** A box over lines. */
export function randomLines(chance: Chance): Written {
  const dimension = chance.weighted([
    ['itemClass', 4],
    ['necessity', 3],
    ['priceLevel', 2],
    ['drug', 2],
    ['quantity', 1],
  ]);
  return { [dimension]: randomSide(chance, dimension) };
}

function randomSide(chance: Chance, dimension: string): unknown {
  switch (dimension) {
    case 'ageYears':
      return randomInterval(chance, [18, 45, 60, 70]);
    case 'priceLevel':
      return randomInterval(chance, [1, 3, 5, 8]);
    case 'paidYears':
    case 'careHours':
    case 'quantity':
      return randomInterval(chance, [1, 2, 3, 8]);
    case 'drug':
      return chance.some(DRUGS, 1);
    case 'personClass':
      return chance.some([...CLASSES, 'general'], 1);
    case 'disease':
      return chance.some(DISEASES, 1);
    default:
      return chance.some(CODES[dimension as keyof typeof CODES], 1);
  }
}

function randomInterval(chance: Chance, bounds: readonly number[]): Written {
  const from = chance.int(0, bounds.length - 2);
  const until = chance.int(from + 1, bounds.length - 1);
  return chance.weighted<Written>([
    [{ from: bounds[from], until: bounds[until] }, 2],
    [{ from: bounds[from] }, 1],
    [{ until: bounds[until] }, 1],
  ]);
}
