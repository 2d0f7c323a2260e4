/**
 * Law files as lines, with what a line belongs to. Knows the look of a file, not its meaning: the
 * trial must not find places with the code that it tries.
 */
import type { LawText } from '../../../engine/law/read/index.ts';

export interface Line {
  readonly file: LawText;
  /** From 0. */
  readonly index: number;
  readonly text: string;
  readonly indent: number;
  /** Top-level key above the line, or of it. */
  readonly section: string;
  /** Parameter that the line belongs to. */
  readonly parameter: string | null;
  /** Line of the key, or of the list item, that owns the mapping in which the line stands. */
  readonly parent: number;
  /** Inside an option of a choice, which may not be the chosen one. */
  readonly isOptional: boolean;
}

const read = new WeakMap<LawText, readonly Line[]>();

/** Reads a file as lines, once. */
export function linesOf(file: LawText): readonly Line[] {
  const known = read.get(file) ?? readLines(file);
  read.set(file, known);
  return known;
}

function readLines(file: LawText): readonly Line[] {
  let section = '';
  let parameter: string | null = null;
  const lines: Line[] = [];
  for (const [index, text] of file.text.split('\n').entries()) {
    const indent = text.length - text.trimStart().length;
    const top = /^([\w-]+):/.exec(text);
    if (top) [section, parameter] = [top[1] ?? '', null];
    if (section === 'parameters') parameter = /^ {2}(\w+):/.exec(text)?.[1] ?? parameter;
    const parent = parentOf(lines, indent);
    const owner = indent > 0 ? lines[parent] : undefined;
    const isOptional = owner ? owner.isOptional || owner.text.trim() === 'options:' : false;
    lines.push({ file, index, text, indent, section, parameter, parent, isOptional });
  }
  return lines;
}

/** Tells the kind and the id that a file says. */
export function saidBy(file: LawText, key: 'kind' | 'id' | 'area' | 'effectiveFrom'): string {
  return new RegExp(`^${key}: "?([^"\\n]+)"?$`, 'm').exec(file.text)?.[1] ?? '';
}

/**
 * Finds the line whose key owns the mapping that a line is part of; an item of a list owns itself.
 */
function parentOf(lines: readonly Line[], indent: number): number {
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    const { text = '', indent: own = 0 } = lines[index] ?? {};
    if (text.trim() === '' || text.trimStart().startsWith('#')) continue;
    const isItem = text.trimStart().startsWith('- ');
    if (own < indent && (!isItem || own + 2 <= indent)) return index;
  }
  return 0;
}

/** Tells whether a line is one whole `key: value` of a mapping in block style. */
export function isEntry({ text }: Line): boolean {
  return /^\s*"?[\w.-]+"?: \S/.test(text) && isClosed(text) && !/[|>]$/.test(text);
}

/** Tells whether the brackets and quotes of a line are closed on it. */
function isClosed(text: string): boolean {
  const count = (mark: string) => text.split(mark).length - 1;
  return count('{') === count('}') && count('[') === count(']') && count('"') % 2 === 0;
}
