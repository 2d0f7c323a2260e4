/** Faults in the steps of a tier: cells, limit, deductible, segments, caps, allotment. */
import type { Fault } from './fault.ts';

const CLASSIFY = 'engine/settle/classify.ts';
const ROOMS = 'engine/settle/rooms.ts';
const PART = 'engine/settle/part.ts';
const DEDUCTIBLE = 'engine/settle/deductible.ts';
const SEGMENTS = 'engine/settle/segments.ts';
const CAPS = 'engine/settle/caps.ts';
const MOVE = 'engine/settle/move-cells.ts';
const TIER = 'engine/settle/tier.ts';

export const TIER_FAULTS: readonly Fault[] = [
  {
    id: 'first-share-of-whole-cost',
    file: CLASSIFY,
    find: 'shareOf(priced, line.firstShareBp',
    replace: 'shareOf(line.costFen, line.firstShareBp',
    about: 'The first share is taken of the cost above the price limit too.',
  },
  {
    id: 'atoms-merged',
    file: CLASSIFY,
    find: 'classes.indexOf(lineClass)',
    replace: 'classes.findIndex((known) => known.isOutOfScope === lineClass.isOutOfScope)',
    about: 'Lines that the law tells apart become one atom.',
  },
  {
    id: 'weight-ignored',
    file: ROOMS,
    find: 'entry.weightBp === null ? BP_WHOLE : evaluate(entry.weightBp, reader)',
    replace: 'BP_WHOLE',
    about: 'Cells that count by weight count wholly.',
  },
  {
    id: 'cell-taken-by-two-entries',
    file: TIER,
    find: 'only.base.length === 1 ? null : new Set()',
    replace: 'null',
    about: 'Two entries of one base take the same cell.',
  },
  {
    id: 'limit-forgets-use',
    file: PART,
    find: 'Math.max(0, amountFen - usedFen)',
    replace: 'amountFen',
    about: 'A limit of the year is whole again at every visit.',
  },
  {
    id: 'limit-after-deductible',
    file: PART,
    find: 'part.countedFen - part.deductibleFen;',
    replace: 'part.countedFen - Math.max(0, part.deductibleFen - (part.limit?.excessFen ?? 0));',
    about: 'The deductible is taken from the cost above the limit (X02).',
  },
  {
    id: 'gross-and-excess-mixed-up',
    file: PART,
    find: "plan.measure === 'gross' ? part.deductibleFen : 0",
    replace: "plan.measure === 'excess' ? part.deductibleFen : 0",
    about: 'Segments are measured from the wrong end of the deductible (X01).',
  },
  {
    id: 'segments-rounded-together',
    file: PART,
    find: "if (law.roundEach === 'part')",
    replace: 'if (law.rounding)',
    about: 'The sum is rounded where the law rounds each segment (X04).',
  },
  {
    id: 'deductible-not-reduced',
    file: DEDUCTIBLE,
    find: 'Math.max(0, amountFen - countedFen)',
    replace: 'amountFen',
    about: 'What earlier visits bore of the deductible is borne again.',
  },
  {
    id: 'deductible-counted-twice',
    file: DEDUCTIBLE,
    find: 'if (part) part.deductibleFen = shares[at] ?? 0;',
    replace: 'if (part) part.deductibleFen = Math.min(takenFen, part.countedFen);',
    about: 'Each part of a tier bears the whole deductible.',
  },
  {
    id: 'deductible-always-pro-rata',
    file: DEDUCTIBLE,
    find: "order ? 'declaredOrder' : 'proRata'",
    replace: "'proRata'",
    about: 'The deductible is spread pro rata where the law names an order (X06).',
  },
  {
    id: 'segment-bound-a-fen-off',
    file: SEGMENTS,
    find: '(bounds[index + 1] ?? end) : end;',
    replace: '(bounds[index + 1] ?? end) + 1 : end;',
    about: 'The first fen of a segment is paid in the one before as well.',
  },
  {
    id: 'cost-behind-forms-swapped',
    file: SEGMENTS,
    find: "costBehindRoundedDown: 'down',\n  costBehindRoundedUp: 'up',",
    replace: "costBehindRoundedDown: 'up',\n  costBehindRoundedUp: 'down',",
    about: 'Cost behind a cap is rounded the other way (X15).',
  },
  {
    id: 'cost-behind-from-first-segment',
    file: SEGMENTS,
    find: 'let index = touched.length - 1; index >= 0 && worthLeft > 0; index--',
    replace: 'let index = 0; index < touched.length && worthLeft > 0; index++',
    about: 'Cost behind a cap is counted from the first segment (X15).',
  },
  {
    id: 'nothing-paid-not-all-behind',
    file: SEGMENTS,
    find: 'if (paidFen === 0) return payableFen;',
    replace: '',
    about: 'Where a cap leaves nothing, part of the cost is still not behind it (X15).',
  },
  {
    id: 'cap-forgets-use',
    file: CAPS,
    find: 'Math.max(0, amountFen - usedFen)',
    replace: 'amountFen',
    about: 'A cap of the year is whole again at every visit.',
  },
  {
    id: 'caps-in-reverse',
    file: CAPS,
    find: 'for (const cap of plan.caps)',
    replace: 'for (const cap of plan.caps.toReversed())',
    about: 'The later cap cuts first, so that the trace names the wrong one.',
  },
  {
    id: 'over-cap-from-first-room',
    file: MOVE,
    find: 'part.overCapFen, overCapReason, true',
    replace: 'part.overCapFen, overCapReason, false',
    about: 'What a cap cuts leaves the first cell, not the last (X14).',
  },
  {
    id: 'rooms-not-used-up',
    file: MOVE,
    find: 'left[index] = (left[index] ?? 0) - share;',
    replace: '',
    about: 'Each step of the allotment sees the rooms as if nothing had been taken (X14).',
  },
  {
    id: 'base-without-limit-excess',
    file: TIER,
    find: 'return trace.countedFen + (trace.limit?.excessFen ?? 0);',
    replace: 'return trace.countedFen;',
    about: 'A counter of the base lacks what was above the limit.',
  },
  {
    id: 'part-measured-as-tier',
    file: TIER,
    find: '(part < 0 || part === index)',
    replace: 'part < paid.parts.length',
    about: 'A counter of one part is moved by the whole tier.',
  },
  {
    id: 'catch-up-below-zero',
    file: TIER,
    find: 'Math.max(0, part.roundedFen - paidBeforeFen)',
    replace: 'part.roundedFen - paidBeforeFen',
    about: 'What was paid too much is taken back from a later bill (X13).',
  },
];
