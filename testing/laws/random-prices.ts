/**
 * Random price rules: for some lines of some people, an amount, a share of the cost, or so much
 * for each piece.
 */
import type { Chance } from './chance.ts';
import { newChoice } from './choices.ts';
import {
  amountNear,
  type Draft,
  draftOf,
  type LawDraft,
  numberFor,
  ROUNDINGS,
  usesOf,
  type Written,
} from './draft.ts';
import { randomLines, randomWhen } from './random-selector.ts';
import { eachHeld, tableOf } from './random-told.ts';
import { CITED } from './vocabulary.ts';

/** Writes a file of one to three rules. */
export function newPrices(chance: Chance, law: LawDraft, id: string): Written {
  const draft = draftOf(id, chance, law);
  const rules = Array.from({ length: chance.int(1, 3) }, (_, index) => newRule(draft, index));
  return {
    kind: 'prices',
    id,
    title: id,
    source: CITED,
    parameters: draft.parameters,
    ...usesOf(draft),
    choices: draft.choices,
    rules,
  };
}

function newRule(draft: Draft, index: number): Written {
  const { chance } = draft;
  return {
    id: `rule${index}`,
    title: `rule${index}`,
    ...(chance.is(0.85) ? { lines: randomLines(chance) } : {}),
    ...(chance.is(0.4) ? { when: randomWhen(chance, 'personAndEvent') } : {}),
    allowed: newAllowed(draft),
    source: CITED,
  };
}

function newAllowed(draft: Draft): unknown {
  const formula = anAmount(draft);
  if (!draft.chance.is(0.1)) return formula;
  const { choice } = newChoice(draft, 'price', ['one', 'other']);
  return { choice, options: { one: formula, other: anAmount(draft) } };
}

function anAmount(draft: Draft): Written {
  const { chance } = draft;
  const size = chance.pick([20_000, 200_000, 800_000]);
  const number = () =>
    numberFor(draft, 'price', { unit: 'Fen', value: () => amountNear(chance, size) });
  const share = (of: Written): Written => {
    const value = () => chance.pick([3000, 8000, 8333, 10_000]);
    const rateBp = numberFor(draft, 'charge', { unit: 'Bp', value });
    return { share: { of, rateBp, rounding: chance.pick(ROUNDINGS) } };
  };
  const shape = chance.weighted<() => Written>([
    [number, 5],
    [() => share({ line: 'costFen' }), 2],
    [() => ({ times: { of: { facet: 'unitFen' }, count: { facet: 'quantity' } } }), 2],
    [() => ({ times: { of: number(), count: { facet: 'quantity' } } }), 1],
    [() => ({ sum: [{ facet: 'unitFen' }, share({ facet: 'unitFen' })] }), 1],
    [() => ({ min: [{ line: 'costFen' }, number()] }), 1],
    [() => tableOf(draft, { by: 'person', isVisit: true }, { unit: 'Fen', value: () => size }), 1],
    [() => eachHeld(draft, { unit: 'Fen', value: () => amountNear(chance, size) }), 0.5],
  ]);
  return shape();
}
