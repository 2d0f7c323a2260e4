/**
 * The jobs that a visitor does on the bill's page: from the start page over sign-in to a bill, and
 * from every number on it to its reason.
 */

import { amountsIn, sum } from './estimator.ts';
import type { DemoBills } from './platform.ts';
import type { Visitor } from './visitor.ts';

export interface BillVisit {
  readonly bills: DemoBills;
  /** A fresh one-time link of the demo sign-in. */
  readonly link: string;
  /** Of the numbers that open a reason, one in so many is pressed. */
  readonly every: number;
}

/** From the start page to a bill that is understood, in its official form, and as PDF. */
export async function billJob(visitor: Visitor, { bills, link, every }: BillVisit): Promise<void> {
  await reachSignIn(visitor, bills.stay);
  await signIn(visitor, link);
  await openBill(visitor, bills.stay);
  await answerFirst(visitor);
  await openEach(visitor, every);
  await pressFlow(visitor);
  await takeForm(visitor);
  await becameOfIt(visitor, bills);
}

/** Opens the bill's page by its card on the start page and names a settlement. */
async function askFor({ page, w }: Visitor, settlementId: string): Promise<void> {
  await page.getByRole('link', { name: w.settledTitle }).click();
  await page.getByLabel(w.settledAskId).fill(settlementId);
  await page.getByRole('button', { name: w.settledAskOpen, exact: true }).click();
}

async function reachSignIn(visitor: Visitor, settlementId: string): Promise<void> {
  const { page, look, w, url, check, see, button } = visitor;
  await page.goto(url);
  await page.getByRole('table').waitFor();
  if (look.lang === 'en') await button('English').click();
  await page.getByRole('link', { name: w.settledTitle }).click();
  await page.getByLabel(w.settledAskId).waitFor();
  await see('bill-unasked');
  await page.getByRole('link', { name: w.siteName }).click();
  await askFor(visitor, settlementId);
  await page.getByText(w.settledSignedOut, { exact: true }).waitFor();
  check('who is not signed in sees no amount', (await page.locator('.money').count()) === 0);
  await see('bill-signed-out');
}

/** Spends a link in the console's form, where the bill's page leads to. */
async function signIn({ page, w, button }: Visitor, link: string): Promise<void> {
  await page.getByRole('link', { name: w.settledSignIn }).click();
  await page.getByLabel(w.signInLink).fill(link);
  await button(w.signInGo).click();
  await page.getByLabel(w.signInLink).waitFor({ state: 'detached' });
}

/** From wherever the visitor is, over the start page. */
async function openBill(visitor: Visitor, settlementId: string): Promise<void> {
  const { page, w } = visitor;
  await page.getByRole('link', { name: w.siteName }).click();
  await askFor(visitor, settlementId);
  await page.locator('.headline').waitFor();
}

async function answerFirst({ page, w, check, see }: Visitor): Promise<void> {
  const [totalFen = 0, personFen = 0] = await amountsIn(page.locator('.headline .money'));
  const paid = await amountsIn(page.locator('.said strong + .money, .said strong ~ .money-why'));
  check(`the person bears a part: ${personFen} of ${totalFen}`, personFen > 0);
  check('each payer has a sentence', (await page.locator('.said > li').count()) > 2);
  check('assumptions are said', (await page.locator('.mark-assumed').count()) > 1);
  check('what was paid is said in the sentences', paid.includes(personFen));
  await page.locator('#flow-title').scrollIntoViewIfNeeded();
  await page.locator('.chart svg path').first().waitFor({ state: 'attached' });
  const whole = await amountsIn(page.locator('.flow tfoot .money'));
  check(`payers sum to the whole: ${whole}`, sum(whole) === 2 * totalFen);
  for (const row of await page.locator('.flow tbody tr').all()) {
    const cells = await amountsIn(row.locator('.money'));
    check(`a row of the matrix closes: ${cells}`, sum(cells) === 2 * (cells.at(-1) ?? 0));
  }
  const lines = await amountsIn(
    page.locator('[aria-labelledby=lines-title] td:nth-child(3) .money'),
  );
  check('the lines sum to the whole', sum(lines) === totalFen);
  check('it says by which law', await page.getByText(w.lawHash).isVisible());
  await see('bill');
}

/** Each number that is a button opens its reason; each kind once with a picture. */
async function openEach({ page, w, check, see }: Visitor, every: number): Promise<void> {
  const dialog = page.getByRole('dialog');
  const all = page.locator('main .money-why');
  const count = await all.count();
  check(`${count} numbers have a reason`, count > 30);
  for (let at = 0; at < count; at += every) {
    await all.nth(at).press('Enter');
    await dialog.waitFor();
    const reasons = await dialog.locator('p, li, td, dd').count();
    check(`number ${at} opens a reason`, reasons > 0);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  const kinds = [
    ['cell', '.flow tbody .money-why'],
    ['line', '[aria-labelledby=lines-title] .money-why'],
    ['counter', '[aria-labelledby=counters-title] .money-why'],
    ['person', '.headline .money-big'],
  ] as const;
  for (const [kind, selector] of kinds) {
    await page.locator(selector).first().click();
    await dialog.waitFor();
    await see(`bill-${kind}`);
    await page.keyboard.press('Escape');
  }
  await page.locator('.flow tbody .money-why').first().click();
  await dialog.locator('.source').first().click();
  await dialog.getByText(w.sourceMark).first().waitFor();
  check('the reason leads to a clause', await dialog.getByText(w.sourceClause).first().isVisible());
  await see('bill-source');
  await page.keyboard.press('Escape');
}

/** The drawing answers to a press as well. */
async function pressFlow({ page, check }: Visitor): Promise<void> {
  const chart = page.locator('.chart');
  await chart.scrollIntoViewIfNeeded();
  const text = chart.locator('svg text').last();
  await text.click({ force: true });
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  check('a block of the flow opens its reason', await dialog.isVisible());
  await page.keyboard.press('Escape');
}

const PDF_HEAD = '%PDF-';

async function takeForm({ page, w, check, see, button }: Visitor): Promise<void> {
  await button(w.viewForm).click();
  const form = page.frameLocator(`iframe[title="${w.viewForm}"]`);
  await form.getByText('医疗保障费用结算单').first().waitFor();
  check('the form can be printed', await button(w.formPrint).isVisible());
  await see('bill-form');
  const coming = page.waitForEvent('download');
  await button(w.formPdf).click();
  const stream = await (await coming).createReadStream();
  const head = await new Promise<string>((resolve) =>
    stream.once('data', (bytes: Buffer) => resolve(bytes.toString('latin1', 0, PDF_HEAD.length))),
  );
  stream.destroy();
  check(`the form is kept as PDF: ${head}`, head === PDF_HEAD);
  await button(w.viewReasons).click();
}

/** A bill that was settled anew, one that was reversed, and one paid from the account. */
async function becameOfIt(visitor: Visitor, bills: DemoBills): Promise<void> {
  const { page, w, check, see } = visitor;
  await openBill(visitor, bills.moved);
  await page.getByText(w.laterMoved).waitFor();
  const moves = await amountsIn(page.locator('[aria-labelledby=later-title] td:last-child .money'));
  check(`what moved sums to nothing: ${moves}`, moves.length > 1 && moves.some((fen) => fen !== 0));
  await see('bill-moved');
  await openBill(visitor, bills.reversed);
  await page.getByText(w.laterReversed, { exact: true }).waitFor();
  await see('bill-reversed');
  await openBill(visitor, bills.account);
  check('nothing happened to the third', await page.getByText(w.laterNothing).isVisible());
}
