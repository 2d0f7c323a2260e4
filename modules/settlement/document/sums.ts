/**
 * What the parts of a bill's document share.
 */

/** The payer that is the person's own money. */
export const ACCOUNT = 'personalAccount';

export function sumOf(fen: readonly number[]): number {
  return fen.reduce((sum, one) => sum + one, 0);
}
