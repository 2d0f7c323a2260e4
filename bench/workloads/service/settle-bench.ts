/**
 * The settle message over HTTP: client, server and database share the machine. The yardstick, in
 * the same process and on the same database, only loads and commits the rows of such messages.
 */
import { randomBytes } from 'node:crypto';
import { listen } from '../../../apps/server/listen.ts';
import type { Database } from '../../../platform/database/index.ts';
import type { BenchResult, FigureMap, MeasureOptions } from '../../result.ts';
import { percentile, sendAll } from './http-load.ts';
import { openService } from './open.ts';
import { preparedSettles } from './prepared.ts';
import { yardstick } from './yardstick.ts';

export interface SettleBench {
  readonly name: string;
  readonly on: Database['kind'];
  readonly least: number;
  /** Least ratio to the yardstick; null: none is asked. */
  readonly leastRatio: number | null;
  readonly connections: number;
}

const FULL = 6_000;
const QUICK = 60;

export async function runSettleBench(
  bench: SettleBench,
  { quick }: MeasureOptions,
): Promise<BenchResult> {
  const count = quick ? QUICK : FULL;
  const { name, on, connections, least, leastRatio } = bench;
  const open = await openService({ on, connections, persons: 2 * count + 10 });
  const { service, database } = open;
  const server = await listen({
    services: service.services,
    host: '127.0.0.1',
    port: 0,
    operatorToken: 'bench',
    now: () => service.clock.at,
    rootsFolder: null,
    log: (line) => console.error(line),
  });
  try {
    const run = randomBytes(3).toString('hex');
    const bodies = await preparedSettles(service, 0, count, run);
    await database.analyze();
    const load = await sendAll(server.url, bodies, connections);
    const value = Math.trunc(count / load.seconds);
    const plain = await yardstick(database, { first: count, count, connections });
    const ratio = value / plain;
    const holds = value >= least && (leastRatio === null || ratio >= leastRatio);
    return {
      name,
      value,
      ratio: leastRatio === null ? null : Number(ratio.toFixed(3)),
      bar: `≥ ${least} settle messages/s${leastRatio === null ? '' : `, ratio ≥ ${leastRatio}`}`,
      holds: load.refused === 0 && (quick || holds),
      figures: figuresOf(load.times, {
        database: open.kind,
        connections,
        messages: count,
        refused: load.refused,
        yardstickPerSecond: Math.trunc(plain),
      }),
    };
  } finally {
    await server.close();
    await open.close();
  }
}

function figuresOf(times: readonly number[], more: FigureMap): FigureMap {
  const ms = (percent: number) => Number(percentile(times, percent).toFixed(1));
  return { ...more, p50ms: ms(50), p99ms: ms(99) };
}
