/**
 * Faults in the executions over columns: what both call, counters kept by window, allotting, and
 * results that reversals leave as they were.
 */
import type { Fault } from './fault.ts';

const ALLOTTING = 'engine/batch/allotting.ts';
const BUILD = 'engine/batch/build.ts';
const PASTS = 'engine/batch/pasts.ts';
const PASTS_TEST = 'engine/batch/pasts.test.ts';
const RELEASES = 'engine/batch/releases.ts';
const RUNTIME = 'engine/batch/runtime.ts';
const STORE = 'engine/batch/store.ts';
const STORE_TEST = 'engine/batch/store.test.ts';
const AGREE = 'testing/agree/executions.test.ts';

export const BATCH_RUN_FAULTS: readonly Fault[] = [
  {
    id: 'batch-ties-to-the-later',
    file: ALLOTTING,
    find: '(rest[place] ?? 0) > (rest[best] ?? 0)',
    replace: '(rest[place] ?? 0) >= (rest[best] ?? 0)',
    about: 'Equal remainders go to the later room.',
    likely: 'engine/batch/allotting.test.ts',
  },
  {
    id: 'batch-filled-from-the-first',
    file: ALLOTTING,
    find: 'isFromEnd ? count - 1 - step : step',
    replace: 'isFromEnd ? step : step',
    about: 'What is above a limit is taken from the first room.',
    likely: AGREE,
  },
  {
    id: 'batch-rate-above-the-whole',
    file: RUNTIME,
    find: 'return Math.min(BP_WHOLE, Math.max(0, changed));',
    replace: 'return Math.max(0, changed);',
    about: 'A ratio may be more than the whole.',
    likely: AGREE,
  },
  {
    id: 'batch-cost-behind-whole',
    file: RUNTIME,
    find: 'return Math.min(cost, length - paid);',
    replace: 'return cost;',
    about: 'The cost behind a cap may be more than what is left of it.',
    likely: 'engine/batch/runtime.test.ts',
  },
  {
    id: 'batch-rooms-by-class',
    file: RUNTIME,
    find: 'return (this.rank[own.row] ?? 0) < (this.rank[its.row] ?? 0);',
    replace: 'return own.row < its.row;',
    about: 'Rooms stand in the order of classes, not of the atoms of the event.',
    likely: AGREE,
  },
  {
    id: 'batch-rolling-a-day-more',
    file: STORE,
    find: 'if (own < from || own > day) continue;',
    replace: 'if (own < from - 1 || own > day) continue;',
    about: 'A rolling counter looks a day further back.',
    likely: STORE_TEST,
  },
  {
    id: 'batch-carries-the-first',
    file: STORE,
    find: 'own > (this.#window[latest] ?? 0)',
    replace: 'own < (this.#window[latest] ?? 0)',
    about: 'A window starts from the first earlier one, not from the latest.',
    likely: STORE_TEST,
  },
  {
    id: 'batch-rolling-forgets',
    file: STORE,
    find: 'isMax ? Math.max(known, written) : known + written',
    replace: 'isMax ? Math.max(known, written) : written',
    about: 'Of two events of a day only the last counts.',
    likely: AGREE,
  },
  {
    id: 'batch-kept-allowance-asked',
    file: RELEASES,
    find: 'settleEvent(open, event, section, known?.waits ?? null)',
    replace: 'settleEvent(open, event, section, null)',
    about: 'Which tiers wait in a result that is kept is asked anew.',
    likely: PASTS_TEST,
  },
  {
    id: 'batch-kept-release-counts-nothing',
    file: RELEASES,
    find: 'if (one) release(open, one, tiers);',
    replace: 'if (one) one.tiers = one.tiers.map((waits, tier) => waits && !tiers[tier]);',
    about: 'A release that is kept moves no counters.',
    likely: PASTS_TEST,
  },
  {
    id: 'batch-released-twice',
    file: RELEASES,
    find: 'return one !== undefined;',
    replace: 'return true;',
    about: 'What no longer waits is released again by what released it before.',
    likely: PASTS_TEST,
  },
  {
    id: 'batch-release-instead-of-own',
    file: RELEASES,
    find: 'column[event] = own[at] ?? 0;',
    replace: 'column[event] = amounts[at] ?? 0;',
    about: 'What is released takes the place of the own result of an allowance.',
    likely: PASTS_TEST,
  },
  {
    id: 'batch-skipped-is-due',
    file: RELEASES,
    find: 'bound.control.fill(0);',
    replace: 'bound.control.fill(1);',
    about: 'A tier that waits and would no longer apply is due.',
    likely: PASTS_TEST,
  },
  {
    id: 'batch-kept-event-asks',
    file: RELEASES,
    find: '? releaseAgain(open, waiting, known.released)',
    replace: '? releaseDue(open, waiting, event)',
    about: 'After an event whose result is kept those who wait are asked anew.',
    likely: PASTS_TEST,
  },
  {
    id: 'batch-latest-past',
    file: BUILD,
    find: 'if (known === undefined) places.set(event.id, at);',
    replace: 'places.set(event.id, at);\n    if (known === undefined) continue;',
    about: 'Of several pasts the latest keeps the result.',
    likely: PASTS_TEST,
  },
  {
    id: 'batch-past-begins-late',
    file: 'engine/batch/bind.ts',
    find: 'pasts ? [personRun, pasts.pastRun] : [personRun]',
    replace: '[personRun]',
    about: 'A past begins with the counters of whoever was settled before it.',
    likely: PASTS_TEST,
  },
  {
    id: 'batch-past-counts',
    file: PASTS,
    find: 'column.fill(0, pastFrom, pastUntil);',
    replace: 'column.fill(0, pastFrom, pastFrom);',
    about: 'What was paid in a past counts too.',
    likely: PASTS_TEST,
  },
];
