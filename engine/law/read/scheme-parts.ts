/**
 * A scheme put together: its policies, overlays and price rules with the scheme's choices made, the
 * spans in which they hold, and the changes that reach each tier.
 */

import type { Qualify } from './compile/formula.ts';
import { entryOf, type LocatedMap, nodeAt, type Path } from './located.ts';
import type { LawFile } from './schema.ts';
import { type ChoiceIn, choicesOf } from './scheme-choices.ts';
import { commonSpan, isEmptySpan, type Span, spanOf } from './span.ts';
import type { Unit } from './unit.ts';

export interface SchemeIn extends SchemeFiles {
  readonly unit: Unit<'scheme'>;
  readonly span: Span;
  /** In order of payment. */
  readonly tiers: readonly PolicyIn[];
  /** Its own choices, and those of the files that it uses. */
  readonly choices: ReadonlyMap<string, ChoiceIn>;
}

/** Files of a scheme, in the scheme's order. */
export interface SchemeFiles {
  readonly overlays: readonly Unit<'overlay'>[];
  readonly prices: readonly Unit<'prices'>[];
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
  /**
   * The policy's own, then the overlays'; those that hold on no day of the tier, and those that a
   * choice decided to be nothing, are left out.
   */
  readonly changes: readonly ChangeIn[];
}

export interface ChangeIn {
  readonly unit: Unit<'policy'> | Unit<'overlay'>;
  readonly path: Path;
  readonly written: WrittenChange;
  readonly span: Span;
  readonly qualify: Qualify;
}

export type WrittenChange = Omit<NonNullable<LawFile['overlay']['changes']>[number], 'to'>;

/** Puts a scheme together from its resolved files. */
export function schemeOf(
  scheme: Unit<'scheme'>,
  policies: readonly Unit<'policy'>[],
  files: SchemeFiles,
): SchemeIn {
  const span = spanOf(scheme.data.effectiveFrom, scheme.data.effectiveUntil);
  const tiers = policies.map((policy) => policyIn(policy, span, files.overlays));
  return { unit: scheme, span, tiers, choices: choicesOf(scheme, files.choiceFiles), ...files };
}

/** A policy that no scheme uses, in its own span, under overlays that none uses. */
export function loosePolicy(
  unit: Unit<'policy'>,
  overlays: readonly Unit<'overlay'>[] = [],
): PolicyIn {
  return policyIn(unit, spanOf(undefined, undefined), overlays);
}

/** Gives the span in which an overlay can act on a tier or a scheme. */
export function overlaySpan({ data }: Unit<'overlay'>, within: Span): Span {
  return commonSpan(within, spanOf(data.effectiveFrom, data.effectiveUntil));
}

/** Names the parameters of a file; what another file has is named with that file. */
export function qualifierOf(file: string): Qualify {
  return (name, of) => `${of ?? file}/${name}`;
}

/** Tells whether a choice decided that a change is nothing. */
export function isDropped(written: LocatedMap, path: Path, { value }: WrittenChange): boolean {
  return value === undefined && entryOf(nodeAt(written, path), 'value') !== undefined;
}

function policyIn(
  unit: Unit<'policy'>,
  scheme: Span,
  overlays: readonly Unit<'overlay'>[],
): PolicyIn {
  const { data } = unit;
  const span = commonSpan(scheme, spanOf(data.effectiveFrom, data.effectiveUntil));
  const qualify = qualifierOf(unit.id);
  const own = (data.modifiers ?? []).map(
    (written, index): ChangeIn => ({ unit, path: ['modifiers', index], written, span, qualify }),
  );
  const laid = overlays.flatMap((overlay) => changesTo(unit, span, overlay));
  const acts = (change: ChangeIn) =>
    !isEmptySpan(change.span) &&
    hasField(data, change.written) &&
    !isDropped(change.unit.written, change.path, change.written);
  return { unit, span, qualify, changes: [...own, ...laid].filter(acts) };
}

function changesTo(
  policy: Unit<'policy'>,
  tier: Span,
  overlay: Unit<'overlay'>,
): readonly ChangeIn[] {
  const { data } = overlay;
  const span = overlaySpan(overlay, tier);
  const own = data.parameters ?? {};
  const qualify: Qualify = (name, of) =>
    `${of ?? (Object.hasOwn(own, name) ? overlay.id : policy.id)}/${name}`;
  return (data.changes ?? []).flatMap((written, index) =>
    written.to === policy.id
      ? [{ unit: overlay, path: ['changes', index], written, span, qualify }]
      : [],
  );
}

/**
 * A choice may have decided that there is no deductible, limit or cap; then there is nothing to
 * change.
 */
function hasField(policy: LawFile['policy'], { field, target }: WrittenChange): boolean {
  const isMeant = ([id, one]: [string, unknown]) =>
    (target === undefined || target === id) && one !== undefined && one !== null;
  if (field === 'deductible') return policy.deductible !== undefined && policy.deductible !== null;
  if (field === 'cap') return Object.entries(policy.caps ?? {}).some(isMeant);
  if (field !== 'limit') return true;
  return Object.entries(policy.parts).some(([id, { limit }]) => isMeant([id, limit]));
}
