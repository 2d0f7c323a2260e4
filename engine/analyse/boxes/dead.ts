/**
 * Tiers and modifiers that can never act in a scheme: their box, within whom the scheme covers and
 * which classes it knows, or their span of days, is empty.
 */
import type { Modifier, Program, Selector, Tier } from '../../law/index.ts';
import { EMPTY_STATE, GENERAL_CLASS } from '../../settle/index.ts';
import { asDay, type Day } from '../../units/index.ts';
import { eventAt, type Scene } from '../curves/scene.ts';
import { assertShown, type Finding, OF_BILLS } from '../findings/finding.ts';
import { MIXES } from '../findings/mixes.ts';
import { profileOf, sceneOf } from '../findings/profiles.ts';
import { runOf } from '../findings/rerun.ts';
import { intersectionOf, pointOf } from './box.ts';

/** Finds what can never act. */
export function deadOf(program: Program): readonly Finding[] {
  return program.tiers.flatMap((tier) => {
    const why = whyDead(program, tier, tier.when);
    if (why !== null) return [deadTier(program, tier, why)];
    return tier.modifiers.flatMap((modifier, index) => {
      const box = intersectionOf(tier.when, modifier.when);
      const reason = box ? whyDead(program, modifier, box) : '它的条件与所在这一层的条件没有交集';
      return reason === null ? [] : [deadModifier(program, tier, modifier, index, reason)];
    });
  });
}

interface Span {
  readonly from: Day;
  readonly until: Day;
}

function whyDead(program: Program, span: Span, when: Selector): string | null {
  if (span.from >= program.until || span.until <= program.from) return '它的有效期不在方案期内';
  if (!intersectionOf(program.covers, when)) return '方案不保障它说的人';
  const classes = when.find(({ dimension }) => dimension === 'personClass')?.codes;
  const known = [...program.classes.map(({ id }) => id), GENERAL_CLASS];
  if (classes && !classes.some((code) => known.includes(code))) return '方案没有它说的人员类别';
  return null;
}

function dayIn({ from, until }: Program, span: Span): Day {
  return asDay(Math.min(until - 1, Math.max(from, span.from)));
}

/** A bill of 1,000,000 yuan meets what there is to meet. */
const SHOWN_FEN = 100_000_000;

function sceneIn(program: Program, day: Day, when: Selector): Scene {
  const [mix] = MIXES;
  if (!mix) throw new RangeError('no mix');
  return sceneOf(program, profileOf(program, day, pointOf(when)), mix);
}

function deadTier(program: Program, tier: Tier, why: string): Finding {
  const day = dayIn(program, tier);
  const scene = sceneIn(program, day, tier.when);
  const run = runOf(
    { ...scene, event: eventAt(scene, SHOWN_FEN), state: EMPTY_STATE },
    '照它的条件',
  );
  const finding: Finding = {
    kind: 'neverApplies',
    scheme: program.id,
    day,
    text: `“${tier.title}”在这个方案里永远不起作用：${why}`,
    because: [{ id: tier.id, title: tier.title, citation: tier.citation }],
    along: pointOf(tier.when),
    mix: null,
    runs: [run],
    alike: 1,
    ...OF_BILLS,
  };
  assertShown(!run.paid.some(({ tier: id }) => id === tier.id), finding);
  return finding;
}

function deadModifier(
  program: Program,
  tier: Tier,
  modifier: Modifier,
  index: number,
  why: string,
): Finding {
  const day = dayIn(program, modifier);
  const scene = sceneIn(program, day, modifier.when);
  const without: Program = {
    ...program,
    tiers: program.tiers.map((one) =>
      one === tier ? { ...one, modifiers: one.modifiers.filter((_, at) => at !== index) } : one,
    ),
  };
  const event = eventAt(scene, SHOWN_FEN);
  const [run, plain] = [program, without].map((law, at) =>
    runOf({ ...scene, event, program: law }, at === 0 ? '有这条修正' : '没有这条修正'),
  );
  if (!run || !plain) throw new RangeError('two laws are settled');
  const finding: Finding = {
    kind: 'neverApplies',
    scheme: program.id,
    day,
    text: `“${tier.title}”的第${index + 1}条修正在这个方案里永远不起作用：${why}`,
    because: [{ id: tier.id, title: tier.title, citation: modifier.citation }],
    along: pointOf(modifier.when),
    mix: null,
    runs: [run, plain],
    alike: 1,
    ...OF_BILLS,
  };
  assertShown(run.personFen === plain.personFen && run.rejected === plain.rejected, finding);
  return finding;
}
