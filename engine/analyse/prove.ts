/**
 * Proves what can be proved of the schemes of an area: cliffs, inversions between neighbours, how
 * far bills are covered, and rules that overlap, leave gaps or never act.
 */
import type { Law, Program } from '../law/index.ts';
import type { Day } from '../units/index.ts';
import { unreachedOf } from './boxes/bounds.ts';
import { deadOf } from './boxes/dead.ts';
import { neverPaysOf } from './boxes/never-pays.ts';
import { lastDayOf, overlapsOf } from './boxes/overlaps.ts';
import { uncoveredOf, unpaidOf } from './boxes/uncovered.ts';
import { asRejection, CurveRefused } from './curves/refused.ts';
import type { Mix } from './curves/scene.ts';
import { cliffsOf } from './findings/cliffs.ts';
import type { Finding } from './findings/finding.ts';
import { MIXES } from './findings/mixes.ts';
import { inversionsOf } from './findings/neighbours.ts';
import { type Protection, protectionOf, type Ratio, ratiosOf } from './findings/protection.ts';
import { premiumSurveyOf, type Refusal, type Survey, surveyOf } from './findings/survey.ts';

export interface Proof {
  readonly area: string;
  /** Of the area as a whole. */
  readonly findings: readonly Finding[];
  readonly schemes: readonly SchemeProof[];
}

export interface SchemeProof {
  readonly program: Program;
  /** The law day that was looked at. */
  readonly day: Day;
  readonly profiles: number;
  /** Profiles that meet different numbers of the law. */
  readonly groups: number;
  readonly findings: readonly Finding[];
  /** For the first mix. */
  readonly protection: readonly Protection[];
  /** Of all that the law tells apart, for the first mix. */
  readonly ratios: readonly Ratio[];
  /** What no curve can be drawn of, by name. */
  readonly refused: readonly Refusal[];
}

export interface ProveOptions {
  /** Only schemes in force on this day, on this day; without it all, each on its last day. */
  readonly day?: Day;
  readonly mixes?: readonly Mix[];
}

/** Proves the schemes of an area; a finding that its re-run does not show throws. */
export function prove(law: Law, area: string, options: ProveOptions = {}): Proof {
  const { day, mixes = MIXES } = options;
  const programs = law.programs.filter(
    (program) =>
      program.area === area && (day === undefined || (program.from <= day && day < program.until)),
  );
  return {
    area,
    findings: day === undefined ? uncoveredOf(law, area) : [],
    schemes: programs.map((program) => proveScheme(program, day ?? lastDayOf(program), mixes)),
  };
}

/** Proves one scheme on a day. */
function proveScheme(program: Program, day: Day, mixes: readonly Mix[]): SchemeProof {
  const survey = surveyOf(program, day, mixes);
  const premiums = premiumSurveyOf(program, day);
  const findings = [
    ...cliffsOf(survey),
    ...inversionsOf(survey),
    ...(premiums ? [...cliffsOf(premiums), ...inversionsOf(premiums)] : []),
    ...overlapsOf(program, day),
    ...unpaidOf(survey),
    ...deadOf(program),
    ...neverPaysOf(survey),
    ...unreachedOf(survey),
  ];
  return {
    program,
    day,
    profiles: survey.groups.reduce((sum, { profiles }) => sum + profiles.length, 0),
    groups: survey.groups.length,
    findings,
    protection: protectionOf(survey, mixes[0]?.id ?? ''),
    ratios: ratiosOf(survey, mixes[0]?.id ?? ''),
    refused: [
      ...survey.refused,
      ...(premiums?.refused ?? []),
      ...refusedYears(survey),
      ...refusedAllowances(program, day),
    ],
  };
}

/** Year ends that were asked for and cannot be drawn, by their reason. */
function refusedYears({ yearEnds }: Survey): readonly Refusal[] {
  const byCode = new Map<string, Refusal>();
  for (const rejection of yearEnds?.refused ?? []) {
    const profiles = (byCode.get(rejection.code)?.profiles ?? 0) + 1;
    byCode.set(rejection.code, { rejection, profiles });
  }
  return [...byCode.values()];
}

/** Tiers on allowances, by name: no curve is drawn of them. */
function refusedAllowances(program: Program, day: Day): readonly Refusal[] {
  const titles = program.tiers.flatMap(({ on, from, until, title }) =>
    on === 'allowance' && from <= day && day < until ? [`“${title}”`] : [],
  );
  if (titles.length === 0) return [];
  const message = `${titles.join('、')}是津贴，没有可变的费用`;
  const refused = new CurveRefused('curve/event_kind', message);
  return [{ rejection: asRejection(refused), profiles: titles.length }];
}
