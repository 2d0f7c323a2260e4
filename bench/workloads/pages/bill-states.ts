/**
 * What of the bill's page must hold besides its job: refusals and failures, how it looks, and keys.
 */
import type { BillVisit } from './bill.ts';
import { isFocused } from './estimator.ts';
import type { Visitor } from './visitor.ts';

/** Refusals of the platform that `billStatesJob` provokes. */
export const PROVOKED = [401, 403, 404, 500];

/** Slow, failing, refused and unknown; dark, large, zoomed, narrow, on paper. */
export async function billStatesJob(visitor: Visitor, { bills, link }: BillVisit): Promise<void> {
  const { page, w, url, check, see, button } = visitor;
  const open = async (settlementId: string, hash = '') => {
    await page.goto(`${url}bill/?settlement=${settlementId}${hash}`);
  };
  await open(bills.stay, '#sign-in=not-a-link');
  await page.getByText(w.settledSignedOut, { exact: true }).waitFor();
  await see('bill-link-refused');
  // As the demo prints it: one link signs in and shows a bill.
  await page.goto('about:blank');
  await open(bills.stay, `#sign-in=${new URL(link).hash.slice('#sign-in='.length)}`);
  await page.locator('.headline').waitFor();
  check('the token is gone from the address', !page.url().includes('sign-in'));
  await open('9S9');
  await page.getByText(w.settledUnknown, { exact: true }).waitFor();
  await see('bill-unknown');
  const path = `**/api/settlements/${bills.stay}/bill`;
  const refusal = { code: 'access/region_denied', detail: '—', instance: '' };
  await page.route(path, (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify(refusal),
    }),
  );
  await open(bills.stay);
  await page.getByText(w.settledDenied, { exact: true }).waitFor();
  await see('bill-denied');
  await page.unroute(path);
  await page.route(path, (route) => route.abort());
  await page.reload();
  await page.getByText(w.settledFailed, { exact: true }).waitFor();
  await see('bill-failed');
  await page.unroute(path);
  await slowly(visitor, path);
  await looks(visitor);
  await page.evaluate('sessionStorage.clear()');
  await page.reload();
  await button(w.settledSignIn)
    .or(page.getByRole('link', { name: w.settledSignIn }))
    .waitFor();
  check('a session that is gone shows no amount', (await page.locator('.money').count()) === 0);
}

async function slowly({ page, w, see, button }: Visitor, path: string): Promise<void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(path, async (route) => {
    await held;
    await route.continue();
  });
  await button(w.retry).click();
  await page.getByText(w.settledLoading).waitFor();
  await see('bill-loading');
  release();
  await page.locator('.headline').waitFor();
  await page.unroute(path);
}

async function looks({ page, w, check, see, button }: Visitor): Promise<void> {
  await page.getByLabel(w.theme).selectOption('dark');
  await button(w.large).click();
  await page.locator('#flow-title').scrollIntoViewIfNeeded();
  await page.locator('.chart svg path').first().waitFor({ state: 'attached' });
  await see('bill-dark-large');
  await page.getByLabel(w.theme).selectOption('light');
  await page.setViewportSize({ width: 640, height: 450 });
  await see('bill-zoom-200');
  await page.setViewportSize({ width: 320, height: 640 });
  await see('bill-narrow');
  await page.setViewportSize({ width: 794, height: 1123 });
  await page.emulateMedia({ media: 'print' });
  await see('bill-print');
  check('paper has no drawing and no controls', await page.locator('.chart').isHidden());
  await page.emulateMedia({ media: 'screen' });
  await page.setViewportSize({ width: 1280, height: 900 });
  await button(w.large).click();
}

/** From the start page to a clause by keys alone, signed in already. */
export async function billKeysJob(visitor: Visitor, { bills, link }: BillVisit): Promise<void> {
  const { page, w, url, check } = visitor;
  await page.goto(link);
  await page.getByLabel(w.signInLink).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: w.siteName }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: w.settledTitle }).waitFor();
  check('the brand leads home', page.url() === url);
  const title = page.getByRole('link', { name: w.settledTitle });
  await tabTo(visitor, () => title.evaluate((one) => one === one.ownerDocument.activeElement));
  await page.keyboard.press('Enter');
  const field = page.getByLabel(w.settledAskId);
  await field.waitFor();
  await tabTo(visitor, () => field.evaluate((one) => one === one.ownerDocument.activeElement));
  await page.keyboard.type(bills.stay);
  await page.keyboard.press('Enter');
  await page.locator('.headline').waitFor();
  await tabTo(visitor, () => isFocused(page, '.money-big'));
  await page.keyboard.press('Enter');
  check('a key opens what the person pays', await page.getByRole('dialog').isVisible());
  await tabTo(visitor, () => isFocused(page, 'dialog .money-why'));
  await page.keyboard.press('Enter');
  check('and why a part of it stays', await page.getByRole('dialog').isVisible());
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await tabTo(visitor, () => isFocused(page, '.flow tbody .money-why'));
  await page.keyboard.press('Enter');
  await tabTo(visitor, () => isFocused(page, 'dialog .source'));
  await page.keyboard.press('Enter');
  check('and its clause', await page.getByRole('dialog').getByText(w.sourceMark).isVisible());
}

const MOST_KEYS = 200;

async function tabTo({ page, check }: Visitor, isThere: () => Promise<boolean>): Promise<void> {
  for (let keys = 0; keys < MOST_KEYS; keys++) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  check('keys reach it', false);
}
