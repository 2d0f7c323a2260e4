/**
 * Faults where the words of decision 0003 meet: exclusions, caps of parts, counts by line, choices
 * of other files, allowances that wait, readings of what is not told.
 */
import type { Fault } from './fault.ts';

const FACTS = 'engine/settle/facts.ts';
const SETTLE = 'engine/settle/settle.ts';
const PLAN = 'engine/law/plan.ts';
const EVENT_PLAN = 'engine/law/event-plan.ts';
const PROFILE_KEY = 'engine/law/profile-key.ts';
const READINGS = 'engine/settle/readings.ts';
const READINGS_TEST = 'engine/settle/readings.test.ts';
const BACKDATING_TEST = 'engine/settle/backdating.test.ts';
const TOLD_TEST = 'engine/settle/told.test.ts';
const PRICES_TEST = 'engine/settle/prices.test.ts';
const PART_CAPS_TEST = 'engine/settle/part-caps.test.ts';
const PER_LIMIT_TEST = 'engine/settle/per-limit.test.ts';
const ALLOWANCE_TEST = 'engine/settle/allowance.test.ts';
const USES_TEST = 'engine/law/read/uses.test.ts';
const WHOLE_LAW_TEST = 'engine/law/read/whole-law.test.ts';

export const WHOLE_FAULTS: readonly Fault[] = [
  {
    id: 'all-filed-codes-asked',
    file: 'engine/law/profile.ts',
    find: 'side.codes?.some((each) => code.includes(each))',
    replace: 'side.codes?.every((each) => code.includes(each))',
    about: 'Who has filed one disease of a list is asked for all of them.',
    likely: READINGS_TEST,
  },
  {
    id: 'code-held-twice',
    file: FACTS,
    find: 'return [...new Set(held.map((fact) => fact.code))];',
    replace: 'return held.map((fact) => fact.code);',
    about: 'A disease that is filed twice counts twice.',
    likely: TOLD_TEST,
  },
  {
    id: 'number-above-range-known',
    file: PROFILE_KEY,
    find: 'if (value > MAX_FEN) return -1;',
    replace: '',
    about: 'A told number may be above the range of amounts.',
    likely: TOLD_TEST,
  },
  {
    id: 'ratio-below-nothing',
    file: 'engine/law/plan-rates.ts',
    find: 'Math.max(0, newRate(modifier, rate, value))',
    replace: 'newRate(modifier, rate, value)',
    about: 'Who should bear more than the whole is asked to pay in.',
    likely: TOLD_TEST,
  },
  {
    id: 'own-of-last-part',
    file: 'engine/settle/tier.ts',
    find: 'run.ownFen += part.countedFen;',
    replace: 'run.ownFen = part.countedFen;',
    about: 'A share of what a tier looks at is one of its last part.',
    likely: 'engine/settle/conditions.test.ts',
  },
  {
    id: 'untold-side-refuses',
    file: READINGS,
    find: 'if (code === null) return true;',
    replace: 'if (code === null) return false;',
    about: 'A reading asks every event for the facets that it looks at.',
    likely: READINGS_TEST,
  },
  {
    id: 'last-side-decides',
    file: READINGS,
    find: 'isMet &&= matches([side], () => code);',
    replace: 'isMet = matches([side], () => code);',
    about: 'Of several sides of a reading only the last is asked.',
    likely: READINGS_TEST,
  },
  {
    id: 'untold-number-as-lowest',
    file: PROFILE_KEY,
    find: "return dimension.kind === 'integer' ? breaks.length + 1 : 0;",
    replace: 'return breaks.length < 0 ? dimension.id.length : 0;',
    about: 'A line that tells no number stands with those of the lowest.',
    likely: READINGS_TEST,
  },
  {
    id: 'backdating-anchors-swapped',
    file: 'engine/settle/backdating.ts',
    find: "rule.to === 'birth'",
    replace: "rule.to !== 'birth'",
    about: 'A newborn is covered from the new year, a late payer from birth.',
    likely: BACKDATING_TEST,
  },
  {
    id: 'class-not-backdated',
    file: FACTS,
    find: ': beginOf({ program, person, on }, fact);',
    replace: ': fact.effectiveFrom;',
    about: 'A class that is recognised late holds from its day.',
    likely: BACKDATING_TEST,
  },
  {
    id: 'exclusion-for-everybody',
    file: EVENT_PLAN,
    find: 'matches(rule.when, codeOf) ? [{ exclusion,',
    replace: 'rule.when.length >= 0 ? [{ exclusion,',
    about: 'What is out of scope for some is so for all.',
    likely: 'engine/settle/exclusions.test.ts',
  },
  {
    id: 'price-rule-for-everybody',
    file: EVENT_PLAN,
    find: 'if (!matches(rule.when, lookup.codeOf)) return [];',
    replace: '',
    about: 'A price rule for children prices everybody.',
    likely: PRICES_TEST,
  },
  {
    id: 'last-price-rule-wins',
    file: 'engine/settle/prices.ts',
    find: 'plan.prices.find(',
    replace: 'plan.prices.findLast(',
    about: 'Of two price rules that match a line the later counts.',
    likely: PRICES_TEST,
  },
  {
    id: 'cap-for-everybody',
    file: PLAN,
    find: 'if (!matches(cap.when, lookup.codeOf)) return [];',
    replace: '',
    about: 'A cap cuts where it should not exist.',
    likely: PART_CAPS_TEST,
  },
  {
    id: 'part-caps-in-declared-order',
    file: PLAN,
    find: 'caps.filter(({ part }) => part >= 0), ...caps.filter(({ part }) => part < 0)',
    replace: 'caps',
    about: 'A cap of the tier cuts before that of a part.',
    likely: PART_CAPS_TEST,
  },
  {
    id: 'gross-from-nothing',
    file: 'engine/settle/part.ts',
    find: "if (plan.measure === 'gross') return deductible === null ? 0 : deductible.countedFen;",
    replace: "if (plan.measure === 'gross') return 0;",
    about: 'Gross bands begin anew at every visit.',
    likely: 'engine/settle/gross-position.test.ts',
  },
  {
    id: 'removed-limit-looked-up',
    file: 'engine/law/plan-changes.ts',
    find: "if (aimed[anew]?.operation === 'remove' && field",
    replace: "if (aimed.at(-1)?.operation === 'remove' && field",
    about: 'A limit that is gone asks for a number of each code.',
    likely: PER_LIMIT_TEST,
  },
  {
    id: 'counts-of-first-atom',
    file: 'engine/settle/line-writes.ts',
    find: 'classes[(cell - (cell % width)) / width]?.codes[write.facet]',
    replace: 'classes[cell < width ? 0 : 0]?.codes[write.facet]',
    about: 'What one drug has used is counted for another.',
    likely: PER_LIMIT_TEST,
  },
  {
    id: 'first-of-several-bases',
    file: 'engine/settle/measures.ts',
    find: 'if (!only || bases.length > 1)',
    replace: 'if (!only)',
    about: 'Of several employers the first pays the base.',
    likely: ALLOWANCE_TEST,
  },
  {
    id: 'weights-not-added',
    file: 'engine/settle/measures.ts',
    find: 'weights += weight;',
    replace: 'weights += 1;',
    about: 'Employers are counted instead of their weights.',
    likely: ALLOWANCE_TEST,
  },
  {
    id: 'kept-wait-forgotten',
    file: SETTLE,
    find: 'waits ?? waitingIn(program, tiers)',
    replace: 'waitingIn(program, tiers)',
    about: 'An allowance whose result is kept no longer waits.',
    likely: ALLOWANCE_TEST,
  },
  {
    id: 'release-counts-again',
    file: SETTLE,
    find: "if (isRelease && write.kind === 'event') continue;",
    replace: '',
    about: 'An allowance counts once more when it falls due.',
    likely: ALLOWANCE_TEST,
  },
  {
    id: 'release-of-all-tiers',
    file: 'engine/settle/run-tiers.ts',
    find: 'release !== undefined && !release.tiers.includes(',
    replace: 'release !== undefined && release.tiers.length > 99 && !release.tiers.includes(',
    about: 'What was paid at once is paid again when the rest falls due.',
    likely: ALLOWANCE_TEST,
  },
  {
    id: 'release-counted-alone',
    file: 'engine/settle/resettle.ts',
    find: 'if (known) known.push(step);',
    replace: 'if (known) found.set(step.event.id, [step]);',
    about: 'Only the last payment of an allowance is compared.',
    likely: ALLOWANCE_TEST,
  },
  {
    id: 'second-reversal-passes',
    file: 'engine/settle/settle-history.ts',
    find: 'if (seen && !sameContent(seen, item)) return conflict(item.id);',
    replace: '',
    about: 'An id of a reversal that is used again for another is let through.',
    likely: 'engine/settle/settle-history.test.ts',
  },
  {
    id: 'shared-choice-preferred',
    file: 'engine/law/read/choice-scope.ts',
    find: 'return [own, ...used];',
    replace: 'return [...used, own];',
    about: 'A choice of a shared file overrides that of the file itself.',
    likely: USES_TEST,
  },
  {
    id: 'parameter-of-own-file',
    file: 'engine/law/read/scheme-parts.ts',
    find: 'of ?? file',
    replace: 'of ? file : file',
    about: 'A number of another file is looked for in this one.',
    likely: WHOLE_LAW_TEST,
  },
  {
    id: 'map-of-other-windows',
    file: 'engine/law/read/checks/counter-map.ts',
    find: 'same(windowOf(a.window), windowOf(b.window)) ? null :',
    replace: 'same(windowOf(a.window), windowOf(a.window)) ? null :',
    about: 'A count of a month may become one of a year.',
    likely: WHOLE_LAW_TEST,
  },
  {
    id: 'area-order-unchecked',
    file: 'engine/law/read/checks/area-order.ts',
    find: 'own.written.is === other.written.is',
    replace: 'own.written.is !== null',
    about: 'Two schemes of one area put bills in order each its own way.',
    likely: WHOLE_LAW_TEST,
  },
];
