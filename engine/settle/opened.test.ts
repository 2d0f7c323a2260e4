import { describe, expect, it } from 'vitest';
import { itemsForEngine, personForEngine } from '../../testing/agree/to-engine.ts';
import { randomLaw } from '../../testing/laws/random-law.ts';
import { randomYear } from '../../testing/laws/random-year.ts';
import { townLaw } from '../../testing/laws/town.ts';
import { history, visit } from '../../testing/laws/town-events.ts';
import { compileLaw } from '../law/read/index.ts';
import { openHistory } from './opened.ts';
import { settleHistory } from './settle-history.ts';

/** Random laws and years, as the trial `agree` makes them; what is refused opens nothing. */
function randomCase(seed: number) {
  const random = randomLaw({ seed });
  const year = randomYear(random, { seed });
  const { law } = compileLaw(random.texts, { digest: (text) => text, flips: random.flips });
  if (!law) return null;
  const history = {
    area: random.area,
    person: personForEngine(year.person),
    items: itemsForEngine(year.items, new Map()),
  };
  return { settled: settleHistory(law, history), opened: openHistory(law, history) };
}

describe('openHistory', () => {
  it('opens what settling a history starts from, in the same order', () => {
    let visits = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const both = randomCase(seed);
      if (!both?.settled.ok) continue;
      const { opened, settled } = both;
      expect(opened.ok).toBe(true);
      if (!opened.ok || opened.value.kept.length > 0) continue;
      const own = settled.value.steps.filter((step) => step.settled.releasedBy === null);
      expect(opened.value.events.map(({ event }) => event.id)).toEqual(
        own.map(({ event }) => event.id),
      );
      for (const [index, { settled: result }] of own.entries()) {
        const event = opened.value.events[index];
        expect(event?.lawDay).toBe(result.lawDay);
        expect(event?.windowDay).toBe(result.windowDay);
        if (result.kind !== 'bill') continue;
        visits++;
        expect(event?.atoms).toEqual(result.atoms);
        expect(event?.totalFen).toBe(result.totalFen);
      }
    }
    expect(visits).toBeGreaterThan(40);
  });

  it('names the event that it cannot open', () => {
    const law = townLaw({ tiers: { 'pool.basic': { numbers: { ratioBp: 5000 } } } });
    const items = [{ kind: 'event', event: visit('late', '2040-01-01', 100) } as const];
    const opened = openHistory(law, history(items));
    expect(opened.ok ? null : opened.rejection).toMatchObject({ code: 'law/expired', at: 'late' });
  });
});
