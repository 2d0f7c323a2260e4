/**
 * The desk that answers the page: finds the law, says what it asks, settles answers and explains.
 * It runs in a worker; in tests it runs in Node. It gets law files from outside and keeps them.
 */
import { type Explanation, explain } from '../../../../engine/explain/index.ts';
import { type Law, PROGRAM_FORMAT } from '../../../../engine/law/index.ts';
import { type Settled, settleHistory } from '../../../../engine/settle/index.ts';
import {
  accepted,
  type Day,
  formatDay,
  parseDay,
  type Rejection,
  type Result,
} from '../../../../engine/units/index.ts';
import {
  type Catalogue,
  LAW_FILES_VERSION,
  type LeftOut,
  type SchemeEntry,
  type SchemeFile,
} from '../../laws/law-files.ts';
import { type Answers, daysOf, historyOf, VISIT_ID } from './answers.ts';
import { type Curve, curveOf } from './curve.ts';
import { type Question, questionsOf } from './questions.ts';

/** Reads a law file by its name; rejects where it cannot be had. */
export type LoadFile = (name: string) => Promise<unknown>;

export interface Subject {
  readonly area: string;
  /** Code of `insuranceType`. */
  readonly insurance: string;
  readonly on: string;
}

export type Asked =
  | {
      readonly kind: 'law';
      readonly scheme: string;
      /** Chinese. */
      readonly title: string;
      readonly from: string;
      readonly until: string;
      readonly questions: readonly Question[];
      readonly leftOut: readonly LeftOut[];
    }
  | NoLaw;

/** No scheme covers the day: which ones there are, in the order of their first days. */
export interface NoLaw {
  readonly kind: 'noLaw';
  readonly why: 'expired' | 'notYet' | 'gap' | 'never';
  readonly on: string;
  readonly spans: readonly {
    readonly title: string;
    readonly from: string;
    readonly until: string;
  }[];
}

export type Estimated =
  | { readonly kind: 'settled'; readonly explanation: Explanation }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | NoLaw;

export interface CurveRequest {
  readonly answers: Answers;
  /** The greatest cost that is drawn. */
  readonly untilFen: number;
}

export interface Desk {
  readonly catalogue: () => Promise<Catalogue>;
  readonly ask: (subject: Subject) => Promise<Asked>;
  readonly estimate: (answers: Answers) => Promise<Estimated>;
  /** Null where the law rejects the answers: `estimate` says why. */
  readonly curve: (request: CurveRequest) => Promise<Curve | null>;
}

/** Opens a desk over law files. */
export function openDesk(load: LoadFile): Desk {
  const kept = new Map<string, Promise<unknown>>();
  const once = async <T extends { readonly version: number }>(name: string): Promise<T> => {
    const found = kept.get(name) ?? load(name);
    kept.set(name, found);
    try {
      return checked<T>(name, await found);
    } catch (fault) {
      kept.delete(name);
      throw fault;
    }
  };
  const shelf: Shelf = {
    catalogue: () => once<Catalogue>('catalogue.json'),
    scheme: async (entry) => {
      const file = await once<SchemeFile>(entry.file);
      const { format } = file.program;
      if (format !== PROGRAM_FORMAT) throw new Error(`${entry.file}: format ${format}`);
      return file;
    },
  };
  return {
    catalogue: shelf.catalogue,
    ask: (subject) => ask(shelf, subject),
    estimate: (answers) => estimate(shelf, answers),
    curve: (request) => drawCurve(shelf, request),
  };
}

interface Shelf {
  readonly catalogue: () => Promise<Catalogue>;
  readonly scheme: (entry: SchemeEntry) => Promise<SchemeFile>;
}

/** The files are made with the page: another version means that they do not belong together. */
function checked<T extends { readonly version: number }>(name: string, found: unknown): T {
  const file = found as T;
  if (file.version === LAW_FILES_VERSION) return file;
  throw new Error(`${name}: version ${file.version}, not ${LAW_FILES_VERSION}`);
}

