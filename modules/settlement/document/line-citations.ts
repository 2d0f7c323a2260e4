/**
 * Which clauses stand behind each line of a bill: what put it out of scope or priced it, and the
 * numbers of each tier that paid for it. Each clause has one number on the whole bill.
 */
import { citationText, type Explanation, sourceText } from '../../../engine/explain/index.ts';

export interface NumberedClause {
  /** From 1 on, in the order of first use. */
  readonly no: number;
  readonly text: string;
}

type Tier = Extract<Explanation['tiers'][number], { kind: 'applied' }>;

export class Clauses {
  readonly #numbers = new Map<string, number>();
  readonly #explanation: Explanation;
  /** Index of the visit's line → index of its atom. */
  readonly #atomOfLine = new Map<number, number>();

  constructor(explanation: Explanation) {
    this.#explanation = explanation;
    for (const [index, { lines }] of explanation.atoms.entries()) {
      for (const line of lines) this.#atomOfLine.set(line, index);
    }
  }

  /** Numbers of the clauses behind a line, ascending. */
  ofLine(line: number): readonly number[] {
    const { atoms, prices, readings } = this.#explanation;
    const at = this.#atomOfLine.get(line);
    const atom = at === undefined ? undefined : atoms[at];
    if (at === undefined || !atom) throw new RangeError(`line ${line} is in no atom`);
    const texts: string[] = [];
    if (atom.exclusion) texts.push(citationText(atom.exclusion, 'zh'));
    for (const price of prices.filter((one) => one.line === line)) {
      texts.push(citationText(price.citation, 'zh'), ...this.#sources(price.sources));
    }
    for (const reading of readings.filter(({ lines }) => lines?.includes(line))) {
      texts.push(citationText(reading.citation, 'zh'));
    }
    for (const tier of this.#payingTiers(at)) texts.push(...this.#ofParts(tier, at));
    return this.#numbered(texts);
  }

  /** Numbers of the clauses of what a payer pays, ascending. */
  ofPayer(payer: string): readonly number[] {
    const texts = this.#applied()
      .filter((tier) => tier.payer.id === payer && tier.paidFen !== 0)
      .flatMap((tier) => this.#ofParts(tier, null));
    return this.#numbered(texts);
  }

  /** All clauses that were asked for so far. */
  list(): readonly NumberedClause[] {
    return [...this.#numbers].map(([text, no]) => ({ no, text }));
  }

  #applied(): readonly Tier[] {
    return this.#explanation.tiers.filter((tier) => tier.kind === 'applied');
  }

  /** Tiers that took a part of an atom into their base and whose payer paid some of it. */
  #payingTiers(atom: number): readonly Tier[] {
    const { payers, atoms } = this.#explanation;
    const paid = atoms[atom]?.paidFen ?? [];
    return this.#applied().filter((tier) => {
      const index = payers.findIndex(({ id }) => id === tier.payer.id);
      return tier.paidFen !== 0 && (paid[index] ?? 0) !== 0;
    });
  }

  /** Ratio, deductible, limit and the caps that cut, of the parts that counted an atom. */
  #ofParts(tier: Tier, atom: number | null): readonly string[] {
    const parts = tier.parts.filter(
      ({ base }) => atom === null || base.some((cell) => cell.atom === atom && cell.fen !== 0),
    );
    const counted = parts.filter(({ paidFen }) => paidFen !== 0);
    if (counted.length === 0) return [];
    const indexes = [
      ...(tier.deductible?.sources ?? []),
      ...counted.flatMap(({ limit, rateSources }) => [...(limit?.sources ?? []), ...rateSources]),
      ...tier.caps.filter(({ clippedFen }) => clippedFen !== 0).flatMap(({ sources }) => sources),
    ];
    return this.#sources(indexes);
  }

  #sources(indexes: readonly number[]): readonly string[] {
    return indexes.flatMap((index) => {
      const source = this.#explanation.sources[index];
      return source ? [sourceText(source, 'zh')] : [];
    });
  }

  #numbered(texts: readonly string[]): readonly number[] {
    const numbers = new Set<number>();
    for (const text of texts) {
      const known = this.#numbers.get(text) ?? this.#numbers.size + 1;
      this.#numbers.set(text, known);
      numbers.add(known);
    }
    return [...numbers].sort((left, right) => left - right);
  }
}
