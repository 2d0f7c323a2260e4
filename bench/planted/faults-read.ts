/** Faults in reading written law into Programs, and in reading money. */
import type { Fault } from './fault.ts';

const PARAMETER = 'engine/law/read/compile/parameter.ts';
const PARAMETER_TEST = 'engine/law/read/compile/parameter.test.ts';

export const READ_FAULTS: readonly Fault[] = [
  {
    id: 'overlay-before-policy',
    file: 'engine/law/read/scheme-parts.ts',
    find: '[...own, ...laid]',
    replace: '[...laid, ...own]',
    about: 'The changes of another document come before those of the policy itself.',
    likely: 'engine/law/plan.test.ts',
  },
  {
    id: 'choice-of-scheme-preferred',
    file: 'engine/law/read/choice-scope.ts',
    find: "[...layersOf(source, body, 'file'), ...beyond]",
    replace: "[...beyond, ...layersOf(source, body, 'file')]",
    about: 'A choice of the scheme goes before the same name of the file.',
    likely: 'engine/law/read/choices.test.ts',
  },
  {
    id: 'end-of-value-ignored',
    file: PARAMETER,
    find: 'const next = dated[index + 1];',
    replace: 'const next = dated.slice(index + 1).find(({ entry }) => entry.value !== null);',
    about: 'A value that is ended by nothing holds on.',
    likely: PARAMETER_TEST,
  },
  {
    id: 'entries-in-order-of-file',
    file: PARAMETER,
    find: '.sort((a, b) => a.from - b.from)',
    replace: '',
    about: 'Values end where the next in the file begins, not the next in time.',
    likely: PARAMETER_TEST,
  },
  {
    id: 'tier-outlives-scheme',
    file: 'engine/law/read/span.ts',
    find: 'Math.min(a.until, b.until)',
    replace: 'Math.max(a.until, b.until)',
    about: 'The later of two ends counts where both must hold.',
    likely: 'engine/law/read/compile-law.test.ts',
  },
  {
    id: 'tenth-read-as-hundredth',
    file: 'engine/units/fen.ts',
    find: ".padEnd(2, '0')",
    replace: ".padStart(2, '0')",
    about: 'One digit after the point is read as fen.',
    likely: 'engine/units/fen.test.ts',
  },
];
