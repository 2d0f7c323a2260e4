/**
 * The estimator's worker as it is built, started in a page and asked by number.
 */
import type { Answers } from '../../apps/web/features/estimator/answers.ts';
import type { Estimated } from '../../apps/web/features/estimator/desk.ts';
import type { Answer } from '../../apps/web/features/estimator/protocol.ts';
import type { Site } from './browser.ts';

const AT_ONCE = 250;

/** Estimates answers in order, in a worker of its own beside the page's. */
export async function estimateInPage(
  { browser, url }: Site,
  answers: readonly Answers[],
): Promise<readonly Estimated[]> {
  const page = await browser.newPage();
  const script = page.waitForRequest(/\/assets\/worker-[\w-]+\.js$/);
  await page.goto(`${url}estimator/`);
  const worker = (await script).url();
  await page.evaluate(START, { worker, lawsUrl: `${url}laws/` });
  const all: Estimated[] = [];
  for (let from = 0; from < answers.length; from += AT_ONCE) {
    const some = answers.slice(from, from + AT_ONCE);
    const given = (await page.evaluate(ASK, some)) as readonly Answer[];
    for (const answer of given) {
      if (answer.kind === 'failed') throw new Error(`the worker failed: ${answer.message}`);
      all.push(answer.value as Estimated);
    }
  }
  await page.close();
  return all;
}

/** What runs in the page, as text: this file knows no DOM. */
const START = inPage(`async ({ worker, lawsUrl }) => {
  const started = new Worker(worker, { type: 'module' });
  let last = 0;
  const waiting = new Map();
  started.onmessage = ({ data }) => {
    waiting.get(data.number)(data);
    waiting.delete(data.number);
  };
  window.askWorker = (request) => new Promise((give) => {
    last += 1;
    waiting.set(last, give);
    started.postMessage({ ...request, number: last });
  });
  await window.askWorker({ kind: 'open', lawsUrl });
}`);
const ASK = inPage(`(some) => Promise.all(
  some.map((of) => window.askWorker({ kind: 'estimate', of })),
)`);

type InPage = (argument: unknown) => unknown;

/** A function whose text is sent to the page; it is never called here. */
function inPage(text: string): InPage {
  const sent: InPage = () => {
    throw new Error('runs in the page only');
  };
  return Object.assign(sent, { toString: () => text });
}
