/**
 * Trial `kills`: kill -9 at random moments under load: our server, a database backend, the
 * postmaster, and our server with the embedded database in it. The client keeps its own list of
 * answers: none may be lost after it was given, none may act twice, and the ledger verifies.
 */
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { verifyLedger } from '../../modules/ledger/index.ts';
import { type Database, openDatabase } from '../../platform/database/index.ts';
import { newEmbeddedFolder } from '../../testing/databases/embedded-folder.ts';
import { serverPrograms, startServer } from '../../testing/databases/server.ts';
import { type Chance, chanceOf } from '../../testing/laws/chance.ts';
import { TEST_VAULT, testService } from '../../testing/service/index.ts';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { startVictim, type Victim } from '../workloads/service/victim.ts';
import { type Booked, VisitClient } from '../workloads/service/visit-client.ts';

const CLIENTS = 6;
const PERSONS = 120;
const FULL = { server: 134, backend: 133, postmaster: 133, embedded: 100 };
/** Milliseconds. */
const MOST_WAIT = 60_000;
/** Ten a second. */
const RECOVERY_TRIES = 300;
const QUICK = { server: 1, backend: 1, postmaster: 1, embedded: 1 };

interface Tally {
  kills: number;
  answers: number;
  readonly failures: string[];
}

export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const plan = quick ? QUICK : FULL;
  const tally: Tally = { kills: 0, answers: 0, failures: [] };
  const draw = chanceOf(seed);
  const hasServer = serverPrograms() !== null;
  if (hasServer) await onPostgres(plan, draw, tally);
  else console.error('SKIPPED: kills on PostgreSQL – the Debian package postgresql is missing');
  await onEmbedded(plan.embedded, draw, tally);
  for (const failure of tally.failures.slice(0, 8)) console.error(failure);
  return {
    name: 'kills',
    value: tally.failures.length,
    tried: tally.kills,
    bar: '0 answers lost, 0 acts doubled, ledger verified after 500 kills',
    holds: tally.failures.length === 0 && hasServer,
    figures: { answers: tally.answers, postgres: hasServer, clients: CLIENTS },
  };
}

async function onPostgres(plan: typeof FULL, draw: Chance, tally: Tally): Promise<void> {
  const postgres = await startServer({ isDurable: true });
  const { url } = postgres;
  const open = () => openRecovered(url);
  const filling = await open();
  await testService(filling, { persons: PERSONS });
  await filling.close();
  const victim = await startVictim({ DATABASE_URL: url });
  const kinds = [
    ...new Array<'server'>(plan.server).fill('server'),
    ...new Array<'backend'>(plan.backend).fill('backend'),
    ...new Array<'postmaster'>(plan.postmaster).fill('postmaster'),
  ];
  try {
    await underLoad({ victim, open, tally, draw }, draw.shuffled(kinds), async (kind) => {
      if (kind === 'backend') return killBackend(url);
      if (kind === 'postmaster') return postgres.restart();
      await victim.kill();
      await victim.start();
    });
  } finally {
    await victim.stop();
    await postgres.stop();
  }
}

async function killBackend(url: string): Promise<void> {
  const admin = await openRecovered(url);
  const [row] = await admin.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1`,
  );
  await admin.close();
  if (row) process.kill(row.pid, 'SIGKILL');
}

/** Opens a connection as soon as the database has recovered from the kill before. */
async function openRecovered(url: string): Promise<Database> {
  for (let tries = 1; ; tries++) {
    try {
      return await openDatabase({ kind: 'postgres', url, connections: 4 });
    } catch (fault) {
      if (tries >= RECOVERY_TRIES) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function onEmbedded(kills: number, draw: Chance, tally: Tally): Promise<void> {
  const folder = await newEmbeddedFolder();
  const open = () => openDatabase({ kind: 'embedded', folder });
  const filling = await open();
  await testService(filling, { persons: PERSONS });
  await filling.close();
  const victim = await startVictim({ DATABASE_FOLDER: folder });
  try {
    const kinds = new Array<'embedded'>(kills).fill('embedded');
    await underLoad({ victim, open, tally, draw }, kinds, async () => {
      await victim.kill();
      await victim.start();
    });
  } finally {
    await victim.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Course {
  readonly victim: Victim;
  readonly open: () => Promise<Database>;
  readonly tally: Tally;
  readonly draw: Chance;
}

async function underLoad<Kind>(
  { victim, open, tally, draw }: Course,
  kinds: readonly Kind[],
  kill: (kind: Kind) => Promise<void>,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const run = randomBytes(3).toString('hex');
  const clients = Array.from(
    { length: CLIENTS },
    (_, index) =>
      new VisitClient(victim.url, agent, { first: index, step: CLIENTS, persons: PERSONS, run }),
  );
  let isOver = false;
  const work = clients.map((client) => client.run(() => isOver));
  const answers = () => clients.reduce((sum, client) => sum + client.answers, 0);
  for (const kind of kinds) {
    await moreThan(answers(), answers);
    await new Promise((resolve) => setTimeout(resolve, draw.int(100, 900)));
    await kill(kind);
    tally.kills++;
    if (tally.kills % 25 === 0) console.error(`${tally.kills} kills`);
  }
  await new Promise((resolve) => setTimeout(resolve, 500));
  isOver = true;
  const booked = (await Promise.all(work)).flat();
  for (const client of clients) tally.failures.push(...(await client.unlike()));
  agent.destroy();
  tally.answers += booked.length;
  await victim.kill();
  tally.failures.push(...(await checkDatabase(open, booked)));
  console.error(
    `${tally.kills} kills, ${tally.answers} answers, ${tally.failures.length} failures`,
  );
}

/** Waits for an answer since the last kill: on a slow machine nothing would be under way else. */
async function moreThan(before: number, answers: () => number): Promise<void> {
  const until = performance.now() + MOST_WAIT;
  while (answers() <= before && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What the database holds against the client's own list. */
async function checkDatabase(
  open: () => Promise<Database>,
  booked: readonly Booked[],
): Promise<string[]> {
  const database = await open();
  try {
    const found = (await verifyLedger(database, TEST_VAULT.keyFor('ledger'))).faults.map(
      ({ what, personId }) => `ledger of ${personId}: ${what}`,
    );
    const rows = await database.query<{ visit: string; settlements: number }>(
      `SELECT visit_id AS visit, count(*) AS settlements FROM settlement.settlement
        GROUP BY visit_id`,
    );
    const settled = new Map(rows.map(({ visit, settlements }) => [visit, settlements]));
    for (const { visit } of booked.filter(({ infno }) => infno === '2207')) {
      const count = settled.get(visit) ?? 0;
      if (count !== 1) found.push(`visit ${visit} has ${count} settlements`);
    }
    return found;
  } finally {
    await database.close();
  }
}
