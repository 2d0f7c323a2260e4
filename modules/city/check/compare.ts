/** Generated against published, figure by figure, and the shape of spending. */
import { type Generated, measure } from './measure.ts';
import type { Published, PublishedFigure } from './published.ts';
import type { Sums } from './totals.ts';

/** A figure off by more than this is missed. */
export const MISS = 0.03;

export interface Compared {
  readonly figure: PublishedFigure;
  readonly generated: number;
  /** (generated − published) ÷ published. */
  readonly difference: number;
  /** null: the figure only scales. */
  readonly holds: boolean | null;
}

/** Compares a city with all published figures of the one it is like. */
export function compare(
  { figures }: Published,
  generated: Generated,
  tolerance: number = MISS,
): readonly Compared[] {
  const insured = figures.find(({ kind }) => kind === 'scale')?.value ?? generated.sums.insured;
  return figures.map((figure) => {
    const given = measure(figure, generated, insured);
    const difference = (given - figure.value) / figure.value;
    return { figure, generated: given, difference, holds: holdsFor(figure, difference, tolerance) };
  });
}

function holdsFor({ kind }: PublishedFigure, difference: number, tolerance: number) {
  if (kind === 'scale') return null;
  if (kind === 'atLeast') return difference >= 0;
  if (kind === 'atMost') return difference <= 0;
  return Math.abs(difference) <= tolerance;
}

export interface Band {
  readonly id: string;
  readonly title: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly holds: boolean;
  /** Where the band comes from, or that it is assumed. */
  readonly source: string;
}

const MEPS = '美国MEPS统计简报354、309、481和AHRQ第19期；没有找到中国城市的公布数，推定相近';
const MACHENG =
  '下限取美国MEPS统计简报354、481；上限推定，另：湖北麻城新农合2014年为68%，只计有就医的人（BMJ Open 2018;8:e022721）';
const CLAIMS = '中国医保结算数据2010至2014年（Sustainability 2021, 13, 5761）：';

/** Measures the structure: `next` are the costs of the same people in the next year. */
export function bandsOf(sums: Sums, costs: Float64Array, next: Float64Array): readonly Band[] {
  const order = byCost(costs);
  const after = byCost(next);
  const rows: readonly (readonly [string, string, number, number, number, string])[] = [
    ['top1', '费用最高1%的人占总费用', shareOfTop(costs, order, 0.01), 0.18, 0.3, MEPS],
    ['top5', '费用最高5%的人占总费用', shareOfTop(costs, order, 0.05), 0.42, 0.58, MACHENG],
    [
      'top10',
      '费用最高10%的人占总费用',
      shareOfTop(costs, order, 0.1),
      0.5,
      0.72,
      `${CLAIMS}超过50%；上限推定`,
    ],
    ['kept1', '最高1%的人下一年仍在其中', kept(order, after, 0, 0.01), 0.1, 0.3, MEPS],
    [
      'kept10',
      '最高10%的人下一年仍在其中',
      kept(order, after, 0, 0.1),
      0.25,
      0.45,
      `${CLAIMS}33.6%；上下限推定`,
    ],
    ['keptHalf', '较低一半的人下一年仍在其中', kept(order, after, 0.5, 1), 0.65, 0.82, MEPS],
    [
      'chronic60',
      '60岁以上患慢性病的',
      sums.chronicAge60 / sums.age60,
      0.7,
      0.8,
      '国家卫生健康委2019年7月29日发布会：75%；上下5个百分点推定',
    ],
    [
      'age60',
      '60岁以上占参保人',
      sums.age60 / sums.insured,
      0.16,
      0.3,
      '2020年人口普查：全国18.7%，普陀区25.04%；参保人口径不同，上下限推定',
    ],
    [
      'age0',
      '0至14岁占参保人',
      sums.age0to14 / sums.insured,
      0.08,
      0.2,
      '2020年人口普查：全国17.95%，普陀区9.86%；参保人口径不同，上下限推定',
    ],
    ['births', '出生率', sums.births / sums.insured, 0.004, 0.012, '推定'],
    ['deaths', '死亡率', sums.deaths / sums.insured, 0.004, 0.014, '推定'],
  ];
  return rows.map(([id, title, value, least, most, source]) => {
    return { id, title, value, least, most, holds: value >= least && value <= most, source };
  });
}

/** Persons by falling cost; ties by their order. */
function byCost(costs: Float64Array): Uint32Array {
  const order = Uint32Array.from(costs, (_, index) => index);
  return order.sort((a, b) => (costs[b] ?? 0) - (costs[a] ?? 0) || a - b);
}

function shareOfTop(costs: Float64Array, order: Uint32Array, part: number): number {
  const top = Math.floor(order.length * part);
  let [most, whole] = [0, 0];
  order.forEach((person, rank) => {
    const cost = costs[person] ?? 0;
    whole += cost;
    if (rank < top) most += cost;
  });
  return most / whole;
}

/** The share of people between two ranks who stay there. */
function kept(before: Uint32Array, after: Uint32Array, from: number, until: number): number {
  const cut = (share: number) => Math.floor(before.length * share);
  const here = new Set(after.subarray(cut(from), cut(until)));
  const people = before.subarray(cut(from), cut(until));
  return people.filter((person) => here.has(person)).length / people.length;
}
