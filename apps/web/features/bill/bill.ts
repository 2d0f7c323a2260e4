/**
 * A bill as the platform answers it, and what its page shows of it. Pure; the only amounts made
 * here are sums and shares of what the bill says.
 */
import type { Answer } from '../../api/client.ts';
import type { Explanation, TierApplied, Words } from '../../parts/reasons/explained.ts';
import { type Payer, tiersOf } from '../../parts/reasons/steps.ts';

export type Bill = Answer<'/api/settlements/{settlementId}/bill', 'get'>;
export type BillLine = Bill['lines'][number];
export type Atom = Explanation['atoms'][number];
export type Counter = Explanation['counters'][number];
export type ItemClass = NonNullable<BillLine['item']>['itemClass'];

export const PERSON: Words = { zh: '个人', en: 'The person' };

export const CLASS_WORDS: Readonly<Record<ItemClass, Words>> = {
  '01': { zh: '甲类', en: 'class A' },
  '02': { zh: '乙类', en: 'class B' },
  '03': { zh: '丙类', en: 'class C' },
};

const OTHER_COST: Words = { zh: '其余费用', en: 'other cost' };

/**
 * What a row of the matrix is called: as the law tells its lines apart; where it does not, by the
 * classes of the lines.
 */
export function atomName({ explanation, lines }: Bill, atom: Atom): Words {
  if (atom.zh !== '') return atom;
  const classes = atom.lines.flatMap((index) => lines[index]?.item?.itemClass ?? []);
  const names = [...new Set(classes)].sort().map((one) => CLASS_WORDS[one]);
  if (names.length === 0) {
    return explanation.atoms.length === 1 ? { zh: '全部费用', en: 'all cost' } : OTHER_COST;
  }
  return {
    zh: `${names.map(({ zh }) => zh).join('、')}费用`,
    en: names.map(({ en }) => en).join(', '),
  };
}

/** What a payer pays of an atom; the person's part is its last column. */
export function cellFen({ payers }: Explanation, atom: Atom, payer: Payer): number {
  if (payer.isPerson) return atom.personFen;
  return atom.paidFen[payers.findIndex(({ id }) => id === payer.id)] ?? 0;
}

/** The tiers of a payer that counted something of an atom. */
export function tiersOfCell(
  explanation: Explanation,
  atom: number,
  payer: string,
): readonly TierApplied[] {
  return tiersOf(explanation).active.filter(
    (tier) =>
      tier.payer.id === payer &&
      tier.parts.some(({ base }) => base.some((cell) => cell.atom === atom && cell.fen > 0)),
  );
}

/** How many atoms a tier counted together. */
export function atomsIn(tier: TierApplied): number {
  const atoms = tier.parts.flatMap(({ base }) =>
    base.flatMap(({ atom, fen }) => (fen > 0 ? atom : [])),
  );
  return new Set(atoms).size;
}

/** The counters that are a tier's own. */
export function countersOf({ counters }: Explanation, tier: string): readonly Counter[] {
  return counters.filter(({ counter }) => counter.startsWith(`${tier}.`));
}

/**
 * What the law calls a counter; where it does not, whose it is – a tier's, or a payer's whom its
 * name holds – and what its name ends with.
 */
export function counterName(explanation: Explanation, { counter, title }: Counter): CounterName {
  const words = counter.split('.');
  const owner =
    explanation.tiers.find(({ tier }) => counter.startsWith(`${tier}.`)) ??
    explanation.payers.find(({ id }) => words.includes(id));
  return { title, owner: owner ?? null, ending: words.at(-1) ?? '' };
}

export interface CounterName {
  readonly title: string | null;
  readonly owner: Words | null;
  readonly ending: string;
}

/** The sum of what the funds pay of a line. */
export function fundsOf({ paidFen }: BillLine): number {
  return paidFen.reduce((sum, fen) => sum + fen, 0);
}

/** Whether a bill is no longer what the hospital was told. */
export function hasMoved({ results }: Bill): boolean {
  return results.length > 1;
}

/** One payer's way through the results of a bill. */
export interface Course extends Words {
  readonly id: string;
  /** Parallel to the results; null where it is not a payer of that law. */
  readonly fen: readonly (number | null)[];
  readonly isPerson: boolean;
}

/** What each payer paid in each result, the person last; payers that never paid are left out. */
export function coursesOf({ results, explanation, totalFen }: Bill): readonly Course[] {
  const ids = [...new Set(results.flatMap(({ payers }) => Object.keys(payers)))];
  const funds = ids.map((id): Course => {
    const known = explanation.payers.find((payer) => payer.id === id);
    const words = known ?? { zh: id, en: id };
    const fen = results.map(({ payers }) => payers[id] ?? null);
    return { id, zh: words.zh, en: words.en, fen, isPerson: false };
  });
  const person = results.map(({ payers }) =>
    Object.values(payers).reduce((left, fen) => left - fen, totalFen),
  );
  return [
    ...funds.filter(({ fen }) => fen.some((one) => one !== null && one > 0)),
    { ...PERSON, id: 'person', fen: person, isPerson: true },
  ];
}
