/**
 * The same promises on both databases: types, isolation, loading, migrations.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { newEmbeddedFolder, onBothDatabases } from '../../testing/databases/index.ts';
import { DatabaseError, isTransient, Json, Many, migrate, openEmbedded } from './index.ts';

const TABLE = `CREATE TABLE kinds (
  whole bigint, small integer, texts text[], wholes bigint[], plain json, bytes bytea, day date,
  instant timestamptz, flag boolean, exact numeric, word text)`;

onBothDatabases('the database', (fresh) => {
  let shared: ReturnType<typeof fresh> | undefined;
  const opened = () => {
    shared ??= fresh();
    return shared;
  };

  it('gives back what it was given, in the same types', async () => {
    const database = await opened();
    await database.query(TABLE);
    const instant = new Date('2025-03-01T08:00:00.123Z');
    const [row] = await database.query(
      'INSERT INTO kinds VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) RETURNING *',
      [
        2 ** 53 - 1,
        7,
        ['a"b', 'c\\d', 'e,f', '{}', '', 'NULL'],
        [1, -2],
        new Json({ a: [1, '二'] }),
        Buffer.from([0, 255]),
        '2025-02-28',
        instant,
        true,
        '12345678901234567890.12',
        '温州\t"x"\n\\',
      ],
    );
    expect(row).toEqual({
      whole: 2 ** 53 - 1,
      small: 7,
      texts: ['a"b', 'c\\d', 'e,f', '{}', '', 'NULL'],
      wholes: [1, -2],
      plain: { a: [1, '二'] },
      bytes: Buffer.from([0, 255]),
      day: '2025-02-28',
      instant,
      flag: true,
      exact: '12345678901234567890.12',
      word: '温州\t"x"\n\\',
    });
  });

  it('takes long arrays of texts and of bytes', async () => {
    const database = await opened();
    const texts = ['{"a":"温\\n\\""}', '', null, 'NULL', `{},"\\${'州'.repeat(9_000)}`];
    const bytes = [Buffer.from([0, 34, 92, 255]), null, Buffer.alloc(0), Buffer.alloc(9_000, 7)];
    const rows = await database.query(
      `SELECT t, b FROM unnest($1::text[], $2::bytea[]) WITH ORDINALITY AS one (t, b, nth)
        ORDER BY nth`,
      [Many.texts(texts), Many.bytes(bytes)],
    );
    expect(rows).toEqual(texts.map((t, index) => ({ t, b: bytes[index] ?? null })));
    const none = await database.query('SELECT cardinality($1::text[]) AS count', [Many.texts([])]);
    expect(none).toEqual([{ count: 0 }]);
  });

  it('faults on a bigint that a number cannot hold', async () => {
    const database = await opened();
    await expect(database.query("SELECT '9007199254740993'::bigint AS big")).rejects.toThrow(
      '9007199254740993',
    );
  });

  it('does not let a transaction that fails leave anything, nor one see another', async () => {
    const database = await opened();
    await database.query('CREATE TABLE seen (name text)');
    const failing = database.transaction(async (tx) => {
      await tx.query('INSERT INTO seen VALUES ($1)', ['A']);
      await new Promise((resolve) => setTimeout(resolve, 100));
      throw new Error('undo');
    });
    const bare = database.query('INSERT INTO seen VALUES ($1)', ['B']);
    const other = database.transaction((tx) => tx.query('INSERT INTO seen VALUES ($1)', ['C']));
    await expect(failing).rejects.toThrow('undo');
    await Promise.all([bare, other]);
    const rows = await database.query('SELECT name FROM seen ORDER BY name');
    expect(rows).toEqual([{ name: 'B' }, { name: 'C' }]);
  });

  it('tells constraint and SQLSTATE of a refused statement, and goes on', async () => {
    const database = await opened();
    await database.query('CREATE TABLE once (id integer CONSTRAINT once_id PRIMARY KEY)');
    await database.query('INSERT INTO once VALUES ($1)', [1]);
    const again = database.query('INSERT INTO once VALUES ($1)', [1]);
    await expect(again).rejects.toMatchObject({ sqlState: '23505', constraint: 'once_id' });
    await expect(again).rejects.toBeInstanceOf(DatabaseError);
    expect(isTransient(await again.catch((fault: unknown) => fault))).toBe(false);
    expect(await database.query('SELECT id FROM once')).toEqual([{ id: 1 }]);
  });

  it('copies rows in, all or none', async () => {
    const database = await opened();
    await database.query('CREATE TABLE many (id bigint PRIMARY KEY, name text)');
    const into = { table: 'many', columns: ['id', 'name'] };
    const rows = Array.from({ length: 5_000 }, (_, id) => [
      id,
      id === 3 ? null : `第\t${id}\\行\n`,
    ]);
    expect(await database.copyIn(into, rows)).toBe(5_000);
    expect(await database.query('SELECT name FROM many WHERE id IN (3, 4) ORDER BY id')).toEqual([
      { name: null },
      { name: '第\t4\\行\n' },
    ]);
    await expect(
      database.copyIn(into, [
        [9_000, 'new'],
        [1, 'twice'],
      ]),
    ).rejects.toThrow();
    expect(await database.query('SELECT count(*) AS rows FROM many')).toEqual([{ rows: 5_000 }]);
  });

  it('copies rows in within a transaction, and takes them back with it', async () => {
    const database = await opened();
    await database.query('CREATE TABLE together (id bigint, name text, words text[])');
    const into = { table: 'together', columns: ['id', 'name', 'words'] };
    const failing = database.transaction(async (tx) => {
      expect(await tx.copyIn(into, [[1, 'a', []]])).toBe(1);
      expect(await tx.query('SELECT name FROM together')).toEqual([{ name: 'a' }]);
      throw new Error('undo');
    });
    await expect(failing).rejects.toThrow('undo');
    await database.transaction((tx) => tx.copyIn(into, [[2, 'b', ['x"', 'y\\']]]));
    expect(await database.query('SELECT * FROM together')).toEqual([
      { id: 2, name: 'b', words: ['x"', 'y\\'] },
    ]);
  });

  it('migrates once, forward only, and refuses a file that has changed', async () => {
    const database = await opened();
    const folder = mkdtempSync(join(tmpdir(), 'tibao-migrations-'));
    const set = { name: 'sample', folder: pathToFileURL(`${folder}/`) };
    writeFileSync(join(folder, '001-first.sql'), 'CREATE TABLE first (id integer);\n');
    expect(await migrate(database, [set])).toEqual(['sample/001-first.sql']);
    writeFileSync(
      join(folder, '002-second.sql'),
      `-- A function body has semicolons of its own.
CREATE FUNCTION two() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN 2;
END $$;
INSERT INTO first VALUES (two());
`,
    );
    expect(await migrate(database, [set])).toEqual(['sample/002-second.sql']);
    expect(await migrate(database, [set])).toEqual([]);
    expect(await database.query('SELECT id FROM first')).toEqual([{ id: 2 }]);
    writeFileSync(join(folder, '001-first.sql'), 'CREATE TABLE first (id bigint);\n');
    await expect(migrate(database, [set])).rejects.toThrow('001-first.sql');
  });

  it('leaves nothing of a migration that fails', async () => {
    const database = await opened();
    const folder = mkdtempSync(join(tmpdir(), 'tibao-migrations-'));
    const set = { name: 'broken', folder: pathToFileURL(`${folder}/`) };
    writeFileSync(join(folder, '001-half.sql'), 'CREATE TABLE half (id integer);\nSELECT 1/0;\n');
    await expect(migrate(database, [set])).rejects.toThrow('division');
    expect(await database.query("SELECT to_regclass('half') AS name")).toEqual([{ name: null }]);
  });
});

it('refuses a folder that a living process holds, and takes one that a dead one left', async () => {
  const folder = await newEmbeddedFolder();
  writeFileSync(join(folder, 'owner.lock'), JSON.stringify({ pid: 1, began: 'never' }));
  const first = openEmbedded({ folder });
  await expect(openEmbedded({ folder })).rejects.toThrow(`${process.pid}`);
  await (await first).close();
  await (await openEmbedded({ folder })).close();
});
