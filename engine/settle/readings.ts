/**
 * Readings: facets of an event that the law takes as others, before everything else of the event
 * (decision 0003 §3).
 */
import {
  type Codes,
  classOf,
  type Facet,
  type Facets,
  givenCode,
  matches,
  type Prepared,
  type Reading,
} from '../law/index.ts';
import { accepted, type Result } from '../units/index.ts';
import type { Event, Line } from './event.ts';
import { givenFault, personCode, profileFault } from './facts.ts';
import type { PersonOn } from './person-on.ts';
import type { ReadingTrace } from './settled.ts';

/** An event as the law reads it. */
export interface AsRead {
  readonly event: Event;
  readonly readings: readonly ReadingTrace[];
}

/** Reads an event on its law day. Rejects what a reading looks at and cannot tell. */
export function readAs(prepared: Prepared, event: Event, subject: PersonOn): Result<AsRead> {
  const { program, on } = subject;
  let read = event;
  const readings: ReadingTrace[] = [];
  for (const [index, rule] of program.readings.entries()) {
    if (on < rule.from || on >= rule.until) continue;
    if (rule.lines && read.kind !== 'visit') continue;
    const isMet = asked(prepared, rule.when, subject, read);
    if (!isMet.ok) return isMet;
    if (!isMet.value) continue;
    if (!rule.lines || read.kind !== 'visit') {
      read = { ...read, facets: setOf(read.facets, rule) };
      readings.push({ reading: index, lines: null });
      continue;
    }
    const touched = readLines(prepared, rule, rule.lines, read.lines);
    if (!touched.ok) return touched;
    const { lines, at } = touched.value;
    if (at.length === 0) continue;
    read = { ...read, lines };
    readings.push({ reading: index, lines: at });
  }
  return accepted({ event: read, readings });
}

function setOf(facets: Facets, { set }: Reading): Facets {
  return { ...facets, ...Object.fromEntries(set.map(({ dimension, code }) => [dimension, code])) };
}

/** Asks person and event whether a selector matches them. */
function asked(
  { readingFacets }: Prepared,
  selector: Reading['when'],
  subject: PersonOn,
  event: Event,
): Result<boolean> {
  const codes = new Map<string, Codes>();
  for (const { dimension } of selector) {
    const facet = readingFacets.get(dimension);
    if (!facet) throw new RangeError(`no dimension ${dimension}`);
    const isOfPerson = facet.dimension.of === 'person';
    const code = isOfPerson ? personCode(subject, facet) : givenCode(event.facets, facet);
    if (!isTold(facet, code)) {
      const table = { person: [], event: [], line: [], told: [] };
      const only = isOfPerson ? { ...table, person: [facet] } : { ...table, event: [facet] };
      return profileFault(subject, only, event);
    }
    codes.set(dimension, code);
  }
  return accepted(matches(selector, (dimension) => codes.get(dimension) ?? null));
}

function isTold(facet: Facet, code: Codes): boolean {
  if (code === null) return false;
  return typeof code === 'string'
    ? classOf(facet, code) >= 0
    : code.every((each) => classOf(facet, each) >= 0);
}

function readLines(
  { readingFacets }: Prepared,
  rule: Reading,
  selector: Reading['when'],
  lines: readonly Line[],
): Result<{ readonly lines: readonly Line[]; readonly at: readonly number[] }> {
  const facets = selector.flatMap(({ dimension }) => readingFacets.get(dimension) ?? []);
  const at: number[] = [];
  const read: Line[] = [];
  for (const [index, line] of lines.entries()) {
    const codes = new Map(
      facets.map((facet) => [facet.dimension.id, givenCode(line.facets, facet)]),
    );
    if (!facets.every((facet) => isTold(facet, codes.get(facet.dimension.id) ?? null))) {
      return givenFault(line.facets, facets, `明细 ${line.id}`);
    }
    const isMatch = matches(selector, (dimension) => codes.get(dimension) ?? null);
    if (isMatch) at.push(index);
    read.push(isMatch ? { ...line, facets: setOf(line.facets, rule) } : line);
  }
  return accepted({ lines: read, at });
}
