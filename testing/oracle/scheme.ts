/**
 * Reads the files of a body of law into schemes with their choices made and overlays laid on.
 */
import { type Chooser, chooserOf, type File, type Flips, withChoicesMade } from './choose.ts';
import type { Iso } from './date.ts';
import type { Note } from './note.ts';
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

/** A rule that reads one facet as another, with the days on which it holds. */
export interface Reading extends Law.ReadAs {
  readonly from: Iso;
  readonly until: Iso;
}

/** A rule of what may be charged, with the parameters it may name. */
export interface PriceRule extends Law.PriceRule {
  readonly parameters: Law.Parameters;
}

export interface Scheme {
  readonly id: string;
  readonly area: string;
  readonly from: Iso;
  readonly until: Iso;
  readonly covers: Law.Selector;
  readonly outOfScope: readonly Law.Exclusion[];
  readonly firstShareRounding: Law.SchemeFile['classification']['firstShareRounding'];
  readonly choice: (name: string) => string;
  readonly leastDifferenceFen: bigint;
  readonly counterMap: Readonly<Record<string, string>>;
  /** Most favourable first. */
  readonly classes: readonly (readonly [id: string, law: Law.PersonClass])[];
  readonly dimensions: Readonly<Record<string, Law.Dimension>>;
  readonly payers: readonly string[];
  readonly tiers: readonly Tier[];
  readonly counters: Readonly<Record<string, Law.Counter>>;
  readonly readings: readonly Reading[];
  readonly backdatings: readonly Law.Backdating[];
  readonly prices: readonly PriceRule[];
  /** Parameters of any file. */
  readonly parametersOf: (file: string) => Law.Parameters;
}

/** All schemes of the files, whatever their area and span. */
export function schemesOf(files: readonly object[], flips: Flips, note: Note): Scheme[] {
  const all = files as readonly File[];
  const schemes = all.filter((file) => file.kind === 'scheme');
  return schemes.map((file) => schemeOf(file, all, chooserOf(file, all, flips, note)));
}

function schemeOf(written: File, files: readonly File[], chooser: Chooser): Scheme {
  const file = withChoicesMade(written, chooser) as unknown as Law.SchemeFile;
  const resolved = <T>(kind: string, id: string): T => {
    const found = files.find((other) => other.kind === kind && other.id === id);
    if (!found) return fault(`no ${kind} ${id}`);
    return withChoicesMade(found, chooser) as T;
  };
  const vocabularies = files.filter((other) => other.kind === 'vocabulary');
  const area = resolved<{ personClasses: Record<string, Law.PersonClass> }>('area', file.area);
  const overlays = (file.overlays ?? []).map((id) => resolved<Law.Overlay>('overlay', id));
  const policies = file.tiers.map((id) => resolved<Law.Policy>('policy', id));
  const prices = (file.prices ?? []).map((id) => resolved<Law.Prices>('prices', id));
  const { outOfScope, firstShareRounding } = file.classification;
  return {
    id: file.id,
    area: file.area,
    from: file.effectiveFrom,
    until: file.effectiveUntil,
    covers: file.covers,
    outOfScope: Array.isArray(outOfScope) ? outOfScope : [{ lines: outOfScope as Law.Selector }],
    firstShareRounding,
    choice: (name) => String(chooser(written, name) ?? fault(`${file.id} lacks ${name}`)),
    leastDifferenceFen: BigInt(String(chooser(written, 'leastDifferenceFen') ?? 0)),
    counterMap: file.counterMap ?? {},
    classes: file.personClasses.map((id) => [id, area.personClasses[id] ?? fault(`class ${id}`)]),
    dimensions: merged<Law.Dimension>(vocabularies, 'dimensions'),
    payers: Object.keys(merged(vocabularies, 'payers')),
    tiers: policies.map((policy) => tierOf(policy, overlays, file)),
    counters: merged<Law.Counter>([...policies, file] as object[], 'counters'),
    readings: readingsOf(file, overlays),
    backdatings: listOf(file.backdating),
    prices: prices.flatMap(({ id, rules, parameters }) =>
      rules.map((rule) => ({ ...rule, id: `${id}/${rule.id}`, parameters })),
    ),
    parametersOf: (id) => {
      const found = files.find((other) => other.id === id) as { parameters?: Law.Parameters };
      return found?.parameters ?? fault(`no parameters of ${id}`);
    },
  };
}

function listOf<T>(one: T | readonly T[] | undefined): readonly T[] {
  if (one === undefined) return [];
  return Array.isArray(one) ? (one as readonly T[]) : [one as T];
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
    (overlay.changes ?? [])
      .filter((change) => change.to === policy.id)
      .map((change) => ({
        ...change,
        parameters: overlay.parameters ?? {},
        from: later(overlay.effectiveFrom, from),
        until: earlier(overlay.effectiveUntil, until),
      })),
  );
  const modifiers = [...own, ...laidOn]
    .filter((change) => change.from < change.until)
    .filter(({ operation, value }) => operation === 'remove' || value !== undefined);
  return { policy, from, until, modifiers };
}

/** The scheme's rules first, then the overlays' in the scheme's order. */
function readingsOf(scheme: Law.SchemeFile, overlays: readonly Law.Overlay[]): Reading[] {
  const all = [scheme, ...overlays].flatMap((file) =>
    (file.readAs ?? []).map((rule) => ({
      ...rule,
      from: later(file.effectiveFrom, scheme.effectiveFrom),
      until: earlier(file.effectiveUntil, scheme.effectiveUntil),
    })),
  );
  return all.filter((rule) => rule.from < rule.until);
}

function later(day: Iso | undefined, other: Iso): Iso {
  return day !== undefined && day > other ? day : other;
}

function earlier(day: Iso | undefined, other: Iso): Iso {
  return day !== undefined && day < other ? day : other;
}

/** Every selector that the scheme holds. */
export function selectorsOf(scheme: Scheme): Law.Selector[] {
  const writers = Object.values(scheme.counters).flatMap((counter) => counter.writers);
  const entries = [
    ...scheme.tiers.flatMap(({ policy }) => Object.values(policy.parts).flatMap((p) => p.base)),
    ...writers.flatMap((writer) => writer.residual ?? []),
  ];
  return [
    scheme.covers,
    ...[...scheme.outOfScope, ...scheme.prices, ...scheme.readings].flatMap(sidesOf),
    ...scheme.tiers.flatMap(({ policy, modifiers }) => [
      policy.when ?? {},
      ...modifiers.map((modifier) => modifier.when ?? {}),
      ...Object.values(policy.caps ?? {}).map((cap) => cap.when ?? {}),
    ]),
    ...writers.map((writer) => writer.when ?? {}),
    ...entries.map((entry) => entry.lines ?? {}),
  ];
}

function sidesOf({ lines, when }: Law.Exclusion): Law.Selector[] {
  return [lines ?? {}, when ?? {}];
}
