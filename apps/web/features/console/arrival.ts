/**
 * Where the console begins, by what its address says: a bill may have asked for it. Pure.
 */
import { linkToken } from '../../api/sign-in.ts';

/** Where to go instead of the address as it is; null: stay. */
export function placeOf({
  pathname,
  search,
  hash,
}: Pick<Location, 'pathname' | 'search' | 'hash'>): string | null {
  const asked = new URLSearchParams(search);
  const reversal = asked.get('reversal');
  const trial = asked.get('trial');
  if (reversal !== null) return `${pathname}#/settlements/${encodeURIComponent(reversal)}/reversal`;
  if (trial !== null) return `${pathname}#/trial?like=${encodeURIComponent(trial)}`;
  return linkToken(hash) !== null ? `${pathname}${search}` : null;
}
