/**
 * Bench `long-year`: what a settlement costs when many are stored, when the person has had 499
 * visits before, and when a late bill replays them all. One message at a time, in process.
 */
import type { Database } from '../../platform/database/index.ts';
import type { TestService } from '../../testing/service/index.ts';
import { CT, must, outpatientVisit, who } from '../../testing/service/visits.ts';
import type { BenchResult, MeasureOptions } from '../result.ts';
import { percentile } from '../workloads/service/http-load.ts';
import { openService } from '../workloads/service/open.ts';
import { preparedSettles } from '../workloads/service/prepared.ts';

const FULL = { stored: 2_000_000, sample: 300, visits: 500 };
const QUICK = { stored: 2_000, sample: 10, visits: 12 };
const MOST_RATIO = 1.2;
const MOST_LAST_MS = 10;
const MOST_REPLAY_MS = 50;
const FIRST_COPY = 1_000_000_000;

const BAR = [
  `≤ ${MOST_RATIO} × with ${FULL.stored.toLocaleString('en')} stored`,
  `the 500th visit ≤ ${MOST_LAST_MS} ms`,
  `replay of 500 ≤ ${MOST_REPLAY_MS} ms`,
].join('; ');

export async function run({ quick }: MeasureOptions): Promise<BenchResult> {
  const { stored, sample, visits } = quick ? QUICK : FULL;
  const open = await openService({ persons: 3 * sample + 10 });
  const { service, database } = open;
  try {
    await settleTimes(service, 0, sample);
    await database.analyze();
    const without = await settleTimes(service, sample, sample);
    await storeCopies(database, stored);
    await database.analyze();
    const withThem = await settleTimes(service, 2 * sample, sample);
    const ratio = withThem / without;
    const { lastMs, replayMs } = await longYear(service, visits, 3 * sample + 1);
    const holds = ratio <= MOST_RATIO && lastMs <= MOST_LAST_MS && replayMs <= MOST_REPLAY_MS;
    return {
      name: 'long-year',
      value: Number(ratio.toFixed(3)),
      ratio: Number(ratio.toFixed(3)),
      bar: BAR,
      holds: quick || holds,
      figures: {
        database: open.kind,
        stored,
        withoutMs: round(without),
        withMs: round(withThem),
        visits,
        lastMs: round(lastMs),
        replayMs: round(replayMs),
      },
    };
  } finally {
    await open.close();
  }
}

/** Milliseconds of a settle message at the median, one after the other. */
async function settleTimes(service: TestService, first: number, count: number): Promise<number> {
  const bodies = await preparedSettles(service, first, count, `y${first}`);
  const times: number[] = [];
  for (const body of bodies) {
    const begin = performance.now();
    const answer = await service.post(body);
    times.push(performance.now() - begin);
    if (!answer.startsWith('{"infcode":0,')) throw new Error(answer);
  }
  return percentile(
    times.sort((left, right) => left - right),
    50,
  );
}

/** Copies what one settlement left to as many other persons. */
async function storeCopies(database: Database, count: number): Promise<void> {
  const copies = `FROM generate_series(1, ${count}) AS n`;
  const one = `SELECT person_id FROM settlement.settlement LIMIT 1`;
  const statements = [
    `INSERT INTO settlement.person SELECT ${FIRST_COPY} + n, version, state, last_day ${copies},
       settlement.person WHERE person_id = (${one})`,
    `INSERT INTO settlement.settlement SELECT ${FIRST_COPY} + n, 'S' || n, version, visit_id,
       institution, kind, reverses, 'copy' || n, at, event, facts ${copies},
       settlement.settlement WHERE person_id = (${one})`,
    `INSERT INTO settlement.result SELECT ${FIRST_COPY} + n, 'S' || n, version, law_hash, engine,
       payers, paid, posted, total_fen, trace ${copies}, settlement.result
       WHERE person_id = (${one})`,
    `INSERT INTO settlement.message SELECT institution, 'copy' || n, infno, ${FIRST_COPY} + n,
       version, content_hash, answer_sealed, at ${copies}, settlement.message
       WHERE person_id = (${one}) AND infno = '2207'`,
    `INSERT INTO settlement.batch SELECT ${FIRST_COPY} + n, visit_id, batch_id, charge_no, lines,
       withdrawn, settlement_id ${copies}, settlement.batch WHERE person_id = (${one})`,
    `INSERT INTO ledger.entry SELECT ${FIRST_COPY} + n, seq, kind, subject, area, month, at,
       accounts, amounts, previous, mac ${copies}, ledger.entry WHERE person_id = (${one})`,
    `INSERT INTO ledger.head SELECT ${FIRST_COPY} + n, seq, mac, account_fen, seal ${copies},
       ledger.head WHERE person_id = (${one})`,
  ];
  for (const statement of statements) await database.script(statement);
}

/** A person's many visits, the last of them timed, and then a bill before all of them. */
async function longYear(service: TestService, visits: number, index: number) {
  const person = who(index);
  const timed = async (at: string, count: number) => {
    const lines = [{ no: 'Y', item: CT, count, price: 100 }];
    const spent = { ms: 0 };
    const timing: TestService = {
      ...service,
      send: async (infno, input, envelope) => {
        const sent = performance.now();
        const answer = await service.send(infno, input, envelope);
        spent.ms = performance.now() - sent;
        return must(answer);
      },
    };
    await outpatientVisit(timing, person, lines, { at });
    return spent.ms;
  };
  let lastMs = 0;
  for (let visit = 0; visit < visits; visit++) {
    const day = new Date(Date.UTC(2025, 1, 1) + Math.trunc((visit * 120) / visits) * 86_400_000);
    lastMs = await timed(`${day.toISOString().slice(0, 10)} 08:00:00`, 1 + (visit % 3));
  }
  const replayMs = await timed('2025-01-05 08:00:00', 9);
  return { lastMs, replayMs };
}

function round(ms: number): number {
  return Number(ms.toFixed(2));
}
