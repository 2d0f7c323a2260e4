/**
 * Chance that keeps no state between entities: every number is a hash of seed, entity, stream and
 * counter. Whoever asks, in whatever order, gets the same. Integers and IEEE products only, so that
 * every version of Node agrees.
 */
const GOLDEN = 0x9e3779b9;

/** Streams: a new one goes to the end, so that it moves no other. */
export const STREAM = {
  household: 1,
  person: 2,
  cover: 3,
  status: 4,
  illness: 5,
  visits: 6,
  lines: 7,
  product: 8,
  planted: 9,
  provider: 10,
  items: 11,
  care: 12,
  part: 13,
  trajectory: 14,
} as const;

/** Hashes two 32-bit words into one. */
export function mix(a: number, b: number): number {
  let x = (a ^ Math.imul(b, GOLDEN)) | 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x21f0aaad);
  x ^= x >>> 15;
  x = Math.imul(x, 0x735a2d97);
  x = (x ^ (x >>> 15) ^ Math.imul(b, 0x85ebca6b)) | 0;
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** Draws of one entity in one stream. One object serves many entities, one after the other. */
export class Draws {
  private key = 0;
  private salt = 0;
  private at = 0;
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = mix(seed >>> 0, Math.floor(seed / 4294967296));
  }

  /** Goes to the first draw of an entity; `part` tells apart what one entity draws twice. */
  start(stream: number, entity: number, part = 0): this {
    this.key = mix(mix(this.seed, stream), mix(entity, part));
    this.salt = mix(this.key, stream);
    this.at = 0;
    return this;
  }

  /** A whole number from 0 up to 2^32. */
  next(): number {
    this.at = (this.at + 1) | 0;
    let x = (this.key + Math.imul(this.at, GOLDEN)) | 0;
    x ^= x >>> 16;
    x = Math.imul(x, 0x21f0aaad);
    x ^= x >>> 15;
    x = Math.imul(x ^ this.salt, 0x735a2d97);
    return (x ^ (x >>> 15)) >>> 0;
  }

  /** From 0 up to, not including, 1. */
  unit(): number {
    return this.next() / 4294967296;
  }

  /** A whole number from 0 up to, not including, `count`. */
  below(count: number): number {
    return Math.floor((this.next() * count) / 4294967296);
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** True with a probability from 0 to 1. */
  is(probability: number): boolean {
    return this.next() < probability * 4294967296;
  }

  /** An index into weights that need not sum to one. */
  pick(weights: ArrayLike<number>): number {
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += weights[i] ?? 0;
    let left = this.unit() * sum;
    for (let i = 0; i < weights.length; i++) {
      left -= weights[i] ?? 0;
      if (left < 0) return i;
    }
    return weights.length - 1;
  }
}
