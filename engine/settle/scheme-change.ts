/**
 * Scheme change (X13): what becomes of a person's counters when another scheme takes over.
 */
import type { Program } from '../law/index.ts';
import type { State } from './state.ts';

/** Gives the state as the Program's scheme takes it over. */
export function enterScheme(program: Program, state: State): State {
  if (state.scheme === program.id || state.scheme === null) return state;
  const { schemeChange, counterMap } = program.choices;
  if (schemeChange === 'keep') return { scheme: program.id, counters: state.counters };
  if (schemeChange === 'reset') return { scheme: program.id, counters: [] };
  return {
    scheme: program.id,
    counters: state.counters.flatMap((counter) => {
      const to = counterMap[counter.counter];
      return to === undefined ? [] : [{ ...counter, counter: to }];
    }),
  };
}
