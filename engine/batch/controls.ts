/**
 * Controls of a section whose tiers may wait to fall due (decision 0003 §8): what it is told from
 * outside, and what it answers, tier by tier.
 */

/** Place of the mode, and its values. */
export const MODE = 0;
export const AN_EVENT = 0;
export const A_RELEASE = 1;

/** 1 where it is known already which tiers run: of a release, and of a result that is kept. */
export const GIVEN = 1;

/** Place that tells of a tier: it runs, where that is known; or it is asked whether it is due. */
export function toldAt(tier: number): number {
  return 2 + 2 * tier;
}

/** Place of a tier's answer: it is due. */
export function answerAt(tier: number): number {
  return 3 + 2 * tier;
}

/** How many controls so many tiers need. */
export function controlsOf(tiers: number): number {
  return 2 + 2 * tiers;
}
