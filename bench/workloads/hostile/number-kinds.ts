/**
 * Illegal changes of numbers, units and days.
 */
import type { Chance } from '../../../testing/laws/chance.ts';
import { type GoodLaw, type Kind, onLine, type Replaced } from './kind.ts';
import { type Line, linesOf, saidBy } from './lines.ts';

const NO_DATES = ['2024-02-30', '2023-02-29', '2024-13-01', '2024-00-10', '2024-06-31'];
const FRACTIONS = ['8.5', '0.85', '85.0', '-0.5', '.5'];
const DATE = /"\d{4}-\d{2}-\d{2}"/;
const DATE_KEY = /^ {6}"(\d{4}-\d{2}-\d{2})":/;

const fraction = onLine({
  name: 'ratio 8.5',
  code: 'law/not_integer',
  where: hasNumber,
  change: (line, chance) => withNumber(line, chance, () => chance.pick(FRACTIONS)),
});

const aboveWhole = onLine({
  name: 'ratio above the whole',
  code: 'law/ratio_above_whole',
  where: (line, law) =>
    unitIs(line, /Bp(List)?$/) && hasNumber(line) && isUsed(line, law) && !isFactor(line, law),
  change: (line, chance) => withNumber(line, chance, () => String(chance.int(10_001, 9_999_999))),
});

const negative = onLine({
  name: 'negative number',
  code: 'law/number_out_of_range',
  where: hasNumber,
  change: (line, chance) => withNumber(line, chance, () => String(-chance.int(1, 1_000_000))),
});

const listForNumber = onLine({
  name: 'list for a number',
  code: 'law/wrong_unit',
  where: (line) => unitIs(line, /(Fen|Bp|Count|Days)$/) && hasNumber(line),
  change: (line, chance) => withNumber(line, chance, (digits) => `[${digits}]`),
});

const numberForList = onLine({
  name: 'number for a list',
  code: 'law/wrong_unit',
  where: (line) => unitIs(line, /List$/) && /\[[\d, ]+\]/.test(line.text),
  change: (line, chance) => oneLine(line.text.replace(/\[[\d, ]+\]/, String(chance.int(0, 9_000)))),
});

const wrongUnit = onLine({
  name: 'wrong unit in a formula',
  code: 'law/formula_unit',
  where: (line) => parameterNamed(line) !== null && !line.isOptional && otherUnit(line) !== null,
  change: (line) => oneLine(line.text.replace(/parameter: \w+/, `parameter: ${otherUnit(line)}`)),
});

const boundsFromOne = onLine({
  name: 'segments that do not start at 0',
  code: 'law/bounds_not_ascending',
  where: (line, law) => unitIs(line, /FenList$/) && isUsed(line, law) && /\[0,/.test(line.text),
  change: (line, chance) => oneLine(line.text.replace('[0,', `[${chance.int(1, 9_999)},`)),
});

const segmentWithoutRatio = onLine({
  name: 'segment without a ratio',
  code: 'law/list_lengths',
  where: (line, law) => unitIs(line, /BpList$/) && isUsed(line, law) && /, \d+\]/.test(line.text),
  change: (line) => ({ ...oneLine(line.text.replace(/, \d+\]/, ']')), above: valueLineOf(line) }),
});

const noSuchDate = onLine({
  name: 'a day that does not exist',
  code: 'law/no_such_date',
  where: ({ text }) => DATE.test(text),
  change: ({ text }, chance) => oneLine(text.replace(DATE, `"${chance.pick(NO_DATES)}"`)),
});

const outOfOrder = onLine({
  name: 'values out of order',
  code: 'law/entries_out_of_order',
  where: (line) =>
    DATE_KEY.test(line.text) &&
    linesOf(line.file)[line.parent]?.text.trim() === 'from:' &&
    !isFirstDate(line),
  change: ({ text }, chance) => oneLine(text.replace(DATE, `"19${chance.int(50, 99)}-01-01"`)),
});

const valueGap = onLine({
  name: 'days without a value',
  code: 'law/value_gap',
  where: (line, law) => isFirstDate(line) && isUsed(line, law) && nextDay(line, law, 0) !== null,
  change: (line, chance, law) => {
    const day = nextDay(line, law, chance.int(1, 60));
    return day === null ? null : oneLine(line.text.replace(DATE, `"${day}"`));
  },
});

