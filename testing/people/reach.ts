/**
 * What the random people of a trial met: how often each tier paid, a deductible was crossed, a cap
 * cut, a class changed in mid-year.
 */
import type { Person, SettledStep, TierPaid } from '../../engine/settle/index.ts';
import type { RandomHistory } from './random-history.ts';

export interface Reach {
  readonly counts: Map<string, Map<string, number>>;
}

/** Opens empty counts. */
export function openReach(): Reach {
  return { counts: new Map() };
}

/** Counts into a reach. */
export function reachOf({ counts }: Reach) {
  const add = (group: string, name: string, times = 1) => {
    const of = counts.get(group) ?? new Map<string, number>();
    counts.set(group, of);
    of.set(name, (of.get(name) ?? 0) + times);
  };
  return {
    rejection: (code: string) => add('rejections', code),
    history: (place: string, random: RandomHistory) => {
      add('historiesByPlace', place);
      add('histories', 'late bills', random.counts.late);
      add('histories', 'duplicates', random.counts.duplicates);
      add('histories', 'reversals', random.reversed.size);
      if (changesClass(random.history.person)) add('histories', 'with a class that changes');
      if (changesScheme(random.history.person)) add('histories', 'with another enrolment');
    },
    step: ({ settled, event, isKept }: SettledStep) => {
      add('eventsByLaw', /^s\d$/.test(settled.program.id) ? 'by chance' : settled.program.id);
      add('eventsByKind', event.kind);
      if (isKept) add('histories', 'results kept before a reversal');
      if (settled.totalFen > 2 ** 31) add('amounts', 'beyond 2^31 fen');
      if (settled.atoms.length > 1) add('amounts', 'several atoms');
      if (event.kind === 'visit' && event.facets.referral === 'referred') {
        add('amounts', 'referred out of the city');
      }
      if (settled.releasedBy !== null) add('newOutcomes', 'released');
      if (settled.trace.prices.length > 0) add('newOutcomes', 'priced');
      if (settled.trace.readings.length > 0) add('newOutcomes', 'read as another');
      for (const tier of settled.trace.tiers) {
        if (tier.kind === 'paid') addTier(add, tier);
        else add('newOutcomes', tier.why);
      }
    },
  };
}

/** Laws by chance have too many tiers to name each. */
function nameOf(id: string): string {
  return /^s\d\.t\d$/.test(id) ? 'by chance' : id;
}

type Add = (group: string, name: string, times?: number) => void;

function addTier(add: Add, { plan, parts, caps, deductible, paidFen }: TierPaid): void {
  const id = nameOf(plan.law.id);
  if (paidFen > 0) add('paidBy', id);
  const isCrossed = deductible && deductible.takenFen > 0 && deductible.leftFen === 0;
  if (isCrossed && paidFen > 0) add('deductibleCrossed', id);
  if (deductible && deductible.leftFen > 0) add('deductibleNotReached', id);
  if (caps.some(({ clippedFen }) => clippedFen > 0)) add('capCut', id);
  if (parts.some(({ limit }) => (limit?.excessFen ?? 0) > 0)) add('limitCut', id);
  const groups = parts.flatMap(({ limit }) => limit?.groups ?? []);
  if (groups.some(({ excessFen }) => excessFen > 0)) add('newOutcomes', 'limit of one code cut');
  if (caps.some(({ clippedFen }, at) => clippedFen > 0 && (plan.caps[at]?.part ?? -1) >= 0)) {
    add('newOutcomes', 'cap of a part cut');
  }
  if (parts.some(({ segments }) => segments.length > 1)) add('severalSegments', id);
}

function changesClass({ facts }: Person): boolean {
  return facts.some(
    ({ dimension, effectiveFrom, effectiveUntil }) =>
      dimension === 'personClass' && (effectiveFrom > FIRST_DAYS || effectiveUntil !== null),
  );
}

function changesScheme({ facts }: Person): boolean {
  return facts.filter(({ dimension }) => dimension === 'insuranceType').length > 1;
}

/** Facts that hold since before the laws. */
const FIRST_DAYS = 11_000;

/** The counts as figures. */
export function reachFigures({ counts }: Reach): Record<string, Record<string, number>> {
  return Object.fromEntries(
    [...counts].map(([group, of]) => [
      group,
      Object.fromEntries([...of].sort(([a], [b]) => (a < b ? -1 : 1))),
    ]),
  );
}
