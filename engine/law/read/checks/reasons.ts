/**
 * Reasons of cells: the first ones of an event, and what earlier tiers turned their base into.
 */
import type { EventKind } from '../../terms.ts';
import { FIRST_REASONS, OUTCOMES } from '../../tier-law.ts';
import type { Problem } from '../problem.ts';
import type { PolicyIn } from '../scheme-parts.ts';
import { didYouMean, listed } from '../wording.ts';
import type { Scope } from './scope.ts';

/** Stands for what an allowance entitles to, before it is paid. */
const ENTITLEMENT = 'entitlement';

export interface ReasonFrom {
  readonly on: EventKind;
  /** The tier whose base names the reason; null for a counter of what is still personal. */
  readonly tier: PolicyIn | null;
}

/** Finds what is wrong with a reason; null where nothing is, or where it cannot be known. */
export function reasonProblem(reason: string, from: ReasonFrom, scope: Scope): Problem | null {
  const cut = reason.lastIndexOf('.');
  if (cut < 0) return firstReasonProblem(reason, from.on);
  const [outcome, of] = [reason.slice(cut + 1), reason.slice(0, cut)];
  const [tierId = '', partId] = of.split('/');
  const earlier = scope.tiers.find(({ unit }) => unit.id === tierId);
  if (!earlier) return scope.isWhole ? unknownTier(tierId, scope) : null;
  const isEntitlement = outcome === ENTITLEMENT && partId === undefined;
  if (isEntitlement ? from.on !== 'allowance' : !isOutcome(outcome)) {
    return unknownReason(reason, from.on);
  }
  const { parts, on } = earlier.unit.data;
  if (partId !== undefined && !Object.hasOwn(parts, partId)) {
    return unknownPart(partId, tierId, Object.keys(parts));
  }
  if (on !== from.on) return otherEvent(reason, on, from.on);
  return from.tier && !(isEntitlement && earlier === from.tier)
    ? orderProblem(reason, from.tier, earlier, scope)
    : null;
}

/** Gives the tiers whose outcomes the base of a tier names. */
function tiersNamedBy({ unit }: PolicyIn): ReadonlySet<string> {
  const entries = Object.values(unit.data.parts).flatMap(({ base }) => base);
  const reasons = entries.flatMap((entry) => entry.reasons ?? []);
  const named = reasons.filter((one) => one.includes('.') && !one.endsWith(`.${ENTITLEMENT}`));
  return new Set(named.map((one) => one.slice(0, one.lastIndexOf('.')).split('/')[0] ?? ''));
}

function isOutcome(outcome: string): boolean {
  return (OUTCOMES as readonly string[]).includes(outcome);
}

function firstReasonProblem(reason: string, on: EventKind): Problem | null {
  return (FIRST_REASONS[on] as readonly string[]).includes(reason)
    ? null
    : unknownReason(reason, on);
}

function orderProblem(
  reason: string,
  tier: PolicyIn,
  named: PolicyIn,
  { tiers }: Scope,
): Problem | null {
  if (tiers.indexOf(named) < tiers.indexOf(tier)) return null;
  return reaches(named, tier, tiers)
    ? cycle(reason, tier.unit.id, named.unit.id)
    : notEarlier(reason, tier.unit.id, named.unit.id);
}

/** Tells whether the base of a tier leads, over any number of tiers, to what another pays on. */
function reaches(from: PolicyIn, to: PolicyIn, tiers: readonly PolicyIn[]): boolean {
  const seen = new Set<PolicyIn>();
  const open = [from];
  for (let tier = open.pop(); tier; tier = open.pop()) {
    if (tier === to) return true;
    if (seen.has(tier)) continue;
    seen.add(tier);
    const named = tiersNamedBy(tier);
    open.push(...tiers.filter(({ unit }) => named.has(unit.id)));
  }
  return false;
}

/** Words a tier that the scheme does not have. */
export function unknownTier(id: string, { tiers }: Scope): Problem {
  const known = tiers.map(({ unit }) => unit.id);
  return {
    code: 'law/unknown_tier',
    message: `方案的 tiers 中没有“${id}”这一层`,
    fix: didYouMean(id, known, `可用：${listed(known)}`),
  };
}

/** Words a part that a tier does not have. */
export function unknownPart(part: string, tier: string, known: readonly string[]): Problem {
  return {
    code: 'law/unknown_part',
    message: `待遇“${tier}”没有名为“${part}”的部分`,
    fix: didYouMean(part, known, `可用：${listed(known)}`),
  };
}

function unknownReason(reason: string, on: EventKind): Problem {
  const first: readonly string[] = FIRST_REASONS[on];
  const outcomes = OUTCOMES.map((outcome) => `待遇.${outcome}`);
  return {
    code: 'law/unknown_reason',
    message: `“${reason}”不是 ${on} 类事件的费用原因，取不到任何费用`,
    fix: didYouMean(reason, first, `可用：${listed([...first, ...outcomes])}`),
  };
}

function otherEvent(reason: string, named: EventKind, on: EventKind): Problem {
  return {
    code: 'law/unknown_reason',
    message: `“${reason}”属于 ${named} 类事件，${on} 类事件中没有这种费用`,
    fix: '只取同一类事件中前面各层的结果',
  };
}

function notEarlier(reason: string, tier: string, named: string): Problem {
  return {
    code: 'law/reason_not_earlier',
    message: `“${tier}”取用“${reason}”，而“${named}”排在它后面，那时还没有结果`,
    fix: '在方案的 tiers 中调整先后，或改取前面各层的结果',
  };
}

function cycle(reason: string, tier: string, named: string): Problem {
  return {
    code: 'law/base_cycle',
    message:
      tier === named
        ? `“${tier}”取用自己的结果“${reason}”，成了循环`
        : `“${tier}”取用“${reason}”，而“${named}”又取用前者的结果，成了循环`,
    fix: '每一层只取前面各层的结果',
  };
}
