/**
 * Bench `kernel`: W2 in the law language, as a generated kernel over columns, against a loop
 * written by hand for W2 alone; side by side in one process, warm. Every payment must be the same.
 */
import { loadLaw } from '../../apps/cli/load-law.ts';
import {
  type Amounts,
  kernelOf,
  type Lowered,
  lower,
  type Output,
  openRun,
  outputFor,
} from '../../engine/batch/index.ts';
import { openSimulator } from '../../modules/simulation/index.ts';
import type { BenchResult, MeasureOptions } from '../result.ts';
import { watchGc } from '../workloads/gc-watch.ts';
import {
  drawW2,
  sortW2,
  type W2,
  W2_CLAIMS,
  W2_PEOPLE,
  W2_SEED,
  W2_TOTALS_FEN,
} from '../workloads/w2.ts';
import { W2_PAYERS, w2Columns } from '../workloads/w2-columns.ts';
import { runW2ByHand, type W2Paid } from '../workloads/w2-hand.ts';

const RATIO_BAR = 0.85;
const THREADS_BAR = 1.6;
const BAR =
  `≥ ${RATIO_BAR} of the hand-written loop on one core, each payment equal, totals as printed, ` +
  `no garbage collected while it runs; two threads ≥ ${THREADS_BAR} of one`;
const WARM = 3;
const ROUNDS = 9;
const SLICE = 2_000;
const THREAD_ROUNDS = 6;

/** With `--seed 1`, which is what is asked for if nothing else is, W2 has its own seed. */
export async function run({ quick, seed }: MeasureOptions): Promise<BenchResult> {
  const isPrinted = !quick && seed === 1;
  const drawn = drawW2(
    quick ? 20_000 : W2_PEOPLE,
    quick ? 200_000 : W2_CLAIMS,
    isPrinted ? W2_SEED : seed,
  );
  const sorting = performance.now();
  const data = sortW2(drawn);
  const sortMs = Math.round(performance.now() - sorting);
  const { law } = loadLaw();
  if (!law) throw new Error('the law has faults');
  const { dataset, columns } = w2Columns(law, data);
  const lowered = lower(dataset);
  if (!lowered.ok) throw new Error(lowered.rejection.message);
  const measured = await measure(data, lowered.value, columns);
  const threads = await measureThreads(lowered.value, columns);
  const totalsFen = measured.paid.map(total);
  const isRight =
    measured.unequal === 0 &&
    threads.unequal(measured.output) === 0 &&
    (!isPrinted || totalsFen.every((fen, tier) => fen === W2_TOTALS_FEN[tier]));
  const ratio = measured.handMs / measured.kernelMs;
  const isFast = ratio >= RATIO_BAR && threads.ratio >= THREADS_BAR;
  const claims = data.costFen.length;
  const perSecond = (ms: number) => Math.round((claims / ms) * 1000);
  return {
    name: 'kernel',
    value: perSecond(measured.kernelMs),
    ratio,
    bar: BAR,
    holds: isRight && measured.collections === 0 && (quick || isFast),
    figures: {
      claims,
      kernelPerSecond: perSecond(measured.kernelMs),
      handPerSecond: perSecond(measured.handMs),
      medianRatio: measured.medianRatio,
      unequalPayments: measured.unequal,
      totalsFen,
      collectionsWhileRunning: measured.collections,
      sortMs,
      oneThreadPerSecond: perSecond(threads.oneMs),
      twoThreadsPerSecond: perSecond(threads.twoMs),
      twoThreadsToOne: threads.ratio,
      twoThreadsToOneCold: threads.coldRatio,
    },
  };
}

type Columns = ReturnType<typeof w2Columns>['columns'];

/**
 * Both loops in turns over slices of the people: the best of each slice, since other work seldom
 * disturbs all rounds of one, and the median of the ratios of rounds.
 */
