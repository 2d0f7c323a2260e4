/**
 * An event with the facets as its readings set them, and what selectors see of it without the
 * person: enough to look at lines and at the keys of counters.
 */
import type { Program, Selector } from '../../engine/law/index.ts';
import type { Event, Facets, Settled } from '../../engine/settle/index.ts';

/** The event as the readings in the trace left it. */
export function asRead({ program, trace }: Settled, event: Event): Event {
  let read = event;
  for (const { reading, lines } of trace.readings) {
    const sides = program.readings[reading]?.set ?? [];
    const set = Object.fromEntries(sides.map(({ dimension, code }) => [dimension, code]));
    read = lines === null ? withFacets(read, set) : withLines(read, lines, set);
  }
  return read;
}

function withFacets<T extends { readonly facets: Facets }>(of: T, set: Facets): T {
  return { ...of, facets: { ...of.facets, ...set } };
}

function withLines(event: Event, places: readonly number[], set: Facets): Event {
  if (event.kind !== 'visit') return event;
  const lines = event.lines.map((line, at) => (places.includes(at) ? withFacets(line, set) : line));
  return { ...event, lines };
}

/** The code of a dimension of an event or a line; what a missing one means where it is missing. */
export function codeAmong({ dimensions }: Program, facets: Facets, dimension: string): string {
  const meant = dimensions.find(({ id }) => id === dimension)?.absentMeans;
  return facets[dimension] ?? meant ?? '';
}

/** Tells whether all sides of a selector match the facets of a line. */
export function matchesFacets(program: Program, selector: Selector, facets: Facets): boolean {
  return selector.every(({ dimension, codes, interval }) => {
    const code = codeAmong(program, facets, dimension);
    if (codes) return codes.includes(code);
    const from = interval?.from ?? Number.NEGATIVE_INFINITY;
    return Number(code) >= from && Number(code) < (interval?.until ?? Number.POSITIVE_INFINITY);
  });
}
