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

/** A case that holds under the law as written. */
export interface ReadyCase {
  readonly worked: WorkedCase;
  /** The schemes that settle it. */
  readonly schemes: readonly LawFileEntry[];
  /** Days that its events name. */
  readonly days: readonly Day[];
  /** Codes that it tells of the person, the events and their lines. */
  readonly told: ReadonlySet<string>;
}

export interface CaseBench {
  /** Null where the case does not hold as it is, or its law has an error. */
  readonly ready: (worked: WorkedCase) => ReadyCase | null;
  readonly withText: (file: LawFileEntry, text: string) => MovedLaw;
  readonly failing: () => readonly WorkedCase[];
  /** Areas whose law has an error, with the first. */
  readonly broken: () => ReadonlyMap<string, string>;
}

export interface MovedLaw {
  /** Whether the case holds; `refused` where the reader finds an error. */
  readonly verdict: (one: ReadyCase) => 'holds' | 'breaks' | 'refused';
  /** The code of the first error that the reader finds, in all schemes of the file. */
  readonly refusal: () => string | null;
}

/** Makes a bench for a body of law. */
export function caseBench(index: LawIndex, compile: CompileTexts): CaseBench {
  const failing: WorkedCase[] = [];
  const broken = new Map<string, string>();
  const asWritten = lawsBy(index, (file) => file, compile);
  const known = new Map<WorkedCase, ReadyCase | null>();
  const make = (worked: WorkedCase): ReadyCase | null => {
    const { area } = worked.history;
    const all = index.schemes.filter((scheme) => scheme.area === area);
    const { law, diagnostics } = asWritten(all, {});
    if (law === null) {
      const error = diagnostics.find(({ severity }) => severity === 'error');
      broken.set(area, `${error?.file}:${error?.line} ${error?.code}`);
      return null;
    }
    const settled = settleHistory(law, worked.history);
    const ids = settled.ok ? settled.value.steps.map((step) => step.settled.program.id) : [];
    const settling = all.filter(({ id }) => ids.includes(id));
    for (const schemes of settling.length > 0 ? [settling, all] : [all]) {
      if (holds(worked, asWritten(schemes, worked.flips))) {
        const days = worked.history.items.flatMap(daysOf);
        return { worked, schemes, days, told: textsOf(worked.history) };
      }
    }
    failing.push(worked);
    return null;
  };
  return {
    ready(worked) {
      const ready = known.get(worked);
      if (ready !== undefined) return ready;
      const made = make(worked);
      known.set(worked, made);
      return made;
    },
    withText: (file, text) => movedLaw(index, compile, { file, text }),
    failing: () => failing,
    broken: () => broken,
  };
}

interface Moved {
  readonly file: LawFileEntry;
  readonly text: string;
}

function movedLaw(index: LawIndex, compile: CompileTexts, { file, text }: Moved): MovedLaw {
  const laws = lawsBy(index, (one) => (one === file ? { path: file.path, text } : one), compile);
  // A scheme that begins or ends on another day hands its events to its neighbours.
  const isShared = file.kind === 'scheme' || file.kind === 'area';
  const around = index.schemes.filter(({ area }) => area === file.area);
  return {
    verdict({ worked, schemes }) {
      const compiled = laws(isShared ? around : schemes, worked.flips);
      if (compiled.law === null) return 'refused';
      return holds(worked, compiled) ? 'holds' : 'breaks';
    },
    refusal() {
      const schemes = isShared ? around : index.schemesOf(file);
      if (schemes.length === 0) return null;
      const { diagnostics } = laws(schemes, {});
      return diagnostics.find(({ severity }) => severity === 'error')?.code ?? null;
    },
  };
}

type Laws = (
  schemes: readonly LawFileEntry[],
  flips: Readonly<Record<string, ChoiceValue>>,
) => Compiled;

/** Compiles the law of some schemes once for each set of flips. */
function lawsBy(
  index: LawIndex,
  textOf: (file: LawFileEntry) => LawText,
  compile: CompileTexts,
): Laws {
  const known = new Map<string, Compiled>();
  return (schemes, flips) => {
    const key = JSON.stringify([schemes.map(({ id }) => id), Object.entries(flips).sort()]);
    const compiled = known.get(key) ?? compile(index.filesOf(schemes).map(textOf), flips);
    known.set(key, compiled);
    return compiled;
  };
}

function holds(worked: WorkedCase, compiled: Compiled): boolean {
  return runCases(() => compiled, [worked]).every(({ failures }) => failures.length === 0);
}

function daysOf(item: HistoryItem): readonly Day[] {
  if (item.kind === 'reversal') return [];
  const { event } = item;
  if (event.kind !== 'visit') return [event.on];
  return [event.admittedOn, event.servedOn, event.dischargedOn, event.settledOn];
}
