/**
 * `tibao prove`: what can be proved of the schemes of an area, each finding with its smallest
 * counterexample, settled again.
 */
import {
  type Finding,
  idleChoicesOf,
  type Proof,
  prove as proveArea,
  type SchemeProof,
  WATCHED_COSTS,
} from '../../engine/analyse/index.ts';
import type { Law } from '../../engine/law/index.ts';
import { formatDay, formatYuan, parseDay } from '../../engine/units/index.ts';
import { lawOf } from './events.ts';
import { alongText, byKind, citedText, FINDING_TITLES, saidText } from './finding-words.ts';
import { EXIT, type Io, Refused } from './io.ts';
import { compile, readLawFolder } from './load-law.ts';
import { percentText, protectionRows, ratioRows } from './protection-rows.ts';
import { table } from './table.ts';

export interface ProveOptions {
  readonly policies: string;
  readonly day?: string;
  readonly json?: boolean;
  /** Also how far each kind of bill is covered. */
  readonly ratios?: boolean;
}

/** Proves the given areas, without areas all that are a place; findings are no failure. */
export function prove(io: Io, areas: readonly string[], options: ProveOptions): number {
  const { laws } = readLawFolder(options.policies);
  const law = lawOf(compile(laws));
  const known = [...new Set(law.programs.map(({ area }) => area))];
  const lost = areas.find((area) => !known.includes(area));
  if (lost !== undefined) {
    throw new Refused(`没有统筹区 ${lost}；有 ${known.join('、')}。`, EXIT.usage);
  }
  const day = options.day === undefined ? undefined : parseDay(options.day);
  if (options.day !== undefined && day === undefined) {
    throw new Refused(`日期 ${options.day} 应写成 2025-06-01 的样子。`, EXIT.usage);
  }
  const proofs = (areas.length > 0 ? areas : known).map((area): Proof => {
    const proof = proveArea(law, area, day === undefined ? {} : { day });
    const idle = day === undefined ? idleChoicesOf(law, area, laws, compile) : [];
    return { ...proof, findings: [...proof.findings, ...idle] };
  });
  if (options.json) io.out(`${JSON.stringify(jsonOf(proofs), null, 2)}\n`);
  else io.out(proofs.map((proof) => proofText(io, law, proof, options)).join('\n'));
  return EXIT.ok;
}

function proofText(
  io: Io,
  law: Law,
  { area, findings, schemes }: Proof,
  { ratios = false }: ProveOptions,
): string {
  const whole = schemes.reduce((sum, scheme) => sum + scheme.findings.length, findings.length);
  const head = io.paint('bold', `${area}：${whole} 项发现，都有例子，都重新结算过`);
  const own = findings.map((finding) => findingText(io, law, finding)).join('');
  const parts = schemes.map(
    (scheme) => schemeText(io, law, scheme) + (ratios ? ratiosText(io, scheme) : ''),
  );
  if (schemes.length === 0) parts.push('这一天没有施行的方案。\n');
  return `${head}\n${own}${own === '' ? '' : '\n'}${parts.join('\n')}`;
}

function schemeText(io: Io, law: Law, scheme: SchemeProof): string {
  const { program, day, profiles, groups, findings, refused } = scheme;
  const lines = [
    io.paint('cyan', `${program.title}（${program.id}，${formatDay(day)}）`),
    `看了 ${profiles} 种人和就医（法规区别对待的 ${groups} 种）；发现 ${findings.length} 项。`,
    ...refused.map(({ rejection, profiles: count }) => `没有画：${count} 种，${rejection.message}`),
  ];
  const found = byKind(findings).flatMap(([kind, own]) => [
    io.paint('yellow', FINDING_TITLES[kind]),
    ...own.map((finding) => findingText(io, law, finding).trimEnd()),
  ]);
  const rows = protectionRows(scheme);
  const shares =
    rows.length === 0
      ? ''
      : `${io.paint('dim', '各方合计付了费用的多少（第一种构成，取整以前）')}\n` +
        table(io, COLUMNS, rows);
  return `${[...lines, ...found].join('\n')}\n${shares}`;
}

/** Every kind of bill, not only the least and the most covered. */
function ratiosText(io: Io, scheme: SchemeProof): string {
  const head = io.paint('dim', '每种人和就医，各方合计付了多少（第一种构成，取整以前）');
  return `${head}\n${table(io, RATIO_COLUMNS, ratioRows(scheme))}`;
}

const RATIO_COLUMNS = [
  { title: '谁', least: 16 },
  { title: '同样的', align: 'right' as const },
  ...WATCHED_COSTS.map((fen) => ({ title: `${fen / 1_000_000}万元`, align: 'right' as const })),
];

const COLUMNS = [
  { title: '费用', align: 'right' as const },
  { title: '最少', align: 'right' as const },
  { title: '谁', least: 16 },
  { title: '最多', align: 'right' as const },
  { title: '谁', least: 16 },
];

/** A finding with whose it is, why, and how the example was settled. */
function findingText(io: Io, law: Law, finding: Finding): string {
  const { along, mix, because, runs, alike, scheme } = finding;
  const program = law.programs.find(({ id }) => id === scheme);
  const whose = program && along ? alongText(program, along) : '';
  const where = [whose, mix?.title ?? ''].filter(Boolean).join('；');
  return [
    `  ● ${saidText(finding)}`,
    ...(where === '' ? [] : [`    情形：${where}${alike > 1 ? `（同样的共 ${alike} 种）` : ''}`]),
    ...because.map(({ title, citation }) => `    依据：${title}，${citedText(law, citation)}`),
    ...runs.map((run) => io.paint('dim', `    重新结算：${runText(run)}`)),
    '',
  ].join('\n');
}

function runText({ label, personFen, paid, rejected }: Finding['runs'][number]): string {
  if (rejected !== null) return `${label}，不予结算 ${rejected}`;
  const payers = paid.map(({ tier, fen }) => `${tier} ${formatYuan(fen)}`).join('，');
  return `${label}，个人${formatYuan(personFen)}元${payers === '' ? '' : `（${payers}）`}`;
}

function jsonOf(proofs: readonly Proof[]): unknown {
  return {
    version: 1,
    areas: proofs.map(({ area, findings, schemes }) => ({
      area,
      findings: findings.map(plainFinding),
      schemes: schemes.map(({ program, day, profiles, groups, refused, ...rest }) => ({
        scheme: program.id,
        law: program.hash,
        day: formatDay(day),
        profiles,
        groups,
        refused,
        findings: rest.findings.map(plainFinding),
        protection: rest.protection.map(({ costFen, least, greatest }) => ({
          costFen,
          least: { share: percentText(least.share), ...least.profile.along },
          greatest: { share: percentText(greatest.share), ...greatest.profile.along },
        })),
        ratios: rest.ratios.map(({ profile, alike, shares }) => ({
          ...profile.along,
          alike,
          shares: shares.map((share) => share && percentText(share)),
        })),
      })),
    })),
  };
}

function plainFinding({ day, mix, ...rest }: Finding): unknown {
  return { ...rest, day: formatDay(day), mix: mix?.id ?? null };
}
