/**
 * Rows of a table of protection: what share of a bill the payers bear, least and most.
 */
import { asNumber, type Rational, type SchemeProof } from '../../engine/analyse/index.ts';
import { alongText } from './finding-words.ts';

/** One row for each watched cost: cost, least share and whose, greatest share and whose. */
export function protectionRows({ program, protection }: SchemeProof): readonly string[][] {
  return protection.map(({ costFen, least, greatest }) => [
    `${costFen / WAN_FEN}万元`,
    percentText(least.share),
    alongText(program, least.profile.along),
    percentText(greatest.share),
    alongText(program, greatest.profile.along),
  ]);
}

const WAN_FEN = 1_000_000;

/** One row for each kind of people and bill: whose, how many alike, and the share at each cost. */
export function ratioRows({ program, ratios }: SchemeProof): readonly string[][] {
  return ratios.map(({ profile, alike, shares }) => [
    alongText(program, profile.along),
    String(alike),
    ...shares.map((share) => (share === null ? '' : percentText(share))),
  ]);
}

/** `73.25%`. */
export function percentText(share: Rational): string {
  return `${(asNumber(share) * 100).toFixed(2)}%`;
}
