/**
 * Trial `pages`: in Chromium a visitor does each page's main job from the start page by visible
 * controls only, in Chinese and English, on desktop and phone, by keys alone, and with every state
 * on the way: no step fails, nothing is said on the console, axe finds nothing serious, nothing is
 * asked of the network but the page's own files and the law. Pictures of all states are kept.
 */
import { rmSync } from 'node:fs';
import type { MeasureOptions, TrialResult } from '../result.ts';
import { chromiumPath, NO_CHROMIUM, onSite } from '../workloads/browser.ts';
import { billJob } from '../workloads/pages/bill.ts';
import { billKeysJob, billStatesJob, PROVOKED } from '../workloads/pages/bill-states.ts';
import { deskVisits } from '../workloads/pages/console-states.ts';
import { estimateJob, keysJob, statesJob } from '../workloads/pages/estimator.ts';
import { onPlatform, type PlatformSite } from '../workloads/pages/on-platform.ts';
import {
  isOfPlatform,
  LOOKS,
  type Look,
  PICTURES,
  type Seen,
  visiting,
} from '../workloads/pages/visitor.ts';

/** Of the numbers on a bill, one in so many is opened by a quick run. */
const SOME = 9;
const BAR = '0 failures, 0 console errors, 0 serious axe findings on every page';

/** Quick: Chinese on a desktop, English on a phone, and no pictures. */
export async function run({ quick }: MeasureOptions): Promise<TrialResult> {
  const browser = chromiumPath();
  if (browser === null) {
    console.error(NO_CHROMIUM);
    const figures = { skipped: NO_CHROMIUM };
    return { name: 'pages', value: 0, tried: 0, bar: BAR, holds: quick, figures };
  }
  if (!quick) rmSync(PICTURES, { recursive: true, force: true });
  const looks = LOOKS.slice(0, quick ? 2 : LOOKS.length).map((look) => ({
    ...look,
    isPictured: !quick,
  }));
  const [desktop] = looks;
  if (!desktop) throw new Error('no look');
  const seen = await onSite(browser, async (site) => {
    const all: Seen[] = [];
    for (const look of looks) all.push(await visiting(site, look, estimateJob));
    all.push(await visiting(site, { ...desktop, name: 'states' }, statesJob));
    all.push(await visiting(site, { ...desktop, name: 'keys' }, keysJob));
    return all;
  });
  seen.push(
    ...(await onPlatform(browser, async (site) => [
      ...(await billVisits(site, looks)),
      // After the bills: at the desk some of them are taken back.
      ...(await deskVisits(site, looks)),
    ])),
  );
  const failures = seen.flatMap((each) => each.failures);
  for (const failure of failures) console.error(failure);
  const total = (of: 'checks' | 'consoleErrors' | 'axeFindings' | 'states' | 'pictures') =>
    seen.reduce((sum, each) => sum + each[of], 0);
  return {
    name: 'pages',
    value: failures.length,
    tried: total('checks') + total('states'),
    bar: BAR,
    holds: failures.length === 0,
    figures: {
      visits: seen.length,
      checks: total('checks'),
      consoleErrors: total('consoleErrors'),
      axeFindings: total('axeFindings'),
      states: total('states'),
      pictures: total('pictures'),
    },
  };
}

/**
 * Each look does the whole job; one more what must hold besides, one by keys alone. Quick: the job
 * once, with some of the numbers, and the keys.
 */
async function billVisits(site: PlatformSite, looks: readonly Look[]): Promise<readonly Seen[]> {
  const { bills, newLink } = site.platform;
  const [first] = looks;
  if (!first) throw new Error('no look');
  const isQuick = !first.isPictured;
  const visits = [
    ...(isQuick ? [first] : looks).map((look) => ({
      look,
      name: `${look.name}-bill`,
      job: billJob,
    })),
    ...(isQuick ? [] : [{ look: first, name: 'bill-states', job: billStatesJob }]),
    { look: first, name: 'bill-keys', job: billKeysJob },
  ];
  const all: Seen[] = [];
  for (const { look, name, job } of visits) {
    const provokes = job === billStatesJob ? PROVOKED : [];
    const link = `${site.url}console/#sign-in=${newLink()}`;
    const asked = { bills, link, every: isQuick ? SOME : 1 };
    const own = { ...look, name, mayAsk: isOfPlatform, provokes };
    all.push(await visiting(site, own, (visitor) => job(visitor, asked)));
  }
  return all;
}
