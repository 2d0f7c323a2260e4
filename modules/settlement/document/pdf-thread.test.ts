/**
 * The thread that draws PDFs: what it draws, what it refuses, and what becomes of it when it
 * breaks. Where its ways count and not the drawing, a small worker stands in for it.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { embeddedDatabases } from '../../../testing/databases/index.ts';
import { billsForReaders } from '../../../testing/service/bills.ts';
import type { BillDocument } from './bill-document.ts';
import { billDocument, billPdf, PdfThread } from './index.ts';

/** Draws nothing: the title says what it is to do. */
const STAND_IN = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ title }) => {
      if (title === 'end') process.exit(3);
      if (title === 'hang') return;
      if (title === 'throw') throw new RangeError('of the worker');
      if (title === 'fault') parentPort.postMessage({ fault: 'TypeError' });
      else setTimeout(() => parentPort.postMessage({ pdf: new TextEncoder().encode(title) }), 20);
    });
  `)}`,
);

/** How often this thread came to other work meanwhile. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns++;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  isOver = true;
  return turns;
}

const titled = (title: string) => ({ title, settlementId: title });

describe('the thread that draws PDFs', () => {
  let thread: PdfThread;
  afterEach(() => thread.close());
  const textOf = async (title: string) => {
    const drawn = await thread.draw(titled(title));
    return drawn.ok ? drawn.value.toString() : drawn.rejection.code;
  };

  it('draws one after the other, and refuses beyond what may wait', async () => {
    thread = new PdfThread({ worker: STAND_IN, mostWaiting: 2 });
    const asked = ['a', 'b', 'c', 'd'].map(textOf);
    expect(await Promise.all(asked)).toEqual(['a', 'b', 'c', 'settlement/pdf_busy']);
    expect(await textOf('e')).toBe('e');
  });

  it('fails the bill that broke it or took too long, and draws the next', async () => {
    thread = new PdfThread({ worker: STAND_IN, mostMs: 3_000 });
    for (const [title, why] of [
      ['end', 'ended'],
      ['throw', 'RangeError'],
      ['fault', 'TypeError'],
      ['hang', 'too long'],
    ] as const) {
      const [broken, next] = await Promise.allSettled([textOf(title), textOf('next')]);
      expect(broken).toMatchObject({ reason: { message: expect.stringContaining(why) } });
      expect(next).toEqual({ status: 'fulfilled', value: 'next' });
    }
  });

  it('fails what is not drawn yet when it is closed, and draws no more', async () => {
    thread = new PdfThread({ worker: STAND_IN });
    const asked = Promise.allSettled([textOf('hang'), textOf('b')]);
    await thread.close();
    expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(textOf('c')).rejects.toThrow('closed');
  });
});

describe('a bill drawn in the thread', () => {
  const { fresh, end } = embeddedDatabases();
  const thread = new PdfThread();
  let bill: BillDocument;
  beforeAll(async () => {
    bill = billDocument((await billsForReaders(await fresh())).stay);
  });
  afterAll(async () => {
    await thread.close();
    await end();
  });

  it('is the same PDF, and holds up no message', async () => {
    const drawn = await thread.draw(bill);
    if (!drawn.ok) throw new Error(drawn.rejection.code);
    const here = await billPdf(bill);
    expect(drawn.value.subarray(0, 5).toString()).toBe('%PDF-');
    expect(Math.abs(drawn.value.length - here.length)).toBeLessThan(here.length / 100);
    const apart = await turnsDuring(() => thread.draw(bill));
    expect(apart).toBeGreaterThan(10 * (1 + (await turnsDuring(() => billPdf(bill)))));
  }, 60_000);
});
