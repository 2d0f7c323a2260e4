/**
 * `tibao diff`: how the law of two days or two areas differs, or what a reform changes.
 */
import { resolve } from 'node:path';
import { areasOf, compareLaws, hasLaw, type LawSide } from '../../engine/analyse/index.ts';
import type { Law } from '../../engine/law/index.ts';
import type { LawText } from '../../engine/law/read/index.ts';
import { parseDay } from '../../engine/units/index.ts';
import { comparisonText } from './diff-text.ts';
import { lawOf } from './events.ts';
import { EXIT, type Io, Refused } from './io.ts';
import { compile, readLawFolder } from './load-law.ts';

export interface DiffOptions {
  readonly policies: string;
  readonly left: string;
  readonly right?: string;
  readonly reform?: readonly string[];
  readonly json?: boolean;
}

/** Compares two sides and prints the differences; that there are some is no failure. */
export function diff(io: Io, options: DiffOptions): number {
  const { right, reform = [] } = options;
  if (right === undefined && reform.length === 0) {
    throw new Refused('写明另一边（统筹区@日期），或用 --reform 指明改革方案。', EXIT.usage);
  }
  const { laws } = readLawFolder(options.policies);
  const law = lawOf(compile(laws));
  const left = sideOf(law, options.left);
  const reformed = reform.length === 0 ? law : reformedLaw(laws, reform);
  const comparison = compareLaws(left, sideOf(reformed, right ?? options.left));
  if (options.json) io.out(`${JSON.stringify(comparison, null, 2)}\n`);
  else io.out(comparisonText(io, comparison, { left: law, right: reformed }));
  return EXIT.ok;
}

/** A reform may lie among the policies or anywhere else. */
function reformedLaw(laws: readonly LawText[], files: readonly string[]): Law {
  const known = new Set(laws.map(({ path }) => resolve(path)));
  const reforms = readLawFolder(...files).laws;
  const ids = reforms.map(({ path, text }) => {
    const id = /^id:\s*["']?([^\s"'#]+)/m.exec(text)?.[1];
    if (/^kind:\s*["']?overlay\b/m.test(text) && id !== undefined) return id;
    throw new Refused(`${path} 不是改革方案：要有 kind: overlay 和 id。`, EXIT.findings);
  });
  const others = reforms.filter(({ path }) => !known.has(resolve(path)));
  return lawOf(compile([...laws, ...others], {}, ids));
}

function sideOf(law: Law, text: string): LawSide {
  const [, area = '', date = ''] = /^([^@]+)@(.+)$/.exec(text) ?? [];
  const day = parseDay(date);
  if (day === undefined) {
    throw new Refused(`“${text}”要写成 统筹区@日期，如 wenzhou@2025-06-01。`, EXIT.usage);
  }
  const known = areasOf(law);
  if (!known.includes(area)) {
    throw new Refused(`没有统筹区 ${area}；有 ${known.join('、')}。`, EXIT.usage);
  }
  const side = { law, area, day };
  if (!hasLaw(side)) throw new Refused(`${area} 在 ${date} 没有施行的方案。`, EXIT.findings);
  return side;
}
