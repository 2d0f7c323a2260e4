/**
 * A curve as SVG: who bears what of the bill, stacked, and below it what the person bears.
 * Colours follow the reader's light or dark screen.
 */
import type { CurveData, CurvePoint } from '../../engine/analyse/index.ts';
import type { Shown } from './curve-shown.ts';

const WIDTH = 960;
const LEFT = 76;
const RIGHT = 190;
const UPPER = { top: 92, height: 340 } as const;
const LOWER = { top: 492, height: 140 } as const;
const HEIGHT = 694;
const PLOT = WIDTH - LEFT - RIGHT;

/** Light and dark; the person's own share is grey, since it is what is left. */
const COLOURS: readonly (readonly [light: string, dark: string])[] = [
  ['#2f6fdb', '#6aa0ff'],
  ['#e08a1e', '#f2ad55'],
  ['#17907c', '#4cc4ae'],
  ['#8b56c8', '#b78cf0'],
  ['#c9434f', '#f07f89'],
  ['#7a8b1f', '#b4c654'],
  ['#0e7fa3', '#54bde0'],
  ['#a35a2a', '#d4935f'],
];
const PERSON = ['#aeb4bd', '#6c7480'] as const;

/** Draws a curve; the text has no other file to load. */
export function curveSvg({ data, whose, day }: Shown): string {
  const { points } = data;
  const most = points.at(-1)?.cost ?? 1;
  const mostTotal = Math.max(...points.map(({ total }) => total), 1);
  const scale: Scale = {
    x: (cost) => LEFT + (cost / most) * PLOT,
    y: (fen) => UPPER.top + UPPER.height - (fen / mostTotal) * UPPER.height,
  };
  const parts = [
    text(LEFT, 30, `${data.schemeTitle}，${day}`, 'title'),
    text(LEFT, 52, clipped(`${whose}；${data.mix}`, 68), 'sub'),
    ...grid(scale, most, mostTotal),
    ...areas(data, scale),
    ...breakLines(data, scale),
    ...personLine(data, scale),
  ];
  const label = escaped(`${data.schemeTitle}：各方支付随费用的变化`);
  const box = `viewBox="0 0 ${WIDTH} ${HEIGHT}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} role="img" aria-label="${label}">
<style>${style(data)}</style>
<rect class="ground" width="${WIDTH}" height="${HEIGHT}"/>
${parts.join('\n')}
</svg>
`;
}

interface Scale {
  readonly x: (cost: number) => number;
  readonly y: (fen: number) => number;
}

function style({ tiers }: CurveData): string {
  const fills = (shade: 0 | 1) =>
    tiers
      .map((_, index) => `.t${index}{fill:${COLOURS[index % COLOURS.length]?.[shade]}}`)
      .join('');
  const light =
    '.ground{fill:#fcfcfb}.title,.sub,.axis,.name,.mark{font-family:system-ui,"Noto Sans CJK SC",' +
    '"Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif;fill:#20242a}' +
    '.title{font-size:17px;font-weight:600}.sub{font-size:13px;fill:#5b626c}' +
    '.axis{font-size:12px;fill:#5b626c}' +
    '.name{font-size:13px}.mark{font-size:11px;fill:#5b626c}.grid{stroke:#e4e6e9;stroke-width:1}' +
    '.break{stroke:#8b929c;stroke-width:1;stroke-dasharray:2 3}.jump{stroke:#c9434f}' +
    '.area{stroke:#fcfcfb;stroke-width:1.5;stroke-linejoin:round}.share{fill:none;stroke:#20242a;' +
    `stroke-width:2;stroke-linejoin:round}.person{fill:${PERSON[0]}}`;
  const dark =
    '.ground{fill:#16181c}.title,.name{fill:#eceef1}.sub,.axis,.mark{fill:#a5acb6}' +
    '.grid{stroke:#2c3037}.break{stroke:#737a85}.jump{stroke:#f07f89}.area{stroke:#16181c}' +
    `.share{stroke:#eceef1}.person{fill:${PERSON[1]}}`;
  return `${light}${fills(0)}@media (prefers-color-scheme:dark){${dark}${fills(1)}}`;
}

function grid(scale: Scale, most: number, mostTotal: number): readonly string[] {
  const bottom = LOWER.top + LOWER.height;
  const rows = ticksUpTo(mostTotal).flatMap((fen) => [
    line(LEFT, scale.y(fen), LEFT + PLOT, scale.y(fen), 'grid'),
    text(LEFT - 8, scale.y(fen) + 4, wanText(fen), 'axis', 'end'),
  ]);
  const columns = ticksUpTo(most).map((fen) =>
    text(scale.x(fen), bottom + 20, wanText(fen), 'axis', 'middle'),
  );
  return [
    text(LEFT - 8, UPPER.top - 14, '元（万）', 'axis', 'end'),
    ...rows,
    ...columns,
    text(LEFT + PLOT / 2, bottom + 42, '变动的费用（万元）', 'axis', 'middle'),
  ];
}

