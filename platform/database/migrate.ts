/**
 * Brings a database to the schema of this version: numbered SQL files, forward only, once each.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Database } from './port.ts';

/** The migrations of one part or module: files `001-name.sql`, … in a folder. */
export interface MigrationSet {
  readonly name: string;
  readonly folder: URL;
}

/** A file that ran before and has changed, or is gone. */
export class MigrationChanged extends Error {
  constructor(file: string) {
    super(`迁移 ${file} 已执行过，内容却变了或不见了；请恢复原文件，改动写成下一个编号`);
    this.name = 'MigrationChanged';
  }
}

interface Migration {
  readonly set: string;
  readonly number: number;
  readonly file: string;
  readonly sql: string;
  readonly checksum: string;
}

interface Applied {
  readonly set_name: string;
  readonly number: number;
  readonly file: string;
  readonly checksum: string;
}

const LOCK = 7_100_601;
const FILE = /^(\d{3})-[a-z0-9-]+\.sql$/;

/**
 * Runs what has not run yet, set by set in the order given, all or nothing, one process at a time.
 * Gives the files that ran. Throws `MigrationChanged`.
 */
export async function migrate(
  database: Database,
  sets: readonly MigrationSet[],
): Promise<readonly string[]> {
  const all = sets.flatMap(readSet);
  return database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await tx.query('CREATE SCHEMA IF NOT EXISTS platform');
    await tx.query(
      `CREATE TABLE IF NOT EXISTS platform.migration (
         set_name text NOT NULL, number integer NOT NULL, file text NOT NULL,
         checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(),
         PRIMARY KEY (set_name, number))`,
    );
    const applied = await tx.query<Applied>(
      'SELECT set_name, number, file, checksum FROM platform.migration',
    );
    const known = new Map(all.map((one) => [keyOf(one.set, one.number), one]));
    for (const row of applied) {
      const file = known.get(keyOf(row.set_name, row.number));
      const isOfASet = sets.some(({ name }) => name === row.set_name);
      if (isOfASet && file?.checksum !== row.checksum) throw new MigrationChanged(row.file);
    }
    const done = new Set(applied.map((row) => keyOf(row.set_name, row.number)));
    const fresh = all.filter((one) => !done.has(keyOf(one.set, one.number)));
    for (const one of fresh) {
      for (const statement of statementsOf(one.sql)) await tx.query(statement);
      await tx.query(
        `INSERT INTO platform.migration (set_name, number, file, checksum)
         VALUES ($1, $2, $3, $4)`,
        [one.set, one.number, one.file, one.checksum],
      );
    }
    return fresh.map(({ file }) => file);
  });
}

function keyOf(set: string, number: number): string {
  return `${set}/${number}`;
}

function readSet({ name, folder }: MigrationSet): Migration[] {
  const files = readdirSync(fileURLToPath(folder)).filter((file) => file.endsWith('.sql'));
  return files.sort().map((file, index) => {
    const number = Number(FILE.exec(file)?.[1]);
    if (number !== index + 1) {
      throw new RangeError(`migration ${name}/${file}: expected number ${index + 1}`);
    }
    const sql = readFileSync(new URL(file, folder), 'utf8');
    const checksum = createHash('sha256').update(sql).digest('hex');
    return { set: name, number, file: `${name}/${file}`, sql, checksum };
  });
}

/**
 * Statements of a file: each ends with `;` at the end of a line, and the body of a function stands
 * between two lines that hold `$$`.
 */
function statementsOf(sql: string): string[] {
  const statements: string[] = [];
  let open: string[] = [];
  let isInBody = false;
  for (const line of sql.split('\n')) {
    if (/^\s*(--.*)?$/.test(line) && open.length === 0) continue;
    open.push(line);
    const marks = line.split('$$').length - 1;
    if (marks % 2 === 1) isInBody = !isInBody;
    if (isInBody || !/;\s*$/.test(line)) continue;
    statements.push(open.join('\n'));
    open = [];
  }
  if (open.length > 0) throw new RangeError(`a statement does not end: ${open[0]}`);
  return statements;
}
