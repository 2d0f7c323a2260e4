/**
 * Protection: what share of a bill the person does not bear, at some costs, and who has most and
 * least of it.
 */

import { type Curve, pieceAt } from '../curves/curve.ts';
import { differenceOf, valueOn } from '../curves/quotient.ts';
import type { Rational } from '../curves/rational.ts';
import { compareRationals, quotientOf, rational } from '../curves/rational.ts';
import type { Profile } from './profiles.ts';
import type { Survey } from './survey.ts';

/** 1, 5, 10 and 50 万元, in fen. */
export const WATCHED_COSTS: readonly number[] = [1_000_000, 5_000_000, 10_000_000, 50_000_000];

export interface Protection {
  /** Whole cost of the bill in fen. */
  readonly costFen: number;
  readonly least: Protected;
  readonly greatest: Protected;
}

export interface Protected {
  readonly profile: Profile;
  /** Profiles with the same share. */
  readonly alike: number;
  /** From 0 to 1, exact and before rounding. */
  readonly share: Rational;
}

/** How far bills of one kind of people are covered, at each of the watched costs. */
export interface Ratio extends Pick<Protected, 'profile' | 'alike'> {
  /** Parallel to `WATCHED_COSTS`; null beyond what was drawn. */
  readonly shares: readonly (Rational | null)[];
}

/** The shares of all that the law tells apart, for a mix. */
export function ratiosOf({ groups }: Survey, mix: string): readonly Ratio[] {
  return groups.flatMap(({ profiles, curves }) => {
    const curve = curves.find(({ scene }) => scene.mix.id === mix);
    if (!curve) return [];
    const shares = WATCHED_COSTS.map((costFen) =>
      costFen > curve.mostFen ? null : protectionAt(curve, costFen),
    );
    return [{ profile: profiles[0], alike: profiles.length, shares }];
  });
}

/** What share of a bill of a whole cost the payers bear. */
export function protectionAt(curve: Curve, costFen: number): Rational {
  const at = BigInt(costFen);
  const { total, person } = pieceAt(curve, at);
  return quotientOf(valueOn(differenceOf(total, person), at), valueOn(total, at));
}

/** Who is protected least and most, for a mix; profiles that no tier pays stand aside. */
export function protectionOf(survey: Survey, mix: string): readonly Protection[] {
  return WATCHED_COSTS.flatMap((costFen) => {
    const all = survey.groups.flatMap((group): Protected[] => {
      const curve = group.curves.find(({ scene }) => scene.mix.id === mix);
      if (!curve || costFen > curve.mostFen) return [];
      const share = protectionAt(curve, costFen);
      const isNone = compareRationals(share, rational(0n)) === 0;
      return isNone ? [] : [{ profile: group.profiles[0], alike: group.profiles.length, share }];
    });
    const sorted = all.sort((a, b) => compareRationals(a.share, b.share));
    const [least, greatest] = [sorted[0], sorted.at(-1)];
    return least && greatest ? [{ costFen, least, greatest }] : [];
  });
}
