/**
 * What is looked at: a scheme, a person and an event on a law day.
 */
import type { Iso } from './date.ts';
import type { Event, Line, Person } from './event.ts';
import type { Note } from './note.ts';
import type { Scheme } from './scheme.ts';

/** A line, or the atom that stands for lines that no selector tells apart. */
export type OfLine = Pick<Line, 'facets'>;

export interface Scene {
  readonly scheme: Scheme;
  readonly person: Person;
  readonly event: Event;
  /** The law day: it picks facts and numbers. */
  readonly day: Iso;
  readonly note: Note;
  /** The line that is looked at, where it is about one. */
  readonly line?: OfLine;
}