async function measure(data: W2, lowered: Lowered, columns: Columns) {
  const output = outputFor(lowered, columns);
  const settle = openRun(kernelOf(lowered), lowered, columns, output);
  const claims = data.costFen.length;
  const hand: W2Paid = [new Int32Array(claims), new Int32Array(claims), new Int32Array(claims)];
  const byHand = sliced(data.people, (from, until) => runW2ByHand(data, hand, from, until));
  const byKernel = sliced(data.people, (from, until) => {
    const result = settle({ from, until });
    if (!result.ok) throw new Error(result.rejection.message);
  });
  for (let round = 0; round < WARM; round++) {
    byHand.round();
    byKernel.round();
  }
  const gc = watchGc();
  const pairs = Array.from(
    { length: ROUNDS },
    () => [byHand.round(), gc.during(byKernel.round)] as const,
  );
  const collections = await gc.count();
  const paid = paidByTier(lowered, output);
  return {
    output,
    paid,
    handMs: byHand.bestMs(),
    kernelMs: byKernel.bestMs(),
    medianRatio: median(pairs.map(([own, its]) => own / its)),
    unequal: paid.reduce((sum, column, tier) => sum + unequalIn(column, hand[tier]), 0),
    collections,
  };
}

/** Works over people slice by slice; a round gives its time, and notes the best of each slice. */
function sliced(people: number, work: (from: number, until: number) => void) {
  const best = new Float64Array(Math.ceil(people / SLICE)).fill(Number.POSITIVE_INFINITY);
  const round = () => {
    let ms = 0;
    for (let slice = 0; slice < best.length; slice++) {
      const began = performance.now();
      work(slice * SLICE, Math.min((slice + 1) * SLICE, people));
      const own = performance.now() - began;
      best[slice] = Math.min(best[slice] ?? own, own);
      ms += own;
    }
    return ms;
  };
  return { round, bestMs: () => best.reduce((sum, ms) => sum + ms, 0) };
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function paidByTier({ payers }: Lowered, { paid }: Output): readonly Amounts[] {
  return W2_PAYERS.map((payer) => paid[payers.indexOf(payer)] ?? new Int32Array(0));
}

function unequalIn(column: Amounts, other: Amounts | undefined): number {
  if (column.length !== other?.length) return Math.max(1, column.length);
  let count = 0;
  for (let at = 0; at < column.length; at++) if (column[at] !== other[at]) count++;
  return count;
}

function total(column: Amounts): number {
  let fen = 0;
  for (let at = 0; at < column.length; at++) fen += column[at] ?? 0;
  return fen;
}

/**
 * The same columns on one worker thread and on two, in turns, each warm and on memory of its own;
 * the best of each. The first run of a thread, which compiles the kernel as it goes, is apart.
 */
async function measureThreads(lowered: Lowered, columns: Columns) {
  const crews = [1, 2].map((threads) => ({
    simulator: openSimulator(threads),
    output: outputFor(lowered, columns, (bytes) => new SharedArrayBuffer(bytes)),
    allMs: [] as number[],
  }));
  for (let round = 0; round < THREAD_ROUNDS; round++) {
    for (const { simulator, output, allMs } of crews) {
      const result = await simulator.simulate({ lowered, columns }, { output });
      if (!result.ok) throw new Error(result.rejection.message);
      allMs.push(result.value.elapsedMs);
    }
  }
  await Promise.all(crews.map(({ simulator }) => simulator.close()));
  const [oneMs = Number.NaN, twoMs = Number.NaN] = crews.map(({ allMs }) =>
    Math.min(...allMs.slice(1)),
  );
  const [coldOneMs = Number.NaN, coldTwoMs = Number.NaN] = crews.map(({ allMs: [cold] }) => cold);
  const unequal = (own: Output) =>
    crews
      .flatMap(({ output }) => output.paid.map((column, at) => unequalIn(column, own.paid[at])))
      .reduce((sum, count) => sum + count, 0);
  return { oneMs, twoMs, ratio: oneMs / twoMs, coldRatio: coldOneMs / coldTwoMs, unequal };
}
