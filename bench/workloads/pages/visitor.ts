/**
 * A visitor of the pages: one browser context, what it must never see, and the checks it makes.
 * It is driven by visible controls only; the one address it types is that of the start page.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Locator, Page, Request } from 'playwright-core';
import type { Words } from '../../../apps/web/words/words.ts';
import type { Site } from '../browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Pictures of every state; not committed. */
export const PICTURES = fileURLToPath(new URL('../../../.tmp/web/pictures', import.meta.url));

export interface Look {
  readonly name: string;
  /** Pictures take longer than all else together. */
  readonly isPictured?: boolean;
  readonly lang: 'zh' | 'en';
  readonly options: BrowserContextOptions;
  /** What may be asked of the network; unless told, files of pages without sign-in. */
  readonly mayAsk?: (request: Request) => boolean;
  /** Refusals that the job provokes: the browser itself notes them on the console. */
  readonly provokes?: readonly number[];
}

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const DESKTOP = { viewport: { width: 1280, height: 900 } };

export const LOOKS: readonly Look[] = [
  { name: 'desktop-zh', lang: 'zh', options: DESKTOP },
  { name: 'phone-en', lang: 'en', options: PHONE },
  { name: 'phone-zh', lang: 'zh', options: PHONE },
  { name: 'desktop-en', lang: 'en', options: DESKTOP },
];

export interface Visitor {
  readonly page: Page;
  readonly look: Look;
  readonly w: Words;
  readonly url: string;
  /** Counts a check, and notes it where it fails. */
  readonly check: (what: string, holds: boolean) => void;
  /** Keeps a picture, and looks for faults that every state must be free of. */
  readonly see: (state: string) => Promise<void>;
  readonly button: (name: string) => Locator;
}

export interface Seen {
  readonly checks: number;
  readonly failures: readonly string[];
  readonly consoleErrors: number;
  readonly axeFindings: number;
  /** Looked at for what no state may have. */
  readonly states: number;
  readonly pictures: number;
}

const FILES = /^\/((estimator\/)?|assets\/[\w.-]+|laws\/[\w.-]+\.json)$/;
const PLATFORM = /^\/(((estimator|bill|console)\/)?|assets\/[\w.-]+|laws\/[\w.-]+\.json|api\/.+)$/;

/** The page's own files and the law, without a word of who asks. */
function isFile(request: Request): boolean {
  const { pathname, search } = new URL(request.url());
  const isBare = request.method() === 'GET' && request.postData() === null;
  return FILES.test(pathname) && search === '' && isBare;
}

/** The same for pages that ask the platform. */
export function isOfPlatform(request: Request): boolean {
  return PLATFORM.test(new URL(request.url()).pathname);
}

/** Lets a visitor with a look do a job; a step that cannot be done is a failure, not a crash. */
export async function visiting(
  site: Site,
  look: Look,
  job: (visitor: Visitor) => Promise<void>,
): Promise<Seen> {
  const context = await site.browser.newContext({ locale: 'zh-CN', ...look.options });
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const failures: string[] = [];
  const seen = { checks: 0, consoleErrors: 0, axeFindings: 0, states: 0, pictures: 0 };
  const check = (what: string, holds: boolean) => {
    seen.checks += 1;
    if (!holds) failures.push(`${look.name}: ${what}`);
  };
  const complain = (text: string) => {
    if (text.includes('net::ERR_FAILED')) return; // A request that the trial itself cut off.
    if (look.provokes?.some((status) => text.includes(`status of ${status}`))) return;
    seen.consoleErrors += 1;
    failures.push(`${look.name}: console: ${text}`);
  };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complain(message.text());
  });
  page.on('pageerror', (fault) => complain(fault.message));
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    const isOwn = `${origin}/` === site.url || protocol === 'blob:' || protocol === 'about:';
    const mayAsk = look.mayAsk ?? isFile;
    check(`asks for ${request.method()} ${request.url()}`, isOwn && mayAsk(request));
  });
  const see = async (state: string) => {
    if (look.isPictured) {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: join(PICTURES, `${look.name}-${state}.png`), fullPage: true });
      seen.pictures += 1;
    }
    seen.states += 1;
    const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    check(`${state} scrolls sideways by ${wide}`, Number(wide) <= 0);
    for (const finding of await axeFindings(page)) {
      seen.axeFindings += 1;
      failures.push(`${look.name}: ${state}: ${finding}`);
    }
  };
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const visitor = { page, look, w: wordsOf(look), url: site.url, check, see, button };
  try {
    await job(visitor);
  } catch (fault) {
    failures.push(`${look.name}: ${fault instanceof Error ? fault.message : fault}`);
  }
  await context.close();
  return { ...seen, failures };
}

/** The words of the screen, from the file that the page is made with. */
function wordsOf({ lang }: Look): Words {
  const file = new URL(`../../../apps/web/words/${lang}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Words;
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate('axe.run(document)')) as AxeResult;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) => `axe ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
}
