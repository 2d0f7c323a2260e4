/**
 * Workload W2 straight from its description: three tiers over a person's claims of a year, every
 * counter yearly. A claim's payment in a tier is the sum over segments of what of it falls into the
 * segment × ratio, rounded half up once, then limited by the room under the year's cap.
 */
import { least, leftOf } from './fraction.ts';

export interface W2Claim {
  readonly amountFen: bigint;
  /** 0 primary, 1 secondary, 2 tertiary. */
  readonly level: 0 | 1 | 2;
}

export interface W2Person {
  /** 0 resident, 1 employee. */
  readonly type: 0 | 1;
  /** 0 to 3; tier 3 is for 1 to 3 only. */
  readonly class: 0 | 1 | 2 | 3;
}

interface TierNumbers {
  readonly deductible: bigint;
  readonly bounds: readonly [bigint, bigint];
  readonly cap: bigint;
}

type Ratios = readonly [bigint, bigint, bigint];

const TIER_1: readonly { readonly numbers: TierNumbers; readonly byLevel: readonly Ratios[] }[] = [
  {
    numbers: { deductible: 50_000n, bounds: [1_000_000n, 5_000_000n], cap: 15_000_000n },
    byLevel: [
      [7000n, 7500n, 8000n],
      [6500n, 7000n, 7500n],
      [5500n, 6000n, 6500n],
    ],
  },
  {
    numbers: { deductible: 80_000n, bounds: [1_000_000n, 5_000_000n], cap: 25_000_000n },
    byLevel: [
      [8500n, 9000n, 9500n],
      [8200n, 8700n, 9200n],
      [8000n, 8500n, 9000n],
    ],
  },
];

type ClassLaw = { readonly numbers: TierNumbers; readonly ratios: Ratios };

const BOUNDS_2 = [5_000_000n, 10_000_000n] as const;
const TIER_2_PLAIN: ClassLaw = {
  numbers: { deductible: 1_500_000n, bounds: BOUNDS_2, cap: 40_000_000n },
  ratios: [6000n, 6500n, 7000n],
};
const TIER_2_TILTED: ClassLaw = {
  numbers: { deductible: 750_000n, bounds: BOUNDS_2, cap: 50_000_000n },
  ratios: [6500n, 7000n, 7500n],
};
const TIER_2: readonly ClassLaw[] = [TIER_2_PLAIN, TIER_2_TILTED, TIER_2_TILTED, TIER_2_PLAIN];

const BOUNDS_3 = [2_000_000n, 5_000_000n] as const;
const TIER_3: readonly (ClassLaw | null)[] = [
  null,
  {
    numbers: { deductible: 0n, bounds: BOUNDS_3, cap: 8_000_000n },
    ratios: [8000n, 8500n, 9000n],
  },
  {
    numbers: { deductible: 300_000n, bounds: BOUNDS_3, cap: 6_000_000n },
    ratios: [7000n, 7500n, 8000n],
  },
  {
    numbers: { deductible: 1_000_000n, bounds: BOUNDS_3, cap: 5_000_000n },
    ratios: [6000n, 6500n, 7000n],
  },
];

/** Payments of the three tiers, claim by claim, for one person's claims of one year. */
export function w2Year(person: W2Person, claims: readonly W2Claim[]): [bigint, bigint, bigint][] {
  const [first, second, third] = [meter(), meter(), meter()];
  return claims.map(({ amountFen, level }) => {
    const one = TIER_1[person.type];
    const two = TIER_2[person.class];
    const three = TIER_3[person.class];
    const ratios = one?.byLevel[level];
    if (!one || !two || !ratios) throw new RangeError('no such person or level');
    const paid1 = first(amountFen, one.numbers, ratios);
    const paid2 = second(amountFen - paid1, two.numbers, two.ratios);
    const left = amountFen - paid1 - paid2;
    const paid3 = three ? third(left, three.numbers, three.ratios) : 0n;
    return [paid1, paid2, paid3];
  });
}

/** A tier's counters of one person and year. */
function meter() {
  let accumulated = 0n;
  let paid = 0n;
  return (base: bigint, { deductible, bounds, cap }: TierNumbers, ratios: Ratios): bigint => {
    const above = (amount: bigint) => leftOf(amount, deductible);
    const [from, until] = [above(accumulated), above(accumulated + base)];
    const [low, high] = bounds;
    const within = (start: bigint, end: bigint) =>
      leftOf(least(until, end), from > start ? from : start);
    const exact =
      within(0n, low) * ratios[0] + within(low, high) * ratios[1] + within(high, until) * ratios[2];
    const payment = least((exact + 5000n) / 10_000n, cap - paid);
    accumulated += base;
    paid += payment;
    return payment;
  };
}
