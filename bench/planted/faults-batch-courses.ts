/**
 * Faults in the steps of the most common events: how they are chosen and shared, what is left out,
 * and what is written out for few rooms.
 */
import type { Fault } from './fault.ts';

const ALLOTS = 'engine/batch/generate-allots.ts';
const CHOSEN = 'engine/batch/chosen-courses.ts';
const COURSES = 'engine/batch/courses.ts';
const GENERATE = 'engine/batch/generate.ts';
const LIKENESS = 'engine/batch/likeness.ts';
const SPECIALISE = 'engine/batch/specialise.ts';
const UNITS = 'engine/batch/generate-units.ts';
const ALLOTS_TEST = 'engine/batch/generate-allots.test.ts';
const COURSES_TEST = 'engine/batch/courses.test.ts';
const SPECIALISE_TEST = 'engine/batch/specialise.test.ts';

export const BATCH_COURSES_FAULTS: readonly Fault[] = [
  {
    id: 'courses-kinds-joined',
    file: COURSES,
    find: 'const name = JSON.stringify([...values]);',
    replace: 'const name = JSON.stringify([...values.keys()]);',
    about: 'Events are alike whatever forms act.',
    likely: COURSES_TEST,
  },
  {
    id: 'courses-any-rate-known',
    file: COURSES,
    find: 'if (rate === 0 || rate === BP_WHOLE) values.set(reg, rate);',
    replace: 'if (rate >= 0) values.set(reg, Math.min(rate, 0));',
    about: 'Ratios of the profiles are taken for nothing.',
    likely: COURSES_TEST,
  },
  {
    id: 'courses-next-number',
    file: CHOSEN,
    find: 'courseOf[place] = at + 1;',
    replace: 'courseOf[place] = at;',
    about: 'Each event takes the course before its own.',
    likely: COURSES_TEST,
  },
  {
    id: 'courses-codes-of-one-place',
    file: CHOSEN,
    find: 'codes.set(numbers, place * codeWidth);',
    replace: 'codes.set(numbers, 0);',
    about: 'Shared steps have the codes of one list of atoms only.',
    likely: COURSES_TEST,
  },
  {
    id: 'courses-code-of-first-place',
    file: GENERATE,
    find: 'Z[w*',
    replace: 'Z[0*',
    about: 'Shared steps read the codes of the first place.',
    likely: COURSES_TEST,
  },
  {
    id: 'courses-first-code',
    file: LIKENESS,
    find: 'code: known < 0 ? codes.length - 1 : known',
    replace: 'code: 0',
    about: 'A bill with two codes counts both under the first.',
    likely: COURSES_TEST,
  },
  {
    id: 'courses-position-forgotten',
    file: LIKENESS,
    find: 'CELLS + rows.indexOf(own.row) * PLACES + own.place',
    replace: 'CELLS + own.place',
    about: 'Steps are alike wherever their atom stands.',
    likely: SPECIALISE_TEST,
  },
  {
    id: 'courses-columns-forgotten',
    file: LIKENESS,
    find: 'reg === null ? null : nameOf(reg)',
    replace: 'reg === null ? null : 0',
    about: 'Steps are alike whatever column their amounts go to.',
    likely: SPECIALISE_TEST,
  },
  {
    id: 'courses-stale-copy',
    file: SPECIALISE,
    find: 'moves.set(reg, (moves.get(reg) ?? 0) + 1);',
    replace: 'moves.set(reg, moves.get(reg) ?? 0);',
    about: 'A copy is taken for its source though that has moved.',
    likely: SPECIALISE_TEST,
  },
  {
    id: 'courses-block-clears-for-all',
    file: SPECIALISE,
    find: 'for (const reg of doubtful) none.delete(reg);',
    replace: 'for (const reg of doubtful.slice(doubtful.length)) none.delete(reg);',
    about: 'What a block clears is nothing though the block may not act.',
    likely: SPECIALISE_TEST,
  },
  {
    id: 'courses-any-share-is-whole',
    file: SPECIALISE,
    find: 'return value === BP_WHOLE ? copied(known, step.to, of) : [step];',
    replace: 'return value !== undefined ? copied(known, step.to, of) : [step];',
    about: 'Every share that is known is the whole.',
    likely: SPECIALISE_TEST,
  },
  {
    id: 'courses-rooms-by-class',
    file: SPECIALISE,
    find: 'lawOf(left) - lawOf(right) || atomOf(left) - atomOf(right)',
    replace: 'lawOf(left) - lawOf(right)',
    about: 'Rooms of one place stand in the order of classes, not of the atoms.',
    likely: SPECIALISE_TEST,
  },
  {
    id: 'courses-limit-of-old-place',
    file: SPECIALISE,
    find: 'rooms.map((at) => places.indexOf(at))',
    replace: 'rooms.map((at) => (places.includes(at) ? at : -1))',
    about: 'A limit is of the rooms as they stood before empty ones were left out.',
    likely: SPECIALISE_TEST,
  },
  {
    id: 'courses-half-rounded-down',
    file: ALLOTS,
    find: '+t)/(2*t)',
    replace: ')/(2*t)',
    about: 'Of two rooms the first never has the larger remainder.',
    likely: ALLOTS_TEST,
  },
  {
    id: 'courses-ties-to-the-later',
    file: ALLOTS,
    find: "other < at ? '>=' : '>'",
    replace: "other > at ? '>=' : '>'",
    about: 'Equal remainders go to the later room.',
    likely: ALLOTS_TEST,
  },
  {
    id: 'courses-rooms-as-named',
    file: ALLOTS,
    find: 'const from = own.toSorted((left, right) => left - right);',
    replace: 'const from = own;',
    about: 'Excess is taken from rooms in the order in which the law names them.',
    likely: 'testing/agree/executions.test.ts',
  },
  {
    id: 'courses-filled-from-the-first',
    file: ALLOTS,
    find: 'isFromEnd ? places.toReversed() : places',
    replace: 'isFromEnd ? places : places',
    about: 'What is above a cap is taken from the first room.',
    likely: ALLOTS_TEST,
  },
  {
    id: 'courses-limit-not-asked',
    file: ALLOTS,
    find: '.filter(({ from }) => from.length < rooms.length)',
    replace: '.filter(({ from }) => from.length > rooms.length)',
    about: 'More is taken above a limit than there is in its rooms.',
    likely: ALLOTS_TEST,
  },
  {
    id: 'courses-wide-products',
    file: ALLOTS,
    find: 'const MOST_TOTAL = 2 ** 25;',
    replace: 'const MOST_TOTAL = 2 ** 45;',
    about: 'Shares of large amounts come from products beyond the safe integers.',
    likely: ALLOTS_TEST,
  },
  {
    id: 'units-counters-not-cleared',
    file: GENERATE,
    find: 'isOneWindow ? [at] : []',
    replace: 'isOneWindow ? [at + 1] : []',
    about: 'A person begins with the counters of the one before.',
    likely: COURSES_TEST,
  },
  {
    id: 'units-sums-not-passed',
    file: UNITS,
    find: "(kind === 'value' || kind === 'sum') && written.has(reg)",
    replace: "kind === 'value' && written.has(reg)",
    about: 'A part begins with empty groups of cells, whatever the parts before it put there.',
    likely: COURSES_TEST,
  },
  {
    id: 'units-next-part-forgotten',
    file: UNITS,
    find: 'parts.slice(at + 1)',
    replace: 'parts.slice(at + 2)',
    about: 'A part leaves nothing for the part right behind it, which takes an older event.',
    likely: COURSES_TEST,
  },
];
