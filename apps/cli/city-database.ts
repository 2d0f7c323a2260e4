/** `tibao city load`, and `tibao city export --db`: a city into a database and out of it. */
import { cityMigrations, loadCity, unloadCity } from '../../modules/city/index.ts';
import { type Database, migrate, openDatabase } from '../../platform/database/index.ts';
import { EXIT, type Io } from './io.ts';

/** Opens the database that a text names: a URL of a server, or the folder of an embedded one. */
async function open(db: string): Promise<Database> {
  const isServer = /^postgres(ql)?:\/\//.test(db);
  const database = await openDatabase(
    isServer ? { kind: 'postgres', url: db } : { kind: 'embedded', folder: db },
  );
  await migrate(database, [cityMigrations]);
  return database;
}

/** Loads the city of a folder into a database. */
export async function cityLoad(io: Io, options: { in: string; db: string }): Promise<number> {
  const database = await open(options.db);
  try {
    const rows = await loadCity({
      folder: options.in,
      database,
      onTable: (table, count) => io.err(`${table} ${count.toLocaleString('en')} 行\n`),
    });
    io.out(`装入 ${rows.toLocaleString('en')} 行，在模式 city 里。\n`);
    return EXIT.ok;
  } finally {
    await database.close();
  }
}

/** Writes the city of a database to a folder, in the form of `city make`. */
export async function cityUnload(io: Io, options: { db: string; out: string }): Promise<number> {
  const database = await open(options.db);
  try {
    const { hash } = await unloadCity(database, options.out);
    io.out(`${options.out}：内容哈希 ${hash}\n`);
    return EXIT.ok;
  } finally {
    await database.close();
  }
}
