/**
 * Bench `service-embedded`: the settle message (2207, 20 lines uploaded before) over HTTP on the
 * embedded database.
 */
import type { BenchResult, MeasureOptions } from '../result.ts';
import { measureEmbedded } from '../workloads/service/settle-bench.ts';

const LEAST = 350;
const CONNECTIONS = 32;
const FULL = { warm: 1_000, settles: 4_000 };
const QUICK = { warm: 10, settles: 40 };

export async function run({ quick }: MeasureOptions): Promise<BenchResult> {
  const { perSecond, refused, figures } = await measureEmbedded(quick ? QUICK : FULL, CONNECTIONS);
  return {
    name: 'service-embedded',
    value: perSecond,
    ratio: null,
    bar: `≥ ${LEAST} settle messages/s`,
    holds: refused === 0 && (quick || perSecond >= LEAST),
    figures,
  };
}
