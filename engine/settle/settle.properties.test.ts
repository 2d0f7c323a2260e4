/**
 * Goal: whatever the law and the person, each result closes on every side and each history settles
 * to the same by every way. Method: seeded random people under the laws of this repository, and
 * seeded random laws; the invariants look at results alone. A failing run prints its seed.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemsForEngine, personForEngine } from '../../testing/agree/to-engine.ts';
import { lookAtCounters } from '../../testing/invariants/counter-invariants.ts';
import { lookAtEvent } from '../../testing/invariants/event-invariants.ts';
import { lookAtGrowth } from '../../testing/invariants/growth-invariants.ts';
import { lookAtHistory } from '../../testing/invariants/history-invariants.ts';
import { openNotes } from '../../testing/invariants/notes.ts';
import { lookAtTiers } from '../../testing/invariants/tier-invariants.ts';
import { chanceOf } from '../../testing/laws/chance.ts';
import { randomLaw } from '../../testing/laws/random-law.ts';
import { randomYear } from '../../testing/laws/random-year.ts';
import { compileTexts } from '../../testing/laws/town.ts';
import { lawAsWritten, lawFlipped } from '../../testing/people/laws.ts';
import { PLACES } from '../../testing/people/place.ts';
import { randomHistory } from '../../testing/people/random-history.ts';
import { spoilt } from '../../testing/people/spoilt.ts';
import { personClassOn } from './facts.ts';
import { settleHistory } from './settle-history.ts';

const seed = fc.integer({ min: 1, max: 2 ** 30 });

describe('histories under the laws of this repository', () => {
  const written = lawAsWritten();
  const variants = [written, ...[1, 2, 3, 4].map((n) => lawFlipped(chanceOf(n), written.law))];

  it('close on every side and settle to the same by every way', () => {
    fc.assert(
      fc.property(seed, (from) => {
        const chance = chanceOf(from);
        const place = chance.pick(PLACES);
        const { law } = chance.pick(variants);
        const random = randomHistory(chance, place, 'p');
        const result = settleHistory(law, random.history);
        if (!result.ok) throw new Error(JSON.stringify(result.rejection));
        const notes = openNotes();
        for (const { settled, event, stateBefore, stateAfter, isKept } of result.value.steps) {
          lookAtEvent(notes, settled, event);
          lookAtTiers(notes, settled);
          if (!isKept) lookAtCounters(notes, settled, event, [stateBefore, stateAfter]);
        }
        lookAtHistory(notes, { law, random, run: result.value }, chance);
        expect(notes.broken).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('a dearer line lowers no payment and no share, where tiers take all that is left', () => {
    fc.assert(
      fc.property(seed, (from) => {
        const chance = chanceOf(from);
        const place = chance.pick(PLACES);
        const { history } = randomHistory(chance, place, 'p');
        const result = settleHistory(written.law, history);
        if (!result.ok) throw new Error(JSON.stringify(result.rejection));
        const notes = openNotes();
        for (const step of result.value.steps) {
          const { program, lawDay } = step.settled;
          const isGrowing = place.growing(personClassOn(program, history.person, lawDay));
          lookAtGrowth(notes, { step, person: history.person, isGrowing }, chance);
        }
        expect(notes.broken).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('with one thing wrong are rejected by its code', () => {
    fc.assert(
      fc.property(seed, (from) => {
        const chance = chanceOf(from);
        const { history, events } = randomHistory(chance, chance.pick(PLACES), 'p');
        const visit = events.find((event) => event.kind === 'visit');
        fc.pre(visit?.kind === 'visit');
        const wrong = spoilt(chance, history, visit as Extract<typeof visit, { kind: 'visit' }>);
        const result = settleHistory(written.law, wrong.history);
        expect(result.ok ? 'settled' : result.rejection.code).toBe(wrong.code);
      }),
      { numRuns: 150 },
    );
  });
});

describe('random laws', () => {
  it('close on every side', () => {
    fc.assert(
      fc.property(seed, (from) => {
        const random = randomLaw({ seed: from });
        const law = compileTexts(random.texts, random.flips);
        const year = randomYear(random, { seed: from });
        const items = itemsForEngine(year.items, new Map());
        const person = personForEngine(year.person);
        const result = settleHistory(law, { area: random.area, person, items });
        if (!result.ok) return;
        const notes = openNotes();
        for (const { settled, event } of result.value.steps) {
          lookAtEvent(notes, settled, event);
          lookAtTiers(notes, settled);
        }
        expect(notes.broken).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });
});
