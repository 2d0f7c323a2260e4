/**
 * Tiers as the Program carries them: a policy in one scheme, with the changes of the scheme's
 * overlays.
 */
import type { Cap, Deductible, Modifier, Part, Rates, Tier } from '../../tier-law.ts';
import type { LawFile } from '../schema.ts';
import type { PolicyIn } from '../scheme-parts.ts';
import { citationOf } from './citation.ts';
import { baseEntryOf } from './counter.ts';
import { formulaOf, type Qualify } from './formula.ts';
import { selectorOf } from './selector.ts';

type Policy = LawFile['policy'];
type WrittenPart = Policy['parts'][string];

/** Compiles the tier that a policy is in a scheme. */
export function tierOf({ unit, span, qualify, changes }: PolicyIn): Tier {
  const policy = unit.data;
  const parts = Object.entries(policy.parts).map(([id, part]) => partOf(id, part, qualify));
  const caps = capsOf(policy, qualify);
  return {
    id: policy.id,
    title: policy.title,
    payer: policy.payer,
    on: policy.on,
    scope: policy.scope ?? 'person',
    from: span.from,
    until: span.until,
    when: selectorOf(policy.when),
    onlyIf: [],
    fallsDue: null,
    citation: citationOf(policy.source),
    rounding: policy.rounding,
    roundEach: policy.roundEach ?? 'part',
    allot: policy.allot,
    midYearChange: policy.midYearChange,
    paidCounter: policy.paidCounter ?? null,
    aboveCap: policy.aboveCap ?? null,
    entitlement: policy.entitlement ? formulaOf(policy.entitlement, qualify) : null,
    parts,
    deductible: deductibleOf(policy, qualify),
    caps,
    modifiers: changes.map(modifierOf),
  };
}

function partOf(id: string, written: WrittenPart, qualify: Qualify): Part {
  const { limit } = written;
  return {
    id,
    title: null,
    base: written.base.map((entry) => baseEntryOf(entry, qualify)),
    limit: limit
      ? { amount: formulaOf(limit.amount, qualify), counter: limit.counter ?? null, per: null }
      : null,
    rates: ratesOf(written, qualify),
  };
}

function ratesOf({ ratio, segments }: WrittenPart, qualify: Qualify): Rates {
  if (segments) {
    return {
      kind: 'segments',
      bounds: qualify(segments.bounds),
      ratios: qualify(segments.ratios),
      measure: segments.measure,
      position: segments.position ?? null,
    };
  }
  return { kind: 'flat', ratio: qualify(ratio ?? '') };
}

function deductibleOf({ deductible }: Policy, qualify: Qualify): Deductible | null {
  if (!deductible) return null;
  return {
    amount: formulaOf(deductible.amount, qualify),
    counter: deductible.counter ?? null,
    counts: deductible.counts,
    // Of one part alone every use is the same.
    use: deductible.use ?? 'proRata',
  };
}

function capsOf({ caps }: Policy, qualify: Qualify): readonly Cap[] {
  return Object.entries(caps ?? {}).map(([id, { amount, counter }]) => ({
    id,
    part: null,
    when: [],
    amount: formulaOf(amount, qualify),
    counter: counter ?? null,
  }));
}

function modifierOf({ written, span, qualify }: PolicyIn['changes'][number]): Modifier {
  return {
    field: written.field,
    target: written.target ?? null,
    when: selectorOf(written.when),
    onlyIf: [],
    operation: written.operation,
    value: written.value ? formulaOf(written.value, qualify) : null,
    rounding: written.rounding ?? 'halfUp',
    citation: citationOf(written.source),
    from: span.from,
    until: span.until,
  };
}
