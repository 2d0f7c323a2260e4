/**
 * What the address says when the console is opened: a one-time token of the demo sign-in, or what
 * the bill's page asks for. Pure.
 */
const SIGN_IN = '#sign-in=';

/** The token of a link; null where the address has none. */
export function linkToken(hash: string): string | null {
  return hash.startsWith(SIGN_IN) ? tokenOf(hash) : null;
}

/** The token in a whole link, in its last part, or alone as it is typed. */
export function tokenOf(text: string): string {
  return decodeURIComponent(text.trim().split(SIGN_IN).at(-1)?.replace(/^#/, '') ?? '');
}

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
  return hash.startsWith(SIGN_IN) ? `${pathname}${search}` : null;
}
