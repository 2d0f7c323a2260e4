/** A browser on the platform with its pages; both end whatever happens. */
import { chromium } from 'playwright-core';
import type { Site } from '../browser.ts';
import { openPagesPlatform, type PagesPlatform } from './platform.ts';

export interface PlatformSite extends Site {
  readonly platform: PagesPlatform;
}

/** Opens both, runs, and closes both. */
export async function onPlatform<T>(
  executablePath: string,
  run: (site: PlatformSite) => Promise<T>,
): Promise<T> {
  const platform = await openPagesPlatform();
  try {
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      return await run({ browser, url: platform.url, platform });
    } finally {
      await browser.close();
    }
  } finally {
    await platform.close();
  }
}
