/**
 * Runs worked cases again and again under a law of which one file is changed, compiling no more of
 * it than the schemes that settle the case.
 */
import { runCases, type WorkedCase } from '../input/index.ts';
import type { ChoiceValue } from '../law/index.ts';
import type { Compiled, LawText } from '../law/read/index.ts';
import { type HistoryItem, settleHistory } from '../settle/index.ts';
import type { Day } from '../units/index.ts';
import type { LawFileEntry, LawIndex } from './law-files.ts';
import { textsOf } from './texts-of.ts';

/** Compiles law files with other choices made. */
export type CompileTexts = (
  laws: readonly LawText[],
  flips: Readonly<Record<string, ChoiceValue>>,
) => Compiled;

/** A case whose law could be compiled. */
export interface ReadyCase {
  readonly worked: WorkedCase;
  /** The schemes that settle it, as far as can be told: the first are tried first. */
  readonly settledBy: readonly (readonly LawFileEntry[])[];
  /** Days that its events name. */
  readonly days: readonly Day[];
  /** Codes that it tells of the person, the events and their lines. */
  readonly told: ReadonlySet<string>;
}

export interface CaseBench {
  /** Null where the law of its area has an error. */
  readonly ready: (worked: WorkedCase) => ReadyCase | null;
  readonly withText: (file: LawFileEntry, text: string) => MovedLaw;
  /** Cases that were asked and do not hold under the law as written. */
  readonly failing: () => readonly WorkedCase[];
  /** Areas whose law has an error, with the first. */
  readonly broken: () => ReadonlyMap<string, string>;
}

export interface MovedLaw {
  /** Of a case that holds as written; `refused` where the reader finds an error. */
  readonly verdict: (one: ReadyCase) => 'holds' | 'breaks' | 'refused';
  /**
   * The code of the first error that the reader finds, in all schemes of the file; else under the
   * choices of the case that was refused.
   */
  readonly refusal: (refused: ReadyCase | null) => string | null;
}

/** Makes a bench for a body of law. */
export function caseBench(index: LawIndex, compile: CompileTexts): CaseBench {
  const broken = new Map<string, string>();
  const laws = lawsAs(index, compile);
  const known = new Map<WorkedCase, ReadyCase | null>();
  const sound = soundness(laws);
  return {
    ready(worked) {
      const ready = known.get(worked);
      if (ready !== undefined) return ready;
      const made = readyCase(worked, index, laws);
      known.set(worked, typeof made === 'string' ? null : made);
      if (typeof made !== 'string') return made;
      broken.set(worked.history.area, made);
      return null;
    },
    withText: (file, text) => {
      const moved = lawsAs(index, compile, { file, text, written: laws });
      return movedLaw(file, index, { written: laws, moved, sound });
    },
    failing: sound.failing,
    broken: () => broken,
  };
}

/** Gives the error where the law of the case's area has one. */
function readyCase(worked: WorkedCase, { schemes }: LawIndex, laws: Laws): ReadyCase | string {
  const all = schemes.filter(({ area }) => area === worked.history.area);
  const { law, diagnostics } = laws.of(all, {});
  if (law === null) {
    const error = diagnostics.find(({ severity }) => severity === 'error');
    return error ? `${error.file}:${error.line} ${error.code}` : 'law/unknown_area';
  }
  const told = textsOf(worked.history);
  const settled = settleHistory(law, worked.history);
  const ids = settled.ok ? settled.value.steps.map((step) => step.settled.program.id) : [];
  const settling = all.filter(({ id }) => ids.includes(id));
  const covering = all.filter(({ covers }) => isToldOf(covers, told));
  return {
    worked,
    settledBy: [settling, covering, all].filter(({ length }) => length > 0),
    days: worked.history.items.flatMap(daysOf),
    told,
  };
}

interface Soundness {
  /** The first schemes under which the case holds as written; null: it does not hold at all. */
  readonly schemesOf: (one: ReadyCase) => readonly LawFileEntry[] | null;
  readonly failing: () => readonly WorkedCase[];
}

/** Asked only of a case that breaks: one that never held proves nothing. */
function soundness(laws: Laws): Soundness {
  const known = new Map<ReadyCase, readonly LawFileEntry[] | null>();
  return {
    schemesOf(one) {
      const found = known.get(one);
      if (found !== undefined) return found;
      const { worked, settledBy } = one;
      const schemes = settledBy.find((some) => holds(worked, laws.of(some, worked.flips))) ?? null;
      known.set(one, schemes);
      return schemes;
    },
    failing: () => [...known].flatMap(([{ worked }, schemes]) => (schemes ? [] : [worked])),
  };
}

interface Bodies {
  readonly written: Laws;
  readonly moved: Laws;
  readonly sound: Soundness;
}

