/**
 * What columns are built from: the events of people, as `settle` opens them.
 */
import type { Codes, EventPlan, LineClass, PreparedKind, Program } from '../law/index.ts';
import type { Day } from '../units/index.ts';

/** An event as the first tier finds it; `openHistory` of `settle` gives such events. */
export interface BuildEvent {
  readonly event: { readonly id: string };
  readonly program: Program;
  readonly kind: PreparedKind;
  readonly windowDay: Day;
  readonly personKey: string;
  readonly eventKey: string;
  readonly plan: EventPlan;
  /** A close over the person alone, whose cells are counters. */
  readonly isAlone: boolean;
  readonly atoms: readonly { readonly cells: readonly number[] }[];
  /** Parallel to the atoms; empty where the event has no lines. */
  readonly classes: readonly LineClass[];
  readonly totalFen: number;
  readonly codeOf: (dimension: string) => Codes;
  readonly recomputedCodeOf: ((dimension: string) => Codes) | null;
  readonly measure: (name: string) => number;
}

/**
 * A person's events in the order of the law; their counters start from nothing. `openHistory` of
 * `settle` gives such people.
 */
export interface BuildPerson {
  readonly events: readonly BuildEvent[];
  /**
   * The events as they stood before each reversal that leaves results as they were, oldest first:
   * an event has its result in the first of these that has it.
   */
  readonly kept: readonly (readonly BuildEvent[])[];
}
