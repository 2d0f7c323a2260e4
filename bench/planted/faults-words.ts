/** Faults in the words of decision 0003: conditions, numbers told, prices, limits, waiting. */
import type { Fault } from './fault.ts';

const AMOUNT = 'engine/law/amount.ts';
const ASKS = 'engine/settle/asks.ts';
const ASKED_TEST = 'engine/settle/conditions.test.ts';
const TOLD_TEST = 'engine/settle/told.test.ts';
const PRICES = 'engine/settle/prices.ts';
const PRICES_TEST = 'engine/settle/prices.test.ts';
const PER_LIMIT = 'engine/settle/per-limit.ts';
const PER_LIMIT_TEST = 'engine/settle/per-limit.test.ts';
const READINGS = 'engine/settle/readings.ts';
const READINGS_TEST = 'engine/settle/readings.test.ts';
const BACKDATING = 'engine/settle/backdating.ts';
const BACKDATING_TEST = 'engine/settle/backdating.test.ts';
const REPLAY = 'engine/settle/replay.ts';
const ALLOWANCE = 'engine/settle/allowance.ts';
const ALLOWANCE_TEST = 'engine/settle/allowance.test.ts';
const CAPS = 'engine/settle/caps.ts';
const PART_CAPS_TEST = 'engine/settle/part-caps.test.ts';
const WINDOWS_TEST = 'engine/law/windows.test.ts';

