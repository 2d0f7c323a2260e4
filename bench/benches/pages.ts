/**
 * Bench `pages`: what the estimator costs a phone – bytes of the first load over the wire, time
 * until the form answers under a processor slowed down four times, and time from a key press to
 * the new estimate on screen – and what the first load of a bill weighs.
 */
import type { BrowserContext, Page } from 'playwright-core';
import type { BenchResult, MeasureOptions } from '../result.ts';
import { chromiumPath, NO_CHROMIUM, onSite } from '../workloads/browser.ts';
import { onPlatform } from '../workloads/pages/on-platform.ts';
import { weighBill } from '../workloads/pages/weigh-bill.ts';

const MOST_KB = 160;
const MOST_INTERACTIVE_MS = 1_500;
const MOST_KEY_MS = 50;
const MOST_BILL_KB = 600;
const SLOWDOWN = 4;
const BAR =
  `first load ≤ ${MOST_KB} kB gzip before the chart, interactive ≤ ${MOST_INTERACTIVE_MS} ms at ` +
  `${SLOWDOWN}× slowdown, an estimate ≤ ${MOST_KEY_MS} ms after a key press; a bill ≤ ` +
  `${MOST_BILL_KB} kB gzip`;

interface Load {
  readonly kB: number;
  readonly files: number;
  readonly interactiveMs: number;
}

/** Medians over fresh loads and over keys; the worst keys are told beside. */
export async function run({ quick }: MeasureOptions): Promise<BenchResult> {
  const browserPath = chromiumPath();
  if (browserPath === null) {
    console.error(NO_CHROMIUM);
    const figures = { skipped: NO_CHROMIUM };
    return { name: 'pages', value: 0, ratio: null, bar: BAR, holds: quick, figures };
  }
  const bill = await onPlatform(browserPath, weighBill);
  return onSite(browserPath, async ({ browser, url }) => {
    const loads: Load[] = [];
    for (let round = 0; round < (quick ? 1 : 7); round++) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      loads.push(await measureLoad(context, `${url}estimator/`));
      await context.close();
    }
    const context = await browser.newContext();
    const keys = await measureKeys(await context.newPage(), `${url}estimator/`, quick ? 8 : 60);
    await context.close();
    const kB = Math.max(...loads.map((load) => load.kB));
    const interactiveMs = median(loads.map((load) => load.interactiveMs));
    const keyMs = median(keys);
    const isFast = interactiveMs <= MOST_INTERACTIVE_MS && keyMs <= MOST_KEY_MS;
    return {
      name: 'pages',
      value: kB,
      ratio: null,
      bar: BAR,
      holds: kB <= MOST_KB && bill.kB <= MOST_BILL_KB && (quick || isFast),
      figures: {
        firstLoadKB: kB,
        files: loads[0]?.files ?? 0,
        interactiveMs,
        interactiveMsAll: loads.map((load) => load.interactiveMs),
        keyToEstimateMs: keyMs,
        keyToEstimateMsWorst: Math.max(...keys),
        keys: keys.length,
        billKB: bill.kB,
        billFiles: bill.files,
        billDrawingKB: bill.drawingKB,
        billShownMs: bill.shownMs,
      },
    };
  });
}

/** Set up before the page's own code: notes when the form is there and the main thread is free. */
const WATCH_FORM = `
new MutationObserver((_, watcher) => {
  if (!document.querySelector('form input[inputmode=decimal]')) return;
  watcher.disconnect();
  setTimeout(() => { window.formAt = performance.now(); });
}).observe(document, { childList: true, subtree: true });`;

async function measureLoad(context: BrowserContext, url: string): Promise<Load> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.addInitScript(WATCH_FORM);
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    const length = request.response().then((response) => response?.headerValue('content-length'));
    sizes.push(length.then(Number));
  });
  await page.goto(url);
  await page.locator('form input[inputmode=decimal]').first().waitFor();
  await page.waitForLoadState('networkidle');
  const interactiveMs = Math.round(Number(await page.evaluate('window.formAt')));
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  return { kB: Math.round(bytes / 100) / 10, files: sizes.length, interactiveMs };
}

/** From the event of a key to the frame after the new amount stands in the page. */
const WATCH_KEYS = `
window.keyTimes = [];
let pressed = 0;
addEventListener('keydown', ({ timeStamp }) => { pressed = timeStamp; }, true);
new MutationObserver(() => {
  if (pressed === 0) return;
  const since = pressed;
  pressed = 0;
  requestAnimationFrame(() => window.keyTimes.push(performance.now() - since));
}).observe(document.querySelector('.headline'), { characterData: true, subtree: true });`;

async function measureKeys(page: Page, url: string, presses: number): Promise<number[]> {
  await page.goto(url);
  const total = page.locator('form input[inputmode=decimal]').first();
  await total.fill('20000');
  await page.locator('.headline .money-big').waitFor();
  await page.evaluate(WATCH_KEYS);
  await total.focus();
  for (let press = 0; press < presses; press++) {
    await page.keyboard.press(press % 2 === 0 ? '5' : 'Backspace');
    await page.waitForTimeout(100);
  }
  const times = (await page.evaluate('window.keyTimes')) as number[];
  if (times.length < presses / 2) throw new Error(`only ${times.length} keys moved the estimate`);
  return times.map((time) => Math.round(time));
}

function median(all: readonly number[]): number {
  return [...all].sort((left, right) => left - right)[Math.floor(all.length / 2)] ?? Number.NaN;
}
