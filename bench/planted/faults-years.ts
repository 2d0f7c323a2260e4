/** Faults in the analysis of a year: bill and close over one cost. */
import type { Fault } from './fault.ts';

const CURVES = 'engine/analyse/curves';
const FINDINGS = 'engine/analyse/findings';
const PROVE_YEAR = 'engine/analyse/prove-year.test.ts';
const YEAR_PROPERTIES = `${CURVES}/year-end.properties.test.ts`;

export const YEAR_FAULTS: readonly Fault[] = [
  {
    id: 'burden-not-left-to-the-close',
    file: `${CURVES}/leave-on.ts`,
    find: '  writeEventOn(run);\n',
    replace: '',
    about: 'What stays personal after the last tier is not counted for the close.',
    likely: PROVE_YEAR,
  },
  {
    id: 'window-of-the-close-ignored',
    file: `${CURVES}/state-on.ts`,
    find: 'const found = own.find((one) => one.window === window);',
    replace: 'const found = own.at(-1);',
    about: 'A close finds what another year or month has counted.',
    likely: YEAR_PROPERTIES,
  },
  {
    id: 'own-counters-of-a-household-as-declared',
    file: `${CURVES}/run-on.ts`,
    find: 'if (!isAlone && codes[0] !== person.id) return cells.map(constant);',
    replace: 'if (!isAlone) return cells.map(constant);',
    about: 'In a household the bill does not reach the close.',
    likely: YEAR_PROPERTIES,
  },
  {
    id: 'counter-written-anew',
    file: `${CURVES}/leave-on.ts`,
    find: 'const value = plan.isRolling ? rolled() : after;',
    replace: 'const value = plan.isRolling ? rolled() : written;',
    about: 'What a counter held before the bill is forgotten at the close.',
    likely: PROVE_YEAR,
  },
  {
    id: 'rest-of-the-year-left-out',
    file: `${CURVES}/year-end.ts`,
    find: 'besides.person += step.value.settled.personFen;',
    replace: 'besides.person += step.value.settled.totalFen;',
    about: 'Of an earlier bill the person is taken to have borne all.',
    likely: PROVE_YEAR,
  },
  {
    id: 'household-settled-without-the-bill',
    file: `${CURVES}/year-end.ts`,
    find: 'member.personId === person.id ? { ...member, state } : member,',
    replace: 'member,',
    about: 'The run that should show a finding closes the year before the bill.',
    likely: YEAR_PROPERTIES,
  },
  {
    id: 'classes-of-closes-not-looked-at',
    file: `${FINDINGS}/profiles.ts`,
    find: "pointsOf(program, axes, ['visit', 'close'])",
    replace: "pointsOf(program, axes, ['visit'])",
    about: 'A class that only the close tells apart is nobody.',
    likely: PROVE_YEAR,
  },
  {
    id: 'decline-of-the-bill-told-again',
    file: `${FINDINGS}/cliffs.ts`,
    find: 'const known = bill ? declinesOf(bill, watched) : [];',
    replace: 'const known: readonly Decline[] = [];',
    about: 'What a bill shows is told once more of the year.',
    likely: PROVE_YEAR,
  },
  {
    id: 'lesser-inversion-told-again',
    file: `${FINDINGS}/neighbours.ts`,
    find: 'const isFresh = later !== null && (!found || later.worst.fen > found.worst.fen);',
    replace: 'const isFresh = later !== null;',
    about: 'An inversion that the close makes less is told as one of the close.',
    likely: PROVE_YEAR,
  },
  {
    id: 'premiums-not-compared',
    file: 'engine/analyse/prove.ts',
    find: '[...cliffsOf(premiums), ...inversionsOf(premiums)]',
    replace: '[...cliffsOf(premiums)]',
    about: 'A poorer class whose premium is dearer is not found.',
    likely: 'engine/analyse/prove.test.ts',
  },
  {
    id: 'family-looked-at-alone',
    file: 'engine/analyse/boxes/never-pays.ts',
    find: "if (!profile || (scope === 'household' && paysHousehold(survey, tier))) return [];",
    replace: 'if (!profile) return [];',
    about: 'A cap on what a family bears is said never to pay, since nobody reaches it alone.',
    likely: PROVE_YEAR,
  },
];
