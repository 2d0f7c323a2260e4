/**
 * Holds the pages of clauses against the documents and the law: every numeral is told, every entry
 * that is named exists and has worked cases.
 */
import { createHash } from 'node:crypto';
import { casesOf, isDefined, type LawIndex } from './law-index.ts';
import type { Clauses, NumeralEntry } from './mapping.ts';
import { findNumerals } from './numerals.ts';
import { type PlainReason, plainReason } from './plain-rules.ts';

export interface ClauseProblem {
  readonly document: string;
  readonly n: number | null;
  readonly what: string;
}

export interface DocumentCheck {
  readonly document: string;
  readonly numerals: number;
  /** Numerals told by a line of the page. */
  readonly told: number;
  /** Numerals that are no rule by their form, by reason. */
  readonly plain: Readonly<Partial<Record<PlainReason, number>>>;
  readonly problems: readonly ClauseProblem[];
}

/** Finds what a page says wrongly, without the document. */
export function checkPage(page: Clauses, law: LawIndex): ClauseProblem[] {
  const seen = new Set<number>();
  return page.numerals.flatMap((entry) => {
    const problem = entryProblem(entry, law, seen);
    seen.add(entry.n);
    return problem === null ? [] : [{ document: page.document, n: entry.n, what: problem }];
  });
}

/** Holds one page against the text of its document. */
export function checkDocument(page: Clauses, text: string): DocumentCheck {
  const { document } = page;
  const entries = new Map(page.numerals.map((entry) => [entry.n, entry]));
  const plain: Partial<Record<PlainReason, number>> = {};
  const problems: ClauseProblem[] = [];
  const numerals = findNumerals(text);
  for (const numeral of numerals) {
    const entry = entries.get(numeral.n);
    entries.delete(numeral.n);
    if (entry && entry.numeral !== numeral.text) {
      problems.push({ document, n: numeral.n, what: `page says ${entry.numeral}` });
    }
    if (entry) continue;
    const why = plainReason(text, numeral);
    if (why) plain[why] = (plain[why] ?? 0) + 1;
    else problems.push({ document, n: numeral.n, what: `${numeral.text} is not told` });
  }
  for (const n of entries.keys()) problems.push({ document, n, what: 'no such numeral' });
  const told = page.numerals.length - entries.size;
  return { document, numerals: numerals.length, told, plain, problems };
}

/** Finds the text that a page was written from. */
export function textOf(page: Clauses, texts: readonly string[]): string | null {
  return texts.find((text) => digestOf(text) === page.digest) ?? null;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function entryProblem(entry: NumeralEntry, law: LawIndex, seen: Set<number>): string | null {
  if (seen.has(entry.n)) return 'told twice';
  const told = [entry.law, entry.module, entry.why].filter((side) => side !== undefined);
  if (told.length !== 1) return 'say one of law, module, why';
  if (entry.law === undefined) return entry.note ? null : 'a note is missing';
  if (!isDefined(law, entry.law)) return `${entry.law} is not in the law`;
  return casesOf(law, entry.law) > 0 ? null : `${entry.law} has no worked case`;
}