function movedLaw(
  file: LawFileEntry,
  { schemes: all, schemesOf }: LawIndex,
  { written, moved, sound }: Bodies,
): MovedLaw {
  // A scheme that begins or ends on another day hands its events to the one before or after it.
  const around = all.filter(
    ({ area, covers }) =>
      file.kind === 'scheme' && area === file.area && covers.join() === file.covers.join(),
  );
  const movedFor = ({ worked }: ReadyCase, schemes: readonly LawFileEntry[]) => {
    const settling = all.filter((one) => around.includes(one) || schemes.includes(one));
    return moved.of(settling, worked.flips);
  };
  const verdictBy = (one: ReadyCase, schemes: readonly LawFileEntry[]) => {
    const compiled = movedFor(one, schemes);
    if (compiled.law === null) return 'refused';
    return holds(one.worked, compiled) ? 'holds' : 'breaks';
  };
  return {
    verdict(one) {
      const [first = []] = one.settledBy;
      const likely = verdictBy(one, first);
      if (likely === 'holds') return likely;
      const schemes = sound.schemesOf(one);
      if (schemes === null) return 'holds';
      return schemes === first ? likely : verdictBy(one, schemes);
    },
    refusal(refused) {
      const schemes = around.length > 0 ? around : schemesOf(file);
      if (schemes.length === 0 || written.of(schemes, {}).law === null) return null;
      const plain = errorIn(moved.together(schemes));
      if (plain !== null || refused === null) return plain;
      return errorIn(movedFor(refused, sound.schemesOf(refused) ?? []));
    },
  };
}

function errorIn({ diagnostics }: Compiled): string | null {
  return diagnostics.find(({ severity }) => severity === 'error')?.code ?? null;
}

interface Laws {
  /** The law of some schemes, each compiled by itself once for each set of flips. */
  readonly of: (schemes: readonly LawFileEntry[], flips: Flips) => Compiled;
  /** Compiled in one go, so that what is wrong between schemes is told. */
  readonly together: (schemes: readonly LawFileEntry[]) => Compiled;
}

type Flips = Readonly<Record<string, ChoiceValue>>;

interface Moved {
  readonly file: LawFileEntry;
  readonly text: string;
  /** Schemes without the file are as they were. */
  readonly written: Laws;
}

function lawsAs(index: LawIndex, compile: CompileTexts, moved?: Moved): Laws {
  const known = new Map<string, Compiled>();
  const texts = (files: readonly LawFileEntry[]): readonly LawText[] =>
    files.map((one) => (one === moved?.file ? { path: one.path, text: moved.text } : one));
  const touched = moved && new Set(index.schemesOf(moved.file));
  const one = (scheme: LawFileEntry, flips: Flips): Compiled => {
    if (moved && !touched?.has(scheme)) return moved.written.of([scheme], flips);
    const files = index.filesOf([scheme]);
    const own = Object.entries(flips).filter(([flip]) =>
      files.some(({ id }) => flip.startsWith(`${id}/`)),
    );
    const key = JSON.stringify([scheme.path, own.sort()]);
    const compiled =
      known.get(key) ?? alone(scheme, compile(texts(files), Object.fromEntries(own)));
    known.set(key, compiled);
    return compiled;
  };
  return {
    of: (schemes, flips) => joined(schemes.map((scheme) => one(scheme, flips))),
    together: (schemes) => compile(texts(index.filesOf(schemes)), {}),
  };
}

/** Leaves out schemes that came along only for the counters that are mapped. */
function alone({ id }: LawFileEntry, { law, diagnostics }: Compiled): Compiled {
  if (law === null) return { law, diagnostics };
  const programs = law.programs.filter((program) => program.id === id);
  return { law: { ...law, programs }, diagnostics };
}

function joined(each: readonly Compiled[]): Compiled {
  const diagnostics = each.flatMap((one) => one.diagnostics);
  const laws = each.flatMap(({ law }) => law ?? []);
  const [first] = laws;
  if (!first || laws.length < each.length) return { law: null, diagnostics };
  return { law: { ...first, programs: laws.flatMap(({ programs }) => programs) }, diagnostics };
}

function holds(worked: WorkedCase, compiled: Compiled): boolean {
  return runCases(() => compiled, [worked]).every(({ failures }) => failures.length === 0);
}

/** Whether a history tells some code that the scheme covers. */
function isToldOf(covers: readonly string[], told: ReadonlySet<string>): boolean {
  return covers.length === 0 || covers.some((code) => told.has(code));
}

function daysOf(item: HistoryItem): readonly Day[] {
  if (item.kind === 'reversal') return [];
  const { event } = item;
  if (event.kind !== 'visit') return [event.on];
  return [event.admittedOn, event.servedOn, event.dischargedOn, event.settledOn];
}
