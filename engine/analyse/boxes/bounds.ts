/**
 * Segments that no bill reaches and caps that no payment meets, whatever a bill costs and whatever
 * came before it in the year.
 */
import { EMPTY_STATE, type State, settle } from '../../settle/index.ts';
import { type Curve, curveOf } from '../curves/curve.ts';
import { isZero } from '../curves/quotient.ts';
import { eventAt, type Scene } from '../curves/scene.ts';
import type { TierPaidOn } from '../curves/tier-on.ts';
import { settleScene } from '../curves/year-end.ts';
import { assertShown, type Finding, OF_BILLS } from '../findings/finding.ts';
import { runAt } from '../findings/rerun.ts';
import type { Group, Survey } from '../findings/survey.ts';

/** 100,000,000 yuan. */
const HUGE_FEN = 10_000_000_000;
/** What each bill that comes before costs: 100,000 yuan, or a huge sum. */
const BEFORE_FEN: readonly number[] = [10_000_000, HUGE_FEN];

interface Seen {
  readonly tier: number;
  /** Segment as `part/number`, or cap. */
  readonly what: string;
  readonly kind: 'segment' | 'cap';
  isReached: boolean;
  /** A curve on which it stands and is not reached. */
  readonly curve: Curve;
}

/** Finds what stands in the law of some profile and is met on none of its bills. */
export function unreachedOf(survey: Survey): readonly Finding[] {
  const seen = new Map<string, Seen>();
  const scenes = survey.groups.flatMap((group) => scenesOf(survey, group));
  const draw = (scene: Scene): void => {
    const curve = curveOf(scene, HUGE_FEN);
    if (curve.ok) noteCurve(seen, curve.value);
  };
  for (const scene of scenes) draw(scene);
  const left = () => [...seen.values()].filter(({ isReached }) => !isReached);
  for (const scene of left().length > 0 ? scenes : []) {
    for (const state of statesAfter(survey, scene)) draw({ ...scene, state });
  }
  return left().map((one) => found(survey, one));
}

/** The bills of a group, each with its year's end where that pays something. */
function scenesOf({ yearEnds }: Survey, { key, profiles, curves }: Group): readonly Scene[] {
  return curves.flatMap(({ scene }) => {
    const years = profiles.flatMap(
      (profile) => yearEnds?.curveOf(key, profile, scene.mix)?.scene ?? [],
    );
    return [scene, ...new Set(years)];
  });
}

/** The counters after two bills like this one, and after a bill in every setting. */
function statesAfter({ groups }: Survey, scene: Scene): readonly State[] {
  const bySetting = new Map(
    groups.flatMap(({ profiles }) => profiles.map(({ event }) => [event.facets.setting, event])),
  );
  const after = (fen: number, events: readonly Scene['event'][]): State =>
    events.reduce<State>((state, event) => {
      const { person, program } = scene;
      const step = settle({ event: eventAt({ ...scene, event }, fen), person, state, program });
      return step.ok ? step.value.state : state;
    }, EMPTY_STATE);
  return BEFORE_FEN.flatMap((fen) => [
    after(fen, [scene.event, scene.event]),
    after(fen, [...bySetting.values()]),
  ]);
}

function noteCurve(seen: Map<string, Seen>, curve: Curve): void {
  for (const { tiers } of curve.pieces) {
    for (const tier of tiers) if (tier.kind === 'paid') noteTier(seen, curve, tier);
  }
}

function noteTier(
  seen: Map<string, Seen>,
  curve: Curve,
  { tier, parts, caps, paid: total }: TierPaidOn,
): void {
  const note = (kind: Seen['kind'], what: string, isReached: boolean): void => {
    const key = `${tier} ${kind} ${what}`;
    const known = seen.get(key);
    if (known) known.isReached ||= isReached;
    else seen.set(key, { tier, kind, what, isReached, curve });
  };
  for (const { plan, segments, counted } of parts) {
    if (plan.bounds.length < 2 || isZero(counted)) continue;
    for (const index of plan.bounds.keys()) {
      const isTouched = segments.some((segment) => segment.index === index);
      note('segment', `${plan.id}/${index + 1}`, isTouched);
    }
  }
  for (const { id, clipped, part } of caps) {
    const own = parts[part];
    // Where nothing is paid there is nothing to cap.
    const isPaid = !isZero(clipped) || !isZero(own ? own.paid : total);
    if (isPaid) note('cap', id, !isZero(clipped));
  }
}

function found({ program, day }: Survey, { tier, kind, what, curve }: Seen): Finding {
  const law = program.tiers[tier];
  if (!law) throw new RangeError(`no tier ${tier}`);
  const run = runAt(curve.scene, HUGE_FEN, '');
  const finding: Finding = {
    kind: kind === 'cap' ? 'capNeverBinds' : 'segmentNeverReached',
    scheme: program.id,
    day,
    text:
      kind === 'cap'
        ? `“${law.title}”的封顶线（${what}）碰不到：费用再高，付款也到不了它`
        : `“${law.title}”的第${what.split('/')[1]}段（${what.split('/')[0]}）到不了：` +
          '费用再高，计入的数额也进不了这一段',
    because: [{ id: law.id, title: law.title, citation: law.citation }],
    along: null,
    mix: curve.scene.mix,
    runs: [run],
    alike: 1,
    ...OF_BILLS,
  };
  assertShown(isUnmet(curve, tier, kind, what), finding);
  return finding;
}

/** What the engine says of the segment or cap at a huge cost. */
function isUnmet({ scene }: Curve, tier: number, kind: Seen['kind'], what: string): boolean {
  const result = settleScene(scene, HUGE_FEN);
  if (!result.ok) return false;
  const traces = result.value.steps.flatMap(({ trace }) => trace.tiers);
  const trace = traces.find((one) => one.tier === tier);
  if (trace?.kind !== 'paid') return false;
  if (kind === 'cap') {
    const at = trace.plan.caps.findIndex(({ id }) => id === what);
    return trace.caps[at]?.clippedFen === 0;
  }
  const [id, number] = what.split('/');
  const part = trace.parts.find(({ plan }) => plan.id === id);
  return part?.segments.every(({ index }) => index + 1 !== Number(number)) ?? false;
}
