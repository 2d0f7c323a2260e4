/**
 * The thread that owns PGlite: it takes one statement after the other. Plain JavaScript, because a
 * worker thread has no TypeScript hooks of its own. Columns and parameters pass as text.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

const asIs = (text) => text;
const SERVER_FAULT = 'XX000';
const port = parentPort;
if (!port) throw new Error('embedded-worker.mjs runs as a worker thread alone');

const opening = PGlite.create(workerData.folder ?? 'memory://').then((database) => {
  for (const type of Object.keys(database.parsers)) database.parsers[type] = asIs;
  for (const type of Object.keys(database.serializers)) database.serializers[type] = asIs;
  return database;
});

const WORK = {
  open: async () => null,
  query: async (database, { sql, params }) => {
    const { rows, fields } = await database.query(sql, params, { rowMode: 'array' });
    return { rows, fields: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })) };
  },
  script: async (database, { sql }) => {
    await database.exec(sql);
    return null;
  },
  copy: async (database, { sql, text }) => {
    await database.query(sql, [], { blob: new Blob([text]) });
    return null;
  },
  close: async (database) => {
    await database.close();
    return null;
  },
};

let queue = Promise.resolve();
port.on('message', (message) => {
  queue = queue.then(() => answer(message));
});

async function answer({ id, kind, ...given }) {
  try {
    const database = await opening;
    port.postMessage({ id, value: await WORK[kind](database, given) });
  } catch (fault) {
    const { message = String(fault), code = SERVER_FAULT, constraint = null } = fault ?? {};
    port.postMessage({ id, fault: { message, code, constraint } });
  }
  if (kind === 'close') port.close();
}
