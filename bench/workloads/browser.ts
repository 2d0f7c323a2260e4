/**
 * A browser for the trials and benches of the pages: Debian's Chromium over playwright-core, and
 * the pages made and served on loopback.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { type Browser, chromium } from 'playwright-core';
import { freshPages } from '../../apps/web/build.ts';
import { servePages } from '../../apps/web/serve.ts';

/** Said where no Chromium is installed. */
export const NO_CHROMIUM =
  'SKIPPED: Chromium is missing (apt-get install chromium fonts-noto-cjk); nothing was tried';

/** Where Chromium is installed; null where it is not. */
export function chromiumPath(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const files = folders.flatMap((folder) =>
    ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)),
  );
  return files.find((file) => existsSync(file)) ?? null;
}

export interface Site {
  readonly browser: Browser;
  /** The start page; ends with a slash. */
  readonly url: string;
}

/** Makes and serves the pages, opens a browser, and ends both whatever happens. */
export async function onSite<T>(
  executablePath: string,
  run: (site: Site) => Promise<T>,
): Promise<T> {
  freshPages();
  const served = await servePages();
  try {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      return await run({ browser, url: served.url });
    } finally {
      await browser.close();
    }
  } finally {
    await served.close();
  }
}
