/**
 * What a scalar of YAML means in the law: text, a plain decimal integer, or null. Whatever YAML or
 * an older reader of YAML would take for something else is a problem.
 */
import type { Problem } from './problem.ts';
import { isReadable } from './text-limits.ts';

export interface ScalarMeaning {
  readonly value: string | number | boolean | null;
  readonly problem: Problem | null;
}

const INTEGER = /^-?(?:0|[1-9][0-9]{0,14})$/;
const FRACTION = /^[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)$/;
/** Other ways to write a number, in YAML now or before. */
const NUMBER_LIKE = new RegExp(
  [
    '^[-+]?[0-9][0-9_]*$',
    '^[-+]?(?:[0-9][0-9_]*\\.?[0-9_]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?$',
    '^0[xob][0-9a-fA-F_]+$',
    '^[-+]?\\.(?:inf|Inf|INF)$',
    '^\\.(?:nan|NaN|NAN)$',
  ].join('|'),
);
const NULL_LIKE = /^(?:~|Null|NULL)$/;
const TRUTH = /^(?:true|false)$/;
/** Truth in other spellings; some readers take it for text. */
const TRUTH_LIKE = /^(?:True|TRUE|False|FALSE)$/;
const WORD = /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/;
const DATE = /^\d{4}-\d{1,2}-\d{1,2}$/;

/** Reads a scalar that stands as a value. */
export function scalarMeaning(source: string, isPlain: boolean): ScalarMeaning {
  if (!isPlain) return { value: source, problem: isReadable(source) ? null : unreadable() };
  if (INTEGER.test(source)) return { value: Number(source), problem: null };
  if (source === 'null') return { value: null, problem: null };
  if (source === '') return { value: null, problem: empty() };
  if (FRACTION.test(source)) return { value: Number(source), problem: null };
  if (NUMBER_LIKE.test(source)) return { value: numberOrText(source), problem: numberForm(source) };
  if (NULL_LIKE.test(source)) return { value: null, problem: ambiguous(source, '空值') };
  if (TRUTH.test(source)) return { value: source === 'true', problem: null };
  if (TRUTH_LIKE.test(source)) return { value: source, problem: ambiguous(source, '真假值') };
  if (WORD.test(source) || DATE.test(source)) return { value: source, problem: unquoted(source) };
  return { value: source, problem: null };
}

/** Reads a scalar that stands as a key; a key is always text. */
export function keyProblem(source: string, isPlain: boolean): Problem | null {
  if (!isReadable(source)) return unreadable();
  if (RESERVED_KEYS.has(source)) return reservedKey(source);
  if (!isPlain) return null;
  if (source === '<<') return mergeKey();
  if (source === '' || source === 'null' || NULL_LIKE.test(source)) {
    return keyNotText(source);
  }
  if (TRUTH.test(source) || TRUTH_LIKE.test(source)) return keyNotText(source);
  if (INTEGER.test(source) || NUMBER_LIKE.test(source)) return keyNotText(source);
  return DATE.test(source) ? unquoted(source) : null;
}

/** Keys that reach into the prototype of a plain object. */
export const RESERVED_KEYS: ReadonlySet<string> = new Set([
  '__proto__',
  'constructor',
  'prototype',
]);

function numberOrText(source: string): number | string {
  const value = Number(source.replaceAll('_', ''));
  return Number.isFinite(value) ? value : source;
}

function unreadable(): Problem {
  return {
    code: 'law/unreadable_character',
    message: '此处的转义写出了不可见或非文字的字符，看到的内容与实际内容可能不同',
    fix: '删去该转义，直接写文字',
  };
}

function empty(): Problem {
  return {
    code: 'law/empty_value',
    message: '冒号或短横之后没有值，无法知道本意是空还是漏写',
    fix: '写出值；确实为空时写 null',
  };
}

function numberForm(source: string): Problem {
  return {
    code: 'law/number_form',
    message: `“${source}”不是普通的十进制整数写法，不同软件会读成不同的数`,
    fix: '数字只用十进制整数（如 90000），不带正号、前导零、下划线、指数；若是文字请加引号',
  };
}

/** Words a value that YAML takes for something else than the text that it looks like. */
export function ambiguous(source: string, meaning: string): Problem {
  return {
    code: 'law/ambiguous_value',
    message: `“${source}”在 YAML 中是${meaning}，不是文字`,
    fix: `若是文字请写成 "${source}"；若本意为空请写 null`,
  };
}

function unquoted(source: string): Problem {
  return {
    code: 'law/unquoted_word',
    message: `“${source}”没有加引号，有的软件会读成日期或真假值`,
    fix: `写成 "${source}"`,
  };
}

function mergeKey(): Problem {
  return {
    code: 'law/alias_forbidden',
    message: '“<<”是 YAML 的合并写法；规则须各自写全，不得暗中合并',
    fix: '删去“<<”，把内容写全',
  };
}

function reservedKey(source: string): Problem {
  return {
    code: 'law/reserved_key',
    message: `“${source}”是程序保留的名字，不得作为键`,
    fix: '换一个名字',
  };
}

function keyNotText(source: string): Problem {
  return {
    code: 'law/key_not_text',
    message: `键“${source}”不是文字；键必须是文字`,
    fix: source === '' ? '写出键名' : `写成 "${source}"`,
  };
}
