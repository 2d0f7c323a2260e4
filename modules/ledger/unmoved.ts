/**
 * Looking at what is written meanwhile.
 */

const LOOKS = 20;

/**
 * What `look` saw when nothing moved under it, as `mark` tells before and after. Nobody's rows move
 * so often in a row that this does not end; after 20 looks it takes the last.
 */
export async function whileUnmoved<Seen>(
  mark: () => Promise<unknown>,
  look: () => Promise<Seen>,
): Promise<Seen> {
  let before = await mark();
  for (let looks = 1; ; looks++) {
    const seen = await look();
    const after = await mark();
    if (after === before || looks === LOOKS) return seen;
    before = after;
  }
}
