/** Faults in the table interpreter: what is laid out as one operation, and how it is walked. */
import type { Fault } from './fault.ts';

const COPIES = 'engine/batch/interpret-copies.ts';
const LAID = 'engine/batch/flatten-tier.ts';
const WALKED = 'engine/batch/interpret-steps.ts';
const COUNTERS = 'engine/batch/interpret-counters.ts';
const TEST = 'engine/batch/interpret.test.ts';
const AGREE = 'testing/agree/executions.test.ts';

export const BATCH_TABLES_FAULTS: readonly Fault[] = [
  {
    id: 'tables-copy-of-what-moves-on',
    file: COPIES,
    find: "if (kind === 'counter') return true;",
    replace: "if (kind === 'counter') return false;",
    about: 'A sum that was a counter once is the counter ever after.',
    likely: TEST,
  },
  {
    id: 'tables-first-of-two-only',
    file: COPIES,
    find: '!moves(step, sum) && (other > at',
    replace: '(other > at || !moves(step, sum)) && (other > at',
    about: 'A sum that takes two values keeps the first.',
    likely: TEST,
  },
  {
    id: 'tables-paid-added-as-base',
    file: LAID,
    find: 'else if (of === paid && found.ofPaid === undefined) found.ofPaid = to;',
    replace: 'else if (of === paid && found.ofPaid === undefined) found.ofBase = to;',
    about: 'What is paid is not added to its counter.',
    likely: TEST,
  },
  {
    id: 'tables-band-of-all-bounds',
    file: LAID,
    find: '[...bounds.slice(1), ...rates]',
    replace: '[...bounds.slice(0, -1), ...rates]',
    about: 'A segment begins where the one before it does.',
    likely: TEST,
  },
  {
    id: 'tables-last-segment-from-the-middle',
    file: WALKED,
    find: 'return exact + (end - upper) * (r[segment + count - 1] as number);',
    replace: 'return exact + (end - start) * (r[segment + count - 1] as number);',
    about: 'The last segment of several pays from where the first begins.',
    likely: TEST,
  },
  {
    id: 'tables-used-up-cap-pays-back',
    file: WALKED,
    find: 'if (paid > most) paid = Math.max(most, 0);',
    replace: 'if (paid > most && most > 0) paid = most;',
    about: 'A cap that is used up caps nothing.',
    likely: TEST,
  },
  {
    id: 'tables-sums-stay',
    file: WALKED,
    find: 'for (; at < last; at++) r[c[at] as number] = 0;',
    replace: '',
    about: 'What an event was paid stands also with the next that is paid nothing.',
    likely: AGREE,
  },
  {
    id: 'tables-window-not-noticed',
    file: COUNTERS,
    find: 'if (window === windows[reg]) return;',
    replace: 'if (window >= (windows[reg] ?? 0)) return;',
    about: 'A counter goes on into the next year.',
    likely: AGREE,
  },
];
