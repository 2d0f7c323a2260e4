import { describe, expect, it } from 'vitest';
import { Gathered } from './gathered.ts';

/** Answers with ten times the number; waits until told, and refuses 13. */
function slowly() {
  const calls: (readonly number[])[] = [];
  const gates: (() => void)[] = [];
  const gathered = new Gathered<number, number>(async (items) => {
    calls.push(items);
    await new Promise<void>((resolve) => gates.push(resolve));
    if (items.includes(13)) throw new RangeError('13');
    return items.map((item) => 10 * item);
  }, 2);
  const open = async () => {
    for (let round = 0; round < 50; round++) {
      for (const gate of gates.splice(0)) gate();
      await Promise.resolve();
    }
  };
  return { calls, gathered, open };
}

describe('calls that are gathered', () => {
  it('go at once while few are on their way, and together afterwards', async () => {
    const { calls, gathered, open } = slowly();
    const answers = Promise.all([1, 2, 3, 4, 5].map((item) => gathered.ask(item)));
    expect(calls).toEqual([[1], [2]]);
    await open();
    expect(await answers).toEqual([10, 20, 30, 40, 50]);
    expect(calls).toEqual([[1], [2], [3, 4, 5]]);
  });

  it('stand or fall each by itself', async () => {
    const { gathered, open } = slowly();
    const answers = Promise.allSettled([1, 2, 3, 13, 5].map((item) => gathered.ask(item)));
    await open();
    expect((await answers).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
  });
});
