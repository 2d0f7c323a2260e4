/**
 * Schemes of one area put a person's bills into one order: whoever moves between them has a single
 * history.
 */
import type { Report } from '../diagnostic.ts';
import type { Problem } from '../problem.ts';
import type { SchemeIn } from '../scheme-parts.ts';
import { tellerOf } from '../unit.ts';

const ALIKE = ['order', 'lateBill'] as const;

/** Tells schemes that order bills otherwise than the first scheme of their area. */
export function checkAreaOrder(schemes: readonly SchemeIn[], report: Report): void {
  const firsts = new Map<string, SchemeIn>();
  for (const scheme of schemes) {
    const first = firsts.get(scheme.unit.data.area);
    if (!first) firsts.set(scheme.unit.data.area, scheme);
    for (const name of first ? ALIKE : []) {
      const own = scheme.choices.get(name);
      const other = first?.choices.get(name);
      if (!first || !own || !other || own.written.is === other.written.is) continue;
      const found = { name, is: String(own.written.is), other: String(other.written.is), first };
      tellerOf(own.home, report)(['choices', name], areaOrder(found, scheme));
    }
  }
}

interface Unlike {
  readonly name: string;
  readonly is: string;
  readonly other: string;
  readonly first: SchemeIn;
}

function areaOrder({ name, is, other, first }: Unlike, { unit }: SchemeIn): Problem {
  const { id, file } = first.unit;
  return {
    code: 'law/area_order',
    message:
      `方案“${unit.id}”的 ${name} 取 ${is}，同一统筹区的“${id}”（${file.path}）取 ${other}；` +
      '同一个人转换方案后，单据的先后就有两种说法',
    fix: '两个方案取同一值；可写在共用的选择文件里，由两个方案的 uses 引用',
  };
}
