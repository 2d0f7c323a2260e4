/**
 * The jobs that a clerk does at the desk: from the start page over the printed link to a person's
 * year, to settlements, to a trial, and to changes that are seen before they are made.
 */
import { parseYuan } from '../../../engine/units/index.ts';
import { who } from '../../../testing/service/visits.ts';
import { amountsIn, sum } from './estimator.ts';
import type { DemoBills } from './platform.ts';
import type { Visitor } from './visitor.ts';

export interface DeskVisit {
  readonly bills: DemoBills;
  /** Personal numbers of whose bills they are. */
  readonly persons: Readonly<Record<keyof DemoBills, string>>;
  /** A fresh one-time link of the demo sign-in. */
  readonly link: string;
  /** A bill that is taken back to the end, each by one visitor; null: seen, not done. */
  readonly takesBack: keyof DemoBills | null;
}

/** Of whose stay the year is followed; by index of the demo's persons. */
const PATIENT = who(7);
const DAY = '2025-06-20';

export async function deskJob(visitor: Visitor, visit: DeskVisit): Promise<void> {
  await signInByLink(visitor, visit.link);
  await findPerson(visitor);
  await followYear(visitor, visit.bills.stay);
  await grantBackwards(visitor);
  await findSettlements(visitor);
  await trySettling(visitor);
  await takeBack(visitor, visit);
  await signOut(visitor);
}

/** The console says how to sign in; the printed link does it. */
async function signInByLink({ page, look, w, url, check, see, button }: Visitor, link: string) {
  await page.goto(url);
  await page.getByRole('table').waitFor();
  if (look.lang === 'en') await button('English').click();
  await page.getByRole('link', { name: w.consoleTitle }).click();
  await page.getByLabel(w.signInLink).waitFor();
  await see('desk-signed-out');
  await page.goto(link);
  await page.getByText(w.demoSignIn, { exact: true }).waitFor();
  check('no token stays in the address', !page.url().includes('sign-in'));
  await see('desk-search');
}

async function findPerson({ page, w, check, see, button }: Visitor): Promise<void> {
  const field = page.getByRole('textbox');
  await field.fill('查无此人');
  await button(w.searchGo).click();
  await page.getByText(w.nobodyFound).waitFor();
  await see('desk-nobody');
  for (const [by, value] of [
    [w.byCertificate, PATIENT.certno],
    [w.byPersonNo, PATIENT.psn_no],
    [w.byName, PATIENT.psn_name],
  ] as const) {
    await page.getByRole('radio', { name: by, exact: true }).check();
    await field.fill(value);
    await button(w.searchGo).click();
    await page.getByRole('cell', { name: PATIENT.psn_no }).waitFor();
    check(
      `${by} shows nobody's whole number`,
      !((await page.textContent('table')) ?? '').includes(PATIENT.certno),
    );
  }
  await see('desk-found');
  const row = page.getByRole('row').filter({ hasText: PATIENT.psn_no });
  await row.getByRole('link').click();
  await page.locator('.events').waitFor();
}

async function followYear({ page, w, check, see, button }: Visitor, stay: string): Promise<void> {
  const events = page.locator('.event-bill');
  check('the year has bills', (await events.count()) > 0);
  const first = events.first().locator('.event-money .money');
  const [total = 0, ...parts] = await amountsIn(first);
  check(`payers and person sum to the bill: ${total}`, sum(parts) === total);
  check('counters have filled', (await page.locator('.counter-bar').count()) > 0);
  check('counters are told in rows', (await page.locator('.scroll td').count()) > 0);
  await button(w.countersDraw).click();
  await page.locator('.counters-chart svg path').first().waitFor({ state: 'attached' });
  await see('desk-person');
  const dialog = page.getByRole('dialog');
  await first.nth(1).click();
  await dialog.locator('.steps').first().waitFor();
  await see('desk-reason');
  await page.keyboard.press('Escape');
  await page
    .getByRole('link', { name: `${w.openBill} ${stay}` })
    .first()
    .click();
  await page.locator('.headline').waitFor();
  check('the bill opens', page.url().includes(stay));
  await page.goBack();
  await page.locator('.events').waitFor();
}

/** A status granted backwards is seen before it is made; here it is not made. */
async function grantBackwards({ page, w, check, see, button }: Visitor): Promise<void> {
  await button(w.factGrant).click();
  await page.getByLabel(w.factIs, { exact: true }).selectOption('tekun');
  await page.getByLabel(w.holdsFrom, { exact: true }).fill('2025-01-01');
  await button(w.previewGo).click();
  const preview = page.locator('.preview');
  await preview.locator('.headline, .ant-empty').waitFor();
  const [due = 0, ...cells] = await signedIn(preview.locator('.money'));
  const differences = cells.filter((_, index) => index % 3 === 2);
  check(`what moves sums to what is due: ${due}`, sum(differences) === due);
  await see('desk-grant');
  await preview.getByRole('button', { name: w.close }).click();
}

