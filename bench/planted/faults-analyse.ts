/** Faults in the analysis: exact curves, findings and boxes. */
import type { Fault } from './fault.ts';

const CURVES = 'engine/analyse/curves';
const CURVE_TEST = `${CURVES}/curve.test.ts`;
const CURVE_PROPERTIES = `${CURVES}/curve.properties.test.ts`;
const POLYNOMIAL = `${CURVES}/polynomial.ts`;
const POLYNOMIAL_TEST = `${CURVES}/polynomial.test.ts`;
const QUOTIENT = `${CURVES}/quotient.ts`;
const QUOTIENT_TEST = `${CURVES}/quotient.test.ts`;
const GROUND = `${CURVES}/ground.ts`;
const PART = `${CURVES}/part-on.ts`;
const CAPS = `${CURVES}/caps-on.ts`;
const TIER = `${CURVES}/tier-on.ts`;
const RUN = `${CURVES}/run-on.ts`;
const AMOUNT = `${CURVES}/amount-on.ts`;
const BREAKPOINTS = `${CURVES}/breakpoints.ts`;
const PROVE_TEST = 'engine/analyse/prove.test.ts';
const DECLINES = 'engine/analyse/findings/declines.ts';
const CLIFFS = 'engine/analyse/findings/cliffs.ts';
const ABOVE = 'engine/analyse/findings/above.ts';
const NEIGHBOURS = 'engine/analyse/findings/neighbours.ts';
const BOX = 'engine/analyse/boxes/box.ts';
const BOX_TEST = 'engine/analyse/boxes/box.test.ts';
const BOUNDS = 'engine/analyse/boxes/bounds.ts';

