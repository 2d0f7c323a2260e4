/**
 * Writes a law file in one form: two spaces, lists below their key, quotes only as `"…"`, blanks
 * inside `{ }` and none inside `[ ]`, at most one blank line, and what does not fit a line in block
 * form. Comments stay with what they precede. Keys keep their order: it may be law.
 */
import { type Document, Lexer, parseDocument, visit } from 'yaml';
import { lineStartsOf, positionIn } from './lines.ts';
import { type Located, plainOf } from './located.ts';
import type { TextProblem } from './problem.ts';
import { readSourceFile } from './source-file.ts';

export type Formatted =
  | { readonly text: string; readonly problems: readonly [] }
  /** What makes it no law file: nothing is written. */
  | { readonly text: null; readonly problems: readonly TextProblem[] };

export interface FormatOptions {
  /** Counts the columns of a text: Chinese signs take two. */
  readonly columnsOf: (text: string) => number;
}

/** A line with `{ }` or `[ ]` may be so wide. */
const MOST_COLUMNS = 140;

/** Formats a text. Its data is the same before and after; formatting twice changes nothing. */
export function formatLaw(text: string, { columnsOf }: FormatOptions): Formatted {
  const before = readSourceFile({ path: '', text });
  if (!before.isReadable || before.root === null) return { text: null, problems: before.problems };
  let formatted = render(documentOf(text));
  for (;;) {
    const document = documentOf(formatted);
    if (!openWide(document, formatted, columnsOf)) break;
    formatted = render(document);
  }
  const { root } = readSourceFile({ path: '', text: formatted });
  if (root === null || saidIn(root, formatted) !== saidIn(before.root, text)) {
    throw new Error('formatting would change what a law file says');
  }
  return { text: formatted, problems: [] };
}

function documentOf(text: string): Document.Parsed {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false });
  visit(document, {
    Scalar(_, scalar) {
      if (scalar.type === 'QUOTE_SINGLE') scalar.type = 'QUOTE_DOUBLE';
    },
  });
  return document;
}

function render(document: Document.Parsed): string {
  const text = document.toString({ lineWidth: 0, indentSeq: true, flowCollectionPadding: true });
  const tokens = tokensOf(text);
  const isSpare = (token: string, index: number) =>
    /^ +$/.test(token) &&
    (tokens[index - 1] === '[' || tokens[index + 1] === ']' || tokens[index + 1] === '\n');
  return tokens.filter((token, index) => !isSpare(token, index)).join('');
}

/** Puts the outermost collection that begins on each line that is too wide into block form. */
function openWide(
  document: Document.Parsed,
  text: string,
  columnsOf: FormatOptions['columnsOf'],
): boolean {
  const lines = text.split('\n');
  const isWide = lines.map((line) => columnsOf(line) > MOST_COLUMNS);
  const starts = lineStartsOf(text);
  let isOpened = false;
  visit(document, {
    Collection(_, node) {
      const { line } = positionIn(starts, node.range?.[0] ?? 0);
      if (node.flow !== true || node.items.length === 0 || !isWide[line - 1]) return undefined;
      node.flow = false;
      isOpened = true;
      return visit.SKIP;
    },
  });
  return isOpened;
}

/** The data and the comments, in their order. */
function saidIn(root: Located, text: string): string {
  const comments = tokensOf(text).filter((token) => token.startsWith('#'));
  return JSON.stringify([plainOf(root), comments.map((comment) => comment.trimEnd())]);
}

/** Signs by which the lexer tells its reader where something begins. */
const CONTROLS: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f', '\ufeff']);

function tokensOf(text: string): readonly string[] {
  return [...new Lexer().lex(text)].filter((token) => !CONTROLS.has(token));
}
