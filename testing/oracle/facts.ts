/**
 * What is true of a person and an event on a day, told by dimension.
 */
import { classOf } from './classes.ts';
import { ageYears } from './date.ts';
import { factsOf } from './held.ts';
import { fault, Rejected } from './rejection.ts';
import type { OfLine, Scene } from './scene.ts';
import type { Dimension, Selector } from './written.ts';

const GREATEST_NUMBER = 900_000_000_000;

/** The code of a dimension, or the years of age as a text. Line dimensions need the line. */
export function codeOf(scene: Scene, dimension: string, line?: OfLine): string {
  if (dimension === 'personClass') return classOf(scene);
  if (dimension === 'ageYears') return ageOf(scene);
  const law = scene.scheme.dimensions[dimension] ?? fault(`no dimension ${dimension}`);
  const code = told(scene, dimension, law, line ?? scene.line) ?? law.absentMeans;
  if (code === undefined) throw new Rejected('settlement/facet_missing', dimension);
  return known(dimension, law, code);
}

/** The codes that the person holds of a dimension with `many`, each once. */
export function codesHeld(scene: Scene, dimension: string): string[] {
  const law = scene.scheme.dimensions[dimension] ?? fault(`no dimension ${dimension}`);
  return heldOn(scene, dimension).map((code) => known(dimension, law, code));
}

/** The number that a dimension tells. */
export function numberTold(scene: Scene, dimension: string): bigint {
  return BigInt(codeOf(scene, dimension));
}

function told(
  scene: Scene,
  dimension: string,
  law: Dimension,
  line: OfLine | undefined,
): string | undefined {
  if (law.of === 'person') return personCode(scene, dimension);
  return (law.of === 'event' ? scene.event.facets : line?.facets)?.[dimension];
}

function known(dimension: string, law: Dimension, code: string): string {
  const isKnown =
    law.values === 'open' ||
    (law.values === 'integer' ? isWholeNumber(code) : Object.hasOwn(law.codes ?? {}, code));
  if (!isKnown) throw new Rejected('settlement/unknown_code', `${dimension}: ${code}`);
  return code;
}

function isWholeNumber(code: string): boolean {
  return /^\d+$/.test(code) && Number(code) <= GREATEST_NUMBER;
}

/** Tells whether all sides of a selector match. */
export function matches(scene: Scene, selector: Selector, line?: OfLine): boolean {
  return Object.entries(selector)
    .map(([dimension, side]) => {
      if (scene.scheme.dimensions[dimension]?.many) {
        const held = codesHeld(scene, dimension);
        const isListed = held.some((code) => (side as readonly string[]).includes(code));
        scene.note(`many.${held.length === 0 ? 'none' : isListed ? 'listed' : 'others'}`);
        return isListed;
      }
      const code = codeOf(scene, dimension, line);
      if (Array.isArray(side)) return side.includes(code);
      const { from, until } = side as { from?: number; until?: number };
      return Number(code) >= (from ?? -Infinity) && Number(code) < (until ?? Infinity);
    })
    .every((isMatch) => isMatch);
}

/** As `matches`, but a side that nobody tells does not match. */
export function matchesTold(scene: Scene, selector: Selector, line?: OfLine): boolean {
  const sides = Object.entries(selector).map(([dimension, side]) =>
    ifTold(() => matches(scene, { [dimension]: side }, line)),
  );
  if (sides.includes(undefined)) scene.note('readAs.notTold');
  return sides.every((isMatch) => isMatch === true);
}

/** What is found, or undefined where a facet that it needs is not told. */
export function ifTold<T>(find: () => T): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof Rejected && error.code === 'settlement/facet_missing') return undefined;
    throw error;
  }
}

function personCode(scene: Scene, dimension: string): string | undefined {
  const { scheme, note } = scene;
  const held = heldOn(scene, dimension);
  if (held.length > 1) {
    const order = scheme.covers.insuranceType;
    const isOrdered = scheme.choice('doubleEnrolment') === 'declaredOrder';
    if (dimension !== 'insuranceType' || !isOrdered || !Array.isArray(order)) {
      throw new Rejected('settlement/facts_overlap', dimension);
    }
    note('doubleEnrolment.declaredOrder');
    return order.find((code) => held.includes(code)) ?? held[0];
  }
  return held[0];
}

/** The codes of a dimension that hold on the law day, each once. */
function heldOn(scene: Scene, dimension: string): string[] {
  const { day } = scene;
  const codes = factsOf(scene)
    .filter((fact) => fact.dimension === dimension)
    .filter((fact) => fact.effectiveFrom <= day)
    .filter((fact) => fact.effectiveUntil === null || day < fact.effectiveUntil)
    .map((fact) => fact.code);
  return [...new Set(codes)];
}

function ageOf({ person, day }: Scene): string {
  if (person.bornOn === null) throw new Rejected('settlement/facet_missing', 'ageYears');
  return String(ageYears(person.bornOn, day));
}
