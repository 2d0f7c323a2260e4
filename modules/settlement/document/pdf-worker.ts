/**
 * The thread that draws: a bill comes in, its PDF or the class of a fault goes out.
 */
import { parentPort } from 'node:worker_threads';
import type { BillDocument } from './bill-document.ts';
import { billPdf } from './pdf.ts';
import type { Drawn } from './pdf-thread.ts';

parentPort?.on('message', async (bill: BillDocument) => {
  try {
    // A copy of its own, which can be handed over without another.
    const pdf = new Uint8Array(await billPdf(bill));
    parentPort?.postMessage({ pdf } satisfies Drawn, [pdf.buffer]);
  } catch (fault) {
    const name = fault instanceof Error ? fault.name : typeof fault;
    parentPort?.postMessage({ fault: name } satisfies Drawn);
  }
});
