/**
 * Notes of a trial: how often each invariant was looked at, and what broke.
 */
export interface Notes {
  /** How many times an invariant was looked at, by its name. */
  readonly looked: Map<string, number>;
  readonly broken: Broken[];
  /** Where the trial is: told with whatever breaks. */
  where: string;
}

export interface Broken {
  readonly invariant: string;
  readonly where: string;
  readonly what: string;
}

/** Opens empty notes. */
export function openNotes(): Notes {
  return { looked: new Map(), broken: [], where: '' };
}

/** Notes that an invariant was looked at, and what broke where it does not hold. */
export function hold(notes: Notes, invariant: string, holds: boolean, what = ''): void {
  notes.looked.set(invariant, (notes.looked.get(invariant) ?? 0) + 1);
  if (!holds) notes.broken.push({ invariant, where: notes.where, what });
}

/** Holds two numbers, texts or nulls to be the same. */
export function same(
  notes: Notes,
  invariant: string,
  actual: number | string | null | undefined,
  expected: number | string | null | undefined,
): void {
  const isSame = actual === expected;
  hold(notes, invariant, isSame, isSame ? '' : `${actual} is not ${expected}`);
}

/** Tells whether two plain values are equal, whatever the order of their keys. */
export function isEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || !left || !right) return false;
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    for (let index = 0; index < left.length; index++) {
      if (!isEqual(left[index], right[index])) return false;
    }
    return true;
  }
  const keys = Object.keys(left);
  if (Array.isArray(right) || keys.length !== Object.keys(right).length) return false;
  for (const key of keys) {
    if (!Object.hasOwn(right, key)) return false;
    if (!isEqual(Reflect.get(left, key), Reflect.get(right, key))) return false;
  }
  return true;
}

/** The sum of numbers. */
export function sumOf(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
