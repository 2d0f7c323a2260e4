/**
 * Trial `clauses`: every numeral of the policy documents is mapped to an entry of the law with its
 * worked cases, to the module that it waits for, or to the reason why it is no rule.
 */
import { checkDocument, checkPage, textOf } from '../../tools/clauses/check.ts';
import { DOCUMENTS_FOLDER, readDocuments } from '../../tools/clauses/documents.ts';
import { CLAUSES_FOLDER, LAW_FOLDER } from '../../tools/clauses/file.ts';
import { lawIndex } from '../../tools/clauses/law-index.ts';
import { type Clauses, readClauses } from '../../tools/clauses/mapping.ts';
import type { FigureMap, TrialResult } from '../result.ts';

const SHOWN = 20;

/** Runs the trial over all documents; a smaller run would prove nothing. */
export async function run(): Promise<TrialResult> {
  const texts = readDocuments(DOCUMENTS_FOLDER);
  if (!texts) throw new Error(`no documents in ${DOCUMENTS_FOLDER}: nothing was checked`);
  const pages = readClauses(CLAUSES_FOLDER);
  const law = lawIndex(LAW_FOLDER);
  const checks = pages.map((page) => checkDocument(page, textFor(page, texts)));
  const problems = [
    ...pages.flatMap((page) => checkPage(page, law)),
    ...checks.flatMap((check) => check.problems),
  ];
  const unread = texts.length - pages.length;
  for (const { document, n, what } of problems.slice(0, SHOWN)) {
    console.error(`${document} ${n ?? ''}: ${what}`);
  }
  return {
    name: 'clauses',
    value: problems.length + unread,
    tried: checks.reduce((sum, check) => sum + check.numerals, 0),
    bar: '0 numerals of the documents neither mapped nor explained',
    holds: problems.length + unread === 0,
    figures: Object.fromEntries([
      ['documentsWithoutPage', unread],
      ...checks.map(({ document, numerals, told, plain }): [string, FigureMap] => [
        document,
        { numerals, told, ...plain },
      ]),
      ['places', places(pages)],
    ]),
  };
}

function textFor(page: Clauses, texts: readonly string[]): string {
  const text = textOf(page, texts);
  if (text === null) throw new Error(`${page.document}: the text with its digest is missing`);
  return text;
}

function places(pages: readonly Clauses[]): FigureMap {
  const entries = pages.flatMap((page) => page.numerals);
  return {
    law: entries.filter((entry) => entry.law !== undefined).length,
    module: entries.filter((entry) => entry.module !== undefined).length,
    noRule: entries.filter((entry) => entry.why !== undefined).length,
  };
}
