/**
 * The jobs that a visitor does on the estimator, step by step, by what stands on the screen.
 */
import { parseYuan } from '../../../engine/units/index.ts';
import type { Visitor } from './visitor.ts';

/** From the start page to an estimate that is understood, compared and drawn. */
export async function estimateJob(visitor: Visitor): Promise<void> {
  await enter(visitor);
  await firstResult(visitor);
  await understand(visitor);
  await change(visitor);
  await compareAll(visitor);
  await drawCurve(visitor);
  await withoutLaw(visitor);
  await wrongInput(visitor);
  const kept = await visitor.page.evaluate('JSON.stringify(Object.keys(localStorage))');
  visitor.check(`keeps ${kept}`, kept === '[]' || kept === '["tibao.settings"]');
}

/** Opens the start page, sets the language, and follows the link to the estimator. */
async function enter({ page, look, w, url, check, see, button }: Visitor): Promise<void> {
  await page.goto(url);
  await page.getByRole('table').waitFor();
  if (look.lang === 'en') await button('English').click();
  check('the start page names itself', (await page.title()).includes(w.siteName));
  await see('home');
  await page.getByRole('link', { name: w.estimatorTitle }).click();
  await page.getByLabel(w.total, { exact: true }).waitFor();
  await page.getByText(w.empty).waitFor();
  check('says that no law holds today', await page.locator('.banner').isVisible());
  await see('empty');
}

async function firstResult({ page, w, check, see }: Visitor): Promise<void> {
  await page.getByRole('button', { name: '30,000' }).click();
  await page.getByText(w.tiersTitle).waitFor();
  const rows = await amountsIn(page.locator('.payers').first().locator('tbody .money'));
  check(`payers sum to the total: ${rows}`, sum(rows) === 3_000_000 && rows.length >= 2);
  const reasons = await amountsIn(page.locator('section .reasons .money'));
  check('reasons sum to what the person pays', sum(reasons) === rows.at(-1));
  check('assumptions are said', (await page.locator('.mark-assumed').count()) > 3);
  await see('result');
}

/** Opens an amount, a part of it, its source, and a hard word. */
async function understand({ page, w, check, see, button }: Visitor): Promise<void> {
  const dialog = page.getByRole('dialog');
  await page.locator('.headline .money-big').click();
  await dialog.waitFor();
  await see('person-opened');
  await dialog.locator('.money-why').last().click();
  await dialog.locator('.steps').waitFor();
  await see('reason-opened');
  await dialog.locator('.source').first().click();
  await dialog.getByText(w.sourceMark).first().waitFor();
  await see('source-opened');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('.payers').first().locator('.money-why').last().click();
  check('the total opens the bill', await dialog.getByRole('table').isVisible());
  await dialog.getByRole('button', { name: w.close }).click();
  await page.locator('.steps .term-word').first().click();
  check('a hard word is explained', await page.locator('.steps .term-note').first().isVisible());
  await page.locator('.steps .term-word').first().click();
  check('the result can be printed', await button(w.print).isVisible());
}

/** Another area, hospital and earlier visits, by labels that the law gives. */
async function change({ page, w, check, see, button }: Visitor): Promise<void> {
  const amount = page.locator('.headline .money-big');
  const share = () => amount.textContent();
  await page.getByText(w.more).click();
  await button(w.partAdd).click();
  await see('form-opened');
  await button(w.partRemove).click();
  await page.getByLabel(w.area, { exact: true }).selectOption('xianning');
  await page.getByText('2024-12-31').first().waitFor();
  await page.locator('.headline').waitFor();
  const first = await share();
  const grade = page.locator('form select').filter({ has: page.locator('[value=tertiary]') });
  await grade.first().selectOption('tertiary');
  await amount.filter({ hasNotText: first ?? '' }).waitFor();
  const second = await share();
  check(`a tertiary hospital is another amount: ${first}, ${second}`, first !== second);
  await button(w.earlierAdd).click();
  await page.getByLabel(w.total, { exact: true }).nth(1).fill('90000');
  await amount.filter({ hasNotText: second ?? '' }).waitFor();
  await see('earlier');
  await button(w.earlierRemove).click();
  await page.getByLabel(w.classC, { exact: true }).first().fill('10000');
}

async function compareAll({ page, w, check, see, button }: Visitor): Promise<void> {
  const axes = { compareGrade: 3, comparePlace: 3, compareArea: 2, compareYear: 2 } as const;
  for (const [axis, least] of Object.entries(axes)) {
    await button(w[axis as keyof typeof axes]).click();
    const rows = page.locator('.compare tbody tr');
    await rows.nth(least - 1).waitFor();
    check(`${axis} marks what is now`, (await page.locator('.compare .mark').count()) === 1);
    await see(axis);
    if (axis !== 'compareGrade') continue;
    await rows.first().locator('.money-why').click();
    check('a compared amount opens', await page.getByRole('dialog').isVisible());
    await page.keyboard.press('Escape');
  }
}

