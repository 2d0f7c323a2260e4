/**
 * Bench `kernel-city`: a city-year under Wenzhou's law of 2025 with deductibles by the highest
 * grade, caps by special disease, critical illness, assistance in two steps, the product's three
 * liabilities and allotment, as a generated kernel. A sample is settled by `settle`, fen by fen.
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
import { cityHistory } from '../workloads/city.ts';
import { firedIn, noFired } from '../workloads/city-fired.ts';
import { cityLaw } from '../workloads/city-law.ts';
import { watchGc } from '../workloads/gc-watch.ts';

const SPEED_BAR = 8_000_000;
const TIER_BAR = 15;
const LEAST_SHARE = 0.001;
const BAR =
  `≥ ${SPEED_BAR} events/s/core and ≤ ${TIER_BAR} ns per executed tier; each element of the law ` +
  'in at least 0.1 % of the events; a sample equals settle fen by fen';
const WARM = 10;
const ROUNDS = 60;
const SLICE = 500;

export async function run({ quick, seed }: MeasureOptions): Promise<BenchResult> {
  const { law } = cityLaw();
  const people = quick ? 2_000 : 100_000;
  const preparing = performance.now();
  const prepared = prepareRun(law, histories(seed, people));
  if (!prepared.ok) throw new Error(prepared.rejection.message);
  const { lowered, columns } = prepared.value;
  const prepareMs = Math.round(performance.now() - preparing);
  const output = outputFor(lowered, columns);
  const { ms, bestRoundMs, collections } = await timeKernel(lowered, columns, output);
  const sample = settleSample(law, seed, quick ? people : 6_000, { lowered, columns, output });
  const executed = sample.tiers / sample.events;
  const nsPerTier = (ms * 1e6) / (columns.events * executed);
  const perSecond = Math.round((columns.events / ms) * 1000);
  const isFired = Object.values(sample.fired).every((n) => n >= LEAST_SHARE * sample.events);
  const isFast = perSecond >= SPEED_BAR && nsPerTier <= TIER_BAR;
  return {
    name: 'kernel-city',
    value: perSecond,
    ratio: null,
    bar: BAR,
    holds: sample.unequal === 0 && isFired && (quick || isFast),
    figures: {
      events: columns.events,
      atoms: columns.atomFrom?.at(-1) ?? columns.events,
      perSecond,
      perSecondOfBestRound: Math.round((columns.events / bestRoundMs) * 1000),
      nsPerTier: Math.round(nsPerTier * 100) / 100,
      executedTiersPerEvent: Math.round(executed * 100) / 100,
      collectionsWhileRunning: collections,
      prepareMs,
      sampleEvents: sample.events,
      unequalPayments: sample.unequal,
      firedInSample: sample.fired,
    },
  };
}

function* histories(seed: number, people: number) {
  for (let number = 0; number < people; number++) yield cityHistory(seed, number);
}

/** Slices of the people, each at its best of some rounds: other work seldom disturbs all. */
async function timeKernel(lowered: Lowered, columns: Columns, output: Output) {
  const settle = openRun(kernelOf(lowered), lowered, columns, output);
  const slices = Math.ceil(columns.persons / SLICE);
  const best = new Float64Array(slices).fill(Number.POSITIVE_INFINITY);
  const once = () => {
    const began = performance.now();
    for (let slice = 0; slice < slices; slice++) {
      const start = performance.now();
      const from = slice * SLICE;
      const result = settle({ from, until: Math.min(from + SLICE, columns.persons) });
      if (!result.ok) throw new Error(result.rejection.message);
      best[slice] = Math.min(best[slice] ?? 0, performance.now() - start);
    }
    return performance.now() - began;
  };
  for (let warm = 0; warm < WARM; warm++) once();
  const gc = watchGc();
  const all = Array.from({ length: ROUNDS }, () => gc.during(once));
  return {
    ms: best.reduce((sum, ms) => sum + ms, 0),
    bestRoundMs: Math.min(...all),
    collections: await gc.count(),
  };
}

interface Ran {
  readonly lowered: Lowered;
  readonly columns: Columns;
  readonly output: Output;
}

/** Settles people one by one and compares payer by payer; counts what the law did. */
function settleSample(law: Law, seed: number, people: number, { lowered, columns, output }: Ran) {
  const fired = noFired();
  let events = 0;
  let tiers = 0;
  let unequal = 0;
  for (let number = 0; number < people; number++) {
    const settled = settleHistory(law, cityHistory(seed, number));
    if (!settled.ok) throw new Error(settled.rejection.message);
    const first = columns.runFrom[columns.personRun[number] ?? 0] ?? 0;
    for (const [at, step] of settled.value.steps.entries()) {
      events++;
      tiers += firedIn(fired, step.settled);
      for (const [payer, { id }] of step.settled.program.payers.entries()) {
        const column = output.paid[lowered.payers.indexOf(id)];
        if (column?.[first + at] !== step.settled.paidFen[payer]) unequal++;
      }
    }
  }
  return { fired: Object.fromEntries(fired), events, tiers, unequal };
}
