/**
 * What is known of an event before any amount of it: how it is read, which numbers of the law meet
 * it, and where the counters stand. Analysis works from it; `settle` does the same by itself.
 */
import {
  type EventPlan,
  givenCode,
  type LineClass,
  type Prepared,
  type PreparedKind,
} from '../law/index.ts';
import { accepted, type Day, type Result } from '../units/index.ts';
import type { CounterState } from './balances.ts';
import { classOfLine } from './classify.ts';
import { keyFor, openBook, readCounter, readLineCounter } from './counters.ts';
import type { Event, Line } from './event.ts';
import { heldCodes, toldNumber } from './event-run.ts';
import { givenFault } from './facts.ts';
import { firstCells } from './first-cells.ts';
import { lawDayOf, outsideSpan, planAsRead, type SettleInput, windowDayOf } from './profile.ts';
import { enterScheme } from './scheme-change.ts';
import type { Atom } from './settled.ts';

export interface PlannedEvent {
  /** As the law reads it. */
  readonly event: Event;
  readonly prepared: Prepared;
  readonly kind: PreparedKind;
  readonly plan: EventPlan;
  /** Of a visit, parallel to its lines. */
  readonly classes: readonly LineClass[];
  /** A counter before the event; of one keyed by a line dimension, for a code. */
  readonly counter: (index: number) => number;
  readonly lineCounter: (index: number, code: string) => number;
  /** A told number of the person or the event. */
  readonly told: (dimension: string) => number;
  /** A told number of a line, else of the person or the event. */
  readonly toldOf: (line: Line, dimension: string) => number;
  readonly held: (dimension: string) => readonly string[];
  /** The counters before the event, as its scheme takes them over. */
  readonly before: readonly CounterState[];
  readonly windowDay: Day;
  /** The code under which the event counts; empty for a counter without key. */
  readonly keyOf: (index: number) => string;
  /** Of a close: the base counters of each member, or of the person alone, by these states. */
  readonly members: readonly Atom[];
}

/** Plans an event. Rejects what `settle` rejects before it looks at amounts. */
export function planEvent(given: SettleInput): Result<PlannedEvent> {
  const { program } = given;
  const lawDay = lawDayOf(program, given.event);
  const expired = outsideSpan(program, lawDay);
  if (expired) return expired;
  const read = planAsRead(given, lawDay);
  if (!read.ok) return read;
  const { prepared, kind, profile, plan } = read.value;
  const { input } = read.value;
  const { event } = input;
  const classes: LineClass[] = [];
  for (const line of event.kind === 'visit' ? event.lines : []) {
    const lineClass = classOfLine(prepared, kind, line);
    if (!lineClass) return givenFault(line.facets, kind.facets.line, `明细 ${line.id}`);
    classes.push(lineClass);
  }
  const state = enterScheme(program, given.state);
  const windowDay = windowDayOf(program, event);
  const book = openBook(prepared, state, windowDay, profile);
  const first = event.kind === 'close' ? firstCells(prepared, kind, input, plan, book) : null;
  if (first && !first.ok) return first;
  const told = (dimension: string): number => toldNumber(profile, dimension);
  return accepted({
    event,
    prepared,
    kind,
    plan,
    classes,
    counter: (index) => readCounter(book, index),
    lineCounter: (index, code) => readLineCounter(book, index, code),
    told,
    toldOf: (line, dimension) => {
      const facet = kind.facets.line.find((candidate) => candidate.dimension.id === dimension);
      return facet ? Number(givenCode(line.facets, facet)) : told(dimension);
    },
    held: (dimension) => heldCodes(profile, dimension),
    before: state.counters,
    windowDay,
    keyOf: (index) => {
      const law = prepared.counters[index]?.law;
      return law ? keyFor(book, law) : '';
    },
    members: first?.value.atoms ?? [],
  });
}
