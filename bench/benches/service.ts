/**
 * Bench `service`: the settle message (2207, 20 lines uploaded before) over HTTP on PostgreSQL with
 * a register of a million persons and two million settlements before; the same at a constant rate;
 * and whole visits of five messages. Client, server and database on the same cores.
 */
import type { BenchResult, MeasureOptions } from '../result.ts';
import { measureService, type Plan } from '../workloads/service/settle-bench.ts';

const LEAST = 800;
const LEAST_RATIO = 0.3;
const MOST_P99_MS = 30;
const LEAST_VISITS = 150;
const CONNECTIONS = 32;

const FULL: Plan = {
  persons: 1_000_000,
  warm: 3_000,
  settles: 8_000,
  yardstick: 3_000,
  constant: { perSecond: 400, seconds: 15 },
  visits: 1_500,
  warmVisits: 600,
  pause: 3_000,
};
const QUICK: Plan = {
  persons: 600,
  warm: 20,
  settles: 60,
  yardstick: 20,
  constant: { perSecond: 40, seconds: 1 },
  visits: 8,
  warmVisits: 2,
  pause: 0,
};

const BAR = [
  `≥ ${LEAST} settle messages/s, ratio ≥ ${LEAST_RATIO}`,
  `p99 ≤ ${MOST_P99_MS} ms at ${FULL.constant.perSecond}/s`,
  `≥ ${LEAST_VISITS} visits/s`,
].join('; ');

export async function run({ quick }: MeasureOptions): Promise<BenchResult> {
  const found = await measureService(quick ? QUICK : FULL, CONNECTIONS);
  const { perSecond, ratio, p99ms, visitsPerSecond, refused, figures } = found;
  const holds =
    perSecond >= LEAST &&
    ratio >= LEAST_RATIO &&
    p99ms <= MOST_P99_MS &&
    visitsPerSecond >= LEAST_VISITS;
  return {
    name: 'service',
    value: perSecond,
    ratio: Number(ratio.toFixed(3)),
    bar: BAR,
    holds: refused === 0 && (quick || holds),
    figures,
  };
}
