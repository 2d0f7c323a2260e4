/**
 * Draws bills as PDF in a thread of its own, one after the other, so that no message waits while
 * one is drawn. The thread starts with the first bill and does not keep a process alive.
 */
import { Worker } from 'node:worker_threads';
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';

export interface PdfThreadOptions {
  readonly worker?: URL;
  /** Bills that wait for the one that is drawn. */
  readonly mostWaiting?: number;
  /** Milliseconds after which a drawing is given up. */
  readonly mostMs?: number;
}

/** What the thread answers: a PDF, or the class of what went wrong; its text may hold content. */
export type Drawn = { readonly pdf: Uint8Array } | { readonly fault: string };

/** A `BillDocument`, as far as the thread's owner knows it: it is passed on as it is. */
export interface Drawable {
  readonly title: string;
  readonly settlementId: string;
}

interface Drawing {
  readonly bill: Drawable;
  readonly resolve: (pdf: Result<Buffer>) => void;
  readonly reject: (fault: Error) => void;
}

const WORKER = new URL('./pdf-worker.ts', import.meta.url);
/** How a thread of its own reads TypeScript. */
const LOADER = new URL('../../../tools/typescript.mjs', import.meta.url).href;
const MOST_WAITING = 20;
const MOST_MS = 30_000;

export class PdfThread {
  readonly #options: Required<PdfThreadOptions>;
  readonly #waiting: Drawing[] = [];
  #drawing: Drawing | null = null;
  #worker: Worker | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor({
    worker = WORKER,
    mostWaiting = MOST_WAITING,
    mostMs = MOST_MS,
  }: PdfThreadOptions = {}) {
    this.#options = { worker, mostWaiting, mostMs };
  }

  /** Rejects `settlement/pdf_busy`; throws where drawing fails or the thread is closed. */
  draw(bill: Drawable): Promise<Result<Buffer>> {
    if (this.#drawing && this.#waiting.length >= this.#options.mostWaiting) {
      return Promise.resolve(
        rejected(
          'settlement/pdf_busy',
          '正在生成的结算单 PDF 太多，本次没有生成；请稍后重试，或先看网页版结算单',
        ),
      );
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ bill, resolve, reject });
      this.#next();
    });
  }

  /** Ends the thread; what is not drawn yet fails. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#fail(new Error('the PDF thread was closed'));
  }

  #next(): void {
    if (this.#drawing) return;
    const drawing = this.#waiting.shift();
    if (!drawing) return;
    if (this.#isClosed) {
      drawing.reject(new Error('the PDF thread is closed'));
      this.#next();
      return;
    }
    this.#drawing = drawing;
    this.#worker ??= this.#started();
    this.#worker.ref();
    this.#timer = setTimeout(
      () => void this.#fail(new Error('a PDF took too long')),
      this.#options.mostMs,
    );
    this.#worker.postMessage(drawing.bill);
  }

  #started(): Worker {
    const worker = new Worker(this.#options.worker, { execArgv: ['--import', LOADER] });
    // Of a worker that was given up, nothing counts.
    const ours = (act: () => void) => () => {
      if (this.#worker === worker) act();
    };
    worker.on('message', (drawn: Drawn) => ours(() => this.#settle(drawn))());
    worker.on('error', (fault: Error) =>
      ours(() => void this.#fail(new Error(`the PDF thread broke: ${fault.name}`)))(),
    );
    worker.on(
      'exit',
      ours(() => void this.#fail(new Error('the PDF thread ended'))),
    );
    return worker;
  }

  #settle(drawn: Drawn): void {
    const drawing = this.#drawing;
    this.#drawing = null;
    clearTimeout(this.#timer);
    this.#worker?.unref();
    if ('fault' in drawn) drawing?.reject(new Error(`a PDF could not be drawn: ${drawn.fault}`));
    else drawing?.resolve(accepted(Buffer.from(drawn.pdf.buffer)));
    this.#next();
  }

  /** Gives the worker up; the bill under way fails, the next one gets another worker. */
  async #fail(fault: Error): Promise<void> {
    const [drawing, worker] = [this.#drawing, this.#worker];
    this.#drawing = null;
    this.#worker = null;
    clearTimeout(this.#timer);
    drawing?.reject(fault);
    this.#next();
    await worker?.terminate();
  }
}
