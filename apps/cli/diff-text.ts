/**
 * A comparison as text: by scheme and tier a table of numbers, old and new, with numbered sources
 * below.
 */
import type {
  ChoiceChange,
  Comparison,
  NumberChange,
  NumberSide,
  PartComparison,
  SchemeComparison,
} from '../../engine/analyse/index.ts';
import { wrapped } from '../../engine/explain/index.ts';
import type { Citation, Law } from '../../engine/law/index.ts';
import { formatYuan } from '../../engine/units/index.ts';
import { MARK_TITLES } from './coverage-rows.ts';
import type { Io } from './io.ts';
import { table } from './table.ts';

export interface Laws {
  readonly left: Law;
  readonly right: Law;
}

interface Page {
  readonly io: Io;
  readonly laws: Laws;
  /** Texts of the sources so far; the same words share a number. */
  readonly sources: string[];
}

const FIELDS: Readonly<Record<string, string>> = {
  when: '适用条件',
  onlyIf: '金额条件',
  fallsDue: '到期条件',
  deductible: '起付线的算法',
  caps: '封顶的算法',
  modifiers: '修正',
  entitlement: '应享金额',
  rounding: '取整',
  roundEach: '取整的单位',
  allot: '分摊',
  midYearChange: '年中变化',
  aboveCap: '封顶以上',
  paidCounter: '已付累计',
  payer: '支付方',
  covers: '覆盖的人',
  classification: '费用归类',
  tiers: '层的先后',
  personClasses: '人员类别',
  backdating: '追溯',
  readAs: '视同',
  prices: '价格规则',
};

/** Renders a comparison for a terminal of the given width. */
export function comparisonText(io: Io, comparison: Comparison, laws: Laws): string {
  const page: Page = { io, laws, sources: [] };
  const { left, right, schemes } = comparison;
  const head = `${left.area} ${left.day} → ${right.area} ${right.day}`;
  const blocks = schemes.flatMap((scheme) => schemeBlocks(page, scheme));
  const sources = page.sources.flatMap((text, i) => wrapped(`[${i + 1}] ${text}`, io.width, 4));
  const footer = sources.length === 0 ? [] : [[io.paint('bold', '出处'), ...sources]];
  const all = [[io.paint('bold', head)], ...blocks, ...footer];
  return `${all.map((block) => block.join('\n')).join('\n\n')}\n`;
}

/** Each block is a list of lines. */
function schemeBlocks(page: Page, scheme: SchemeComparison): readonly (readonly string[])[] {
  const { left, right, parts, unchanged } = scheme;
  const { io } = page;
  if (!left || !right) {
    const word = left ? io.paint('red', '不再有方案') : io.paint('green', '新增方案');
    const one = left ?? right;
    return [wrapped(`${word} ${one?.title}（${one?.id}）${tiersIn(parts)}`, io.width, 2)];
  }
  const names = left.id === right.id ? left.id : `${left.id} → ${right.id}`;
  const title = `${io.paint('bold', right.title)}（${names}）`;
  const rest =
    parts.length === 0
      ? [['没有不同。']]
      : unchanged > 0
        ? [[`其余 ${unchanged} 部分没有不同。`]]
        : [];
  return [[title], ...parts.map((part) => partLines(page, part)), ...rest];
}

function tiersIn(parts: readonly PartComparison[]): string {
  const titles = parts.flatMap(({ kind, left, right }) =>
    kind === 'tier' ? ((right ?? left)?.title ?? []) : [],
  );
  return titles.length === 0 ? '' : `：${titles.join('、')}`;
}

function partLines(page: Page, part: PartComparison): readonly string[] {
  const { io } = page;
  const moved = part.numbers.filter(({ left, right }) => left?.value !== right?.value);
  const resourced = part.numbers.length - moved.length;
  const fields = part.rules.map(({ field }) => fieldText(field));
  return [
    headOf(io, part),
    ...(moved.length === 0 ? [] : [numbersTable(page, moved).trimEnd()]),
    ...(resourced === 0 ? [] : [`  ${resourced} 个数数值不变，出处不同。`]),
    ...(fields.length === 0 ? [] : wrapped(`  规则不同：${fields.join('、')}。`, io.width, 2)),
    ...part.choices.flatMap((choice) => wrapped(`  ${choiceText(choice)}`, io.width, 4)),
  ];
}

