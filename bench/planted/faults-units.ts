/** Faults in rounding, allotting and days. */
import type { Fault } from './fault.ts';

const ROUND = 'engine/units/round.ts';
const ROUND_TEST = 'engine/units/round.test.ts';
const ALLOT = 'engine/units/allot.ts';
const ALLOT_TEST = 'engine/units/allot.test.ts';
const LARGE_TEST = 'engine/units/large-amounts.test.ts';
const DAY = 'engine/units/day.ts';
const DAY_TEST = 'engine/units/day.test.ts';

export const UNIT_FAULTS: readonly Fault[] = [
  {
    id: 'half-up-and-half-even-swapped',
    file: ROUND,
    find: "return rounding === 'halfUp' ||",
    replace: "return rounding === 'halfEven' ||",
    about: 'Half a fen follows the other rounding mode.',
    likely: ROUND_TEST,
  },
  {
    id: 'whole-rounded-up',
    file: ROUND,
    find: "if (rest === 0 || rounding === 'down') return floor;",
    replace: "if (rounding === 'down') return floor;",
    about: 'Rounding up adds a fen to an amount that is whole already.',
    likely: ROUND_TEST,
  },
  {
    id: 'large-product-cut',
    file: ROUND,
    find: "if (rest === 0n || rounding === 'down') return Number(floor);",
    replace: 'if (denominator > 0n) return Number(floor);',
    about: 'Products beyond the safe integers are always rounded down.',
    likely: ROUND_TEST,
  },
  {
    id: 'large-allotment-in-floats',
    file: ALLOT,
    find: 'amount * total <= Number.MAX_SAFE_INTEGER',
    replace: 'amount * total <= Number.MAX_VALUE',
    about: 'Large amounts are allotted with products that have lost their last digits.',
    likely: LARGE_TEST,
  },
  {
    id: 'allotment-tie-to-later-room',
    file: ALLOT,
    find: '(remainders[i] ?? 0) > (remainders[best] ?? 0)',
    replace: '(remainders[i] ?? 0) >= (remainders[best] ?? 0)',
    about: 'Of equal remainders the later room gets the fen.',
    likely: ALLOT_TEST,
  },
  {
    id: 'largest-remainder-dropped',
    file: ALLOT,
    find: 'if ((remainders[i] ?? 0) > (remainders[best] ?? 0)) best = i;',
    replace: 'if ((remainders[best] ?? 0) < 0) best = i;',
    about: 'The fen left over go to the first rooms, whatever their remainders.',
    likely: ALLOT_TEST,
  },
  {
    id: 'left-over-to-one-room',
    file: ALLOT,
    find: 'remainders[best] = -1;',
    replace: '',
    about: 'All fen left over go to the same room.',
    likely: ALLOT_TEST,
  },
  {
    id: 'allotment-from-end-ignored',
    file: ALLOT,
    find: 'const index = fromEnd ? rooms.length - 1 - step : step;',
    replace: 'const index = step;',
    about: 'What should be filled from the last room is filled from the first.',
    likely: ALLOT_TEST,
  },
  {
    id: 'age-a-day-late',
    file: DAY,
    find: 'now.day >= born.day',
    replace: 'now.day > born.day',
    about: 'A birthday does not complete the year of life.',
    likely: DAY_TEST,
  },
  {
    id: 'month-end-overflows',
    file: DAY,
    find: 'day: Math.min(day, daysInMonth(toYear, toMonth)),',
    replace: 'day,',
    about: 'A month after 31 January is in March.',
    likely: DAY_TEST,
  },
  {
    id: 'large-proportion-in-floats',
    file: ROUND,
    find: 'product <= Number.MAX_SAFE_INTEGER',
    replace: 'product <= Number.MAX_VALUE',
    about: 'Proportions of large amounts are worked out with products that lost their last digits.',
    likely: LARGE_TEST,
  },
];
