/** Faults in reading dated law: entries, modifiers, profiles, plans. */
import type { Fault } from './fault.ts';

const AMOUNT = 'engine/law/amount.ts';
const LOOK_UP = 'engine/law/look-up.ts';
const CHANGES = 'engine/law/plan-changes.ts';
const RATES = 'engine/law/plan-rates.ts';
const AMOUNT_TEST = 'engine/law/amount.test.ts';
const PLAN = 'engine/law/plan.ts';
const PLAN_TEST = 'engine/law/plan.test.ts';
const PROFILE = 'engine/law/profile.ts';
const PROFILE_TEST = 'engine/law/profile.test.ts';
const LAYOUT = 'engine/law/layout.ts';
const LAYOUT_TEST = 'engine/law/layout.test.ts';
const LINES = 'engine/settle/profile.ts';

export const LAW_FAULTS: readonly Fault[] = [
  {
    id: 'entry-until-inclusive',
    file: LOOK_UP,
    find: 'lookup.day < candidate.until',
    replace: 'lookup.day <= candidate.until',
    about: 'On the day of a change the old number still counts.',
    likely: AMOUNT_TEST,
  },
  {
    id: 'entry-from-exclusive',
    file: LOOK_UP,
    find: 'candidate.from <= lookup.day',
    replace: 'candidate.from < lookup.day',
    about: 'A number does not count on its first day.',
    likely: AMOUNT_TEST,
  },
  {
    id: 'otherwise-preferred',
    file: LOOK_UP,
    find: 'if (code !== null && Object.hasOwn(value, code))',
    replace: 'if (code !== null && value.otherwise === undefined && Object.hasOwn(value, code))',
    about: 'The value for all other codes is taken before the value of the code itself.',
    likely: AMOUNT_TEST,
  },
  {
    id: 'minus-below-zero',
    file: AMOUNT,
    find: 'return Math.max(0, valueAt(node.of, reader) - valueAt(node.less, reader));',
    replace: 'return valueAt(node.of, reader) - valueAt(node.less, reader);',
    about: 'A difference in a formula falls below zero.',
    likely: AMOUNT_TEST,
  },
  {
    id: 'min-and-max-swapped',
    file: AMOUNT,
    find: 'return Math.min(...node.of',
    replace: 'return Math.max(...node.of',
    about: 'The greatest amount is taken where the law wants the least.',
    likely: AMOUNT_TEST,
  },
  {
    id: 'tier-until-inclusive',
    file: PLAN,
    find: 'lookup.day >= tier.until',
    replace: 'lookup.day > tier.until',
    about: 'A tier pays a day longer than its span.',
    likely: PLAN_TEST,
  },
  {
    id: 'overlay-span-ignored',
    file: PLAN,
    find: 'lookup.day < modifier.until &&',
    replace: '',
    about: 'A change by another document outlives its span.',
    likely: PLAN_TEST,
  },
  {
    id: 'modifier-order-reversed',
    file: CHANGES,
    find: 'return modifiers.filter(',
    replace: 'return modifiers.toReversed().filter(',
    about: 'The last of several changes is made first.',
    likely: PLAN_TEST,
  },
  {
    id: 'modifier-target-ignored',
    file: CHANGES,
    find: '(modifier.target === null || modifier.target === target)',
    replace: 'modifier.target !== undefined',
    about: 'A change of one part or cap reaches all of them.',
    likely: PLAN_TEST,
  },
  {
    id: 'ratio-above-the-whole',
    file: RATES,
    find: 'Math.min(BP_WHOLE, Math.max(0, newRate(modifier, rate, value)))',
    replace: 'Math.max(0, newRate(modifier, rate, value))',
    about: 'Added points lift a ratio above 100 %.',
    likely: PLAN_TEST,
  },
  {
    id: 'ratio-product-cut',
    file: RATES,
    find: "return divideRounded(rate * value, BP_WHOLE, 'halfUp');",
    replace: "return divideRounded(rate * value, BP_WHOLE, 'down');",
    about: 'A ratio that is multiplied loses its half basis point.',
    likely: PLAN_TEST,
  },
  {
    id: 'deductible-order-ignored',
    file: PLAN,
    find: '[...new Set([...named, ...ids.keys()])]',
    replace: '[...ids.keys()]',
    about: 'Parts use up the deductible in declared order, not in the chosen one (X06).',
    likely: 'engine/settle/deductible.test.ts',
  },
  {
    id: 'interval-until-inclusive',
    file: PROFILE,
    find: '(until === null || value < until)',
    replace: '(until === null || value <= until)',
    about: 'An age on the upper bound still matches.',
    likely: PROFILE_TEST,
  },
  {
    id: 'profile-key-of-last-facet',
    file: 'engine/law/profile-key.ts',
    find: 'key * facet.size +',
    replace: 'key * 0 +',
    about: 'Plans and line classes are kept under a key that lacks all facets but one.',
    likely: PROFILE_TEST,
  },
  {
    id: 'plan-key-without-event',
    file: LINES,
    find: '(epoch * kind.personSize + personKey) * kind.ofEvent.size + eventKey',
    replace: '(epoch * kind.personSize + personKey) * kind.ofEvent.size',
    about: 'Events of one person share a plan, whatever the hospital.',
  },
  {
    id: 'plan-kept-on-day-of-change',
    file: LINES,
    find: 'if (day >= change) epoch++;',
    replace: 'if (day > change) epoch++;',
    about: 'On the day of a change the plan of the day before is taken from the store.',
  },
  {
    id: 'reason-counts-twice',
    file: LAYOUT,
    find: 'return [...new Set(indexes)];',
    replace: 'return indexes;',
    about: 'A cell that a list of reasons names twice counts twice.',
    likely: LAYOUT_TEST,
  },
  {
    id: 'amount-range-unchecked',
    file: AMOUNT,
    find: 'return value <= MAX_FEN ? value : Number.NaN;',
    replace: 'return value;',
    about: 'An amount beyond the range of exact numbers is computed with.',
    likely: AMOUNT_TEST,
  },
  {
    id: 'modifier-rounding-ignored',
    file: CHANGES,
    find: 'rounding: modifier.rounding,',
    replace: "rounding: 'halfUp',",
    about: 'An amount that is multiplied is rounded half up, whatever the law names.',
    likely: PLAN_TEST,
  },
  {
    id: 'law-of-discharge',
    file: LINES,
    find: 'event[program.choices.lawDay]',
    replace: 'event.dischargedOn',
    about: 'A visit follows the law of its last day, whichever the law names (X11).',
    likely: 'engine/settle/settle.test.ts',
  },
];
