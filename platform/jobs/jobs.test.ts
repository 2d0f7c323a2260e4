import { beforeAll, beforeEach, expect, it } from 'vitest';
import { onBothDatabases } from '../../testing/databases/index.ts';
import { type Database, migrate } from '../database/index.ts';
import { platformMigrations } from '../schema/index.ts';
import { cancelJob, createJobRunner, findJob, type JobHandler, startJob } from './index.ts';

onBothDatabases('jobs', (fresh) => {
  let database: Database;
  let time = 0;
  const now = () => new Date(Date.UTC(2025, 0, 1) + time);
  const start = (input: unknown) => startJob(database, { kind: 'sum', input, by: 'me', at: now() });
  const runner = (handler: JobHandler) =>
    createJobRunner(database, { sum: handler }, { now, lease: 1_000, attempts: 2 });

  beforeAll(async () => {
    database = await fresh();
    await migrate(database, [platformMigrations]);
  });
  beforeEach(() => database.query('DELETE FROM platform.job').then(() => undefined));

  it('runs a job, shows its progress and keeps its result', async () => {
    const id = await start({ of: [1, 2] });
    const seen: unknown[] = [];
    const run = runner(async ({ input, progress }) => {
      await progress({ done: 1, total: 2, checkpoint: 1 });
      seen.push(await findJob(database, id));
      return input;
    });
    expect(await run.runNext()).toBe(true);
    expect(await run.runNext()).toBe(false);
    expect(seen).toMatchObject([{ state: 'running', done: 1, total: 2 }]);
    expect(await findJob(database, id)).toMatchObject({ state: 'done', result: { of: [1, 2] } });
  });

  it('goes on from the checkpoint of a runner that died, and keeps the dead one out', async () => {
    const id = await start(null);
    let revive: () => Promise<void> = async () => undefined;
    const dies = runner(async ({ progress }) => {
      await progress({ done: 5, total: 9, checkpoint: { at: 5 } });
      revive = () => progress({ done: 6, total: 9, checkpoint: { at: 6 } });
      return new Promise(() => undefined);
    });
    void dies.runNext();
    while ((await findJob(database, id))?.done !== 5) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const takesOver = runner(async ({ checkpoint }) => checkpoint);
    expect(await takesOver.runNext()).toBe(false);
    time += 2_000;
    expect(await takesOver.runNext()).toBe(true);
    expect(await findJob(database, id)).toMatchObject({ state: 'done', result: { at: 5 } });
    await expect(revive()).rejects.toThrow('another runner');
  });

  it('stops where it is asked to', async () => {
    const waiting = await start(null);
    await cancelJob(database, waiting);
    expect(await findJob(database, waiting)).toMatchObject({ state: 'cancelled' });
    const running = await start(null);
    const run = runner(async ({ jobId, progress }) => {
      await cancelJob(database, jobId);
      await progress({ done: 1, total: null, checkpoint: null });
    });
    await run.runNext();
    expect(await findJob(database, running)).toMatchObject({ state: 'cancelled' });
  });

  it('tries again, and gives up after as many times as allowed', async () => {
    const id = await start(null);
    const run = runner(() => Promise.reject(new Error('broken')));
    await run.runNext();
    expect(await findJob(database, id)).toMatchObject({ state: 'waiting', error: 'broken' });
    await run.runNext();
    expect(await findJob(database, id)).toMatchObject({ state: 'failed', error: 'broken' });
    expect(await run.runNext()).toBe(false);
  });

  it('is open once, however often it is asked for', async () => {
    const first = await start({ of: 'all' });
    expect(await start({ of: 'all' })).toBe(first);
    expect(await start({ of: 'some' })).not.toBe(first);
    await runner(async () => null).runNext();
    expect(await start({ of: 'all' })).not.toBe(first);
  });

  it('is let go by a runner that stops, and counts as no failure', async () => {
    const id = await start(null);
    for (let restart = 1; restart <= 3; restart++) {
      const run = runner(async ({ progress }) => {
        run.stop();
        await progress({ done: restart, total: 9, checkpoint: restart });
      });
      await run.runNext();
      expect(await findJob(database, id)).toMatchObject({ state: 'waiting', done: restart });
    }
    await runner(async ({ checkpoint }) => checkpoint).runNext();
    expect(await findJob(database, id)).toMatchObject({ state: 'done', result: 3, error: null });
  });

  it('is given up when its runners die of it', async () => {
    const id = await start(null);
    const dies = () => runner(() => new Promise(() => undefined));
    void dies().runNext();
    const isRunning = async () => (await findJob(database, id))?.state === 'running';
    while (!(await isRunning())) await new Promise((resolve) => setTimeout(resolve, 5));
    time += 2_000;
    void dies().runNext();
    const attempts = async () =>
      (await database.query<{ attempts: number }>('SELECT attempts FROM platform.job'))[0]
        ?.attempts;
    while ((await attempts()) !== 2) await new Promise((resolve) => setTimeout(resolve, 5));
    time += 2_000;
    expect(await runner(async () => null).runNext()).toBe(false);
    expect(await findJob(database, id)).toMatchObject({
      state: 'failed',
      error: 'its runners died',
    });
  });
});
