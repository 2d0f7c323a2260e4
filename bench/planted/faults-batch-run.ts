/** Faults in the executions over columns: what both call, counters kept by window, allotting. */
import type { Fault } from './fault.ts';

const ALLOTTING = 'engine/batch/allotting.ts';
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
    likely: AGREE,
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
    likely: AGREE,
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
];
