/**
 * What of the desk must hold besides its job: refusals and failures, how it looks, and keys; and
 * who visits it.
 */
import { who } from '../../../testing/service/visits.ts';
import { type DeskVisit, deskJob } from './console.ts';
import { isFocused } from './estimator.ts';
import type { PlatformSite } from './on-platform.ts';
import { isOfPlatform, type Look, type Seen, type Visitor, visiting } from './visitor.ts';

/** Refusals of the platform that jobs provoke: a spent link, a trial that no law covers. */
const PROVOKED = [403, 422];
const PATIENT = who(7);
const BY_PERSON = '**/api/persons/*';

/** A link that was spent opens nothing. */
async function deskStatesJob(visitor: Visitor, { link }: DeskVisit): Promise<void> {
  const { page, w, url, check, see, button } = visitor;
  await page.goto(link);
  await page.getByText(w.demoSignIn, { exact: true }).waitFor();
  await button(w.signOut).click();
  await page.getByLabel(w.signInLink).fill(link);
  await button(w.signInGo).click();
  await page.getByText(w.signInRefused).waitFor();
  check('a spent link opens nothing', (await page.getByRole('navigation').count()) === 0);
  await see('desk-link-refused');
  check('the start page is not left', page.url().startsWith(url));
}

/** Slow, failing and refused; dark, large, zoomed and narrow; a session that ended. */
async function deskLooksJob(visitor: Visitor, { link }: DeskVisit): Promise<void> {
  const { page, w, see, check } = visitor;
  await page.goto(link);
  await page.getByRole('radio', { name: w.byPersonNo, exact: true }).check();
  await page.getByRole('textbox').fill(PATIENT.psn_no);
  await page.keyboard.press('Enter');
  await page.route(BY_PERSON, (route) => route.abort());
  await page.getByRole('row').nth(1).getByRole('link').click();
  await page.getByText(w.unreachable).waitFor();
  await see('desk-failed');
  await page.unroute(BY_PERSON);
  await slowly(visitor);
  await looks(visitor);
  await refused(visitor);
  await page.evaluate('sessionStorage.clear()');
  await page.reload();
  await page.getByLabel(w.signInLink).waitFor();
  check('a session that is gone shows no amount', (await page.locator('.money').count()) === 0);
}

async function slowly({ page, w, see, button }: Visitor): Promise<void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(BY_PERSON, async (route) => {
    await held;
    await route.continue();
  });
  await button(w.retry).click();
  await page.locator('.waiting').waitFor();
  await see('desk-loading');
  release();
  await page.locator('.events').waitFor();
  await page.unroute(BY_PERSON);
}

async function looks({ page, w, see, button }: Visitor): Promise<void> {
  await button(w.countersDraw).click();
  await page.getByLabel(w.theme).selectOption('dark');
  await button(w.large).click();
  await page.locator('.counters-chart svg path').first().waitFor({ state: 'attached' });
  await see('desk-dark-large');
  await button(w.large).click();
  await page.getByLabel(w.theme).selectOption('light');
  await page.setViewportSize({ width: 640, height: 450 });
  await see('desk-zoom-200');
  await page.setViewportSize({ width: 320, height: 640 });
  await see('desk-narrow');
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** A person whom the operator may not see. */
async function refused({ page, w, see }: Visitor): Promise<void> {
  const detail = '当前操作员不能查看这个区划的人员';
  await page.route(BY_PERSON, (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'access/region_denied', detail, instance: 'urn:request:0' }),
    }),
  );
  await page.reload();
  await page.getByText(w.deniedTitle).waitFor();
  await see('desk-denied');
  await page.unroute(BY_PERSON);
}

/** From the printed link to the reason of an amount by keys alone. */
async function deskKeysJob(visitor: Visitor, { link }: DeskVisit): Promise<void> {
  const { page, w, check } = visitor;
  await page.goto(link);
  await page.getByRole('navigation').waitFor();
  const field = page.getByRole('textbox');
  await tabTo(visitor, () => isFocused(page, 'input[type=radio]'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await tabTo(visitor, () => field.evaluate((one) => one === one.ownerDocument.activeElement));
  await page.keyboard.type(PATIENT.psn_no);
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: PATIENT.psn_no }).waitFor();
  await tabTo(visitor, () => isFocused(page, 'td a'));
  await page.keyboard.press('Enter');
  await page.locator('.events').waitFor();
  check('keys choose what to search by', (await page.getByText(w.yearTitle).count()) === 1);
  await tabTo(visitor, () => isFocused(page, '.event .money-why'));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.locator('.money').first().waitFor();
  check('a key opens where an amount comes from', await dialog.isVisible());
  await page.keyboard.press('Escape');
  check('and leads back to it', await isFocused(page, '.event .money-why'));
}

const MOST_KEYS = 120;

async function tabTo({ page, check }: Visitor, isThere: () => Promise<boolean>): Promise<void> {
  for (let keys = 0; keys < MOST_KEYS; keys++) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  check('keys reach it', false);
}

/** Each look does the whole job, two of them to the end; one more what must hold besides; keys. */
export async function deskVisits(
  site: PlatformSite,
  visitors: readonly Look[],
): Promise<readonly Seen[]> {
  const { bills, persons, newLink } = site.platform;
  const [first] = visitors;
  if (!first) throw new Error('no look');
  const ends: readonly DeskVisit['takesBack'][] = ['account', 'moved'];
  const visits = [
    ...visitors.map((look, index) => ({
      look,
      name: `${look.name}-desk`,
      job: deskJob,
      takesBack: ends[index] ?? null,
    })),
    { look: first, name: 'desk-states', job: deskStatesJob, takesBack: null },
    { look: first, name: 'desk-looks', job: deskLooksJob, takesBack: null },
    { look: first, name: 'desk-keys', job: deskKeysJob, takesBack: null },
  ];
  const all: Seen[] = [];
  for (const { look, name, job, takesBack } of visits) {
    const asked = { bills, persons, takesBack, link: `${site.url}console/#sign-in=${newLink()}` };
    const own = { ...look, name, mayAsk: isOfPlatform, provokes: PROVOKED };
    all.push(await visiting(site, own, (visitor) => job(visitor, asked)));
  }
  return all;
}
