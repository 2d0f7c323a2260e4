/**
 * Tiers of a year's end that pay nothing, whatever the bill before it costs.
 */
import { planEvent } from '../../settle/index.ts';
import { formatYuan } from '../../units/index.ts';
import { curveOf, paidBy } from '../curves/curve.ts';
import { isZero } from '../curves/quotient.ts';
import { withClose } from '../curves/year-end.ts';
import { assertShown, type Finding, OF_BILLS } from '../findings/finding.ts';
import { MIXES } from '../findings/mixes.ts';
import { type Profile, sceneOf } from '../findings/profiles.ts';
import { runAt } from '../findings/rerun.ts';
import type { Survey } from '../findings/survey.ts';
import { closeOf, householdCloseOf, TOLD_FEN } from '../findings/year-ends.ts';

/** Finds the tiers of closes that are in force for somebody and pay on no curve. */
export function neverPaysOf(survey: Survey): readonly Finding[] {
  const { program, groups, yearEnds } = survey;
  if (!yearEnds) return [];
  const paying = new Set<number>();
  for (const { key, profiles, curves } of groups) {
    for (const profile of profiles) {
      for (const { scene } of curves) {
        for (const piece of yearEnds.curveOf(key, profile, scene.mix)?.pieces ?? []) {
          for (const { tier } of piece.tiers) if (!isZero(paidBy(piece, tier))) paying.add(tier);
        }
      }
    }
  }
  const profiles = groups.flatMap((group) => group.profiles);
  return program.tiers.flatMap(({ on, scope }, tier) => {
    if (on !== 'close' || paying.has(tier)) return [];
    const met = profiles.filter((profile) => isMet(survey, profile, tier));
    const [profile] = met;
    if (!profile || (scope === 'household' && paysHousehold(survey, tier))) return [];
    return [idle(survey, profile, tier, met.length)];
  });
}

/** The tier pays somebody in a household of two. */
function paysHousehold({ program, day, groups }: Survey, tier: number): boolean {
  return groups.some(({ profiles: [profile], curves }) =>
    curves.some(({ scene, mostFen }) => {
      const close = householdCloseOf(program, day, profile);
      const year = withClose(sceneOf(program, profile, scene.mix), close);
      const drawn = year.ok ? curveOf(year.value, mostFen) : year;
      return drawn.ok && drawn.value.pieces.some((piece) => !isZero(paidBy(piece, tier)));
    }),
  );
}

/** The close of the profile meets the tier. */
function isMet({ program, day }: Survey, profile: Profile, tier: number): boolean {
  const { person } = profile;
  const event = closeOf(program, day, profile);
  const { state } = sceneOf(program, profile, NO_MIX);
  const planned = planEvent({ event, person, state, program });
  const found = planned.ok && planned.value.plan.tiers.find((one) => one.tier === tier);
  return found !== false && found?.kind === 'applied';
}

const NO_MIX = { id: '', title: '', lines: [] };
/** 1,000,000 yuan. */
const SHOWN_FEN = 100_000_000;

function idle({ program, day }: Survey, profile: Profile, at: number, alike: number): Finding {
  const [mix] = MIXES;
  const tier = program.tiers[at];
  if (!tier || !mix) throw new RangeError(`no tier ${at}`);
  const year = withClose(sceneOf(program, profile, mix), closeOf(program, day, profile));
  if (!year.ok) throw new RangeError(year.rejection.code);
  const run = runAt(year.value, SHOWN_FEN, '');
  const finding: Finding = {
    kind: 'closeNeverPays',
    scheme: program.id,
    day,
    text:
      `“${tier.title}”在年末结转时一分不付，费用多少都一样` +
      `（要送来的数都按${formatYuan(TOLD_FEN)}元` +
      (tier.scope === 'household'
        ? `；一个人，或家里另有一人负担${formatYuan(TOLD_FEN)}元）`
        : '）'),
    because: [{ id: tier.id, title: tier.title, citation: tier.citation }],
    along: profile.along,
    mix,
    runs: [run],
    alike,
    ...OF_BILLS,
    atYearEnd: true,
  };
  assertShown(run.rejected === null && !run.paid.some(({ tier: id }) => id === tier.id), finding);
  return finding;
}
