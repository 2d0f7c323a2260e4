/**
 * The settle message over HTTP: client, server and database share the machine, each a process of
 * its own. CPU time is told beside the rates: it is what a busy machine disturbs least.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { openEmbedded } from '../../../platform/database/index.ts';
import { newEmbeddedFolder } from '../../../testing/databases/embedded-folder.ts';
import { testService } from '../../../testing/service/index.ts';
import type { FigureMap } from '../../result.ts';
import { cpuMs, treeCpuMs } from './cpu-time.ts';
import { percentile } from './http-load.ts';
import { closedLoop, type Load, openLoop, withClients } from './load.ts';
import { preparedSettles, wholeVisit } from './prepared.ts';
import { PATTERNS, VISITS } from './seed-city.ts';
import { openSeeded, type SeededCity } from './seeded.ts';
import { startVictim, type Victim } from './victim.ts';
import { yardstick } from './yardstick.ts';

export interface Plan {
  readonly persons: number;
  readonly warm: number;
  readonly settles: number;
  readonly yardstick: number;
  readonly constant: { readonly perSecond: number; readonly seconds: number };
  readonly visits: number;
  /** Visits before them, not counted: their code is warm then, as in a server that has run. */
  readonly warmVisits: number;
  /** Between phases, so that none pays for what the one before left to be swept. Milliseconds. */
  readonly pause: number;
}

export interface Measured {
  readonly perSecond: number;
  readonly refused: number;
  readonly figures: FigureMap;
}

export interface ServiceMeasured extends Measured {
  readonly ratio: number;
  /** At the constant rate. */
  readonly p99ms: number;
  readonly visitsPerSecond: number;
}

/** At the constant rate before it is timed: what is new is cold, on either side. */
const LEAD_SECONDS = 1;
/** Of the server; its pool to the database is smaller than the client's. */
const DATABASE_CONNECTIONS = '8';
/** Those of `npm start` and `npm run server`. */
const SERVER_FLAGS: readonly string[] = JSON.parse(
  readFileSync(new URL('../../../apps/server/node-flags.json', import.meta.url), 'utf8'),
);

/** The whole service on PostgreSQL with a register and its past. */
export async function measureService(plan: Plan, connections: number): Promise<ServiceMeasured> {
  const city = await openSeeded(plan.persons, connections);
  const run = randomBytes(3).toString('hex');
  let first = firstOf(plan, run);
  const prepare = async (count: number, name: string) => {
    const bodies = await preparedSettles(city.service, first, count, `${run}${name}`);
    first += count;
    return bodies;
  };
  try {
    const warm = await prepare(plan.warm, 'w');
    const closed = await prepare(plan.settles, 'c');
    const constant = await prepare(atConstantRate(plan), 'o');
    const plain = await yardstick(city.service, await prepare(plan.yardstick, 'y'), {
      connections,
      pid: city.pid,
    });
    const server = await startVictim(
      { DATABASE_URL: city.url, DATABASE_CONNECTIONS },
      SERVER_FLAGS,
    );
    try {
      await closedLoop(server.url, warm, connections);
      const { load, figures } = await settleAll(server, city, closed, connections);
      await setTimeout(plan.pause);
      const rate = plan.constant.perSecond;
      const pace = { perSecond: rate, connections, untimed: rate * LEAD_SECONDS };
      const open = await openLoop(server.url, constant, pace);
      const warmVisits = { first, count: plan.warmVisits, run, connections };
      await visitRate(server.url, warmVisits);
      await setTimeout(plan.pause);
      const visits = { ...warmVisits, first: first + plan.warmVisits, count: plan.visits };
      const whole = await withCpu(server, city, plan.visits, () => visitRate(server.url, visits));
      const visitsPerSecond = whole.value;
      const perSecond = Math.trunc(closed.length / load.seconds);
      return {
        perSecond,
        refused: load.refused + open.refused,
        ratio: perSecond / plain.perSecond,
        p99ms: percentile(open.times, 99),
        visitsPerSecond,
        figures: {
          persons: plan.persons,
          stored: plan.persons * VISITS,
          connections,
          ...figures,
          yardstickPerSecond: Math.trunc(plain.perSecond),
          yardstickCpuMs: Number(plain.cpuMs.toFixed(3)),
          constant: { perSecond: rate, ...latencies(open) },
          visitsPerSecond: Math.trunc(visitsPerSecond),
          cpuMsPerVisit: whole.cpuMs,
        },
      };
    } finally {
      await server.stop();
    }
  } finally {
    await city.close();
  }
}

