/**
 * Findings in words: titles of their kinds, whose bill they are about, and what the law says there.
 */
import {
  type Codes,
  codeTitle,
  type Finding,
  type FindingKind,
} from '../../engine/analyse/index.ts';
import type { Citation, Law, Program } from '../../engine/law/index.ts';
import { MARK_TITLES } from './coverage-rows.ts';

export const FINDING_TITLES: Readonly<Record<FindingKind, string>> = {
  cliff: '悬崖：多花1元，个人多负担不止1元',
  erosion: '越花越少付：费用多了，各方合计付得反而少',
  dearerIsCheaper: '越贵越便宜：费用多了，个人负担反而少',
  poorerPaysMore: '倒挂：更困难的人负担更多',
  lowerGradePaysMore: '倒挂：低等级医院个人负担更多',
  referralPaysMore: '倒挂：转诊备案的人负担更多',
  earlierFilingPaysMore: '倒挂：认定早的人负担更多',
  tiersOverlap: '重叠：两层都要同一笔费用',
  nobodyCovers: '空白：有人没有方案管',
  noTierApplies: '空白：没有一层管的就医方式',
  neverApplies: '不起作用的规定',
  segmentNeverReached: '到不了的分段',
  capNeverBinds: '碰不到的封顶线',
  closeNeverPays: '年末结转一分不付的规定',
  choiceChangesNothing: '改不改都一样的选择',
};

/** What a finding says, with what the year's end has to do with it. */
export function saidText({ text, atYearEnd, afterYearEnd }: Finding): string {
  const whole = atYearEnd && !text.includes('年末结转') ? `算上年末结转，${text}` : text;
  return afterYearEnd === null ? whole : `${whole}；${afterYearEnd}`;
}

/** `一类贫困人口，住院，一级及以下，市内`. */
export function alongText(program: Program, along: Codes): string {
  const said = Object.entries(along).flatMap(([dimension, code]) =>
    isPlain(program, dimension, code) ? [] : [codeTitle(program, dimension, code)],
  );
  return said.join('，');
}

/** What a reader takes for granted. */
function isPlain({ dimensions }: Program, dimension: string, code: string): boolean {
  const known = dimensions.find(({ id }) => id === dimension);
  if (known?.kind === 'integer') return true;
  return dimension !== 'personClass' && known?.absentMeans === code && code === 'none';
}

/** `咸政办发〔2017〕11号 意见二（七）（种子）`. */
export function citedText(law: Law, { document, clause, mark, why }: Citation): string {
  const found = law.documents.find(({ id }) => id === document);
  const place = [found ? (found.number ?? found.title) : document, clause]
    .filter(Boolean)
    .join(' ');
  const trust = MARKS[mark];
  if (mark !== 'assumed') return `${place}（${trust}）`;
  return place === '' ? `${trust}：${why ?? ''}` : `${place}（${trust}：${why ?? ''}）`;
}

const MARKS: Readonly<Record<Citation['mark'], string>> = {
  seed: MARK_TITLES[0],
  official: MARK_TITLES[1],
  secondary: MARK_TITLES[2],
  assumed: MARK_TITLES[3],
};

/** Findings by kind, in the order of the titles. */
export function byKind(
  findings: readonly Finding[],
): readonly (readonly [FindingKind, readonly Finding[]])[] {
  const kinds = Object.keys(FINDING_TITLES) as FindingKind[];
  return kinds.flatMap((kind) => {
    const own = findings.filter((finding) => finding.kind === kind);
    return own.length > 0 ? [[kind, own] as const] : [];
  });
}
