/**
 * Reads YAML text into a located tree, strictly: what the law does not need is a problem, not a
 * guess. Takes any text; never throws; never expands anything.
 */
import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  Parser,
  type YAMLMap,
} from 'yaml';
import { diagnosticCodes } from './diagnostic-codes.ts';
import { lineStartsOf, positionIn } from './lines.ts';
import type { Located, LocatedEntry } from './located.ts';
import type { Problem, TextProblem } from './problem.ts';
import { keyProblem, RESERVED_KEYS, scalarMeaning } from './scalars.ts';
import { tooLarge, tooManyEscapes, unreadableCharacter } from './text-limits.ts';
import {
  directiveForbidden,
  emptyFile,
  quoteLeftOpen,
  severalDocuments,
  tooDeep,
  tooManySymbols,
  yamlProblem,
} from './yaml-problems.ts';

export interface LocatedYaml {
  /** What could be read; null where nothing could. */
  readonly root: Located | null;
  readonly problems: readonly TextProblem[];
  /** No problem is an error, also none of those that are only counted. */
  readonly isReadable: boolean;
  /** Offset of the first character of each line. */
  readonly lineStarts: readonly number[];
}

/** Collections inside collections, at most. */
const MAX_DEPTH = 60;
/** Symbols that the parser may see; bounds the time of a dense text. */
const MAX_SYMBOLS = 40_000;
/** Problems told of one file; the rest are counted. */
const MAX_PROBLEMS = 100;

/**
 * Reads one file of YAML. What can be read is in the tree, all that is wrong is in the problems.
 */
export function readLocatedYaml(text: string): LocatedYaml {
  const lineStarts = lineStartsOf(text);
  const refused = tooLarge(text) ?? tooManyEscapes(text) ?? unreadableCharacter(text);
  if (refused) return { root: null, problems: [refused], isReadable: false, lineStarts };
  const walk: Walk = { text, problems: [], lineStarts };
  const document = parse(text, walk.problems);
  const contents = document?.contents ?? null;
  const root = contents === null ? null : locate(contents, walk);
  if (root === null && walk.problems.length === 0) walk.problems.push(emptyFile());
  const isReadable = walk.problems.every(
    ({ code }) => diagnosticCodes[code].severity === 'warning',
  );
  return { root, problems: withinLimit(walk.problems), isReadable, lineStarts };
}