const valueEnds = onLine({
  name: 'a value that ends too early',
  code: 'law/value_gap',
  where: (line, law) => isFirstDate(line) && isUsed(line, law) && / value: \d+,/.test(line.text),
  change: ({ text }) => oneLine(text.replace(/ value: \d+,/, ' value: null,')),
});

const spanInverted = onLine({
  name: 'a span that ends before it starts',
  code: 'law/span_inverted',
  where: ({ text, file }) =>
    text.startsWith('effectiveUntil:') && /^effectiveFrom:/m.test(file.text),
  change: ({ text }, chance) => oneLine(text.replace(DATE, `"19${chance.int(50, 99)}-01-01"`)),
});

function oneLine(text: string): Replaced {
  return { lines: [text] };
}

function unitIs({ parameter }: Line, end: RegExp): boolean {
  return parameter !== null && end.test(parameter);
}

/** Finds the numbers of a line that are values: not in its date, its texts or its comment. */
function numbersIn({
  text,
  parameter,
}: Line): readonly { readonly at: number; readonly digits: string }[] {
  if (parameter === null || /\bby:/.test(text)) return [];
  const [said = ''] = text.split(/\b(?:mark|document|clause|why|printed):|#/);
  const bare = said.replace(/"[^"]*"/g, (quoted) => '"'.repeat(quoted.length));
  const found = [...bare.matchAll(/(?<=[:[,] ?)\d+(?=[,\]} ]|$)/g)];
  return found.map(({ 0: digits, index }) => ({ at: index, digits }));
}

function hasNumber(line: Line): boolean {
  return numbersIn(line).length > 0;
}

function withNumber(line: Line, chance: Chance, to: (digits: string) => string): Replaced {
  const { at, digits } = chance.pick(numbersIn(line));
  return oneLine(line.text.slice(0, at) + to(digits) + line.text.slice(at + digits.length));
}

/** A parameter that multiplies an amount may be above the whole. */
function isFactor({ parameter }: Line, { files }: GoodLaw): boolean {
  const multiplied = new RegExp(`operation: multiply\\s+value: \\{ parameter: ${parameter} \\}`);
  return files.some(({ text }) => multiplied.test(text));
}

/** Tells whether some tier reads the parameter that a line belongs to. */
export function isUsed({ file, parameter }: Line, { usedParameters }: GoodLaw): boolean {
  return usedParameters.has(`${saidBy(file, 'id')}/${parameter}`);
}

function parameterNamed({ text }: Line): string | null {
  return /^\s*(?:amount|value): \{ parameter: (\w+) \}$/.exec(text)?.[1] ?? null;
}

/** Finds a parameter of the same file with another unit. */
function otherUnit(line: Line): string | null {
  const name = parameterNamed(line) ?? '';
  const names = [...line.file.text.matchAll(/^ {2}(\w+(?:Fen|Bp)):$/gm)].map((one) => one[1] ?? '');
  return names.find((one) => one.endsWith('Fen') !== name.endsWith('Fen')) ?? null;
}

function valueLineOf(line: Line): number {
  const above = linesOf(line.file).slice(0, line.index + 1);
  return above.findLast(({ text }) => /\bvalue:/.test(text))?.index ?? line.index;
}

function isFirstDate(line: Line): boolean {
  if (line.parameter === null || !DATE_KEY.test(line.text)) return false;
  const dates = linesOf(line.file).filter(
    (one) => one.parameter === line.parameter && DATE_KEY.test(one.text),
  );
  return dates[0]?.index === line.index;
}

/** Gives a day so long after the tier starts; null where a later value would stand before it. */
function nextDay(line: Line, law: GoodLaw, days: number): string | null {
  const from = law.tierFrom.get(saidBy(line.file, 'id'));
  if (from === undefined) return null;
  const day = new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
  const next = linesOf(line.file).find(
    (one) => one.index > line.index && one.parameter === line.parameter && DATE_KEY.test(one.text),
  );
  const nextDate = DATE_KEY.exec(next?.text ?? '')?.[1];
  const last = new Date(Date.parse(from) + 60 * 86_400_000).toISOString().slice(0, 10);
  return nextDate === undefined || nextDate > last ? day : null;
}

/** Changes of numbers, units and days. */
export const NUMBER_KINDS: readonly Kind[] = [
  fraction,
  aboveWhole,
  negative,
  listForNumber,
  numberForList,
  wrongUnit,
  boundsFromOne,
  segmentWithoutRatio,
  noSuchDate,
  outOfOrder,
  valueGap,
  valueEnds,
  spanInverted,
];
