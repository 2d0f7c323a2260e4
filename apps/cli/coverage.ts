/**
 * `tibao coverage`: which law there is, by area, by tier and by year, and how far its numbers can
 * be trusted.
 */
import { type AreaCoverage, coverageOf } from '../../engine/analyse/index.ts';
import { absentText, coverageRows, MARK_TITLES } from './coverage-rows.ts';
import { lawOf } from './events.ts';
import { EXIT, type Io, Refused } from './io.ts';
import { compile, readLawFolder } from './load-law.ts';
import { table } from './table.ts';

export interface CoverageOptions {
  readonly policies: string;
  readonly json?: boolean;
}

/** Prints the coverage of the given areas, without areas of all that are a place. */
export function coverage(io: Io, areas: readonly string[], options: CoverageOptions): number {
  const { laws } = readLawFolder(options.policies);
  const whole = coverageOf(lawOf(compile(laws)), laws);
  const lost = areas.find((area) => !whole.areas.some(({ id }) => id === area));
  if (lost !== undefined) {
    const known = whole.areas.map(({ id }) => id).join('、');
    throw new Refused(`没有统筹区 ${lost}；有 ${known}。`, EXIT.usage);
  }
  const wanted = whole.areas.filter(({ id, adminCode }) =>
    areas.length === 0 ? adminCode !== null : areas.includes(id),
  );
  if (options.json) io.out(`${JSON.stringify({ ...whole, areas: wanted }, null, 2)}\n`);
  else io.out(wanted.map((area) => areaText(io, area)).join('\n'));
  return EXIT.ok;
}

function areaText(io: Io, { id, title, tiers, policies, absent }: AreaCoverage): string {
  const rows = tiers.flatMap(coverageRows);
  const cells = rows.map(({ covers, tier, years, counts, state }, i) => {
    const before = rows[i - 1];
    const isSame = before?.covers === covers;
    return [
      isSame ? '' : covers,
      isSame && before?.tier === tier ? '' : tier,
      years,
      ...counts,
      state,
    ];
  });
  const columns = [
    { title: '参保险种', least: 8 },
    { title: '支付方', least: 8 },
    { title: '年度' },
    ...MARK_TITLES.map((mark) => ({ title: mark, align: 'right' as const })),
    { title: '情况', least: 8 },
  ];
  const partial = policies.filter(({ status }) => status !== 'complete').length;
  const left = policies.reduce((sum, { notModelled }) => sum + notModelled, 0);
  return (
    `${io.paint('bold', `${title}（${id}）`)}\n${table(io, columns, cells)}` +
    `${policies.length} 项政策，其中 ${partial} 项不全，${left} 处写明未编。\n` +
    (absent.length === 0 ? '' : `别处有、此地没有编的支付方：${absentText(absent)}。\n`)
  );
}
