/**
 * Illegal changes of what acts before any tier: shared choices, told numbers, several codes,
 * readings, backdating, prices, what is out of scope.
 */
import type { LawText } from '../../../engine/law/read/index.ts';
import { type GoodLaw, type Kind, onLine } from './kind.ts';
import { type Line, linesOf, saidBy } from './lines.ts';
import { isUsed } from './number-kinds.ts';
import { oneLine, replacing } from './replace-kind.ts';

const kindIs = (kind: string) => (line: Line) => saidBy(line.file, 'kind') === kind;

const unknownChoices = replacing({
  name: 'unknown file of choices',
  code: 'law/unknown_choices_file',
  piece: /^uses: \[/,
  by: 'uses: [no.',
});

const strayLabel = replacing({
  name: 'label of no value',
  code: 'law/unknown_option',
  piece: /^( +labels: \{ )\w+/,
  by: (found) => `${found}Zz`,
});

const absentNumber = replacing({
  name: 'absent number that is none',
  code: 'law/wrong_form',
  piece: /absentMeans: "\d+"/,
  by: (_, chance) => `absentMeans: "${chance.pick(['-1', '1.5', 'none', '1e3', '900000000001'])}"`,
  where: kindIs('vocabulary'),
});

const manyNotHere = onLine({
  name: 'several codes and a code for none',
  code: 'law/many_not_here',
  where: ({ text }) => /^ +many: true$/.test(text),
  change: ({ text }) => ({ lines: [text.replace('many: true', 'absentMeans: none'), text], at: 1 }),
});

const manyInBy = onLine({
  name: 'a number by a dimension of several codes',
  code: 'law/dimension_not_here',
  where: (line, law) =>
    /^ {4}by: \[\w/.test(line.text) && isUsed(line, law) && !isOfEach(line) && manyOf(law) !== null,
  change: ({ text }, _, law) => oneLine(text.replace('[', `[${manyOf(law)}, `)),
});

const setPerson = replacing({
  name: 'reading that sets a fact of the person',
  code: 'law/dimension_not_here',
  piece: /^ +set: \{ \w+: [\w-]+ \}$/,
  by: '    set: { personClass: general }',
  where: ({ section }) => section === 'readAs',
});

const readNothing = replacing({
  name: 'reading that sets nothing',
  code: 'law/wrong_size',
  piece: /set: \{ \w+: [\w-]+ \}$/,
  by: 'set: {}',
  where: ({ section }) => section === 'readAs',
});

const backdatedTo = replacing({
  name: 'backdating to a day that nobody knows',
  code: 'law/unknown_word',
  piece: /\bto: (birth|yearStart)$/,
  by: (_, chance) => `to: ${chance.pick(['tomorrow', 'born', 'monthStart'])}`,
});

const backdatedWithin = replacing({
  name: 'backdating within no days',
  code: 'law/unknown_parameter',
  piece: /\bwithin: \{ parameter: /,
  by: (found) => `${found}no`,
});

const classHolds = replacing({
  name: 'class that holds in no known way',
  code: 'law/unknown_word',
  piece: /^ {4}holds: \w+$/,
  by: '    holds: sometimes',
  where: kindIs('area'),
});

const backMonths = onLine({
  name: 'class that goes back no months',
  code: 'law/back_months_missing',
  where: (line) => /^ {4}backMonths: \d+$/.test(line.text) && holdsAfter(line) !== undefined,
  change: (line) => ({ lines: [], above: (holdsAfter(line)?.index ?? 0) - 1 }),
});

const exclusionByLine = replacing({
  name: 'exclusion of events by lines',
  code: 'law/dimension_not_here',
  piece: /\bwhen: \{ /,
  by: 'when: { itemClass: [A], ',
  where: ({ section }) => section === 'classification',
});

const unknownPrices = replacing({
  name: 'unknown file of prices',
  code: 'law/unknown_policy',
  piece: /^prices: \[/,
  by: 'prices: [no.',
});

const pricedByEvent = replacing({
  name: 'price of a line by its event',
  code: 'law/formula_not_here',
  piece: /\{ line: costFen \}/,
  by: (_, chance) => chance.pick(['{ event: totalCostFen }', '{ own: base }']),
});

const ruleTwice = onLine({
  name: 'price rule that is there twice',
  code: 'law/duplicate_id',
  where: (line) => line.section === 'rules' && firstRule(line) !== null,
  change: (line) => oneLine(`  - id: ${firstRule(line)}`),
});

const areaOrder = onLine({
  name: 'schemes of an area that order bills otherwise',
  code: 'law/area_order',
  where: ({ text, file }, { files }) =>
    text.startsWith('uses: [') && !/^choices:/m.test(file.text) && isLaterScheme(file, files),
  change: ({ text }, _, { files }) => {
    const isDischarged = files.some((one) =>
      /^ {2}order:\s(?:.*\n)??.*?is: discharged/m.test(one.text),
    );
    const other = isDischarged ? 'settledAt' : 'dischargedOn';
    const own = `  order: { is: ${other}, otherwise: [], mark: assumed, why: 样例 }`;
    return { lines: [text, 'choices:', own], at: 2 };
  },
});

function isLaterScheme(file: LawText, files: readonly LawText[]): boolean {
  const ofArea = files.filter(
    (one) => saidBy(one, 'kind') === 'scheme' && saidBy(one, 'area') === saidBy(file, 'area'),
  );
  return ofArea.indexOf(file) > 0;
}

function isOfEach({ file, parameter }: Line): boolean {
  return new RegExp(`each: \\{ dimension: \\w+, parameter: ${parameter} \\}`).test(file.text);
}

function manyOf({ files }: GoodLaw): string | null {
  for (const { text } of files) {
    const found = /^ {2}(\w+):\n(?: {4}.*\n)*? {4}many: true$/m.exec(text);
    if (found) return found[1] ?? null;
  }
  return null;
}

function holdsAfter(line: Line): Line | undefined {
  return linesOf(line.file).find(
    ({ index, parent, text }) =>
      index > line.index && parent === line.parent && /^ {4}holds: monthsBack$/.test(text),
  );
}

function firstRule({ file, text, index }: Line): string | null {
  const rules = linesOf(file).filter((one) => /^ {2}- id: \w+$/.test(one.text));
  const isLater = /^ {2}- id: \w+$/.test(text) && rules[0] !== undefined && rules[0].index < index;
  return isLater ? (rules[0]?.text.slice('  - id: '.length) ?? null) : null;
}

/** Changes of what acts before any tier. */
export const FACT_KINDS: readonly Kind[] = [
  unknownChoices,
  strayLabel,
  absentNumber,
  manyNotHere,
  manyInBy,
  setPerson,
  readNothing,
  backdatedTo,
  backdatedWithin,
  classHolds,
  backMonths,
  exclusionByLine,
  unknownPrices,
  pricedByEvent,
  ruleTwice,
  areaOrder,
];
