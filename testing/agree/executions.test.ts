import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compileLaw } from '../../engine/law/read/index.ts';
import { settleHistory } from '../../engine/settle/index.ts';
import { randomLaw } from '../laws/random-law.ts';
import { randomYear } from '../laws/random-year.ts';
import { columnsAgree } from './executions.ts';
import { itemsForEngine, personForEngine } from './to-engine.ts';

const FIRST = 700_000;
const LAWS = 90;

/** What became over columns of the year that a seed makes; null where its law is refused. */
function answerOf(seed: number) {
  const random = randomLaw({ seed });
  const year = randomYear(random, { seed });
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const { law } = compileLaw(random.texts, { digest, flips: random.flips });
  if (!law) return null;
  const history = {
    area: random.area,
    person: personForEngine(year.person),
    items: itemsForEngine(year.items, new Map()),
  };
  return columnsAgree(law, history, settleHistory(law, history));
}

describe('the executions over columns', () => {
  it('give what settle gives, to the fen, under random laws', () => {
    const seeds = Array.from({ length: LAWS }, (_, index) => FIRST + index);
    const answers = seeds.map((seed) => ({ seed, answer: answerOf(seed) }));
    const faults = answers.flatMap(({ seed, answer }) =>
      (answer?.differences ?? []).map((difference) => `${seed} ${difference}`),
    );
    expect(faults).toEqual([]);
    const settled = answers.filter(({ answer }) => answer?.kind === 'settled');
    expect(settled.length).toBeGreaterThan(LAWS / 2);
  });
});
