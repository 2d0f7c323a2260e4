/**
 * Wording that all messages share. Bounded, so that a file of many mistakes is still told in a
 * moment.
 */
const MOST_LISTED = 12;
const MOST_COMPARED = 64;
const LONGEST_COMPARED = 48;

/** Lists names for a reader; many are cut and counted. */
export function listed(names: Iterable<string>): string {
  const all = [...names];
  if (all.length <= MOST_LISTED) return all.join('、');
  return `${all.slice(0, MOST_LISTED).join('、')} 等 ${all.length} 个`;
}

/** Asks whether the nearest known name was meant; without one, says what else to do. */
export function didYouMean(name: string, known: Iterable<string>, otherwise: string): string {
  const near = nearest(name, known);
  return near ? `是否应为“${near}”？` : otherwise;
}

/** As `didYouMean`; without a nearest name it lists what there is, before what else to do. */
export function didYouMeanAny(name: string, known: Iterable<string>, otherwise: string): string {
  const all = [...known];
  if (all.length === 0) return otherwise;
  return didYouMean(name, all, `可用：${listed(all)}；或${otherwise}`);
}

/**
 * Finds the known name that is at most two keystrokes away, or else the shortest one that only has
 * more parts before its dots.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const all = [...known];
  return closest(name, all) ?? prefixed(name, all);
}

function prefixed(name: string, known: readonly string[]): string | undefined {
  const [first, ...others] = known.filter((candidate) => candidate.endsWith(`.${name}`));
  return others.reduce((best, one) => (one.length < (best?.length ?? 0) ? one : best), first);
}

function closest(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  if (wanted.length > LONGEST_COMPARED) return undefined;
  let best: string | undefined;
  let least = Math.min(3, Math.ceil(wanted.length / 2) + 1);
  let compared = 0;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) >= least) continue;
    compared += 1;
    if (compared > MOST_COMPARED) break;
    const distance = distanceOf(wanted, candidate.toLowerCase());
    if (distance < least) [least, best] = [distance, candidate];
  }
  return best;
}

/** Gives the indexes of items that stand earlier in the list already. */
export function repeatsIn(items: readonly string[]): readonly number[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const isRepeat = seen.has(item);
    seen.add(item);
    return isRepeat ? [index] : [];
  });
}

function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const replaced = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
