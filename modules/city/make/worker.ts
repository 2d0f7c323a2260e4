/** A worker: makes the parts that it is told, one after the other, until it is told none. */
import { parentPort, workerData } from 'node:worker_threads';
import { ParquetWriter } from '../files/parquet.ts';
import type { WorkerOrder } from './make-city.ts';
import { settingOf } from './setting.ts';
import { countPart, type PartDone, writePart } from './write-part.ts';

const { order, folder }: WorkerOrder = workerData;
const port = parentPort;
if (!port) throw new Error('started outside a worker');

const setting = settingOf(order);
const writer = folder === null ? null : await ParquetWriter.open();
port.on('message', (part: number | null) => {
  if (part === null) {
    writer?.close();
    port.close();
    return;
  }
  make(part).then(
    (done) => port.postMessage(done),
    (error: unknown) => {
      throw error;
    },
  );
});

async function make(part: number): Promise<PartDone> {
  if (writer === null || folder === null) return countPart(setting, part);
  return await writePart(setting, { part, folder, writer });
}
