/**
 * The little XML that workbooks are written in, token by token: names without prefixes, attributes
 * as text until they are asked for. A document type is refused, so no entity can grow.
 */
import { CityRefused } from '../../refused.ts';

export interface XmlToken {
  readonly kind: 'open' | 'close' | 'empty' | 'text';
  /** Of a tag, without its prefix. */
  readonly name: string;
  /** Of a text, decoded; of a tag, its attributes as written. */
  readonly text: string;
}

/** Longest tag or text: a cell holds 32,767 letters. */
const MOST = 1 << 20;

/** Reads UTF-8 XML; gives the tokens of each piece together. */
export async function* xmlTokens(pieces: AsyncIterable<Buffer>): AsyncGenerator<XmlToken[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const piece of pieces) {
    rest += decode(decoder, piece);
    const tokens: XmlToken[] = [];
    rest = rest.slice(take(rest, tokens));
    if (rest.length > MOST) throw malformed();
    yield tokens;
  }
  if (rest.trim() !== '') throw malformed();
}

function decode(decoder: TextDecoder, piece: Buffer): string {
  try {
    return decoder.decode(piece, { stream: true });
  } catch {
    throw new CityRefused('工作簿的文字不是 UTF-8；请在 Excel 里打开后另存为 .xlsx');
  }
}

/** Appends the whole tokens of a text and gives how far they reach. */
function take(text: string, tokens: XmlToken[]): number {
  let at = 0;
  for (;;) {
    const begin = text.indexOf('<', at);
    if (begin < 0) return at;
    const end = endOf(text, begin);
    if (end < 0) return at;
    if (begin > at) tokens.push({ kind: 'text', name: '', text: decoded(text.slice(at, begin)) });
    at = end;
    const token = tagOf(text.slice(begin, end));
    if (token) tokens.push(token);
  }
}

/** Where the tag that begins here ends; −1: not in this text. */
function endOf(text: string, begin: number): number {
  const closed = (by: string) => {
    const end = text.indexOf(by, begin);
    return end < 0 ? -1 : end + by.length;
  };
  if (text.startsWith('<!--', begin)) return closed('-->');
  if (text.startsWith('<![CDATA[', begin)) return closed(']]>');
  if (text.startsWith('<?', begin)) return closed('?>');
  // A `>` may stand in the quotes of an attribute.
  let quote = '';
  for (let at = begin; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return at + 1;
  }
  return -1;
}

const TAG = /^<(\/?)(?:[\w.-]+:)?([\w.-]+)\s*([\s\S]*?)(\/?)>$/;

function tagOf(text: string): XmlToken | null {
  if (text.startsWith('<?') || text.startsWith('<!--')) return null;
  if (text.startsWith('<![CDATA[')) return { kind: 'text', name: '', text: text.slice(9, -3) };
  if (text.startsWith('<!')) {
    throw new CityRefused('工作簿里声明了文档类型（DOCTYPE）：不可信，不取入');
  }
  const match = TAG.exec(text);
  const [, slash = '', name = '', attributes = '', empty = ''] = match ?? [];
  if (!match) throw malformed();
  return { kind: slash ? 'close' : empty ? 'empty' : 'open', name, text: attributes };
}

/** An attribute of a tag by its name, without a prefix; undefined: it has none. */
export function attribute(token: XmlToken, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s|:)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(token.text);
  const found = match?.[1] ?? match?.[2];
  return found === undefined ? undefined : decoded(found);
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x?[\da-fA-F]+|\w+);/g, (whole, entity: string) => {
    if (!entity.startsWith('#')) return ENTITIES[entity] ?? whole;
    const code = entity.startsWith('#x') ? Number(`0${entity.slice(1)}`) : Number(entity.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

function malformed(): CityRefused {
  return new CityRefused('工作簿里的 XML 不完整；请在 Excel 里打开后另存为 .xlsx');
}