function ticksUpTo(most: number, count = 5): readonly number[] {
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((by) => by * power).find((by) => by >= rough) ?? rough;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}

/** Ticks stand on round numbers. */
function wanText(tick: number): string {
  return String(Number((tick / 1_000_000).toFixed(3)));
}

/** The person at the bottom, then the tiers in the order of the law. */
function areas({ tiers, points }: CurveData, scale: Scale): readonly string[] {
  const layers = [
    { title: '个人负担', payer: '', className: 'person', of: ({ person }: CurvePoint) => person },
    ...tiers.map(({ title, payerTitle }, index) => ({
      title,
      payer: payerTitle,
      className: `t${index}`,
      of: ({ paid }: CurvePoint) => paid[index] ?? 0,
    })),
  ];
  const below = points.map(() => 0);
  let lastLabel = Number.POSITIVE_INFINITY;
  const shapes: string[] = [];
  const labels: string[] = [];
  for (const { title, payer, className, of } of layers) {
    const lower = points.map((point, at) => at2(scale, point.cost, below[at] ?? 0));
    for (const [at, point] of points.entries()) below[at] = (below[at] ?? 0) + of(point);
    const upper = points.map((point, at) => at2(scale, point.cost, below[at] ?? 0));
    const path = `M${upper.join('L')}L${[...lower].reverse().join('L')}Z`;
    shapes.push(
      `<path class="area ${className}" d="${path}"><title>${escaped(title)}</title></path>`,
    );
    const end = points.at(-1);
    const top = scale.y(below.at(-1) ?? 0);
    const middle = end ? top + (scale.y((below.at(-1) ?? 0) - of(end)) - top) / 2 : top;
    lastLabel = Math.min(middle + 4, lastLabel - 17);
    labels.push(
      swatch(className, lastLabel - 9),
      text(LEFT + PLOT + 26, lastLabel, clipped(title || payer, 11), 'name'),
    );
  }
  return [...shapes, ...labels];
}

function swatch(className: string, y: number): string {
  const x = LEFT + PLOT + 10;
  return `<rect class="${className}" x="${x}" y="${y}" width="10" height="10" rx="2"/>`;
}

function at2(scale: Scale, cost: number, fen: number): string {
  return `${scale.x(cost).toFixed(1)} ${scale.y(fen).toFixed(1)}`;
}

/** Dotted lines; numbers that would stand on one another are joined. */
function breakLines({ breaks }: CurveData, scale: Scale): readonly string[] {
  const marks: { x: number; first: number; last: number }[] = [];
  const lines = breaks.map(({ costFen, isJump }, index) => {
    const x = scale.x(costFen);
    const near = marks.at(-1);
    if (near && x - near.x < 26) near.last = index + 1;
    else marks.push({ x, first: index + 1, last: index + 1 });
    const bottom = LOWER.top + LOWER.height;
    return line(x, UPPER.top - 6, x, bottom, isJump ? 'break jump' : 'break');
  });
  const labels = marks.map(({ x, first, last }) =>
    text(x, UPPER.top - 12, first === last ? `${first}` : `${first}–${last}`, 'mark', 'middle'),
  );
  return [...lines, ...labels];
}

/** What the person bears, on a scale of its own: there a fall shows. */
function personLine({ points }: CurveData, scale: Scale): readonly string[] {
  const most = Math.max(...points.map(({ person }) => person), 1);
  const y = (fen: number) => LOWER.top + LOWER.height * (1 - fen / most);
  const path = points.map(
    ({ cost, person }) => `${scale.x(cost).toFixed(1)} ${y(person).toFixed(1)}`,
  );
  const levels = ticksUpTo(most, 3).flatMap((fen) => [
    line(LEFT, y(fen), LEFT + PLOT, y(fen), 'grid'),
    text(LEFT - 8, y(fen) + 4, wanText(fen), 'axis', 'end'),
  ]);
  return [
    text(LEFT, LOWER.top - 14, '只看个人负担', 'name'),
    ...levels,
    `<path class="share" d="M${path.join('L')}"/>`,
  ];
}

function line(x1: number, y1: number, x2: number, y2: number, className: string): string {
  const [a, b, c, d] = [x1, y1, x2, y2].map((each) => each.toFixed(1));
  return `<line class="${className}" x1="${a}" y1="${b}" x2="${c}" y2="${d}"/>`;
}

function text(x: number, y: number, said: string, className: string, anchor = 'start'): string {
  const place = `x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}"`;
  return `<text class="${className}" ${place}>${escaped(said)}</text>`;
}

function clipped(said: string, most: number): string {
  return said.length > most ? `${said.slice(0, most - 1)}…` : said;
}

/** Text between tags or in quotes. */
export function escaped(said: string): string {
  return said
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