/** The settle message alone, on the embedded database. */
export async function measureEmbedded(
  { warm, settles }: Pick<Plan, 'warm' | 'settles'>,
  connections: number,
): Promise<Measured> {
  const folder = await newEmbeddedFolder();
  try {
    const database = await openEmbedded({ folder });
    const service = await testService(database, { persons: warm + settles + 10 });
    const bodies = await preparedSettles(service, 0, warm + settles, 'e');
    await database.analyze();
    await database.close();
    const server = await startVictim({ DATABASE_FOLDER: folder }, SERVER_FLAGS);
    try {
      await closedLoop(server.url, bodies.slice(0, warm), connections);
      const { load, figures } = await settleAll(server, null, bodies.slice(warm), connections);
      const perSecond = Math.trunc(settles / load.seconds);
      return { perSecond, refused: load.refused, figures: { connections, ...figures } };
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where in the register this run begins: runs on a kept city do not meet the same persons. */
function firstOf(plan: Plan, run: string): number {
  const { persons, warm, settles, yardstick: plain, warmVisits, visits } = plan;
  const needed = warm + settles + atConstantRate(plan) + plain + warmVisits + visits;
  const room = persons - PATTERNS - needed;
  if (room < 0) throw new RangeError(`${persons} persons are too few for ${needed} visits`);
  return PATTERNS + (Number.parseInt(run, 16) % (room + 1));
}

function atConstantRate({ constant }: Plan): number {
  return constant.perSecond * (LEAD_SECONDS + constant.seconds);
}

async function settleAll(
  server: Victim,
  city: SeededCity | null,
  bodies: readonly string[],
  connections: number,
) {
  const { value: load, cpuMs: cpuMsPerSettle } = await withCpu(server, city, bodies.length, () =>
    closedLoop(server.url, bodies, connections),
  );
  const { refused } = load;
  const figures = { messages: bodies.length, refused, ...latencies(load), cpuMsPerSettle };
  return { load, figures };
}

/** Does `count` pieces of work and tells what processor time each of them cost whom. */
async function withCpu<Value>(
  server: Victim,
  city: SeededCity | null,
  count: number,
  work: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly cpuMs: FigureMap }> {
  const books = () => ({
    client: process.cpuUsage(),
    server: cpuMs(server.pid),
    database: city ? treeCpuMs(city.pid) : 0,
  });
  const before = books();
  const value = await work();
  const after = books();
  const spent = process.cpuUsage(before.client);
  const each = (ms: number) => Number((ms / count).toFixed(3));
  return {
    value,
    cpuMs: {
      client: each((spent.user + spent.system) / 1_000),
      server: each(after.server - before.server),
      ...(city ? { database: each(after.database - before.database) } : {}),
    },
  };
}

function latencies({ times }: Load): FigureMap {
  const ms = (percent: number) => Number(percentile(times, percent).toFixed(1));
  return { p50ms: ms(50), p99ms: ms(99) };
}

/** Whole visits a second, each message after the answer to the one before. */
function visitRate(
  url: string,
  given: {
    readonly first: number;
    readonly count: number;
    readonly run: string;
    readonly connections: number;
  },
): Promise<number> {
  const { first, count, run, connections } = given;
  return withClients(url, connections, async (clients) => {
    let next = 0;
    const begin = performance.now();
    await Promise.all(
      clients.map(async (client) => {
        while (next < count) await wholeVisit(client, first + next++, `${run}v`);
      }),
    );
    return count / ((performance.now() - begin) / 1_000);
  });
}
