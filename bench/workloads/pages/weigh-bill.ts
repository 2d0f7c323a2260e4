/** What the first load of a bill weighs: the page's files, each by itself under gzip. */
import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright-core';
import type { PlatformSite } from './on-platform.ts';

export interface BillLoad {
  /** With the drawing, where it is in sight. */
  readonly kB: number;
  readonly files: number;
  /** Of it, what only the drawing needs. */
  readonly drawingKB: number;
  /** Until the answer stands on the screen, with the platform's answer in it. */
  readonly shownMs: number;
}

const SHOWN = `
new MutationObserver((_, watcher) => {
  if (!document.querySelector('.headline')) return;
  watcher.disconnect();
  setTimeout(() => { window.shownAt = performance.now(); });
}).observe(document, { childList: true, subtree: true });`;

/** Opens a bill by a link that signs in, on a desktop; answers of the platform do not count. */
export async function weighBill({ browser, url, platform }: PlatformSite): Promise<BillLoad> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const files: Response[] = [];
  page.on('response', (response) => {
    if (!new URL(response.url()).pathname.startsWith('/api/')) files.push(response);
  });
  await page.addInitScript(SHOWN);
  await page.goto(`${url}bill/?settlement=${platform.bills.stay}#sign-in=${platform.newLink()}`);
  await page.locator('.headline').waitFor();
  await page.waitForLoadState('networkidle');
  const sizes = await Promise.all(
    files.map(async (file) => ({
      isOfDrawing: /flow-chart|installSVGRenderer/.test(file.url()),
      bytes: gzipSync(await file.body()).length,
    })),
  );
  const shownMs = Math.round(Number(await page.evaluate('window.shownAt')));
  await context.close();
  const drawing = sizes.filter(({ isOfDrawing }) => isOfDrawing);
  return { kB: kB(sizes), files: files.length, drawingKB: kB(drawing), shownMs };
}

function kB(files: readonly { readonly bytes: number }[]): number {
  return Math.round(files.reduce((sum, { bytes }) => sum + bytes, 0) / 100) / 10;
}
