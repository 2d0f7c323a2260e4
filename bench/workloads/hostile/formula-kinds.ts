/**
 * Illegal changes of formulas, conditions, limits, caps, counters and what falls due.
 */
import { type Kind, onLine } from './kind.ts';
import { type Line, linesOf } from './lines.ts';
import { oneLine, replacing } from './replace-kind.ts';

const facetOfCodes = replacing({
  name: 'number of a dimension of codes',
  code: 'law/dimension_not_here',
  piece: /\bfacet: \w+/,
  by: (_, chance) => `facet: ${chance.pick(['personClass', 'insuranceType', 'setting'])}`,
});

const ownOutOfPlace = replacing({
  name: 'cost of a line in a tier',
  code: 'law/formula_not_here',
  piece: /\bown: base\b/,
  by: 'line: costFen',
});

const twoOperations = replacing({
  name: 'formula of two operations',
  code: 'law/wrong_size',
  piece: /\{ (facet|own|line): \w+ \}/,
  by: (found) => found.replace(' }', ', counter: some.counter }'),
});

const unknownHome = replacing({
  name: 'parameter of a file that the scheme has not',
  code: 'law/unknown_parameter',
  piece: /\{ parameter: \w+, of: /,
  by: (found) => `${found}no.`,
});

const boundsOfTable = replacing({
  name: 'bands that do not start at 0',
  code: 'law/bounds_not_ascending',
  piece: /\[0, /,
  by: (_, chance) => `[${chance.int(1, 9_999)}, `,
  where: ({ parameter, file }) =>
    /CountList$/.test(parameter ?? '') && file.text.includes(`bounds: ${parameter}\n`),
});

const valuesOfTable = onLine({
  name: 'band without a value',
  code: 'law/wrong_unit',
  where: (line) =>
    !line.isOptional && /^ +values: \w+List$/.test(line.text) && single(line) !== null,
  change: (line) => oneLine(line.text.replace(/values: \w+/, `values: ${single(line)}`)),
});

const eachOfOne = replacing({
  name: 'sum over a dimension of one code',
  code: 'law/dimension_not_here',
  piece: /\beach: \{ dimension: \w+/,
  by: 'each: { dimension: insuranceType',
});

const conditionUnit = onLine({
  name: 'condition of two units',
  code: 'law/formula_unit',
  where: (line) => isCondition(line) && rate(line) !== null,
  change: (line) => oneLine(line.text.replace(/parameter: \w+/, `parameter: ${rate(line)}`)),
});

const conditionOpen = onLine({
  name: 'condition without a bound',
  code: 'law/wrong_size',
  where: isCondition,
  change: ({ index }) => ({ lines: [], above: index - 1 }),
});

const ownShare = replacing({
  name: 'unknown operation on the own share',
  code: 'law/unknown_word',
  piece: /\boperation: multiplyOwnShare$/,
  by: (_, chance) => `operation: ${chance.pick(['multiplyOwn', 'multiplyShare', 'divide'])}`,
});

const capOfPart = replacing({
  name: 'cap of an unknown part',
  code: 'law/unknown_part',
  piece: /^ {4}part: \w+$/,
  by: (found) => `${found}Zz`,
  where: ({ section }) => section === 'caps',
});

const limitPer = replacing({
  name: 'limit by a dimension of the event',
  code: 'law/dimension_not_here',
  piece: /^ +per: \w+$/,
  by: (found) => found.replace(/per: \w+/, 'per: setting'),
  where: ({ section }) => section === 'parts',
});

const counterKey = onLine({
  name: 'limit by line with a counter of the whole',
  code: 'law/counter_key',
  where: (line) => counterOfLimit(line) !== undefined,
  change: (line) => ({
    ...oneLine(line.text.replace(/key: \w+/, 'key: none')),
    above: counterOfLimit(line)?.index ?? 0,
  }),
});

const window = replacing({
  name: 'unknown window',
  code: 'law/unknown_word',
  piece: /\bkind: (event|week)\b/,
  by: (_, chance) => `kind: ${chance.pick(['fortnight', 'visit', 'quarter'])}`,
});

const writerByLine = replacing({
  name: 'writer that looks at lines',
  code: 'law/dimension_not_here',
  piece: /^ +- \{ event: \w+, when: \{ /,
  by: (found) => `${found}itemClass: [A], `,
});

const fallsDue = onLine({
  name: 'visit that falls due',
  code: 'law/falls_due_not_here',
  where: ({ text, file }) => text === 'on: allowance' && /^fallsDue:/m.test(file.text),
  change: ({ file }) => ({
    ...oneLine('on: visit'),
    above: linesOf(file).find(({ text }) => text.startsWith('fallsDue:'))?.index ?? 0,
  }),
});

const weights = replacing({
  name: 'unknown number of an allowance',
  code: 'law/unknown_measure',
  piece: /\bevent: weight(edBaseFen|Count)\b/,
  by: (found) => `${found}Zz`,
});

const optionMissing = onLine({
  name: 'choice without one of its options',
  code: 'law/missing_option',
  where: ({ text, file, parent }) =>
    /^ +\w+: null$/.test(text) && linesOf(file)[parent]?.text.trim() === 'options:',
  change: ({ parent }) => ({ lines: [], above: parent }),
});

const titleOfPart = replacing({
  name: 'title that is no text',
  code: 'law/wrong_type',
  piece: /^ {4}title: [^[{].*$/,
  by: '    title: [甲, 乙]',
  where: ({ section }) => section === 'parts' || section === 'counters',
});

function isCondition(line: Line): boolean {
  const before = linesOf(line.file)[line.index - 1]?.text ?? '';
  return (
    !line.isOptional &&
    /^ +from: \{ parameter: \w+Fen \}$/.test(line.text) &&
    /^ +- of: \{ .* \}$/.test(before) &&
    before.indexOf('of:') === line.text.indexOf('from:') &&
    !/^ +until:/.test(linesOf(line.file)[line.index + 1]?.text ?? '')
  );
}

/** A parameter of the same file that is a ratio. */
function rate({ file }: Line): string | null {
  return /^ {2}(\w+Bp):$/m.exec(file.text)?.[1] ?? null;
}

/** A parameter of the same file that is no list. */
function single({ file }: Line): string | null {
  return /^ {2}(\w+(?:Fen|Bp)):$/m.exec(file.text)?.[1] ?? null;
}

/** Where a limit by line names the counter whose key stands on a line. */
function counterOfLimit({ text, file, section, parent }: Line): Line | undefined {
  const key = /^ {4}key: (\w+)$/.exec(text)?.[1];
  if (key === undefined || section !== 'counters') return undefined;
  const lines = linesOf(file);
  const counter = `counter: ${lines[parent]?.text.trim().replace(/:$/, '')}`;
  const isPer = (limit: number) =>
    lines.some((one) => one.parent === limit && one.text.trim() === `per: ${key}`);
  return lines.find(
    (one) =>
      one.section === 'parts' &&
      !one.isOptional &&
      one.text.trim() === counter &&
      isPer(one.parent),
  );
}

/** Changes of formulas, conditions, limits, caps, counters and what falls due. */
export const FORMULA_KINDS: readonly Kind[] = [
  facetOfCodes,
  ownOutOfPlace,
  twoOperations,
  unknownHome,
  boundsOfTable,
  valuesOfTable,
  eachOfOne,
  conditionUnit,
  conditionOpen,
  ownShare,
  capOfPart,
  limitPer,
  counterKey,
  window,
  writerByLine,
  fallsDue,
  weights,
  optionMissing,
  titleOfPart,
];