export const ANALYSE_FAULTS: readonly Fault[] = [
  {
    id: 'second-root-passed-over',
    file: POLYNOMIAL,
    find: 'for (const slope of slopes) addMonotone(runs, polynomial, slope.from, slope.to + 1n);',
    replace: 'addMonotone(runs, polynomial, from, to);',
    about:
      'A parabola is taken for a line: where it dips below nothing and comes back is not seen.',
    likely: POLYNOMIAL_TEST,
  },
  {
    id: 'ground-a-fen-too-long',
    file: POLYNOMIAL,
    find: 'if (isMet(signAt(polynomial, middle))) low = middle;',
    replace: 'if (isMet(signAt(polynomial, middle - 1n))) low = middle;',
    about: 'An answer is held for one fen after it has changed.',
    likely: POLYNOMIAL_TEST,
  },
  {
    id: 'curve-shifted-the-wrong-way',
    file: QUOTIENT,
    find: 'return reduced(shifted(over, by), shifted(under, by));',
    replace: 'return reduced(shifted(over, -by), shifted(under, -by));',
    about: 'What a yuan more makes of it is worked out for a yuan less.',
    likely: QUOTIENT_TEST,
  },
  {
    id: 'divisor-sign-forgotten',
    file: QUOTIENT,
    find: 'polynomialAt(under, at) < 0n ? scaledPolynomial(over, -1n) : over',
    replace: 'polynomialAt(under, at) > 0n ? over : over',
    about: 'Two amounts over a negative divisor are compared the wrong way round.',
    likely: QUOTIENT_TEST,
  },
  {
    id: 'share-not-divided',
    file: QUOTIENT,
    find: 'scaledPolynomial(amount.under, BigInt(WHOLE_BP))',
    replace: 'scaledPolynomial(amount.under, BigInt(WHOLE_BP / 10))',
    about: 'A ratio in basis points counts tenfold.',
    likely: QUOTIENT_TEST,
  },
  {
    id: 'ground-not-shortened',
    file: GROUND,
    find: 'if (until >= ground.until) return;',
    replace: 'if (until >= ground.until || cause.word === "deductible") return;',
    about: 'The deductible is never used up.',
    likely: CURVE_TEST,
  },
  {
    id: 'breakpoint-rounded-to-a-fen',
    file: GROUND,
    find: 'difference.length === 2 ? rational(-start, slope) : null',
    replace: 'difference.length === 2 && start === slope ? rational(-start, slope) : null',
    about: 'A breakpoint between two fen is given as a whole fen.',
    likely: CURVE_TEST,
  },
  {
    id: 'curve-segments-from-zero',
    file: PART,
    find: 'return sumOf(before, positionOf(run, tier, plan, deductible));',
    replace: 'return before;',
    about: 'Curves forget what earlier bills have used of the segments.',
    likely: CURVE_TEST,
  },
  {
    id: 'curve-deductible-not-on-gross-axis',
    file: PART,
    find: "const before = plan.measure === 'gross' ? own : ZERO;",
    replace: 'const before = ZERO;',
    about: 'Segments measured on the gross amount begin at nothing on curves.',
    likely: CURVE_PROPERTIES,
  },
  {
    id: 'curve-limit-ignores-used',
    file: PART,
    find: 'const room = notBelowZero(ground, differenceOf(amount, used), cause);',
    replace: 'const room = amount;',
    about: 'A limit of the year is whole again at each bill on curves.',
    likely: CURVE_TEST,
  },
  {
    id: 'curve-cell-taken-twice',
    file: PART,
    find: 'if (isZero(fen) || taken.has(cell)) continue;',
    replace: 'if (isZero(fen)) continue;',
    about: 'A weighted cell is taken again by a later entry of the same tier on curves.',
    likely: CURVE_PROPERTIES,
  },
  {
    id: 'curve-weight-keeps-nothing',
    file: PART,
    find: 'row[reason] = differenceOf(fen, own);',
    replace: 'row[reason] = ZERO;',
    about: 'What a weight leaves of a cell is lost on curves.',
    likely: CURVE_PROPERTIES,
  },
  {
    id: 'curve-cap-ignores-used',
    file: CAPS,
    find: 'const room = notBelowZero(run.ground, differenceOf(amount, used), cause);',
    replace: 'const room = amount;',
    about: 'A yearly cap is whole again at each bill on curves.',
    likely: CURVE_PROPERTIES,
  },
  {
    id: 'curve-above-cap-always-payment',
    file: CAPS,
    find: "if ((law.aboveCap ?? 'clippedPayment') === 'clippedPayment') return clipped;",
    replace: 'if (law.aboveCap !== null) return clipped;',
    about: 'The cost behind a clipped payment is taken for the payment on curves (X15).',
    likely: CURVE_PROPERTIES,
  },
  {
    id: 'curve-condition-at-bound-fails',
    file: TIER,
    find: 'return !until || isAbove(run.ground, amountOn(run, until, cause), value, cause);',
    replace: 'return !until || !isAbove(run.ground, value, amountOn(run, until, cause), cause);',
    about: 'A condition still holds at the amount at which it ends on curves.',
    likely: CURVE_PROPERTIES,
  },
  {
    id: 'curve-skipped-tier-takes-base',
    file: TIER,
    find: 'for (const [atom, row] of rows.entries()) run.cells[atom] = row;',
    replace: 'run.cells.length = rows.length;',
    about: 'A tier whose condition fails leaves its base to nobody on curves.',
    likely: CURVE_PROPERTIES,
  },
  {
    id: 'curve-counters-not-written',
    file: TIER,
    find: 'moveCounterOn(run, counter, measuredOn(paid, part, measure), cause);',
    replace: 'if (part >= 0) moveCounterOn(run, counter, measuredOn(paid, part, measure), cause);',
    about: 'Later tiers of a bill do not see what earlier ones have counted on curves.',
    likely: CURVE_PROPERTIES,
  },
  {
    id: 'curve-reads-after-where-before',
    file: RUN,
    find: 'const moved = law?.readsBefore ? undefined : counters.get(index);',
    replace: 'const moved = counters.get(index);',
    about: 'A counter read before the event shows what the event wrote on curves (X16).',
    likely: CURVE_PROPERTIES,
  },
  {
    id: 'lines-joined-across-order',
    file: RUN,
    find: "if (applied.some(({ law }) => law.allot === 'declaredOrder')) {",
    replace: 'if (applied.length === 0) {',
    about: 'Lines are put together though their order decides who is paid first.',
    likely: CURVE_PROPERTIES,
  },
  {
    id: 'curve-table-row-at-bound',
    file: AMOUNT,
    find: 'if (isAbove(reader.ground, constant(bounds[row + 1] ?? 0), value, cause)) break;',
    replace: 'if (!isAbove(reader.ground, value, constant(bounds[row + 1] ?? 0), cause)) break;',
    about: 'A value on the lower bound of a band belongs to the band below on curves.',
    likely: `${CURVES}/amount-on.test.ts`,
  },
  {
    id: 'jump-called-a-bend',
    file: BREAKPOINTS,
    find: 'const isJump = changes.some((change) => !isMet(change, before, after));',
    replace: 'const isJump = changes.length === 0;',
    about: 'A jump is shown as a bend.',
    likely: 'apps/cli/prove.test.ts',
  },
  {
    id: 'jump-down-not-seen',
    file: DECLINES,
    find: 'if (next && fallsTo(watched, piece, next)) note(piece.to, next.from);',
    replace: 'if (next && piece.from === next.from) note(piece.to, next.from);',
    about: 'A cliff between two pieces of a curve is not found.',
    likely: PROVE_TEST,
  },
  {
    id: 'fall-of-burden-missed',
    file: CLIFFS,
    find: 'freshDeclines(looked, PERSON).map(',
    replace: 'freshDeclines(looked, PERSON).slice(0, 0).map(',
    about: 'Where a dearer bill costs the person less is not found.',
    likely: PROVE_TEST,
  },
  {
    id: 'neighbours-swapped',
    file: ABOVE,
    find: 'const above = comparing(a.person, sumOf(b.person, slack), from);',
    replace: 'const above = comparing(b.person, sumOf(a.person, slack), from);',
    about: 'The favoured neighbour is asked to bear more, not less.',
    likely: PROVE_TEST,
  },
  {
    id: 'last-class-not-compared',
    file: NEIGHBOURS,
    find: 'const classes = [...survey.program.classes.map(({ id }) => id), GENERAL_CLASS];',
    replace: 'const classes = survey.program.classes.map(({ id }) => id);',
    about: 'A class that bears more than people in none is not found.',
    likely: PROVE_TEST,
  },
  {
    id: 'touching-intervals-overlap',
    file: BOX,
    find: 'return until !== null && until <= (from ?? 0);',
    replace: 'return until !== null && until < (from ?? 0);',
    about: 'Under 14 and from 14 are said to have somebody in common.',
    likely: BOX_TEST,
  },
  {
    id: 'box-of-either',
    file: BOX,
    find: 'const both = left.codes.filter((code) => codes.includes(code));',
    replace: 'const both = left.codes.filter((code) => code !== codes[0] || codes.includes(code));',
    about: 'What either selector matches is taken for what both match.',
    likely: BOX_TEST,
  },
  {
    id: 'cap-binds-when-asked',
    file: BOUNDS,
    find: "if (isPaid) note('cap', id, !isZero(clipped));",
    replace: "if (isPaid) note('cap', id, true);",
    about: 'A cap counts as binding wherever it stands.',
    likely: PROVE_TEST,
  },
];