async function drawCurve({ page, w, check, see, button }: Visitor): Promise<void> {
  await button(w.curveShow).click();
  await page.locator('.chart svg path').first().waitFor({ state: 'attached' });
  const lines = await page.locator('.chart svg path').count();
  check('the curve is drawn', lines > 2);
  await page.getByText(w.curveTable).click();
  check('the curve is told in numbers', (await page.locator('.curve td').count()) > 10);
  await see('curve');
}

async function withoutLaw({ page, w, check, see }: Visitor): Promise<void> {
  await page.getByLabel(w.on, { exact: true }).fill('2026-11-22');
  await page.getByText(w.lawExpired, { exact: true }).waitFor();
  const amounts = page.locator('.headline, .compare, .jump');
  check('no amount stands where no law does', (await amounts.count()) === 0);
  await see('expired');
  await page.getByLabel(w.on, { exact: true }).fill('2023-05-01');
  await page.getByText(w.lawGap, { exact: true }).waitFor();
  await see('gap');
  await page.locator('.picks button').last().click();
  await page.locator('.headline').waitFor();
  check('a press leads to a span with law', await page.locator('.payers').first().isVisible());
}

async function wrongInput({ page, w, check, see }: Visitor): Promise<void> {
  await page.getByLabel(w.total, { exact: true }).fill('12.345');
  await page.getByText(w.faultYuan).first().waitFor();
  check('a wrong form has no result', (await page.locator('.headline').count()) === 0);
  await see('wrong');
}

/** What must also look right: slow and failing law, dark, large, zoomed, on paper. */
export async function statesJob(visitor: Visitor): Promise<void> {
  const { page, w, url, check, see, button } = visitor;
  await page.goto(url);
  await page.route('**/laws/wenzhou*', (route) => route.abort());
  await page.getByRole('link', { name: w.estimatorTitle }).click();
  await page.getByText(w.failed).waitFor();
  await see('failed');
  await page.unroute('**/laws/wenzhou*');
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/laws/wenzhou*', async (route) => {
    await held;
    await route.continue();
  });
  await button(w.retry).click();
  await page.getByText(w.loading).waitFor();
  await see('loading');
  release();
  await page.getByLabel(w.total, { exact: true }).fill('150000');
  await page.getByText(w.tiersTitle).waitFor();
  await page.emulateMedia({ media: 'print' });
  check('paper has no controls', !(await page.locator('.looks').isVisible()));
  await see('print');
  await page.emulateMedia({ media: 'screen' });
  await page.getByLabel(w.theme).selectOption('dark');
  await see('dark');
  await button(w.large).click();
  await see('dark-large');
  await page.getByLabel(w.theme).selectOption('light');
  await page.setViewportSize({ width: 640, height: 450 });
  await see('zoom-200');
  await page.setViewportSize({ width: 320, height: 640 });
  await see('narrow');
  await page.reload();
  await page.getByLabel(w.total, { exact: true }).waitFor();
  const size = await page.evaluate('document.documentElement.dataset.size');
  check('the look is kept, the answers are not', size === 'large');
  check('answers are gone', (await page.getByLabel(w.total, { exact: true }).inputValue()) === '');
}

/** The whole job by keys alone. */
export async function keysJob({ page, w, url, check }: Visitor): Promise<void> {
  await page.goto(url);
  const press = (key: string, times = 1) =>
    Array.from({ length: times }).reduce<Promise<void>>(
      (before) => before.then(() => page.keyboard.press(key)),
      Promise.resolve(),
    );
  await page.getByRole('link', { name: w.estimatorTitle }).waitFor();
  await press('Tab');
  check('the first key leads past the head', await isFocused(page, '.skip'));
  await press('Enter');
  await press('Tab');
  check('then to the job', await isFocused(page, '.job'));
  await press('Enter');
  const total = page.getByLabel(w.total, { exact: true });
  await total.waitFor();
  for (let keys = 0; keys < 40; keys++) {
    await press('Tab');
    if (await total.evaluate((field) => field === field.ownerDocument.activeElement)) break;
  }
  await page.keyboard.type('20000');
  await page.getByText(w.tiersTitle).waitFor();
  for (let keys = 0; keys < 60 && !(await isFocused(page, '.money-big')); keys++)
    await press('Tab');
  check('keys reach what the person pays', await isFocused(page, '.money-big'));
  await press('Enter');
  check('and open it', await page.getByRole('dialog').isVisible());
  await press('Escape');
  check('and come back to it', await isFocused(page, '.money-big'));
}

/** Whether what a selector names has the focus. */
export function isFocused(page: Visitor['page'], selector: string): Promise<boolean> {
  return page
    .locator(`${selector}:focus`)
    .count()
    .then((count) => count > 0);
}

/** The amounts that stand on the screen, in fen. */
export async function amountsIn(
  amounts: ReturnType<Visitor['page']['locator']>,
): Promise<number[]> {
  const texts = await amounts.allInnerTexts();
  return texts.map((text) => parseYuan(text.replaceAll(',', '')) ?? Number.NaN);
}

export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, fen) => total + fen, 0);
}
