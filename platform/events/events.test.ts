import { beforeAll, expect, it } from 'vitest';
import { onBothDatabases } from '../../testing/databases/index.ts';
import { type Database, migrate } from '../database/index.ts';
import { platformMigrations } from '../schema/index.ts';
import { createDispatcher, deadLetters, publish, retryDeadLetter } from './index.ts';

onBothDatabases('events', (fresh) => {
  let database: Database;
  let time = 0;
  const now = () => new Date(Date.UTC(2025, 0, 1) + time);
  const tell = (key: string) =>
    database.transaction((tx) => publish(tx, { topic: 't', key, payload: { key }, at: now() }));

  beforeAll(async () => {
    database = await fresh();
    await migrate(database, [platformMigrations]);
    await database.query('CREATE TABLE heard (consumer text, key text)');
  });

  it('tells each consumer once, in order, and nobody of what was rolled back', async () => {
    const hears = (consumer: string) => ({
      consumer,
      topics: ['t'],
      handle: async ({ key }: { key: string }, tx: Pick<Database, 'query'>) => {
        await tx.query('INSERT INTO heard VALUES ($1, $2)', [consumer, key]);
      },
    });
    const dispatcher = createDispatcher(database, [hears('a'), hears('b')], { now });
    await dispatcher.open();
    await dispatcher.open();
    await tell('one');
    await tell('two');
    const undone = database.transaction(async (tx) => {
      await publish(tx, { topic: 't', key: 'undone', payload: null, at: now() });
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await dispatcher.run()).toBe(4);
    expect(await dispatcher.run()).toBe(0);
    const heard = await database.query('SELECT consumer, key FROM heard ORDER BY consumer, key');
    expect(heard).toEqual([
      { consumer: 'a', key: 'one' },
      { consumer: 'a', key: 'two' },
      { consumer: 'b', key: 'one' },
      { consumer: 'b', key: 'two' },
    ]);
    await database.query('DELETE FROM heard');
    await database.query('DELETE FROM platform.subscription');
  });

  it('undoes what a failing handler did, tries again ever later, and gives up', async () => {
    let fails = true;
    const flaky = {
      consumer: 'flaky',
      topics: ['t'],
      handle: async ({ key }: { key: string }, tx: Pick<Database, 'query'>) => {
        await tx.query('INSERT INTO heard VALUES ($1, $2)', ['flaky', key]);
        if (fails) throw new Error(`not now: ${key}`);
      },
    };
    const dispatcher = createDispatcher(database, [flaky], { now, attempts: 3, pause: 1_000 });
    await dispatcher.open();
    await tell('late');
    const heard = () => database.query('SELECT key FROM heard');
    for (const pause of [0, 1_000, 2_000]) {
      time += pause - 1;
      await dispatcher.run();
      time += 1;
      await dispatcher.run();
      expect(await heard()).toEqual([]);
    }
    const [dead, ...others] = await deadLetters(database);
    expect(dead).toMatchObject({ consumer: 'flaky', key: 'late', attempts: 3 });
    expect(dead?.error).toBe('not now: late');
    expect(others).toEqual([]);
    fails = false;
    time += 60_000;
    expect(await dispatcher.run()).toBe(0);
    if (dead) await retryDeadLetter(database, dead, now());
    expect(await dispatcher.run()).toBe(1);
    expect(await heard()).toEqual([{ key: 'late' }]);
  });
});
