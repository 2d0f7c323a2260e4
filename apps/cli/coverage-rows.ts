/**
 * The rows of a coverage table: years that look the same stand together.
 */
import {
  type AreaCoverage,
  MARKS,
  type TierCoverage,
  type YearCoverage,
} from '../../engine/analyse/index.ts';

export interface CoverageRow {
  readonly covers: string;
  readonly tier: string;
  readonly years: string;
  /** One for each of `MARK_TITLES`; empty where nothing is in force. */
  readonly counts: readonly string[];
  readonly state: string;
}

export const MARK_TITLES = ['种子', '官方', '转载', '推定'] as const;

const STATES = {
  inForce: '施行',
  missing: '缺',
  notYet: '未到',
  expired: '期满',
} satisfies Record<YearCoverage['state'], string>;

/** Gives the rows of one tier, its years in order. */
export function coverageRows(tier: TierCoverage): readonly CoverageRow[] {
  const spans: { first: YearCoverage; last: YearCoverage; look: string }[] = [];
  for (const year of tier.years) {
    const look = JSON.stringify([...countsIn(year), stateText(year)]);
    const before = spans.at(-1);
    if (before?.look === look) before.last = year;
    else spans.push({ first: year, last: year, look });
  }
  return spans.map(({ first, last }) => ({
    covers: tier.coversTitle,
    tier: tier.payerTitle,
    years: first === last ? String(first.year) : `${first.year}–${last.year}`,
    counts: countsIn(first),
    state: stateText(first),
  }));
}

function countsIn({ state, numbers }: YearCoverage): readonly string[] {
  return MARKS.map((mark) => (state === 'inForce' ? String(numbers[mark]) : ''));
}

function stateText({ state, year, from, until }: YearCoverage): string {
  if (from === null || until === null) return STATES[state];
  const bounds = [
    ...(from === `${year}-01-01` ? [] : [`${from.slice(5)} 起`]),
    ...(until === `${year + 1}-01-01` ? [] : [`${until.slice(5)} 止`]),
  ];
  return bounds.length === 0 ? STATES[state] : `${STATES[state]}（${bounds.join('，')}）`;
}

/** Names payers that an area has no law for. */
export function absentText(absent: AreaCoverage['absent']): string {
  return absent.map(({ payerTitle }) => payerTitle).join('、');
}
