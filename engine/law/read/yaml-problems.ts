/**
 * Wording of what the YAML parser itself rejects.
 */
import type { YAMLParseError } from 'yaml';
import type { TextProblem } from './problem.ts';

const SAID: Readonly<Record<string, string>> = {
  BAD_INDENT: '缩进不对：同一层的键须对齐',
  TAB_AS_INDENT: '用了制表符缩进；YAML 只许用空格',
  MISSING_CHAR: '缺少符号：引号、括号或逗号没有写全',
  UNEXPECTED_TOKEN: '此处出现了不该有的内容',
  BAD_SCALAR_START: '值以保留符号（如 @ 或 `）开头；请加引号',
  BAD_DQ_ESCAPE: '双引号内的反斜杠转义不合法',
  BLOCK_AS_IMPLICIT_KEY: '一行内写了两个“键: 值”，或冒号后的内容缩进不对',
  BLOCK_IN_FLOW: '花括号或方括号内不得换成缩进写法',
  MULTILINE_IMPLICIT_KEY: '键写成了多行，或上一行缺少引号、冒号',
  KEY_OVER_1024_CHARS: '键过长',
  BAD_COLLECTION_TYPE: '内容的类型与标签不符',
  BAD_DIRECTIVE: '指令不合法',
  BAD_PROP_ORDER: '标签或锚点的位置不对',
};

/** Words an error of the parser. */
export function yamlProblem(error: YAMLParseError): TextProblem {
  const said = SAID[error.code] ?? '不是合法的 YAML';
  return {
    code: 'law/yaml_syntax',
    offset: Math.max(0, error.pos[0]),
    message: `${said}（解析器：${error.message}）`,
    fix: '改正此处的写法；之后的内容可能因此没有读到',
  };
}

/** Words a quote that the text ends before it is closed. */
export function quoteLeftOpen(offset: number): TextProblem {
  return {
    code: 'law/yaml_syntax',
    offset,
    message: `${SAID.MISSING_CHAR}；文件到此结束，可能没有存完整`,
    fix: '补上引号，并核对文件是否完整',
  };
}

/** Words a text that nests deeper than the law ever needs. */
export function tooDeep(offset: number, most: number): TextProblem {
  return {
    code: 'law/too_deep',
    offset,
    message: `内容嵌套超过 ${most} 层，未继续读取`,
    fix: '减少层次',
  };
}

/** Words a text with more symbols than a law file ever has. */
export function tooManySymbols(offset: number): TextProblem {
  return {
    code: 'law/file_too_large',
    offset,
    message: '文件的符号太多，不像一份待遇文件，到此未继续读取',
    fix: '按待遇拆成几个文件，每份文件只写一项待遇',
  };
}

/** Words a directive; `%YAML 1.1` would change what values mean. */
export function directiveForbidden(offset: number): TextProblem {
  return {
    code: 'law/directive_forbidden',
    offset,
    message: '以 % 开头的 YAML 指令会改变值的读法',
    fix: '删去该行',
  };
}

/** Words a second document in one file. */
export function severalDocuments(offset: number): TextProblem {
  return {
    code: 'law/several_documents',
    offset,
    message: '一个文件内有多份 YAML 文档（---）；后面的不会被读取',
    fix: '每份文档单独成文件',
  };
}

/** Words a file without content. */
export function emptyFile(): TextProblem {
  return {
    code: 'law/empty_value',
    offset: 0,
    message: '文件没有内容',
    fix: '写入内容，或删去该文件',
  };
}
