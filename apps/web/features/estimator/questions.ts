/**
 * Which questions the law of a day asks of a visit: its own dimensions and readings, in the order
 * of the standard set. No area, class or tier is named here.
 */
import {
  type Dimension,
  type Facet,
  type Named,
  type Program,
  prepare,
} from '../../../../engine/law/index.ts';
import { GENERAL_CLASS } from '../../../../engine/settle/index.ts';

export interface Question extends Named {
  readonly of: Dimension['of'];
  /** `open`: any code; numbers carry their unit at the end of the id. */
  readonly kind: Dimension['kind'];
  readonly codes: readonly Option[];
  readonly isMany: boolean;
  readonly absentMeans: string | null;
  /** Asked in the main form; else under "more". */
  readonly isMain: boolean;
  /** What the form starts with; null: nothing. */
  readonly preset: string | null;
}

export interface Option extends Named {
  /** The law says something of this code; the others it treats all alike. */
  readonly isNamed: boolean;
}

/** In the order in which they are asked. */
export const STANDARD = [
  'insuranceType',
  'personClass',
  'employment',
  'ageYears',
  'setting',
  'grade',
  'place',
  'referral',
] as const;

const PRESETS: Readonly<Record<string, string>> = {
  personClass: GENERAL_CLASS,
  employment: 'active',
  ageYears: '45',
  setting: 'inpatient',
  grade: 'secondary',
  place: 'inCity',
};

/** The classes of a line that the form itself fills in: in the catalogue, partly, outside. */
export const ITEM_CLASS = 'itemClass';

/** The questions of a scheme for a visit, the standard ones first. */
export function questionsOf(program: Program): readonly Question[] {
  const { kinds, readingFacets } = prepare(program);
  const { person, event, line } = kinds.visit.facets;
  const facets = new Map<string, Facet[]>();
  for (const facet of [...person, ...event, ...line, ...readingFacets.values()]) {
    facets.set(facet.dimension.id, [...(facets.get(facet.dimension.id) ?? []), facet]);
  }
  const questions = [...facets.values()].map((same) => questionOf(program, same));
  return questions.sort((left, right) => placeOf(left.id) - placeOf(right.id));
}

function placeOf(id: string): number {
  const place = (STANDARD as readonly string[]).indexOf(id);
  return place < 0 ? STANDARD.length : place;
}

function questionOf(program: Program, facets: readonly Facet[]): Question {
  const [first] = facets;
  if (!first) throw new RangeError('a dimension without a facet');
  const { id, of, zh, en, kind, many, absentMeans } = first.dimension;
  const codes = optionsOf(program, first.dimension, namedIn(program, facets));
  const isStandard = placeOf(id) < STANDARD.length;
  return {
    id,
    of,
    zh,
    en,
    kind,
    codes,
    isMany: many,
    absentMeans,
    isMain: isStandard || (absentMeans === null && !many),
    preset: presetOf(id, codes, absentMeans, many),
  };
}

function presetOf(
  id: string,
  codes: readonly Option[],
  absentMeans: string | null,
  isMany: boolean,
): string | null {
  const own = PRESETS[id];
  if (own !== undefined && (codes.length === 0 || codes.some((code) => code.id === own)))
    return own;
  if (absentMeans !== null || isMany) return absentMeans;
  return codes[0]?.id ?? null;
}

/** Codes that selectors, values and readings name. */
function namedIn(program: Program, facets: readonly Facet[]): ReadonlySet<string> {
  const id = facets[0]?.dimension.id;
  const sides = program.readings.flatMap(({ when, lines }) => [...when, ...(lines ?? [])]);
  return new Set([
    ...facets.flatMap(({ named }) => named),
    ...sides.flatMap((side) => (side.dimension === id ? (side.codes ?? []) : [])),
  ]);
}

/** A class is named by the scheme, and nobody needs one; an insurance is one that it covers. */
function optionsOf(
  program: Program,
  dimension: Dimension,
  named: ReadonlySet<string>,
): readonly Option[] {
  if (dimension.id === 'personClass') {
    const general = { id: GENERAL_CLASS, zh: '以上都不是', en: 'None of these' };
    return [...program.classes.map(({ id, zh, en }) => ({ id, zh, en })), general].map((each) => ({
      ...each,
      isNamed: true,
    }));
  }
  const covered = program.covers.find((side) => side.dimension === dimension.id)?.codes;
  return dimension.codes
    .filter(({ id }) => covered === undefined || covered.includes(id))
    .map(({ id, zh, en }) => ({ id, zh, en, isNamed: named.has(id) }));
}
