/**
 * Wording of what deviates from a shape.
 */

import type { Located } from './located.ts';
import type { Problem } from './problem.ts';
import { listed, nearest } from './wording.ts';

/** A key that the shape does not have. */
export function unknownKey(key: string, known: readonly string[]): Problem {
  const near = nearest(key, known);
  return {
    code: 'law/unknown_key',
    message: `不认识的键“${key}”，它不会起任何作用`,
    fix: near
      ? `是否应为“${near}”？可用的键：${listed(known)}`
      : `删去或改名；可用的键：${listed(known)}`,
  };
}

/** A key that must be and is not. */
export function missingKey(key: string): Problem {
  return {
    code: 'law/missing_key',
    message: `缺少必须写明的“${key}”`,
    fix: `补写“${key}”`,
  };
}

/** A name of an entry in another form than its place wants. */
export function wrongKey(key: string, says: string): Problem {
  return {
    code: 'law/wrong_form',
    message: `键“${key}”的写法不对，此处须为${says}`,
    fix: `改为${says}`,
  };
}

/** A value of another kind than its place wants. */
export function wrongType(node: Located, wanted: string): Problem {
  const isNumber = node.kind === 'scalar' && typeof node.value === 'number';
  return {
    code: 'law/wrong_type',
    message: `此处须为${wanted}，写的却是${describe(node)}`,
    fix: isNumber && wanted.includes('文字') ? `加引号写成 "${node.source}"` : `改为${wanted}`,
  };
}

/** A number with a fraction where whole fen, basis points, counts or days are wanted. */
export function notInteger(node: Located): Problem {
  const source = node.kind === 'scalar' ? node.source : '';
  return {
    code: 'law/not_integer',
    message: `${source} 不是整数；金额以分计，比例以万分点计，都没有小数`,
    fix: '比例 85% 写 8500，金额 8.50 元写 850',
  };
}

/** A number outside what its place can hold. */
export function outOfRange(
  value: number,
  { least, most }: { least: number; most: number },
): Problem {
  return {
    code: 'law/number_out_of_range',
    message: `${value} 超出此处允许的范围 ${least} 至 ${most}`,
    fix: '核对数值与单位（分、万分点）',
  };
}

/** A word that is none of those listed. */
export function unknownWord(word: string, known: readonly string[]): Problem {
  const near = nearest(word, known);
  return {
    code: 'law/unknown_word',
    message: `“${word}”不是此处允许的取值`,
    fix: near ? `是否应为“${near}”？可用：${listed(known)}` : `可用：${listed(known)}`,
  };
}

/** A text in another form than its place wants. */
export function wrongForm(value: string, says: string): Problem {
  return {
    code: 'law/wrong_form',
    message: `“${value}”的写法不对，此处须为${says}`,
    fix: `改为${says}`,
  };
}

/** A list that must say something and is empty. */
export function emptyList(): Problem {
  return {
    code: 'law/empty_list',
    message: '列表为空，此处至少要有一项',
    fix: '补写内容，或删去整个键',
  };
}

/** A list with more items than its place allows. */
export function tooLong(size: number, most: number): Problem {
  return {
    code: 'law/wrong_size',
    message: `此处至多 ${most} 项，现有 ${size} 项`,
    fix: '只列确有依据的取值',
  };
}

/** A mapping with fewer or more entries than its place allows. */
export function wrongSize(size: number, { least, most }: { least: number; most: number }): Problem {
  const wanted = least === most ? `恰好 ${least} 项` : `至少 ${least} 项`;
  return {
    code: 'law/wrong_size',
    message: `此处须有${wanted}，现有 ${size} 项`,
    fix: size > most ? '每处只写一种算法；多种算法用 sum、min、max 组合' : '补写内容',
  };
}

/** A choice where the law must say the value itself. */
export function choiceForbidden(): Problem {
  return {
    code: 'law/choice_forbidden',
    message: '此处不得用选择代替，须直接写出内容',
    fix: '写出内容；或在上一层用 { choice, options } 选择整段',
  };
}

/** A value written bare where the law must name its choice. */
export function choiceRequired(node: Located): Problem {
  return {
    code: 'law/choice_required',
    message: `此处是法规必须明示的选择，不得直接写${describe(node)}：读者要看到依据和其他取法`,
    fix: '在 choices 中写明选择、依据和其他合法取值，此处写 { choice: 名字 }',
  };
}

function describe(node: Located): string {
  if (node.kind === 'map') return '映射';
  if (node.kind === 'list') return '列表';
  if (node.value === null) return '空值';
  if (typeof node.value === 'boolean') return `真假值 ${node.source}`;
  return typeof node.value === 'number' ? `数字 ${node.source}` : `文字“${node.value}”`;
}
