/**
 * Bench `tables`: W2 by the table interpreter, which makes no code and so runs in pages under a
 * strict content policy. Every payment must be that of the hand-written loop.
 */
import { loadLaw } from '../../apps/cli/load-law.ts';
import { interpreterOf, lower, outputFor, run as runBatch } from '../../engine/batch/index.ts';
import type { BenchResult, MeasureOptions } from '../result.ts';
import { makeW2, W2_CLAIMS, W2_PEOPLE, W2_SEED } from '../workloads/w2.ts';
import { W2_PAYERS, w2Columns } from '../workloads/w2-columns.ts';
import { runW2ByHand, type W2Paid } from '../workloads/w2-hand.ts';

const SPEED_BAR = 10_000_000;
const BAR = `≥ ${SPEED_BAR} events/s/core on W2; each payment that of the hand-written loop`;
const WARM = 2;
const ROUNDS = 5;

export async function run({ quick, seed }: MeasureOptions): Promise<BenchResult> {
  const isPrinted = !quick && seed === 1;
  const people = quick ? 20_000 : W2_PEOPLE;
  const data = makeW2(people, quick ? 200_000 : W2_CLAIMS, isPrinted ? W2_SEED : seed);
  const { law } = loadLaw();
  if (!law) throw new Error('the law has faults');
  const { dataset, columns } = w2Columns(law, data);
  const lowered = lower(dataset);
  if (!lowered.ok) throw new Error(lowered.rejection.message);
  const output = outputFor(lowered.value, columns);
  const claims = data.costFen.length;
  const hand: W2Paid = [new Int32Array(claims), new Int32Array(claims), new Int32Array(claims)];
  const interpreter = interpreterOf(lowered.value);
  const ms = best(() => {
    const result = runBatch(interpreter, lowered.value, columns, output);
    if (!result.ok) throw new Error(result.rejection.message);
  });
  const handMs = best(() => runW2ByHand(data, hand, 0, data.people));
  let unequal = 0;
  for (const [tier, payer] of W2_PAYERS.entries()) {
    const column = output.paid[lowered.value.payers.indexOf(payer)];
    for (let at = 0; at < claims; at++) if (column?.[at] !== hand[tier]?.[at]) unequal++;
  }
  const perSecond = Math.round((claims / ms) * 1000);
  return {
    name: 'tables',
    value: perSecond,
    ratio: handMs / ms,
    bar: BAR,
    holds: unequal === 0 && (quick || perSecond >= SPEED_BAR),
    figures: {
      claims,
      perSecond,
      handPerSecond: Math.round((claims / handMs) * 1000),
      unequalPayments: unequal,
    },
  };
}

function best(work: () => void): number {
  let ms = Number.POSITIVE_INFINITY;
  for (let round = 0; round < WARM + ROUNDS; round++) {
    const began = performance.now();
    work();
    if (round >= WARM) ms = Math.min(ms, performance.now() - began);
  }
  return ms;
}
