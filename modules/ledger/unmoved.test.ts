import { expect, it } from 'vitest';
import { whileUnmoved } from './unmoved.ts';

/** Looks under a mark that takes one value after the other, the last for good. */
async function looked(marks: readonly number[]) {
  let at = 0;
  let looks = 0;
  const mark = () => Promise.resolve(marks[Math.min(at++, marks.length - 1)]);
  const seen = await whileUnmoved(mark, () => Promise.resolve(++looks));
  return { seen, looks };
}

it('takes the first look when nothing moved', async () => {
  expect(await looked([7])).toEqual({ seen: 1, looks: 1 });
});

it('looks again after each move, and takes what it saw in peace', async () => {
  expect(await looked([1, 2, 3, 3])).toEqual({ seen: 3, looks: 3 });
});

it('does not look for ever', async () => {
  const ever = Array.from({ length: 1_000 }, (_, at) => at);
  expect(await looked(ever)).toEqual({ seen: 20, looks: 20 });
});