async function ask(shelf: Shelf, { area, insurance, on }: Subject): Promise<Asked> {
  const entries = await entriesOf(shelf, area, insurance);
  const day = parseDay(on);
  const entry = entries.find((each) => day !== undefined && isIn(each, day));
  if (!entry) return noLaw(entries, on);
  const { program, leftOut } = await shelf.scheme(entry);
  const { id: scheme, title, from, until } = entry;
  return { kind: 'law', scheme, title, from, until, questions: questionsOf(program), leftOut };
}

async function estimate(shelf: Shelf, answers: Answers): Promise<Estimated> {
  const law = await lawFor(shelf, answers);
  if (law.kind === 'noLaw') return law;
  const result = visitUnder(law.law, answers);
  if (!result.ok) return { kind: 'rejected', rejection: result.rejection };
  return { kind: 'settled', explanation: explain(result.value, law.law) };
}

async function drawCurve(shelf: Shelf, { answers, untilFen }: CurveRequest): Promise<Curve | null> {
  const law = await lawFor(shelf, answers);
  if (law.kind === 'noLaw') return null;
  return curveOf(answers, untilFen, (scaled) => {
    const result = visitUnder(law.law, scaled);
    return result.ok ? result.value.personFen : null;
  });
}

/** Settles the history that answers mean, and gives the visit that is asked for. */
function visitUnder(law: Law, answers: Answers): Result<Settled> {
  const history = historyOf(answers);
  if (!history.ok) return history;
  const result = settleHistory(law, history.value);
  if (!result.ok) return result;
  const step = result.value.steps.find(({ event }) => event.id === VISIT_ID);
  if (!step) throw new Error('a history without its visit');
  return accepted(step.settled);
}

type LawFound = { readonly kind: 'found'; readonly law: Law } | NoLaw;

/** The files of every scheme that a visit of the answers may fall under. */
async function lawFor(shelf: Shelf, answers: Answers): Promise<LawFound> {
  const [insurance = ''] = answers.person.insuranceType ?? [];
  const entries = await entriesOf(shelf, answers.area, insurance);
  const day = parseDay(answers.visit.on);
  if (day !== undefined && !entries.some((entry) => isIn(entry, day))) {
    return noLaw(entries, answers.visit.on);
  }
  const days = daysOf(answers);
  const needed = entries.filter((entry) => days.some((each) => isIn(entry, each)));
  const early = days.find((each) => !entries.some((entry) => isIn(entry, each)));
  if (early !== undefined) return noLaw(entries, formatDay(early));
  const files = await Promise.all(needed.map(shelf.scheme));
  const law = {
    programs: files.map(({ program }) => program),
    dimensions: files[0]?.program.dimensions ?? [],
    documents: files.flatMap(({ documents }) => documents),
  };
  return { kind: 'found', law };
}

async function entriesOf(shelf: Shelf, area: string, insurance: string): Promise<SchemeEntry[]> {
  const { areas } = await shelf.catalogue();
  const found = areas.find(({ id }) => id === area)?.schemes ?? [];
  return found.filter(
    ({ insurances }) => insurances.length === 0 || insurances.some(({ id }) => id === insurance),
  );
}

function isIn({ from, until }: SchemeEntry, day: Day): boolean {
  const on = formatDay(day);
  return from <= on && on < until;
}

function noLaw(entries: readonly SchemeEntry[], on: string): NoLaw {
  const spans = entries
    .map(({ title, from, until }) => ({ title, from, until }))
    .sort((left, right) => left.from.localeCompare(right.from));
  const [first] = spans;
  const last = spans
    .map(({ until }) => until)
    .sort()
    .at(-1);
  const why =
    first === undefined || last === undefined
      ? 'never'
      : on >= last
        ? 'expired'
        : on < first.from
          ? 'notYet'
          : 'gap';
  return { kind: 'noLaw', why, on, spans };
}
