/**
 * Illegal changes of names, sources and choices.
 */
import { type Kind, type LineKind, onLine, type Replaced } from './kind.ts';
import { isEntry, type Line, linesOf, saidBy } from './lines.ts';

const SCHEME_CHOICES: readonly string[] = [
  'lawDay',
  'windowDay',
  'order',
  'lateBill',
  'reversal',
  'negativeDifference',
  'leastDifferenceFen',
  'classChange',
  'doubleEnrolment',
  'schemeChange',
];
const MUST_CHOOSE: readonly string[] = [
  'rounding',
  'allot',
  'midYearChange',
  'aboveCap',
  'roundEach',
  'measure',
  'reads',
  'firstShareRounding',
  'firstShareOrder',
];
const LITERALS = [
  'halfUp',
  'proRata',
  'incremental',
  'clippedPayment',
  'part',
  'excess',
  'anything',
];

/** Makes a kind that spoils the name after a key. */
function spoiledName(
  name: string,
  code: string,
  key: string,
  where: LineKind['where'] = () => true,
): Kind {
  const pattern = new RegExp(`\\b(${key}): ([\\w.-]+)`);
  return onLine({
    name: `unknown ${name}`,
    code,
    where: (line, law) => pattern.test(line.text) && where(line, law),
    change: ({ text }, chance) => {
      const end = chance.pick(['x', 'Zz', '2']);
      return oneLine(
        text.replace(pattern, (_, found: string, id: string) => `${found}: ${id}${end}`),
      );
    },
  });
}

const unknownParameter = onLine({
  name: 'unknown parameter',
  code: 'law/unknown_parameter',
  where: (line) => !line.isOptional && /\b(parameter|ratio|bounds|ratios): \w+/.test(line.text),
  change: ({ text }) => oneLine(text.replace(/\b(parameter|ratio|bounds|ratios): /, '$&no')),
});

