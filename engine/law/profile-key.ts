/**
 * The key of a profile: equal for equal classes of all its facets.
 */
import { MAX_FEN } from '../units/index.ts';
import type { Codes } from './look-up.ts';
import type { Facet } from './profile.ts';

/** So many codes are found faster by looking at each than in a map. */
const FEW = 8;

/** The class of a code that the law names; 0 for any other. */
function namedClass({ named, classes }: Facet, code: string): number {
  if (named.length > FEW) return classes.get(code) ?? 0;
  for (let index = 0; index < named.length; index++) if (named[index] === code) return index + 1;
  return 0;
}

/** Tells the class of a code; integers arrive as decimal text. -1: not in the vocabulary. */
export function classOf(facet: Facet, code: string): number {
  const named = namedClass(facet, code);
  if (named > 0) return named;
  if (facet.dimension.kind !== 'integer') {
    return facet.allowed === null || facet.allowed.has(code) ? 0 : -1;
  }
  if (!INTEGER.test(code)) return -1;
  const value = Number(code);
  if (value > MAX_FEN) return -1;
  let index = 0;
  for (const start of facet.breaks) if (value >= start) index++;
  return index;
}

const INTEGER = /^\d+$/;

/** Greatest number of profiles that still have a numeric key. */
export const MAX_NUMERIC = 2 ** 40;

/**
 * One key for equal classes: a number where it fits, else text. `codeOf` gives the code of a facet
 * for the subject; null where it is missing or unknown makes the key null.
 */
export function profileKey<T>(
  facets: readonly Facet[],
  subject: T,
  codeOf: (subject: T, facet: Facet) => Codes,
): number | string | null {
  let key = 0;
  let size = 1;
  for (let index = 0; index < facets.length; index++) {
    const facet = facets[index];
    if (facet === undefined) break;
    size *= facet.size;
    if (size > MAX_NUMERIC) return textKey(facets, subject, codeOf);
    const code = codeOf(subject, facet);
    const named = typeof code === 'string' ? classOf(facet, code) : setClass(facet, code);
    if (named < 0) return null;
    key = key * facet.size + named;
  }
  return key;
}

/** The class where no code is told; -1: one must be. */
export function untoldClass({ mayBeUntold, dimension, breaks }: Facet): number {
  if (!mayBeUntold) return -1;
  return dimension.kind === 'integer' ? breaks.length + 1 : 0;
}

/** The class of the codes held of a dimension of several; -1: none to be asked, or unknown. */
function setClass(facet: Facet, codes: readonly string[] | null): number {
  if (codes === null) return untoldClass(facet);
  const members = membersOf(facet, codes);
  if (!members) return -1;
  let sum = 0;
  for (const member of members) sum += 2 ** member;
  return sum;
}

function membersOf(facet: Facet, codes: readonly string[]): number[] | null {
  const members = new Set<number>();
  for (const code of codes) {
    const member = classOf(facet, code);
    if (member < 0) return null;
    members.add(member);
  }
  return [...members].sort((a, b) => a - b);
}

function textKey<T>(
  facets: readonly Facet[],
  subject: T,
  codeOf: (subject: T, facet: Facet) => Codes,
): string | null {
  const classes: string[] = [];
  for (const facet of facets) {
    const code = codeOf(subject, facet);
    const named = textClass(facet, code);
    if (named === null) return null;
    classes.push(named);
  }
  return classes.join(',');
}

function textClass(facet: Facet, code: Codes): string | null {
  if (code === null) return facet.mayBeUntold ? String(untoldClass(facet)) : null;
  if (typeof code !== 'string') return membersOf(facet, code)?.join('+') ?? null;
  const named = classOf(facet, code);
  if (named < 0) return null;
  return facet.isApart ? JSON.stringify(code) : String(named);
}
