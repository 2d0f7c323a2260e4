/**
 * What shows a form: the worked cases that name its id, and for a question (X…) also those that
 * flip a choice which settles it.
 */
import type { WorkedCase } from '../../engine/input/index.ts';
import type { Law } from '../../engine/law/index.ts';

export interface Evidence {
  readonly official: number;
  readonly hand: number;
  readonly engine: number;
  /** Files of the cases, as the cases name them, in order. */
  readonly files: readonly string[];
}

/** A form is shown by so many cases that are official or made by hand. */
export const ENOUGH = 3;
export const NO_EVIDENCE: Evidence = { official: 0, hand: 0, engine: 0, files: [] };

/** Gathers the evidence by id of the row; ids that no row has are kept, for the reader to tell. */
export function evidenceOf(cases: readonly WorkedCase[], law: Law): ReadonlyMap<string, Evidence> {
  const settles = settledBy(law);
  const found = new Map<string, Evidence>();
  for (const worked of cases) {
    const flipped = Object.keys(worked.flips).flatMap((choice) => settles.get(choice) ?? []);
    for (const id of new Set([...worked.shows, ...flipped])) {
      found.set(id, withCase(found.get(id) ?? NO_EVIDENCE, worked));
    }
  }
  return found;
}

/** Tells whether enough cases that were not made by the engine show a form. */
export function isShown(evidence: Evidence = NO_EVIDENCE): boolean {
  return evidence.official + evidence.hand >= ENOUGH;
}

/** Gives for each question the choices that settle it, over all of the law. */
export function choicesBySettled(law: Law): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [choice, question] of settledBy(law)) {
    found.set(question, [...(found.get(question) ?? []), choice]);
  }
  return found;
}

function settledBy({ programs }: Law): ReadonlyMap<string, string> {
  return new Map(
    programs.flatMap(({ chosen }) =>
      chosen.flatMap(({ id, settles }) => (settles === undefined ? [] : [[id, settles]])),
    ),
  );
}

function withCase(evidence: Evidence, { expectedFrom, file }: WorkedCase): Evidence {
  const { files } = evidence;
  return {
    ...evidence,
    [expectedFrom]: evidence[expectedFrom] + 1,
    files: files.includes(file) ? files : [...files, file].sort(),
  };
}
