/**
 * The words of the law in force, so that a page knows no code: dimensions with their codes, person
 * classes, payers, schemes.
 */
import type { Dimension, Law, Named, Program } from '../../../engine/law/index.ts';
import { formatDay } from '../../../engine/units/index.ts';

export interface Vocabulary {
  /** The platform's day, `YYYY-MM-DD`. */
  readonly today: string;
  readonly areas: readonly string[];
  readonly schemes: readonly {
    readonly id: string;
    readonly area: string;
    readonly title: string;
    readonly from: string;
    readonly until: string;
    /** Insurance types that it covers. */
    readonly insuranceTypes: readonly string[];
  }[];
  /** Those that a scheme looks at; of persons, events and lines. */
  readonly dimensions: readonly Dimension[];
  readonly classes: readonly Named[];
  readonly payers: readonly Named[];
}

/** Of one area, or of all. An area that no law names has no words. */
export function vocabularyOf(law: Law, area: string | null, today: string): Vocabulary {
  const programs = law.programs.filter((program) => area === null || program.area === area);
  const used = new Set(programs.flatMap(({ dimensions }) => dimensions.map(({ id }) => id)));
  return {
    today,
    areas: [...new Set(law.programs.map((program) => program.area))].sort(),
    schemes: programs.map(schemeOf),
    dimensions: law.dimensions.filter(({ id }) => used.has(id)),
    classes: once(programs.flatMap(({ classes }) => classes)),
    payers: once(programs.flatMap(({ payers }) => payers)),
  };
}

function schemeOf({ id, area, title, from, until, covers }: Program) {
  const insured = covers.find(({ dimension }) => dimension === 'insuranceType');
  const span = { from: formatDay(from), until: formatDay(until) };
  return { id, area, title, ...span, insuranceTypes: insured?.codes ?? [] };
}

function once(all: readonly Named[]): readonly Named[] {
  const found = new Map<string, Named>();
  for (const { id, zh, en } of all) if (!found.has(id)) found.set(id, { id, zh, en });
  return [...found.values()];
}
