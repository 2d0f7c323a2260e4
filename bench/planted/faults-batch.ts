/** Faults in what builds columns and lowers law: profiles, rows, limits, caps, counters. */
import type { Fault } from './fault.ts';

const BUILD = 'engine/batch/build.ts';
const COLUMNS = 'engine/batch/build-columns.ts';
const SECTIONS = 'engine/batch/build-sections.ts';
const OPENED = 'engine/settle/opened.ts';
const CELLS = 'engine/batch/cells.ts';
const AMOUNT = 'engine/batch/lower-amount.ts';
const CAPS = 'engine/batch/lower-caps.ts';
const COUNTERS = 'engine/batch/lower-counters.ts';
const LIMIT = 'engine/batch/lower-limit.ts';
const MOVES = 'engine/batch/lower-moves.ts';
const PART = 'engine/batch/lower-part.ts';
const PAY = 'engine/batch/lower-pay.ts';
const TIER = 'engine/batch/lower-tier.ts';
const WRITES = 'engine/batch/lower-writes.ts';
const BUILD_TEST = 'engine/batch/build.test.ts';
const MEASURES_TEST = 'engine/batch/counter-measures.test.ts';
const AGREE = 'testing/agree/executions.test.ts';

export const BATCH_FAULTS: readonly Fault[] = [
  {
    id: 'columns-days-go-back',
    file: BUILD,
    find: 'if (windowDay < last) store.isAscending = false;',
    replace: 'if (windowDay < last) store.isAscending = store.events > 0;',
    about: 'Days that go back are taken for days that go up.',
    likely: BUILD_TEST,
  },
  {
    id: 'columns-run-across-sections',
    file: BUILD,
    find: 'if (found !== section || person !== profile) {',
    replace: 'if (person !== profile) {',
    about: 'A run goes on where another kind of event begins.',
    likely: BUILD_TEST,
  },
  {
    id: 'columns-one-key',
    file: BUILD,
    find: "typeof code === 'string' ? code : ''",
    replace: "typeof code === 'string' ? '' : ''",
    about: 'All codes of a counter key count together.',
    likely: BUILD_TEST,
  },
  {
    id: 'columns-told-today',
    file: BUILD,
    find: 'const again = event.recomputedCodeOf ?? event.codeOf;',
    replace: 'const again = event.codeOf ?? event.recomputedCodeOf;',
    about: 'What is settled anew reads the numbers told on its own day.',
    likely: BUILD_TEST,
  },
  {
    id: 'columns-atoms-lost',
    file: COLUMNS,
    find: 'sum[place] = (sum[place] ?? 0) + (given[place]?.at(atom) ?? 0);',
    replace: 'sum[place] = given[place]?.at(atom) ?? 0;',
    about: 'Of atoms of one row only the last counts.',
    likely: BUILD_TEST,
  },
  {
    id: 'columns-held-codes-forgotten',
    file: SECTIONS,
    find: 'held.length === 0 ? event.personKey',
    replace: 'held.length >= 0 ? event.personKey',
    about: 'People who hold other codes share a profile.',
    likely: BUILD_TEST,
  },
  {
    id: 'columns-cells-not-held',
    file: SECTIONS,
    find: '(cells[reason] ?? 0) > 0) holds[reason] = true',
    replace: '(cells[reason] ?? 0) > 0) holds[reason] = reason > 0',
    about: 'Nobody seems to have cost out of scope.',
    likely: BUILD_TEST,
  },
  {
    id: 'opened-without-epoch',
    file: OPENED,
    find: 'if (subject.on >= change) epoch++;',
    replace: 'if (subject.on < change) epoch = 0;',
    about: 'Bills before and after a change of law share a profile.',
    likely: AGREE,
  },
  {
    id: 'opened-without-recompute',
    file: OPENED,
    find: 'openEvent(recomputeOn === undefined ? input : { ...input, recomputeOn })',
    replace: 'openEvent(recomputeOn === undefined ? { ...input } : input)',
    about: 'What a change in mid-year settles anew takes the numbers of its own day.',
    likely: AGREE,
  },
  {
    id: 'cells-rows-joined',
    file: CELLS,
    find: 'const isAlone = classes.length > 1 && ranked.has(at);',
    replace: 'const isAlone = classes.length > 999 && ranked.has(at);',
    about: 'Atoms over which an allotment goes share a row.',
    likely: AGREE,
  },
  {
    id: 'cells-nothing-lends-place',
    file: CELLS,
    find: 'rows.push(isAlone ? null : own)',
    replace: 'rows.push(isAlone ? own.map(() => Number.NaN) : own)',
    about: 'An atom without amounts lends its place to a row that is allotted over.',
    likely: 'engine/batch/cells.test.ts',
  },
  {
    id: 'cells-residual-unread',
    file: CELLS,
    find: "if (write.kind !== 'residual') continue;",
    replace: "if (write.kind === 'residual') continue;",
    about: 'Cells that a counter of the residual tells apart become one number.',
    likely: AGREE,
  },
  {
    id: 'lowered-told-today',
    file: AMOUNT,
    find: 'told(shop, scope, first.dimension)',
    replace: 'told(shop, { ...scope, isAgain: false }, first.dimension)',
    about: 'What is settled anew reads the column of its own day.',
    likely: 'engine/batch/lower-amount.test.ts',
  },
  {
    id: 'lowered-measure-of-first-share',
    file: AMOUNT,
    find: '{ name: IN_SCOPE, place: 3 }',
    replace: '{ name: IN_SCOPE, place: 2 }',
    about: 'The cost in scope is taken from the first shares.',
    likely: AGREE,
  },
  {
    id: 'lowered-cap-forgets-use',
    file: CAPS,
    find: 'const used = counter < 0 ? null : seenRegister(shop, counter);',
    replace: 'const used = counter < 9e9 ? null : seenRegister(shop, counter);',
    about: 'A cap of the year is whole again at every event.',
    likely: AGREE,
  },
  {
    id: 'lowered-cost-behind-rounded-down',
    file: CAPS,
    find: "costBehindRoundedUp: 'up'",
    replace: "costBehindRoundedUp: 'down'",
    about: 'The cost behind a cap is rounded the other way.',
    likely: AGREE,
  },
  {
    id: 'lowered-cap-spread-in-order',
    file: CAPS,
    find: "work.plans[0]?.law.allot === 'proRata'",
    replace: "work.plans[0]?.law.allot === 'declaredOrder'",
    about: 'What a cap leaves is spread over the parts the other way.',
    likely: AGREE,
  },
  {
    id: 'lowered-limit-forgets-use',
    file: LIMIT,
    find: 'room(shop, part.base, room(shop, own, used))',
    replace: 'room(shop, part.base, room(shop, own, zero))',
    about: 'A limit of the year is whole again at every event.',
    likely: AGREE,
  },
  {
    id: 'lowered-codes-share-a-limit',
    file: LIMIT,
    find: 'seenRegister(shop, counter, code)',
    replace: "seenRegister(shop, counter, '')",
    about: 'What one code has used counts for all.',
    likely: AGREE,
  },
  {
    id: 'lowered-reads-after-earlier-tiers',
    file: COUNTERS,
    find: "if (counter.reads !== 'beforeEvent') return moved;",
    replace: "if (counter.reads !== 'afterEarlierTiers') return moved;",
    about: 'Readers see a counter the other way round (X16).',
    likely: AGREE,
  },
  {
    id: 'lowered-window-starts-from-nothing',
    file: 'engine/batch/generate-counters.ts',
    find: "const clear = law.carries ? ''",
    replace: "const clear = law.carries && law.codes < 0 ? ''",
    about: 'A new window starts from nothing where the law carries over.',
    likely: AGREE,
  },
  {
    id: 'lowered-other-scheme-keeps',
    file: COUNTERS,
    find: "if (choices.schemeChange === 'reset') return found;",
    replace: "if (choices.schemeChange === 'reset') return null;",
    about: 'A person who changes the scheme keeps counters that the law resets.',
    likely: AGREE,
  },
  {
    id: 'lowered-cleared-before-read',
    file: MOVES,
    find: "if (!cleared.has(of)) return { op: 'add', to, of };",
    replace: "if (!cleared.has(of) || of >= 0) return { op: 'add', to, of };",
    about: 'A group that goes on whole is emptied before it is read.',
    likely: AGREE,
  },
  {
    id: 'lowered-deductible-anew',
    file: PART,
    find: 'least(shop, [sum(shop, counted), room(shop, own, before)])',
    replace: 'least(shop, [sum(shop, counted), own])',
    about: 'The deductible is borne anew at every event.',
    likely: AGREE,
  },
  {
    id: 'lowered-deductible-use',
    file: PART,
    find: 'isProRata: first.order === null',
    replace: 'isProRata: first.order !== null',
    about: 'The parts use the deductible up the other way (X06).',
    likely: AGREE,
  },
  {
    id: 'lowered-gross-position',
    file: PART,
    find: 'return isGross ? sum(shop, [deductible, position]) : position;',
    replace: 'return isGross ? position : position;',
    about: 'Segments on the gross base begin before the deductible.',
    likely: AGREE,
  },
  {
    id: 'lowered-catch-up-pays-all',
    file: PAY,
    find: 'const paid = least(shop, [counted, room(shop, to, paidBefore)]);',
    replace: 'const paid = least(shop, [counted, to]);',
    about: 'What is caught up is paid on top of what was paid before.',
    likely: AGREE,
  },
  {
    id: 'lowered-variants-upside-down',
    file: TIER,
    find: '(acts & (2 ** at)) !== 0',
    replace: '(acts & (2 ** at)) === 0',
    about: 'Modifiers act where their conditions fail.',
    likely: AGREE,
  },
  {
    id: 'lowered-counter-without-excess',
    file: WRITES,
    find: 'return [part.excess, part.overCap];',
    replace: 'return [part.overCap];',
    about: 'A counter of what is above the cap forgets what is above the limit.',
    likely: MEASURES_TEST,
  },
  {
    id: 'lowered-greatest-added',
    file: WRITES,
    find: "op: isMax ? 'raise' : 'add'",
    replace: "op: isMax ? 'add' : 'add'",
    about: 'A counter of the greatest adds up.',
    likely: AGREE,
  },
];
