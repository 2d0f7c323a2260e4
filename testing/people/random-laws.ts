/**
 * Laws written by chance, and years of people under them: they say what the laws of this repository
 * do not say yet.
 */
import { createHash } from 'node:crypto';
import type { Law } from '../../engine/law/index.ts';
import { compileLaw } from '../../engine/law/read/index.ts';
import { itemsForEngine, personForEngine } from '../agree/to-engine.ts';
import { type RandomLaw, randomLaw } from '../laws/random-law.ts';
import { randomYear } from '../laws/random-year.ts';
import type { Item } from '../oracle/index.ts';
import type { RandomHistory } from './random-history.ts';

export interface CompiledLaw {
  readonly written: RandomLaw;
  readonly law: Law;
}

/** Laws from a seed on; one that is refused is a fault of who writes them. */
export function lawsByChance(seed: number, count: number): CompiledLaw[] {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  return Array.from({ length: count }, (_, index) => {
    const written = randomLaw({ seed: seed + index });
    const { law, diagnostics } = compileLaw(written.texts, { digest, flips: written.flips });
    if (law) return { written, law };
    const first = diagnostics.find(({ severity }) => severity === 'error');
    throw new Error(`law ${written.seed}: ${first?.file}:${first?.line} ${first?.message}`);
  });
}

/** What happens to one person under such a law. */
export function historyUnder({ written }: CompiledLaw, seed: number): RandomHistory {
  const { person, items } = randomYear(written, { seed });
  const known = new Map<string, Item>();
  for (const item of items) {
    if (item.kind === 'event' && !known.has(item.event.id)) known.set(item.event.id, item);
  }
  const once = itemsForEngine([...known.values()], new Map());
  const reversed = items.flatMap((item) => (item.kind === 'reversal' ? [item.reverses] : []));
  return {
    history: {
      area: written.area,
      person: personForEngine(person),
      items: itemsForEngine(items, new Map()),
    },
    events: once.flatMap((item) => (item.kind === 'event' ? [item.event] : [])),
    reversed: new Set(reversed),
    counts: { late: 0, duplicates: items.length - known.size - reversed.length },
  };
}
