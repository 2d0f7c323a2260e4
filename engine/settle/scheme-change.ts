/**
 * Scheme change (X13): what becomes of a person's counters when another scheme takes over.
 */
import type { Program } from '../law/index.ts';
import type { Balances } from './balances.ts';

/** Gives the state as the Program's scheme takes it over; what waits to fall due stays. */
export function enterScheme<T extends Balances>(program: Program, state: T): T {
  if (state.scheme === program.id || state.scheme === null) return state;
  const { schemeChange, counterMap } = program.choices;
  if (schemeChange === 'keep') return { ...state, scheme: program.id };
  if (schemeChange === 'reset') return { ...state, scheme: program.id, counters: [] };
  return {
    ...state,
    scheme: program.id,
    counters: state.counters.flatMap((counter) => {
      const to = counterMap[counter.counter];
      return to === undefined ? [] : [{ ...counter, counter: to }];
    }),
  };
}
