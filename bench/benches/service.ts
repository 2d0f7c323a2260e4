/**
 * Bench `service`: the settle message (2207, 20 lines uploaded before) over HTTP on PostgreSQL with
 * 32 connections; client, server and database on the same cores.
 */
import type { BenchResult, MeasureOptions } from '../result.ts';
import { runSettleBench } from '../workloads/service/settle-bench.ts';

export function run(options: MeasureOptions): Promise<BenchResult> {
  return runSettleBench(
    { name: 'service', on: 'postgres', least: 800, leastRatio: 0.3, connections: 32 },
    options,
  );
}