async function findSettlements({ page, w, check, see, button }: Visitor): Promise<void> {
  await page.getByRole('link', { name: w.findSettlements }).click();
  await button(w.searchGo).click();
  await page.locator('.fault').waitFor();
  await see('desk-unbounded');
  await page.getByLabel(w.byPersonNo).fill(PATIENT.psn_no);
  await page.getByLabel(w.statusOf).selectOption('reversed');
  await button(w.searchGo).click();
  await page.getByText(w.noSettlements).waitFor();
  await see('desk-no-settlements');
  await page.getByLabel(w.statusOf).selectOption('');
  await page.getByLabel(w.visitKind).selectOption('inpatient');
  await button(w.searchGo).click();
  await page.getByRole('row').nth(1).waitFor();
  const amounts = await amountsIn(page.getByRole('row').nth(1).locator('.money'));
  check(`a row closes: ${amounts}`, amounts[0] === (amounts[1] ?? 0) + (amounts[2] ?? 0));
  await see('desk-settlements');
  const coming = page.waitForEvent('download');
  await button(w.exportCsv).click();
  check('the list is a file', (await coming).suggestedFilename() === 'settlements.csv');
}

async function trySettling({ page, w, check, see, button }: Visitor): Promise<void> {
  await page.getByRole('link', { name: w.trialTitle, exact: true }).click();
  await page.getByLabel(w.byPersonNo).waitFor();
  await button(w.trialGo).click();
  await page.getByText(w.faultPerson).waitFor();
  await see('desk-trial-wrong');
  await page.getByLabel(w.byPersonNo).fill(PATIENT.psn_no);
  await page.getByLabel(w.on, { exact: true }).fill(DAY);
  await page.getByLabel(w.rowCost.replace('{number}', '1')).fill('30000');
  await button(w.trialGo).click();
  await page.getByText(w.trialResult).waitFor();
  const paid = await amountsIn(
    page.locator('.payers tbody .money').first().locator('xpath=ancestor::tbody').locator('.money'),
  );
  check(`payers sum to the trial: ${paid}`, sum(paid) === 3_000_000);
  await page.locator('.headline .money-big').click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await see('desk-trial');
  await page.getByRole('radio', { name: w.trialInvented }).check();
  await page.getByLabel(w.on, { exact: true }).fill('1999-01-01');
  await button(w.trialGo).click();
  await page.getByText(w.refusedTitle).waitFor();
  await see('desk-trial-refused');
}

/** Seen by all; done by who is told which bill. */
async function takeBack(visitor: Visitor, { bills, persons, takesBack }: DeskVisit): Promise<void> {
  const { page, w, check, see, button } = visitor;
  const which = takesBack ?? 'stay';
  await page.getByRole('link', { name: w.findPersons }).click();
  await page.getByRole('radio', { name: w.byPersonNo, exact: true }).check();
  await page.getByRole('textbox').fill(persons[which]);
  await button(w.searchGo).click();
  await page.getByRole('row').nth(1).getByRole('link').click();
  await page.getByRole('link', { name: `${w.reversalAsk} ${bills[which]}` }).click();
  await page.getByText(w.reversalNote).waitFor();
  const own = await signedIn(page.locator('table').first().locator('.money'));
  check(`the entries sum to nothing: ${own}`, own.length > 1 && sum(own) === 0);
  await see('desk-reversal');
  if (takesBack === null) return;
  await page.getByLabel(w.basis).fill('退费申请 1');
  await button(w.reversalDo).click();
  await page.getByText(w.reversalDone, { exact: true }).waitFor();
  await see('desk-reversed');
  await page.getByRole('link', { name: w.toPerson }).click();
  await page.locator('.event-reversal').waitFor();
  check('the bill no longer counts', (await page.locator('.event-reversedBill').count()) === 1);
  await see('desk-year-reversed');
}

async function signOut({ page, w, check, button }: Visitor): Promise<void> {
  await button(w.signOut).click();
  await page.getByLabel(w.signInLink).waitFor();
  const kept = await page.evaluate('sessionStorage.length');
  check('nothing is kept of the session', kept === 0);
}

/** Amounts with the sign that the page writes. */
async function signedIn(amounts: Parameters<typeof amountsIn>[0]): Promise<number[]> {
  const texts = await amounts.allInnerTexts();
  return texts.map((text) => {
    const fen = parseYuan(text.replaceAll(/[,+−]/g, '')) ?? Number.NaN;
    return text.startsWith('−') ? -fen : fen;
  });
}