const unknownCode = onLine({
  name: 'unknown code',
  code: 'law/unknown_code',
  where: (line) => !line.isOptional && /\b(setting|grade|itemClass|place): \[\w+/.test(line.text),
  change: ({ text }) => oneLine(text.replace(/\b(setting|grade|itemClass|place): \[/, '$&no')),
});

const unknownReason = onLine({
  name: 'unknown reason',
  code: 'law/unknown_reason',
  where: (line) =>
    !line.isOptional && line.section === 'parts' && /(\[|- )inScope\b/.test(line.text),
  change: ({ text }, chance) =>
    oneLine(text.replace(/\binScope\b/, chance.pick(['inscope', 'all']))),
});

const unknownDimension = onLine({
  name: 'unknown dimension',
  code: 'law/unknown_dimension',
  where: ({ text }) => /^ {4}by: \[\w+/.test(text),
  change: ({ text }, chance) => oneLine(text.replace(/\[\w+/, chance.pick(['[level', '[class']))),
});

const unknownTier = onLine({
  name: 'unknown tier',
  code: 'law/unknown_tier',
  where: ({ text }) => /\btier: [\w.-]+, /.test(text),
  change: ({ text }) => oneLine(text.replace(/\btier: /, '$&no.')),
});

const unknownPolicy = onLine({
  name: 'unknown policy',
  code: 'law/unknown_policy',
  where: ({ text, section }) => section === 'tiers' && /^( {2}- \w|tiers: \[\w)/.test(text),
  change: ({ text }) => oneLine(text.replace(/^( {2}- |tiers: \[)/, '$&no.')),
});

const unknownKey = onLine({
  name: 'unknown key',
  code: 'law/unknown_key',
  where: (line) => line.indent === 0 && /^\w+:/.test(line.text) && !/^(kind|id):/.test(line.text),
  change: ({ text }, chance) => oneLine(text.replace(':', `${chance.pick(['s', 'X', '1'])}:`)),
});

const missingKey = onLine({
  name: 'missing key',
  code: 'law/missing_key',
  where: (line) =>
    isEntry(line) &&
    /^(payer|on|status|title|allot|rounding|area):/.test(line.text) &&
    saidBy(line.file, 'kind') !== 'choices',
  change: ({ file }) => ({ lines: [], above: rootOf(file) }),
});

const missingSource = onLine({
  name: 'missing source',
  code: 'law/missing_source',
  where: (line) => citedOn(line) === 'source',
  change: (line, chance) => without(line, chance.is(0.5) ? 'document' : 'clause'),
});

const missingReason = onLine({
  name: 'missing reason of an assumption',
  code: 'law/missing_reason',
  where: (line) => citedOn(line) === 'why',
  change: (line) => without(line, 'why'),
});

const choiceMissing = onLine({
  name: 'missing choice',
  code: 'law/choice_missing',
  where: (line) =>
    SCHEME_CHOICES.includes(choiceOn(line)) && isOfScheme(line) && !/^uses:/m.test(line.file.text),
  change: (line, chance) => ({
    ...oneLine(line.text.replace(':', `${chance.pick(['X', '2', 'Of'])}:`)),
    above: line.parent,
  }),
});

const choiceIllegal = onLine({
  name: 'illegal choice',
  code: 'law/choice_illegal',
  where: (line) => line.section === 'choices' && /\bis: \w+/.test(line.text) && isOfScheme(line),
  change: ({ text }, chance) =>
    oneLine(text.replace(/\bis: \w+/, `is: ${chance.pick(['tomorrow', 'maybe', '[a]'])}`)),
});

const choiceRequired = onLine({
  name: 'value where a choice must stand',
  code: 'law/choice_required',
  where: ({ text }) => MUST_CHOOSE.includes(/^\s*(\w+): \{ choice: \w+ \}$/.exec(text)?.[1] ?? ''),
  change: ({ text }, chance) => oneLine(text.replace(/\{ choice: \w+ \}$/, chance.pick(LITERALS))),
});

function oneLine(text: string): Replaced {
  return { lines: [text] };
}

function rootOf(file: Line['file']): number {
  return file.text.split('\n').findIndex((text) => text !== '' && !text.startsWith('#'));
}

function choiceOn({ text }: Line): string {
  return /^ {2}(\w+):/.exec(text)?.[1] ?? '';
}

function isOfScheme(line: Line): boolean {
  const owner = choiceOn(line) === '' ? linesOf(line.file)[line.parent] : line;
  return (
    line.section === 'choices' &&
    /^kind: scheme/m.test(line.file.text) &&
    owner !== undefined &&
    SCHEME_CHOICES.includes(choiceOn(owner))
  );
}

/** Tells whether a citation stands on one line, and what it must have. */
function citedOn({ text, section, file }: Line): 'source' | 'why' | null {
  if (/^kind: documents/m.test(file.text) || section === 'notModelled') return null;
  if (!/[{ ]mark: \w+, .*\}$/.test(text)) return null;
  if (/mark: assumed/.test(text)) return /, why: [^,}]+ \}$/.test(text) ? 'why' : null;
  return /, document: [\w.-]+, clause: [^,}]+ \}$/.test(text) ? 'source' : null;
}

function without({ text }: Line, field: string): Replaced {
  return oneLine(text.replace(new RegExp(`, ${field}: [^,}]+?(?=,| \\})`), ''));
}

/** Changes of names, sources and choices. */
export const NAME_KINDS: readonly Kind[] = [
  unknownParameter,
  spoiledName('counter', 'law/unknown_counter', 'counter|position', (line) => !line.isOptional),
  spoiledName('document', 'law/unknown_document', 'document'),
  spoiledName('payer', 'law/unknown_payer', 'payer'),
  spoiledName('choice', 'law/unknown_choice', 'choice'),
  spoiledName('area', 'law/unknown_area', 'area'),
  unknownCode,
  unknownReason,
  unknownDimension,
  unknownTier,
  unknownPolicy,
  unknownKey,
  missingKey,
  missingSource,
  missingReason,
  choiceMissing,
  choiceIllegal,
  choiceRequired,
];