export const WORD_FAULTS: readonly Fault[] = [
  {
    id: 'condition-from-exclusive',
    file: ASKS,
    find: 'ofValue >= fromValue',
    replace: 'ofValue > fromValue',
    about: 'A condition fails on its lower bound.',
    likely: ASKED_TEST,
  },
  {
    id: 'condition-until-inclusive',
    file: ASKS,
    find: 'ofValue < untilValue',
    replace: 'ofValue <= untilValue',
    about: 'A condition holds on its upper bound.',
    likely: ASKED_TEST,
  },
  {
    id: 'one-condition-enough',
    file: ASKS,
    find: 'if (!conditions.every(',
    replace: 'if (!conditions.some(',
    about: 'A tier pays where one of its conditions holds.',
    likely: ASKED_TEST,
  },
  {
    id: 'conditional-modifier-always-acts',
    file: ASKS,
    find: 'hasActed: asked.every(({ isMet }) => isMet)',
    replace: 'hasActed: true',
    about: 'A change acts whether or not its condition holds.',
    likely: ASKED_TEST,
  },
  {
    id: 'table-bound-exclusive',
    file: AMOUNT,
    find: 'at >= (bounds[row + 1] ?? 0)',
    replace: 'at > (bounds[row + 1] ?? 0)',
    about: 'A number on a bound of a table falls into the band below.',
    likely: TOLD_TEST,
  },
  {
    id: 'other-codes-give-nothing',
    file: AMOUNT,
    find: 'node.values.get(code) ?? node.otherwise ??',
    replace: 'node.values.get(code) ??',
    about: 'A held code that the parameter does not name has no value.',
    likely: TOLD_TEST,
  },
  {
    id: 'own-share-as-ratio',
    file: 'engine/law/plan-rates.ts',
    find: 'BP_WHOLE - divideRounded((BP_WHOLE - rate) * value',
    replace: 'divideRounded((BP_WHOLE - rate) * value',
    about: 'The ratio becomes what the person should bear.',
    likely: TOLD_TEST,
  },
  {
    id: 'late-rates-in-front',
    file: 'engine/law/plan-rates.ts',
    find: 'if (value === null || late.length > 0) {',
    replace: 'if (value === null) {',
    about: 'A plain change of a ratio acts before one that stands in front of it.',
    likely: TOLD_TEST,
  },
  {
    id: 'told-number-kept',
    file: 'engine/settle/profile.ts',
    find: 'JSON.stringify(personCode(subject, facet))',
    replace: "''",
    about: 'A corrected income does not settle the year anew.',
    likely: TOLD_TEST,
  },
  {
    id: 'price-lowers-told-limit',
    file: PRICES,
    find: 'Math.max(line.overLimitFen, aboveFen)',
    replace: 'aboveFen',
    about: 'A price rule puts back into scope what the line told as over its limit.',
    likely: PRICES_TEST,
  },
  {
    id: 'price-of-any-line',
    file: PRICES,
    find: '({ lines }) => lines < 0 || lineClass.matches[lines]',
    replace: '() => lineClass.matches.length >= 0',
    about: 'The first price rule prices every line.',
    likely: PRICES_TEST,
  },
  {
    id: 'first-share-above-price',
    file: 'engine/settle/classify.ts',
    find: 'Math.min(pricedFen, firstShareFen)',
    replace: 'firstShareFen',
    about: 'A first share is more than what may be charged.',
    likely: PRICES_TEST,
  },
  {
    id: 'reading-until-inclusive',
    file: READINGS,
    find: 'on >= rule.until',
    replace: 'on > rule.until',
    about: 'A decree reads facets a day longer than it holds.',
    likely: READINGS_TEST,
  },
  {
    id: 'reading-of-all-lines',
    file: READINGS,
    find: 'read.push(isMatch ?',
    replace: 'read.push(!isMatch || isMatch ?',
    about: 'A reading of some lines sets all of them.',
    likely: READINGS_TEST,
  },
  {
    id: 'backdated-a-day-too-late',
    file: BACKDATING,
    find: 'from - anchor <= withinDays',
    replace: 'from - anchor < withinDays',
    about: 'A newborn enrolled on the last day is not covered from birth.',
    likely: BACKDATING_TEST,
  },
  {
    id: 'class-holds-as-scheme',
    file: 'engine/settle/facts.ts',
    find: 'known.holds ?? program.choices.classChange',
    replace: 'program.choices.classChange',
    about: 'A class that holds the whole year holds from its day.',
    likely: BACKDATING_TEST,
  },
  {
    id: 'limit-shared-by-codes',
    file: PER_LIMIT,
    find: 'const known = found.get(code);',
    replace: 'const known = [...found.values()][0];',
    about: 'All drugs share the yearly amount of one.',
    likely: PER_LIMIT_TEST,
  },
  {
    id: 'used-of-another-code',
    file: PER_LIMIT,
    find: 'readLineCounter(run.book, plan.counter, code)',
    replace: "readLineCounter(run.book, plan.counter, '')",
    about: 'What a drug has used of its year is not found.',
    likely: PER_LIMIT_TEST,
  },
  {
    id: 'excess-over-all-rooms',
    file: 'engine/settle/move-cells.ts',
    find: 'const excess = groups',
    replace: 'const excess = groups && groups.length > 99',
    about: 'What is above the limit of one drug is borne by another.',
    likely: PER_LIMIT_TEST,
  },
  {
    id: 'part-cap-of-first-part',
    file: CAPS,
    find: 'const part = parts[cap.part];',
    replace: 'const part = cap.part < 0 ? undefined : parts[0];',
    about: 'A cap of a part cuts another.',
    likely: PART_CAPS_TEST,
  },
  {
    id: 'week-from-sunday',
    file: 'engine/law/windows.ts',
    find: 'const DAYS_TO_MONDAY = 3;',
    replace: 'const DAYS_TO_MONDAY = 4;',
    about: 'A week opens on Sunday.',
    likely: WINDOWS_TEST,
  },
  {
    id: 'event-window-kept',
    file: 'engine/law/prepare.ts',
    find: "isOfEvent: law.window.kind === 'event',",
    replace: 'isOfEvent: false,',
    about: 'A count of one event goes on in the next.',
    likely: WINDOWS_TEST,
  },
  {
    id: 'writer-of-any-event',
    file: 'engine/law/event-plan.ts',
    find: '(writer) => matches(writer.when, codeOf)',
    replace: '() => true',
    about: 'A writer writes for events that do not match.',
    likely: WINDOWS_TEST,
  },
  {
    id: 'weights-ignored',
    file: 'engine/settle/measures.ts',
    find: 'weightedFen += monthlyBaseFen * weight;',
    replace: 'weightedFen += monthlyBaseFen;',
    about: 'The bases of several employers count alike.',
    likely: ALLOWANCE_TEST,
  },
  {
    id: 'skipped-entitlement-stays',
    file: ALLOWANCE,
    find: 'run.totalFen -= run.entitled?.[placeOf(run, tier)] ?? 0;',
    replace: '',
    about: 'What a skipped tier would entitle to counts in the total.',
    likely: ALLOWANCE_TEST,
  },
  {
    id: 'waiting-asked-at-once',
    file: REPLAY,
    find: 'windowDayOf(program, by)',
    replace: 'windowDayOf(program, one.event)',
    about: 'An allowance that waits looks at the window of its own day.',
    likely: ALLOWANCE_TEST,
  },
  {
    id: 'released-twice',
    file: 'engine/settle/releases.ts',
    find: 'return left.length === 0 ? [] :',
    replace: 'return left.length === 99 ? [] :',
    about: 'An allowance that fell due goes on waiting.',
    likely: ALLOWANCE_TEST,
  },
  {
    id: 'kept-release-lost',
    file: REPLAY,
    find: 'result ? releaseAgain(course, result.releases)',
    replace: 'result ? null',
    about: 'A release is undone though its event keeps its result.',
    likely: ALLOWANCE_TEST,
  },
  {
    id: 'waiting-forgets-year',
    file: REPLAY,
    find: 'yearOf(program, one.event) === year ? { ...one, recomputeOn } : one',
    replace: 'yearOf(program, one.event) === year ? { ...one } : one',
    about: 'A waiting allowance does not keep the last day of its year for a later run.',
    likely: ALLOWANCE_TEST,
  },
];
