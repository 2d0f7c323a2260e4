/**
 * Bench `kernel-size`: laws of 5 to 100 tiers as generated kernels. A kernel that grows with its
 * law must not grow slower: an executed tier takes about what it takes in the smallest law.
 */
import {
  type Columns,
  kernelOf,
  type Lowered,
  type Output,
  openRun,
  outputFor,
} from '../../engine/batch/index.ts';
import type { Law } from '../../engine/law/index.ts';
import { settleHistory } from '../../engine/settle/index.ts';
import { prepareRun } from '../../modules/simulation/index.ts';
import type { BenchResult, MeasureOptions } from '../result.ts';
import { watchGc } from '../workloads/gc-watch.ts';
import { sizeHistory, sizeLaw } from '../workloads/size-law.ts';

const MOST = 1.5;
const BAR = `ns per executed tier of 5 to 100 tiers ≤ ${MOST} × of 5 tiers; a sample equals settle`;
const SIZES = [5, 10, 20, 40, 60, 80, 100];
const QUICK_SIZES = [5, 30];
const ROUNDS = 60;
const SLICE = 100;
const SAMPLE = 20;

interface Size {
  readonly tiers: number;
  readonly nsPerTier: number;
  readonly unequal: number;
  readonly collections: number;
}

export async function run({ quick, seed }: MeasureOptions): Promise<BenchResult> {
  const sizes: Size[] = [];
  for (const tiers of quick ? QUICK_SIZES : SIZES) {
    sizes.push(await measure(tiers, seed, quick ? 300 : 4_000));
  }
  const smallest = sizes[0]?.nsPerTier ?? Number.NaN;
  const worst = Math.max(...sizes.map(({ nsPerTier }) => nsPerTier)) / smallest;
  const isRight = sizes.every(({ unequal }) => unequal === 0);
  return {
    name: 'kernel-size',
    value: rounded(worst),
    ratio: rounded(worst),
    bar: BAR,
    holds: isRight && (quick || worst <= MOST),
    figures: {
      nsPerTier: Object.fromEntries(sizes.map((one) => [one.tiers, rounded(one.nsPerTier)])),
      unequalPayments: sizes.reduce((sum, { unequal }) => sum + unequal, 0),
      collectionsWhileRunning: sizes.reduce((sum, { collections }) => sum + collections, 0),
    },
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

async function measure(tiers: number, seed: number, people: number): Promise<Size> {
  const law = sizeLaw(tiers);
  const histories = Array.from({ length: people }, (_, number) => sizeHistory(seed, number));
  const prepared = prepareRun(law, histories);
  if (!prepared.ok) throw new Error(prepared.rejection.message);
  const { lowered, columns } = prepared.value;
  const output = outputFor(lowered, columns);
  const { ms, collections } = await timeSlices(lowered, columns, output);
  const unequal = unequalIn(law, seed, { lowered, columns, output });
  return { tiers, nsPerTier: (ms * 1e6) / (columns.events * tiers), unequal, collections };
}

/** Slices of the people, each at its best of some rounds: other work seldom disturbs all. */
async function timeSlices(lowered: Lowered, columns: Columns, output: Output) {
  const settle = openRun(kernelOf(lowered), lowered, columns, output);
  const slices = Math.ceil(columns.persons / SLICE);
  const best = new Float64Array(slices).fill(Number.POSITIVE_INFINITY);
  const once = () => {
    for (let slice = 0; slice < slices; slice++) {
      const from = slice * SLICE;
      const began = performance.now();
      const result = settle({ from, until: Math.min(from + SLICE, columns.persons) });
      if (!result.ok) throw new Error(result.rejection.message);
      best[slice] = Math.min(best[slice] ?? 0, performance.now() - began);
    }
  };
  for (let warm = 0; warm < ROUNDS; warm++) once();
  const gc = watchGc();
  for (let round = 0; round < ROUNDS; round++) gc.during(once);
  return { ms: best.reduce((sum, ms) => sum + ms, 0), collections: await gc.count() };
}

/** Some people one by one. */
function unequalIn(
  law: Law,
  seed: number,
  { lowered, columns, output }: { lowered: Lowered; columns: Columns; output: Output },
): number {
  let unequal = 0;
  for (let number = 0; number < SAMPLE; number++) {
    const settled = settleHistory(law, sizeHistory(seed, number));
    if (!settled.ok) throw new Error(settled.rejection.message);
    const first = columns.runFrom[columns.personRun[number] ?? 0] ?? 0;
    for (const [at, step] of settled.value.steps.entries()) {
      for (const [payer, { id }] of step.settled.program.payers.entries()) {
        const fen = output.paid[lowered.payers.indexOf(id)]?.[first + at];
        if (fen !== step.settled.paidFen[payer]) unequal++;
      }
    }
  }
  return unequal;
}
