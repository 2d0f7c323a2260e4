/**
 * Bench `service-embedded`: the settle message (2207, 20 lines uploaded before) over HTTP on the
 * embedded database.
 */
import type { BenchResult, MeasureOptions } from '../result.ts';
import { runSettleBench } from '../workloads/service/settle-bench.ts';

export function run(options: MeasureOptions): Promise<BenchResult> {
  return runSettleBench(
    { name: 'service-embedded', on: 'embedded', least: 350, leastRatio: null, connections: 8 },
    options,
  );
}
