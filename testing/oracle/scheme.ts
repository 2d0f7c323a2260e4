/**
 * Reads the files of a body of law into schemes with their choices made and overlays laid on.
 */
import { type Choices, chosen, type Flips, withChoicesMade } from './choose.ts';
import type { Iso } from './date.ts';
import { fault } from './rejection.ts';
import type * as Law from './written.ts';

/** A change to a tier with the parameters it may name and the days on which it holds. */
export interface Modifier extends Law.Change {
  readonly parameters: Law.Parameters;
  readonly from: Iso;
  readonly until: Iso;
}

export interface Tier {
  readonly policy: Law.Policy;
  readonly from: Iso;
  readonly until: Iso;
  readonly modifiers: readonly Modifier[];
}

export interface Scheme {
  readonly id: string;
  readonly area: string;
  readonly from: Iso;
  readonly until: Iso;
  readonly covers: Law.Selector;
  readonly classification: Law.SchemeFile['classification'];
  readonly choice: (name: string) => string;
  readonly leastDifferenceFen: bigint;
  readonly counterMap: Readonly<Record<string, string>>;
  /** Most favourable first. */
  readonly classes: readonly (readonly [id: string, law: Law.PersonClass])[];
  readonly dimensions: Readonly<Record<string, Law.Dimension>>;
  readonly payers: readonly string[];
  readonly tiers: readonly Tier[];
  readonly counters: Readonly<Record<string, Law.Counter>>;
}

interface File {
  readonly kind: string;
  readonly id: string;
  readonly choices?: Choices;
}

/** All schemes of the files, whatever their area and span. */
export function schemesOf(files: readonly object[], flips: Flips): Scheme[] {
  const all = files as readonly File[];
  return all.filter((file) => file.kind === 'scheme').map((file) => schemeOf(file, all, flips));
}

function schemeOf(written: File, files: readonly File[], flips: Flips): Scheme {
  const file = withChoicesMade(written, written, flips) as unknown as Law.SchemeFile;
  const resolved = <T>(kind: string, id: string): T => {
    const found = files.find((other) => other.kind === kind && other.id === id);
    if (!found) return fault(`no ${kind} ${id}`);
    return withChoicesMade(found, written, flips) as T;
  };
  const vocabularies = files.filter((other) => other.kind === 'vocabulary');
  const area = resolved<{ personClasses: Record<string, Law.PersonClass> }>('area', file.area);
  const overlays = (file.overlays ?? []).map((id) => resolved<Law.Overlay>('overlay', id));
  const policies = file.tiers.map((id) => resolved<Law.Policy>('policy', id));
  return {
    id: file.id,
    area: file.area,
    from: file.effectiveFrom,
    until: file.effectiveUntil,
    covers: file.covers,
    classification: file.classification,
    choice: (name) => String(chosen(written, name, flips) ?? fault(`${file.id} lacks ${name}`)),
    leastDifferenceFen: BigInt(String(chosen(written, 'leastDifferenceFen', flips) ?? 0)),
    counterMap: file.counterMap ?? {},
    classes: file.personClasses.map((id) => [id, area.personClasses[id] ?? fault(`class ${id}`)]),
    dimensions: merged<Law.Dimension>(vocabularies, 'dimensions'),
    payers: Object.keys(merged(vocabularies, 'payers')),
    tiers: policies.map((policy) => tierOf(policy, overlays, file)),
    counters: merged<Law.Counter>([...policies, file] as object[], 'counters'),
  };
}

/** Joins the maps that several files hold under one key. Ids are global. */
function merged<T>(files: readonly object[], key: string): Record<string, T> {
  const all: Record<string, T> = {};
  for (const file of files) {
    Object.assign(all, (file as Readonly<Record<string, Record<string, T>>>)[key] ?? {});
  }
  return all;
}

function tierOf(
  policy: Law.Policy,
  overlays: readonly Law.Overlay[],
  scheme: Law.SchemeFile,
): Tier {
  const from = later(policy.effectiveFrom, scheme.effectiveFrom);
  const until = earlier(policy.effectiveUntil, scheme.effectiveUntil);
  const own = (policy.modifiers ?? []).map((change) => ({
    ...change,
    parameters: policy.parameters,
    from,
    until,
  }));
  const laidOn = overlays.flatMap((overlay) =>
    overlay.changes
      .filter((change) => change.to === policy.id)
      .map((change) => ({
        ...change,
        parameters: overlay.parameters ?? {},
        from: later(overlay.effectiveFrom, from),
        until: earlier(overlay.effectiveUntil, until),
      })),
  );
  const modifiers = [...own, ...laidOn].filter((change) => change.from < change.until);
  return { policy, from, until, modifiers };
}

function later(day: Iso | undefined, other: Iso): Iso {
  return day !== undefined && day > other ? day : other;
}

function earlier(day: Iso | undefined, other: Iso): Iso {
  return day !== undefined && day < other ? day : other;
}

/** Every selector that the scheme holds. */
export function selectorsOf(scheme: Scheme): Law.Selector[] {
  const entries = [
    ...scheme.tiers.flatMap(({ policy }) => Object.values(policy.parts).flatMap((p) => p.base)),
    ...Object.values(scheme.counters).flatMap((c) => c.writers.flatMap((w) => w.residual ?? [])),
  ];
  return [
    scheme.covers,
    scheme.classification.outOfScope,
    ...scheme.tiers.flatMap((tier) => [
      tier.policy.when ?? {},
      ...tier.modifiers.map((modifier) => modifier.when ?? {}),
    ]),
    ...entries.map((entry) => entry.lines ?? {}),
  ];
}
