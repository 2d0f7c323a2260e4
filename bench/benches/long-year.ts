/**
 * Bench `long-year`: what a settlement costs when many are stored, when the person has had 499
 * visits before, and when a late bill replays them all. One message at a time, in process; where
 * two databases are compared, message by message in turn.
 */
import { randomInt } from 'node:crypto';
import type { TestService } from '../../testing/service/index.ts';
import { CT, must, outpatientVisit, who } from '../../testing/service/visits.ts';
import type { BenchResult, MeasureOptions } from '../result.ts';
import { percentile } from '../workloads/service/http-load.ts';
import { openService } from '../workloads/service/open.ts';
import { preparedSettles } from '../workloads/service/prepared.ts';
import { PATTERNS, VISITS } from '../workloads/service/seed-city.ts';
import { openSeeded } from '../workloads/service/seeded.ts';

const FULL = { persons: 1_000_000, sample: 400, visits: 500, replays: 7 };
const QUICK = { persons: 600, sample: 6, visits: 12, replays: 1 };
const MOST_RATIO = 1.2;
const MOST_LAST_MS = 10;
const MOST_REPLAY_MS = 50;
/** Of the last visits the median counts: the machine may stop one of them. */
const LAST = 9;
/** Days after the person's earlier settlements, over which the visits are spread. */
const DAYS = 40;

const BAR = [
  `≤ ${MOST_RATIO} × with ${(FULL.persons * VISITS).toLocaleString('en')} stored`,
  `the 500th visit ≤ ${MOST_LAST_MS} ms`,
  `replay of 500 ≤ ${MOST_REPLAY_MS} ms`,
].join('; ');

export async function run({ quick }: MeasureOptions): Promise<BenchResult> {
  const { persons, sample, visits, replays } = quick ? QUICK : FULL;
  const city = await openSeeded(persons, 4);
  const empty = await openService({ on: 'postgres', persons: 2 * sample + 10, connections: 4 });
  try {
    // A kept city has been used before: each run takes other persons.
    const first = randomInt(PATTERNS, persons - 2 * sample);
    const { without, withThem } = await settleTimes(empty.service, city.service, first, sample);
    const ratio = withThem / without;
    const { lastMs, replayMs, replayCpuMs } = await longYear(city.service, {
      visits,
      replays,
      index: first + 2 * sample,
    });
    const holds = ratio <= MOST_RATIO && lastMs <= MOST_LAST_MS && replayMs <= MOST_REPLAY_MS;
    return {
      name: 'long-year',
      value: Number(ratio.toFixed(3)),
      ratio: Number(ratio.toFixed(3)),
      bar: BAR,
      holds: quick || holds,
      figures: {
        stored: persons * VISITS,
        withoutMs: round(without),
        withMs: round(withThem),
        visits,
        lastMs: round(lastMs),
        replayMs: round(replayMs),
        replayCpuMs: round(replayCpuMs),
      },
    };
  } finally {
    await empty.close();
    await city.close();
  }
}

/** Median milliseconds of a settle message, on an empty database and on a full one in turn. */
async function settleTimes(
  empty: TestService,
  full: TestService,
  first: number,
  sample: number,
): Promise<{ without: number; withThem: number }> {
  const run = `y${process.pid}`;
  const onEmpty = await preparedSettles(empty, 0, 2 * sample, run);
  const onFull = await preparedSettles(full, first, 2 * sample, run);
  await empty.services.database.analyze();
  const without: number[] = [];
  const withThem: number[] = [];
  for (let index = 0; index < 2 * sample; index++) {
    const isWarm = index >= sample;
    const times = [await timed(empty, onEmpty[index]), await timed(full, onFull[index])] as const;
    if (isWarm) without.push(times[0]);
    if (isWarm) withThem.push(times[1]);
  }
  return { without: median(without), withThem: median(withThem) };
}

async function timed(service: TestService, body = ''): Promise<number> {
  const begin = performance.now();
  const answer = await service.post(body);
  const ms = performance.now() - begin;
  if (!answer.startsWith('{"infcode":0,')) throw new Error(answer);
  return ms;
}

interface Year {
  readonly visits: number;
  readonly replays: number;
  readonly index: number;
}

/** A person's many visits, the last of them timed, and then bills before all of them. */
async function longYear(service: TestService, { visits, replays, index }: Year) {
  const person = who(index);
  const spent = { ms: 0, cpuMs: 0 };
  const timing: TestService = {
    ...service,
    send: async (infno, input, envelope) => {
      const cpu = process.cpuUsage();
      const sent = performance.now();
      const answer = await service.send(infno, input, envelope);
      spent.ms = performance.now() - sent;
      const { user, system } = process.cpuUsage(cpu);
      spent.cpuMs = (user + system) / 1_000;
      return must(answer);
    },
  };
  const settle = async (at: string, count: number) => {
    const lines = [{ no: 'Y', item: CT, count, price: 100 }];
    await outpatientVisit(timing, person, lines, { at });
    return { ...spent };
  };
  const last: number[] = [];
  for (let visit = 0; visit < visits; visit++) {
    const day = new Date(Date.UTC(2025, 4, 6) + Math.trunc((visit * DAYS) / visits) * 86_400_000);
    const { ms } = await settle(`${day.toISOString().slice(0, 10)} 08:00:00`, 1 + (visit % 3));
    if (visit >= visits - LAST) last.push(ms);
  }
  const late: { ms: number; cpuMs: number }[] = [];
  for (let day = 1; day <= replays; day++) late.push(await settle(`2025-01-0${day} 08:00:00`, 9));
  return {
    lastMs: median(last),
    replayMs: median(late.map(({ ms }) => ms)),
    replayCpuMs: median(late.map(({ cpuMs }) => cpuMs)),
  };
}

function median(times: readonly number[]): number {
  return percentile(
    times.toSorted((left, right) => left - right),
    50,
  );
}

function round(ms: number): number {
  return Number(ms.toFixed(2));
}
