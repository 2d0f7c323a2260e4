/**
 * A scheme put together: its policies and overlays with the scheme's choices made, the spans in
 * which they hold, and the changes that reach each tier.
 */

import type { Qualify } from './compile/formula.ts';
import type { Path } from './located.ts';
import type { LawFile } from './schema.ts';
import { type ChoiceIn, choicesOf } from './scheme-choices.ts';
import { commonSpan, isEmptySpan, type Span, spanOf } from './span.ts';
import type { Unit } from './unit.ts';

export interface SchemeIn {
  readonly unit: Unit<'scheme'>;
  readonly span: Span;
  /** In order of payment. */
  readonly tiers: readonly PolicyIn[];
  /** In the scheme's order. */
  readonly overlays: readonly Unit<'overlay'>[];
  /** Its own choices, and those of the files that it uses. */
  readonly choices: ReadonlyMap<string, ChoiceIn>;
  /** All files of choices, by id. */
  readonly choiceFiles: ReadonlyMap<string, Unit<'choices'>>;
  /** None of its files is missing or wrong in shape. */
  readonly isWhole: boolean;
}

export interface PolicyIn {
  readonly unit: Unit<'policy'>;
  /** Scheme and policy together. */
  readonly span: Span;
  readonly qualify: Qualify;
  /** The policy's own, then the overlays'; those that hold on no day of the tier are left out. */
  readonly changes: readonly ChangeIn[];
}

export interface ChangeIn {
  readonly unit: Unit<'policy'> | Unit<'overlay'>;
  readonly path: Path;
  readonly written: WrittenChange;
  readonly span: Span;
  readonly qualify: Qualify;
}

export type WrittenChange = NonNullable<LawFile['policy']['modifiers']>[number];

export interface SchemeFiles {
  readonly scheme: Unit<'scheme'>;
  readonly policies: readonly Unit<'policy'>[];
  readonly overlays: readonly Unit<'overlay'>[];
  readonly choiceFiles: ReadonlyMap<string, Unit<'choices'>>;
  readonly isWhole: boolean;
}

/** Puts a scheme together from its resolved files. */
export function schemeOf({ scheme, policies, ...files }: SchemeFiles): SchemeIn {
  const span = spanOf(scheme.data.effectiveFrom, scheme.data.effectiveUntil);
  const tiers = policies.map((policy) => policyIn(policy, span, files.overlays));
  const choices = choicesOf(scheme, files.choiceFiles);
  return { unit: scheme, span, tiers, choices, ...files };
}

/** A policy that no scheme uses, in its own span. */
export function loosePolicy(unit: Unit<'policy'>): PolicyIn {
  return policyIn(unit, spanOf(undefined, undefined), []);
}

function policyIn(
  unit: Unit<'policy'>,
  scheme: Span,
  overlays: readonly Unit<'overlay'>[],
): PolicyIn {
  const { data } = unit;
  const span = commonSpan(scheme, spanOf(data.effectiveFrom, data.effectiveUntil));
  const qualify = (name: string) => `${unit.id}/${name}`;
  const own = (data.modifiers ?? []).map(
    (written, index): ChangeIn => ({ unit, path: ['modifiers', index], written, span, qualify }),
  );
  const laid = overlays.flatMap((overlay) => changesTo(unit, span, overlay));
  const reaches = (change: ChangeIn) => !isEmptySpan(change.span) && hasField(data, change.written);
  return { unit, span, qualify, changes: [...own, ...laid].filter(reaches) };
}

function changesTo(
  policy: Unit<'policy'>,
  tier: Span,
  overlay: Unit<'overlay'>,
): readonly ChangeIn[] {
  const { data } = overlay;
  const span = commonSpan(tier, spanOf(data.effectiveFrom, data.effectiveUntil));
  const own = data.parameters ?? {};
  const qualify = (name: string) => `${Object.hasOwn(own, name) ? overlay.id : policy.id}/${name}`;
  return data.changes.flatMap((written, index) =>
    written.to === policy.id
      ? [{ unit: overlay, path: ['changes', index], written, span, qualify }]
      : [],
  );
}

/**
 * A choice may have decided that there is no deductible or limit; then there is nothing to change.
 */
function hasField(policy: LawFile['policy'], { field, target }: WrittenChange): boolean {
  if (field === 'deductible') return policy.deductible !== undefined && policy.deductible !== null;
  if (field !== 'limit') return true;
  return Object.entries(policy.parts).some(
    ([id, part]) => (target === undefined || target === id) && part.limit,
  );
}
