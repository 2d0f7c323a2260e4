/** Counts how often each element of the city's law acts. */
import type { Settled, TierPaid } from '../../engine/settle/index.ts';

const ELEMENTS = [
  'deductible by the highest grade',
  'cap by special disease',
  'critical illness',
  'assistance',
  'assistance, second step',
  'product, own cost of hospital',
  'product, special drugs',
  'product, rare drugs',
  'several segments',
  'allotment over several atoms',
] as const;
type Element = (typeof ELEMENTS)[number];

export type Fired = Map<Element, number>;

export function noFired(): Fired {
  return new Map(ELEMENTS.map((element) => [element, 0]));
}

/** Notes what acted on an event; gives how many tiers were executed for it. */
export function firedIn(fired: Fired, { trace, program, atoms }: Settled): number {
  let executed = 0;
  const acted = new Set<Element>();
  for (const tier of trace.tiers) {
    if (tier.kind !== 'paid') continue;
    executed++;
    noteTier(acted, program.tiers[tier.tier]?.id ?? '', tier);
    const isSpread = tier.parts.some(({ plan, cells }) => plan.base.length > 0 && cells.length > 1);
    if (isSpread && atoms.length > 1 && tier.paidFen > 0) acted.add('allotment over several atoms');
  }
  for (const element of acted) fired.set(element, (fired.get(element) ?? 0) + 1);
  return executed;
}

function noteTier(acted: Set<Element>, id: string, tier: TierPaid): void {
  const paid = (part: string) => tier.parts.some((one) => one.plan.id === part && one.paidFen > 0);
  switch (id) {
    case 'wenzhou.basic.resident':
      if ((tier.deductible?.takenFen ?? 0) > 0) acted.add('deductible by the highest grade');
      if (tier.caps.some(({ clippedFen }) => clippedFen > 0)) acted.add('cap by special disease');
      return;
    case 'wenzhou.critical.resident':
      if (tier.paidFen > 0) acted.add('critical illness');
      return;
    case 'wenzhou.assistance.share.resident':
      if (tier.paidFen > 0) acted.add('assistance');
      return;
    case 'bench.second':
      if (tier.paidFen > 0) acted.add('assistance, second step');
      return;
    case 'bench.yikang.drugs':
      if (paid('special')) acted.add('product, special drugs');
      if (paid('rare')) acted.add('product, rare drugs');
      return;
    case 'bench.yikang.hospital.resident':
      if (tier.paidFen > 0) acted.add('product, own cost of hospital');
      if (tier.parts.some(({ segments }) => segments.length > 1)) acted.add('several segments');
      return;
    default:
  }
}
