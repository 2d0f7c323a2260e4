/**
 * What must hold of the price rules of a bill: each line falls under one at most, the first that
 * matches it, and what lies above the price is over the limit.
 */
import type { Settled, Visit } from '../../engine/settle/index.ts';
import { matchesFacets } from './as-read.ts';
import { hold, type Notes, same } from './notes.ts';

/** Looks at the prices of a bill, with facets as read. */
export function lookAtPrices(notes: Notes, { program, trace }: Settled, visit: Visit): void {
  let before = -1;
  for (const price of trace.prices) {
    const { line: index, rule, allowedFen, overLimitFen, toldOverLimitFen } = price;
    hold(notes, 'lines are priced in order, each once', index > before);
    before = index;
    const line = visit.lines[index];
    if (!line) continue;
    const matching = program.prices.map(({ lines }) => matchesFacets(program, lines, line.facets));
    hold(notes, 'a price rule matches its line', matching[rule] ?? false);
    const isFirst = program.prices
      .slice(0, rule)
      .every(({ when }, earlier) => when.length > 0 || !matching[earlier]);
    hold(notes, 'the first price rule that matches counts', isFirst);
    const above = line.costFen - Math.min(line.costFen, allowedFen);
    same(notes, 'what is over the limit', overLimitFen, Math.max(line.overLimitFen, above));
    same(notes, 'what the line told is kept', toldOverLimitFen, line.overLimitFen);
  }
}
