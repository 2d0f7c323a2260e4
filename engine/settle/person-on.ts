/**
 * A person under a Program on a day.
 */
import type { Program } from '../law/index.ts';
import type { Day } from '../units/index.ts';
import type { Person } from './event.ts';

/** A person as the law sees them on a day. */
export interface PersonOn {
  readonly program: Program;
  readonly person: Person;
  readonly on: Day;
}
