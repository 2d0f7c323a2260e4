/**
 * Tiers as the Program carries them: a policy in one scheme, with the changes of the scheme's
 * overlays.
 */
import type { Cap, Deductible, Modifier, Part, Rates, Tier } from '../../tier-law.ts';
import type { LawFile } from '../schema.ts';
import type { PolicyIn } from '../scheme-parts.ts';
import { citationOf } from './citation.ts';
import { baseEntryOf } from './counter.ts';
import { conditionsOf, formulaOf, type Qualify } from './formula.ts';
import { selectorOf } from './selector.ts';

type Policy = LawFile['policy'];
type WrittenPart = Policy['parts'][string];

/** Compiles the tier that a policy is in a scheme. */
export function tierOf({ unit, span, qualify, changes }: PolicyIn): Tier {
  const policy = unit.data;
  const { entitlement, fallsDue } = policy;
  return {
    id: policy.id,
    title: policy.title,
    payer: policy.payer,
    on: policy.on,
    scope: policy.scope ?? 'person',
    from: span.from,
    until: span.until,
    when: selectorOf(policy.when),
    onlyIf: conditionsOf(policy.onlyIf, qualify),
    fallsDue: fallsDue
      ? { counter: fallsDue.counter, atLeast: formulaOf(fallsDue.atLeast, qualify) }
      : null,
    citation: citationOf(policy.source),
    rounding: policy.rounding,
    roundEach: policy.roundEach ?? 'part',
    allot: policy.allot,
    midYearChange: policy.midYearChange,
    paidCounter: policy.paidCounter ?? null,
    aboveCap: policy.aboveCap ?? null,
    entitlement: entitlement ? formulaOf(entitlement, qualify) : null,
    parts: Object.entries(policy.parts).map(([id, part]) => partOf(id, part, qualify)),
    deductible: deductibleOf(policy, qualify),
    caps: capsOf(policy, qualify),
    modifiers: changes.map(modifierOf),
  };
}

function partOf(id: string, written: WrittenPart, qualify: Qualify): Part {
  const { limit } = written;
  return {
    id,
    title: written.title ?? null,
    base: written.base.map((entry) => baseEntryOf(entry, qualify)),
    limit: limit
      ? {
          amount: formulaOf(limit.amount, qualify),
          counter: limit.counter ?? null,
          per: limit.per ?? null,
        }
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

/** A cap that a choice decided to be nothing is none. */
function capsOf({ caps }: Policy, qualify: Qualify): readonly Cap[] {
  return Object.entries(caps ?? {}).flatMap(([id, cap]) =>
    cap
      ? [
          {
            id,
            part: cap.part ?? null,
            when: selectorOf(cap.when),
            amount: formulaOf(cap.amount, qualify),
            counter: cap.counter ?? null,
          },
        ]
      : [],
  );
}

function modifierOf({ written, span, qualify }: PolicyIn['changes'][number]): Modifier {
  return {
    field: written.field,
    target: written.target ?? null,
    when: selectorOf(written.when),
    onlyIf: conditionsOf(written.onlyIf, qualify),
    operation: written.operation,
    value: written.value ? formulaOf(written.value, qualify) : null,
    rounding: written.rounding ?? 'halfUp',
    citation: citationOf(written.source),
    from: span.from,
    until: span.until,
  };
}