function headOf(io: Io, { kind, left, right, payerTitle }: PartComparison): string {
  if (kind === 'scheme') return io.paint('bold', '各层共用');
  const one = right ?? left;
  const ids = left && right && left.id !== right.id ? `${left.id} → ${right.id}` : one?.id;
  const name = `${io.paint('bold', one?.title ?? '')}（${payerTitle}，${ids}）`;
  if (!left) return `${io.paint('green', '新增')} ${name}`;
  return right ? name : `${io.paint('red', '不再有')} ${name}`;
}

function numbersTable(page: Page, numbers: readonly NumberChange[]): string {
  const rows = numbers.map((number) => [
    `  ${labelOf(page, number)}`,
    valueText(number.unit, number.left),
    valueText(number.unit, number.right),
    sourceMarks(page, number),
  ]);
  const columns = [
    { title: '  数', least: 16 },
    { title: '原', align: 'right' as const },
    { title: '现', align: 'right' as const },
    { title: '出处' },
  ];
  return table(page.io, columns, rows);
}

function labelOf({ laws }: Page, { name, codes, index }: NumberChange): string {
  const dimensions = [...laws.right.programs, ...laws.left.programs].flatMap(
    (program) => program.dimensions,
  );
  const titles = Object.entries(codes).map(([dimension, code]) => {
    if (code === 'otherwise') return '其他';
    const known = dimensions.filter(({ id }) => id === dimension).flatMap((one) => one.codes);
    return known.find(({ id }) => id === code)?.zh ?? code;
  });
  const place = index === null ? [] : [`第${index + 1}项`];
  return [name, ...titles, ...place].join(' ');
}

const UNIT_TEXT = {
  Fen: (value: number) => `${formatYuan(value)}元`,
  Bp: (value: number) => `${formatYuan(value).replace(/\.?0+$/, '')}%`,
  Days: (value: number) => `${value}天`,
  Count: (value: number) => String(value),
} satisfies Record<NumberChange['unit'], (value: number) => string>;

function valueText(unit: NumberChange['unit'], side: NumberSide | null): string {
  return side === null ? '—' : UNIT_TEXT[unit](side.value);
}

function sourceMarks({ sources, laws }: Page, { left, right }: NumberChange): string {
  const numberOf = (law: Law, side: NumberSide | null) => {
    if (side === null) return '';
    const text = citationText(law, side.citation);
    const known = sources.indexOf(text);
    return `[${known >= 0 ? known + 1 : sources.push(text)}]`;
  };
  const [a, b] = [numberOf(laws.left, left), numberOf(laws.right, right)];
  return a === b || a === '' || b === '' ? a || b : `${a}→${b}`;
}

const MARK_WORDS = {
  seed: MARK_TITLES[0],
  official: MARK_TITLES[1],
  secondary: MARK_TITLES[2],
  assumed: MARK_TITLES[3],
} satisfies Record<Citation['mark'], string>;

function citationText(law: Law, { document, clause, mark, why }: Citation): string {
  const found = law.documents.find(({ id }) => id === document);
  const place = [found ? (found.number ?? found.title) : document, clause].filter(Boolean);
  const reason = mark === 'assumed' && why !== undefined ? `：${why}` : '';
  return `${place.join(' ')}（${MARK_WORDS[mark]}${reason}）`;
}

function fieldText(field: string): string {
  const [head = '', ...rest] = field.split('.');
  if (head === 'parts') return `部分 ${rest.join('.')}`;
  if (head === 'counters') return `累计 ${rest.join('.')}`;
  return FIELDS[field] ?? field;
}

function choiceText({ name, left, right }: ChoiceChange): string {
  const say = (side: ChoiceChange['left']) => {
    if (side === null) return '没有这个选择';
    const value = String(side.is);
    const label = side.labels[value];
    return label === undefined ? value : `${value} ${label}`;
  };
  return `选择不同：${name}：${say(left)} → ${say(right)}`;
}
