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
  type Selector,
} from '../law/index.ts';
import { accepted, type Result } from '../units/index.ts';
import type { Event, Line } from './event.ts';
import { givenFault, overlapFault, personCode, profileFault } from './facts.ts';
import type { PersonOn } from './person-on.ts';
import type { ReadingTrace } from './settled.ts';

/** An event as the law reads it. */
export interface AsRead {
  readonly event: Event;
  readonly readings: readonly ReadingTrace[];
}

/**
 * Reads an event on its law day. Rejects a code that a reading looks at and no vocabulary has, and
 * facts that contradict each other.
 */
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

/**
 * Asks person and event whether a selector matches them. A side that is not told does not match; a
 * code that is told must be known.
 */
function asked(
  { readingFacets }: Prepared,
  selector: Selector,
  subject: PersonOn,
  event: Event,
): Result<boolean> {
  let isMet = true;
  for (const side of selector) {
    const facet = readingFacets.get(side.dimension);
    if (!facet) throw new RangeError(`no dimension ${side.dimension}`);
    const isOfPerson = facet.dimension.of === 'person';
    const code = isOfPerson ? personCode(subject, facet) : givenCode(event.facets, facet);
    const overlap = isOfPerson && code === null ? overlapFault(subject, facet) : null;
    if (overlap) return overlap;
    if (!isKnown(facet, code)) return faultOf(subject, facet, event);
    isMet &&= matches([side], () => code);
  }
  return accepted(isMet);
}

function isKnown(facet: Facet, code: Codes): boolean {
  if (code === null) return true;
  return typeof code === 'string'
    ? classOf(facet, code) >= 0
    : code.every((each) => classOf(facet, each) >= 0);
}

function faultOf(subject: PersonOn, facet: Facet, event: Event): Result<never> {
  const none = { person: [], event: [], line: [], told: [] };
  const isOfPerson = facet.dimension.of === 'person';
  const only = isOfPerson ? { ...none, person: [facet] } : { ...none, event: [facet] };
  return profileFault(subject, only, event);
}

/** As `asked`, of each line. */
function readLines(
  { readingFacets }: Prepared,
  rule: Reading,
  selector: Selector,
  lines: readonly Line[],
): Result<{ readonly lines: readonly Line[]; readonly at: readonly number[] }> {
  const at: number[] = [];
  const read: Line[] = [];
  for (const [index, line] of lines.entries()) {
    let isMatch = true;
    for (const side of selector) {
      const facet = readingFacets.get(side.dimension);
      if (!facet) throw new RangeError(`no dimension ${side.dimension}`);
      const code = givenCode(line.facets, facet);
      if (!isKnown(facet, code)) return givenFault(line.facets, [facet], `明细 ${line.id}`);
      isMatch &&= matches([side], () => code);
    }
    if (isMatch) at.push(index);
    read.push(isMatch ? { ...line, facets: setOf(line.facets, rule) } : line);
  }
  return accepted({ lines: read, at });
}
