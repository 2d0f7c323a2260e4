/** A thread that loads the parts that it is told, over connections of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from '../../../platform/database/index.ts';
import { createVault } from '../../../platform/vault/index.ts';
import { openLawBook } from '../../law/index.ts';
import type { LoadOrder } from './load-apart.ts';
import { loadCity } from './load-city.ts';

const { url, keys, treatFirst, ...order }: LoadOrder = workerData;
const port = parentPort;
if (!port) throw new Error('started outside a worker');

const database = await openDatabase({ kind: 'postgres', url, connections: 2 });
const vault = createVault(keys);
const services = {
  vault,
  ledgerKey: vault.keyFor('ledger'),
  lawBook: await openLawBook(database),
  treatFirst,
};
await loadCity({
  ...order,
  database,
  services,
  onChunk: (chunk) => port.postMessage(chunk),
});
await database.close();
port.close();
