/**
 * Turns a settled event into its explanation.
 */
import { type Law, type Program, prepare } from '../law/index.ts';
import type { Atom, CounterMove, Settled } from '../settle/index.ts';
import { formatDay } from '../units/index.ts';
import { explainCitation, openBook } from './amounts.ts';
import { assumedAtWork } from './choices.ts';
import { explainExclusion, explainPrices, explainReadings } from './explain-bill.ts';
import { explainTier, type TierView } from './explain-tier.ts';
import {
  type AtomExplained,
  type ChoiceExplained,
  type CounterExplained,
  EXPLANATION_VERSION,
  type Explanation,
  type ReasonFen,
} from './explanation.ts';
import { isCount } from './formula-words.ts';
import { reasonWords } from './words.ts';

const EVENT_KINDS = {
  bill: 'visit',
  premium: 'contribution',
  cashBenefit: 'allowance',
  topUp: 'close',
} as const satisfies Record<Settled['kind'], string>;

/**
 * Explains a result: payers and person sum to the total, atoms to both; the law gives the
 * documents.
 */
export function explain(settled: Settled, law: Law): Explanation {
  const { program } = settled;
  const book = openBook(law);
  const { reasons } = prepare(program).kinds[EVENT_KINDS[settled.kind]].layout;
  const view = { book, program, reasons, values: new Map(), entitled: entitledOf(settled) };
  const tiers = settled.trace.tiers.flatMap((tier) => explainTier(view, tier) ?? []);
  return {
    version: EXPLANATION_VERSION,
    event: {
      id: settled.eventId,
      kind: settled.kind,
      lawDay: formatDay(settled.lawDay),
      windowDay: formatDay(settled.windowDay),
      releasedBy: settled.releasedBy,
    },
    law: { scheme: program.id, title: program.title, hash: settled.law },
    totalFen: settled.totalFen,
    payers: program.payers.map((payer, i) => ({ ...payer, fen: settled.paidFen[i] ?? 0 })),
    personFen: settled.personFen,
    personBecause: personBecause(settled, reasons),
    atoms: settled.atoms.map((atom, i) => explainAtom(view, settled, atom, i)),
    readings: explainReadings(view, settled),
    prices: explainPrices(view, settled),
    tiers,
    counters: settled.trace.counters.flatMap((move) => explainCounter(program, move) ?? []),
    assumedChoices: assumedAtWork(settled).map((choice) => explainChoice(law, choice)),
    sources: book.found,
  };
}

function personBecause({ program, residual }: Settled, reasons: readonly string[]): ReasonFen[] {
  const sums = reasons.map((reason, column) => ({
    ...reasonWords(program, reason),
    fen: residual.reduce((sum, row) => sum + (row[column] ?? 0), 0),
  }));
  return sums.filter(({ fen }) => fen > 0);
}

/** Of an allowance: what each tier of its kind entitles to. */
function entitledOf({ kind, program, atoms }: Settled): ReadonlyMap<number, number> {
  if (kind !== 'cashBenefit') return new Map();
  const { tiers } = prepare(program).kinds.allowance.layout;
  return new Map(tiers.map((tier, place) => [tier, atoms[0]?.cells[place] ?? 0]));
}

function explainAtom(view: TierView, settled: Settled, atom: Atom, index: number): AtomExplained {
  const { program, reasons } = view;
  const row = settled.matrix[index] ?? [];
  const { line } = prepare(program).kinds[EVENT_KINDS[settled.kind]].facets;
  const codes = line.flatMap(({ dimension }, i) => {
    const code = atom.codes[i];
    if (code === undefined || code === '' || isBundle(code)) return [];
    const known = dimension.codes.find(({ id }) => id === code);
    return [{ dimension: dimension.id, id: code, zh: known?.zh ?? code, en: known?.en ?? code }];
  });
  const named = (fens: readonly number[]) =>
    fens
      .map((fen, i) => ({ ...reasonWords(program, reasons[i] ?? ''), fen }))
      .filter(({ fen }) => fen > 0);
  return {
    zh: codes.map(({ zh }) => zh).join('、'),
    en: codes.map(({ en }) => en).join(', '),
    lines: atom.lines,
    codes: Object.fromEntries(codes.map(({ dimension, id }) => [dimension, id])),
    totalFen: atom.totalFen,
    exclusion: explainExclusion(view, atom.exclusion),
    cells: named(atom.cells),
    paidFen: row.slice(0, -1),
    personFen: row.at(-1) ?? 0,
    personBecause: named(settled.residual[index] ?? []),
  };
}

/** Codes, or numbers, that the law does not tell apart. */
function isBundle(code: string): boolean {
  return code === '*' || code.startsWith('#');
}

function explainCounter(program: Program, move: CounterMove): CounterExplained | undefined {
  const counter = program.counters[move.counter];
  if (!counter) return undefined;
  return {
    counter: counter.id,
    title: counter.title,
    key: move.key,
    unit: isCount(counter) ? 'count' : 'fen',
    before: move.beforeFen,
    after: move.afterFen,
  };
}

function explainChoice(law: Law, choice: Program['chosen'][number]): ChoiceExplained {
  return {
    ...explainCitation(law, choice.citation),
    id: choice.id,
    settles: choice.settles ?? null,
    is: choice.is,
    otherwise: choice.otherwise,
    labels: choice.labels,
  };
}