/** Parses to one document; stops before anything could recurse deeply or run long. */
function parse(text: string, problems: TextProblem[]): Document.Parsed | null {
  const parser = new Parser();
  const tokens = [];
  let symbols = 0;
  for (const symbol of new Lexer().lex(text)) {
    symbols += 1;
    for (const token of parser.next(symbol)) {
      if (token.type === 'directive') problems.push(directiveForbidden(token.offset));
      tokens.push(token);
    }
    if (parser.stack.length > MAX_DEPTH + 2) {
      problems.push(tooDeep(parser.offset, MAX_DEPTH));
      return null;
    }
    if (symbols > MAX_SYMBOLS) {
      problems.push(tooManySymbols(parser.offset));
      return null;
    }
  }
  tokens.push(...parser.end());
  const composer = new Composer({
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [document, second] = [...composer.compose(tokens, true, text.length)];
  for (const error of document?.errors ?? []) problems.push(yamlProblem(error));
  if (second) problems.push(severalDocuments(second.range[0]));
  return document ?? null;
}

interface Walk {
  readonly text: string;
  readonly problems: TextProblem[];
  readonly lineStarts: readonly number[];
}

function locate(node: Node, walk: Walk): Located {
  const offset = node.range?.[0] ?? 0;
  if (isAlias(node)) {
    walk.problems.push({ ...aliasForbidden(`*${node.source}`), offset });
    return { kind: 'scalar', offset, value: null, source: '', chosen: null };
  }
  checkProperties(node, offset, walk);
  if (isMap(node)) return { kind: 'map', offset, entries: locateEntries(node, walk), chosen: null };
  if (isSeq(node)) {
    const items = node.items.map((item) => locate(item as Node, walk));
    return { kind: 'list', offset, items, chosen: null };
  }
  const source = isScalar(node) ? String(node.value ?? '') : '';
  const meaning = scalarMeaning(source, isScalar(node) && node.type === 'PLAIN');
  if (meaning.problem) walk.problems.push({ ...meaning.problem, offset });
  if (isLeftOpen(node, walk.text)) walk.problems.push(quoteLeftOpen(offset));
  return { kind: 'scalar', offset, value: meaning.value, source, chosen: null };
}

/** At the end of a text the parser takes an escaped quote for the closing one. */
function isLeftOpen(node: Node, text: string): boolean {
  const quote = isScalar(node) ? QUOTES[node.type ?? ''] : undefined;
  const [start = 0, end = 0] = node.range ?? [];
  if (quote === undefined || text.slice(end).trim() !== '') return false;
  for (let at = start + 1; at < end; at += 1) {
    const isEscape = quote === '"' ? text[at] === '\\' : text.startsWith("''", at);
    if (isEscape) at += 1;
    else if (text[at] === quote) return at !== end - 1;
  }
  return true;
}

const QUOTES: Readonly<Record<string, string>> = { QUOTE_DOUBLE: '"', QUOTE_SINGLE: "'" };

function locateEntries(map: YAMLMap, walk: Walk): ReadonlyMap<string, LocatedEntry> {
  const entries = new Map<string, LocatedEntry>();
  for (const pair of map.items as Pair<Node, Node | null>[]) {
    const offset = pair.key.range?.[0] ?? map.range?.[0] ?? 0;
    const key = locateKey(pair.key, offset, walk);
    const value = pair.value ? locate(pair.value, walk) : locateMissing(offset, walk);
    if (key === null) continue;
    const first = entries.get(key);
    if (first) walk.problems.push({ ...duplicateKey(key, first.keyOffset, walk), offset });
    else entries.set(key, { keyOffset: offset, value });
  }
  return entries;
}

/** Gives the text of a key; null where it is none, or must not become one. */
function locateKey(key: Node, offset: number, walk: Walk): string | null {
  if (!isScalar(key)) {
    const problem = isAlias(key) ? aliasForbidden(`*${key.source}`) : keyIsCollection();
    walk.problems.push({ ...problem, offset });
    return null;
  }
  checkProperties(key, offset, walk);
  const source = String(key.value ?? '');
  const problem = keyProblem(source, key.type === 'PLAIN');
  if (problem) walk.problems.push({ ...problem, offset });
  return RESERVED_KEYS.has(source) || source === '<<' ? null : source;
}

function locateMissing(offset: number, walk: Walk): Located {
  const { value, problem } = scalarMeaning('', true);
  if (problem) walk.problems.push({ ...problem, offset });
  return { kind: 'scalar', offset, value, source: '', chosen: null };
}

function checkProperties(node: Node, offset: number, walk: Walk): void {
  const { anchor, tag } = node as { anchor?: string; tag?: string };
  if (anchor !== undefined) walk.problems.push({ ...aliasForbidden(`&${anchor}`), offset });
  if (tag !== undefined) walk.problems.push({ ...tagForbidden(tag), offset });
}

function withinLimit(problems: readonly TextProblem[]): readonly TextProblem[] {
  if (problems.length <= MAX_PROBLEMS) return problems;
  const inOrder = [...problems].sort((a, b) => a.offset - b.offset);
  const told = inOrder.slice(0, MAX_PROBLEMS);
  const next = inOrder[MAX_PROBLEMS];
  const more: TextProblem = {
    code: 'law/more_problems',
    offset: next ? next.offset : 0,
    message: `从此处起还有 ${problems.length - MAX_PROBLEMS} 个写法问题，未逐一列出`,
    fix: '先改正前面的问题，再重新检查',
  };
  return [...told, more];
}

function aliasForbidden(source: string): Problem {
  return {
    code: 'law/alias_forbidden',
    message: `“${source}”是 YAML 的锚点或引用；规则须各自写全，读者不必跳转`,
    fix: '删去锚点和引用，把内容写全',
  };
}

function tagForbidden(tag: string): Problem {
  return {
    code: 'law/tag_forbidden',
    message: `标签“${tag}”会改变值的类型；规则文件不用标签`,
    fix: '删去标签',
  };
}

function duplicateKey(key: string, firstOffset: number, walk: Walk): Problem {
  const { line } = positionIn(walk.lineStarts, firstOffset);
  return {
    code: 'law/duplicate_key',
    message: `键“${key}”在第 ${line} 行已经写过；两处只有一处会生效`,
    fix: '删去或改名其中一处',
  };
}

function keyIsCollection(): Problem {
  return {
    code: 'law/key_not_text',
    message: '键是一个列表或映射；键必须是文字',
    fix: '把键写成一个词',
  };
}
