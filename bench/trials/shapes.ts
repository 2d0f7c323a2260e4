/**
 * Trial `shapes`: every benefit form B–L that fewer than three worked cases show is a failure. Only
 * cases count whose expectation is official or made by hand, and which hold. Beside it stand the
 * named operations of the language, and those that the cases of one form alone need.
 */
import { lawOf } from '../../apps/cli/events.ts';
import { compile, POLICIES, readLawFolder } from '../../apps/cli/load-law.ts';
import { areaLaws } from '../../engine/analyse/index.ts';
import { readCases, runCases, type WorkedCase } from '../../engine/input/index.ts';
import type { Law, Program } from '../../engine/law/index.ts';
import { evidenceOf, isShown } from '../../tools/shapes/evidence.ts';
import { namedOperations, operationsIn } from '../../tools/shapes/operations.ts';
import { readShapes } from '../../tools/shapes/rows.ts';
import type { FigureMap, MeasureOptions, TrialResult } from '../result.ts';

const MOST_ROWS = 5;
const MOST_OPERATIONS = 45;
/** A quick run settles one case in so many and takes the others as holding. */
const QUICK = 5;

/** Runs the trial. */
export async function run({ quick, seed }: MeasureOptions): Promise<TrialResult> {
  const { laws, cases } = readLawFolder(POLICIES);
  const law = lawOf(compile(laws));
  const read = cases.map(({ path, text }) => readCases(text, path));
  const showing = read.flatMap((file) => file.cases).filter(({ shows }) => shows.length > 0);
  const settled = showing.filter((_, index) => !quick || index % QUICK === seed % QUICK);
  const failing = runCases(areaLaws(laws, compile), settled)
    .filter(({ failures }) => failures.length > 0)
    .map(({ worked }) => worked);
  const evidence = evidenceOf(
    showing.filter((one) => !failing.includes(one)),
    law,
  );
  const rows = readShapes().filter(({ counts }) => counts);
  const ids = rows.flatMap((section) => section.rows.map(({ id }) => id));
  const missing = ids.filter((id) => !isShown(evidence.get(id)));
  const operations = Object.entries(namedOperations());
  const count = operations.reduce((sum, [, words]) => sum + words.length, 0);
  return {
    name: 'shapes',
    value: missing.length,
    tried: ids.length,
    bar:
      `≤ ${MOST_ROWS} of 135 forms with fewer than three cases, official or by hand; ` +
      `≤ ${MOST_OPERATIONS} named operations`,
    holds: missing.length <= MOST_ROWS && failing.length === 0 && count <= MOST_OPERATIONS,
    figures: {
      missing,
      bySection: Object.fromEntries(
        rows.map(({ id, rows: own }) => {
          const open = own.filter((row) => missing.includes(row.id));
          return [id, { rows: own.length, shown: own.length - open.length }];
        }),
      ),
      cases: countsOf(showing),
      failingCases: failing.map(({ file, line, name }) => `${file}:${line} ${name}`),
      operations: count,
      operationsByGroup: Object.fromEntries(operations),
      operationsOfOneForm: ofOneForm(law, showing),
    },
  };
}

function countsOf(cases: readonly WorkedCase[]): FigureMap {
  const from = (source: WorkedCase['expectedFrom']) =>
    cases.filter(({ expectedFrom }) => expectedFrom === source).length;
  return { settledOrTaken: cases.length, official: from('official'), hand: from('hand') };
}

/** Operations that stand only in the laws of one form: a smell that wants a decision page. */
function ofOneForm(law: Law, cases: readonly WorkedCase[]): FigureMap {
  const forms = new Map<string, Set<string>>();
  const used = new Map<Program, ReadonlySet<string>>();
  for (const worked of cases) {
    for (const program of law.programs.filter((one) => isOf(one, worked))) {
      const words = used.get(program) ?? operationsIn(program);
      used.set(program, words);
      for (const word of words) {
        forms.set(word, new Set([...(forms.get(word) ?? []), ...worked.shows]));
      }
    }
  }
  const all = Object.entries(namedOperations()).flatMap(([group, words]) =>
    words.map((word) => `${group} ${word}`),
  );
  const rare = all.map((word) => [word, [...(forms.get(word) ?? [])]] as const);
  return Object.fromEntries(rare.filter(([, shown]) => shown.length < 2));
}

function isOf({ id, tiers }: Program, { of }: WorkedCase): boolean {
  return id === of || tiers.some((tier) => tier.id === of);
}
