/**
 * Illegal changes of the text: what is no YAML, or YAML that the law does not allow.
 */

import { type Kind, onLine, withFile } from './kind.ts';
import { isEntry, type Line } from './lines.ts';

const BYTES = [
  '\0',
  '\x07',
  '\x1b',
  '\x7f',
  '\x85',
  '\u200b',
  '\u202e',
  '\ufffd',
  '\ud800',
  '\uffff',
];
const TAGS = ['!!str', '!!binary', '!!js/function', '!custom', '!!python/object:os.system'];
const RESERVED = ['__proto__', 'constructor', 'prototype'];

const pad = ({ indent }: Line) => ' '.repeat(indent);
const keyOf = ({ text }: Line) => /^\s*("?[\w.-]+"?):/.exec(text)?.[1] ?? '';
const afterKey = ({ text }: Line) => text.slice(text.indexOf(': ') + 2);
const isBlock = (line: Line) => isEntry(line) && line.text.trim() !== '';

const duplicateKey = onLine({
  name: 'duplicate key',
  code: 'law/duplicate_key',
  where: isBlock,
  change: (line) => ({ lines: [line.text, line.text], at: 1 }),
});

const anchor = onLine({
  name: 'anchor or alias',
  code: 'law/alias_forbidden',
  where: isBlock,
  change: (line, chance) => {
    const start = `${pad(line)}${keyOf(line)}: `;
    const forms = [`&a ${afterKey(line)}`, '*a'];
    return { lines: [start + chance.pick(forms)] };
  },
});

const aliasBomb = onLine({
  name: 'alias bomb',
  code: 'law/alias_forbidden',
  where: (line) => isBlock(line) && line.indent === 0,
  change: (line, chance) => {
    const width = chance.int(2, 9);
    const level = (n: number) =>
      `bomb${n}: &b${n} [${Array(width)
        .fill(`*b${n - 1}`)
        .join(', ')}]`;
    const levels = Array.from({ length: chance.int(3, 40) }, (_, n) => level(n + 1));
    return { lines: ['bomb0: &b0 [x]', ...levels, line.text] };
  },
});

const mergeKey = onLine({
  name: 'merge key',
  code: 'law/alias_forbidden',
  where: isBlock,
  change: (line) => ({ lines: [`${pad(line)}<<: { a: 1 }`, line.text] }),
});

const reservedKey = onLine({
  name: '__proto__',
  code: 'law/reserved_key',
  where: isBlock,
  change: (line, chance) => {
    const value = chance.pick(['{ isAdmin: 1 }', '[]', '1', 'x', '{ __proto__: {} }']);
    return { lines: [`${pad(line)}${chance.pick(RESERVED)}: ${value}`, line.text] };
  },
});

const tag = onLine({
  name: 'tag',
  code: 'law/tag_forbidden',
  where: isBlock,
  change: (line, chance) => ({
    lines: [`${pad(line)}${keyOf(line)}: ${chance.pick(TAGS)} ${afterKey(line)}`],
  }),
});

const emptyValue = onLine({
  name: 'empty value',
  code: 'law/empty_value',
  where: isBlock,
  change: (line) => ({ lines: [`${pad(line)}${keyOf(line)}:`] }),
});

const deepNesting = onLine({
  name: 'deep nesting',
  code: 'law/too_deep',
  where: isBlock,
  change: (line, chance) => {
    const depth = chance.int(65, 4_000);
    const forms = ['['.repeat(depth) + ']'.repeat(depth), '{a: '.repeat(depth), '['.repeat(depth)];
    return { lines: [`${pad(line)}${keyOf(line)}: ${chance.pick(forms)}`] };
  },
});

const tabIndent = onLine({
  name: 'tab as indent',
  code: 'law/yaml_syntax',
  where: (line) => isBlock(line) && line.indent >= 2,
  change: (line) => ({ lines: [`\t${line.text.trimStart()}`] }),
});

const wrongBytes: Kind = {
  name: 'bytes that are no text',
  make(law, chance) {
    const file = chance.pick(law.files);
    const at = chance.int(1, file.text.length - 1);
    const text = file.text.slice(0, at) + chance.pick(BYTES) + file.text.slice(at);
    const line = file.text.slice(0, at).split('\n').length;
    return withFile(law, file, text, [{ code: 'law/unreadable_character', line }]);
  },
};

const hugeFile: Kind = {
  name: 'huge file',
  make(law, chance) {
    const file = chance.pick(law.files);
    const filler = chance.pick([
      '# 填充\n',
      'x',
      '汉',
      ' ',
      '\n',
      '[',
      '- ',
      '{a: ',
      '"',
      '&a ',
      ': ',
    ]);
    const text =
      file.text + filler.repeat(Math.ceil((chance.int(200, 2_000) * 1024) / filler.length));
    return withFile(law, file, text, [{ code: 'law/file_too_large', line: 1 }]);
  },
};

const severalDocuments: Kind = {
  name: 'several documents',
  make(law, chance) {
    const file = chance.pick(law.files);
    const lines = file.text.trimEnd().split('\n').length;
    const text = `${file.text.trimEnd()}\n---\n${chance.pick(['a: 1', 'kind: policy', '[]'])}\n`;
    return withFile(law, file, text, [{ code: 'law/several_documents', line: lines + 1 }]);
  },
};

/** The end of every such file is required, so that a cut must be noticed. */
const truncated: Kind = {
  name: 'truncated file',
  make(law, chance) {
    const file = chance.pick(law.files);
    const required = requiredLast(file.text);
    if (required === null) return null;
    const cut = chance.int(1, required);
    const text = file.text.slice(0, cut);
    const root = 1 + text.split('\n').findIndex((line) => line !== '' && !line.startsWith('#'));
    const last = text.trimEnd().split('\n').length;
    return withFile(law, file, text, [
      { code: 'law/missing_key', line: Math.max(1, root) },
      { code: 'law/choice_missing', line: Math.max(1, root) },
      { code: 'law/unknown_kind', line: Math.max(1, root) },
      { code: 'law/empty_value', line: Math.max(1, last) },
      { code: 'law/wrong_type', line: Math.max(1, last) },
      { code: 'law/yaml_syntax', line: Math.max(1, last) },
    ]);
  },
};

/** Where the last key begins that its kind of file must have. */
function requiredLast(text: string): number | null {
  const keys = ['documents', 'payers', 'personClasses', 'choices', 'parts', 'changes'];
  const starts = keys.map((key) => new RegExp(`^${key}:`, 'm').exec(text)?.index ?? -1);
  const kind = /^kind: (\w+)/m.exec(text)?.[1];
  const of: Record<string, number> = {
    documents: 0,
    vocabulary: 1,
    area: 2,
    scheme: 3,
    policy: 4,
    overlay: 5,
  };
  const start = starts[of[kind ?? ''] ?? -1] ?? -1;
  return start > 1 ? start : null;
}

/** Changes of the text. */
export const TEXT_KINDS: readonly Kind[] = [
  duplicateKey,
  anchor,
  aliasBomb,
  mergeKey,
  reservedKey,
  tag,
  emptyValue,
  deepNesting,
  tabIndent,
  wrongBytes,
  hugeFile,
  severalDocuments,
  truncated,
];
