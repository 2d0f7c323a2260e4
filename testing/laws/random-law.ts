/**
 * Random but valid bodies of law: a vocabulary, an area, one or two schemes with their policies and
 * overlays, as plain objects and as YAML texts. The same seed gives the same law.
 */
import { blockYaml } from './block-yaml.ts';
import { type Chance, chanceOf } from './chance.ts';
import { LAW_FROM, LAW_UNTIL, type LawDraft, lawDraft, type Written } from './draft.ts';
import { newOverlay } from './random-overlay.ts';
import { newPrices } from './random-prices.ts';
import {
  type Arrangement,
  newScheme,
  type SchemeDraft,
  sharedHistoryChoices,
} from './random-scheme.ts';
import { flipsOf } from './random-tier.ts';
import { CITED, CLASSES, VOCABULARY } from './vocabulary.ts';

export interface RandomLaw {
  readonly seed: number;
  readonly area: string;
  readonly arrangement: Arrangement;
  readonly files: readonly Written[];
  readonly texts: readonly { readonly path: string; readonly text: string }[];
  /** Other choices to make than the written ones. */
  readonly flips: Readonly<Record<string, string | number | readonly string[]>>;
  readonly kinds: ReadonlySet<string>;
  readonly scope: 'person' | 'household';
  /** No formula and no counter asks for the one base of an allowance. */
  readonly mayHaveBases: boolean;
}

const AREA = 'randomCity';

/** Writes a law. */
export function randomLaw({ seed }: { readonly seed: number }): RandomLaw {
  const chance = chanceOf(seed);
  const arrangement = chance.weighted<Arrangement>([
    ['single', 5],
    ['successor', 2.5],
    ['parallel', 2.5],
  ]);
  const scope = chance.is(0.35) ? 'household' : 'person';
  const history = sharedHistoryChoices(chance);
  const inherits = arrangement !== 'single' && chance.is(0.5);
  const law = lawDraft(chance);
  const ids = chance.weighted<readonly string[]>([
    [[], 6],
    [['prices.a'], 3],
    [['prices.a', 'prices.b'], 2],
  ]);
  const first = ids.slice(0, 1).map((id) => newPrices(chance, law, id));
  const schemes: SchemeDraft[] = [];
  spansOf(chance, arrangement).forEach((span, index) => {
    const [before] = schemes;
    const from = inherits && before ? { inherits: before } : {};
    schemes.push(
      newScheme(chance, {
        ...span,
        index,
        law,
        area: AREA,
        scope,
        history,
        isAlone: arrangement === 'single',
        ...from,
      }),
    );
  });
  mapCounters(chance, schemes);
  const policies = schemes.flatMap((scheme) => scheme.policies);
  const overlays = schemes.flatMap((scheme) => overlaysOf(chance, law, scheme));
  const prices = [...first, ...ids.slice(1).map((id) => newPrices(chance, law, id))];
  for (const { file } of schemes) if (ids.length > 0) file.prices = chance.shuffled(ids);
  const shared = Object.entries(law.shared).map(([id, choices]) => ({
    kind: 'choices',
    id,
    choices: { spare: { is: 'one', otherwise: ['other'], ...CITED }, ...choices },
  }));
  const area = areaFile(chance);
  const files: Written[] = [
    VOCABULARY,
    area,
    ...schemes.map(({ file }) => file),
    ...policies,
    ...overlays,
    ...prices,
    ...shared,
  ];
  const texts = files.map(textOf);
  return {
    seed,
    area: AREA,
    arrangement,
    scope,
    files,
    texts,
    flips: randomFlips(chance, [...policies, ...overlays, ...prices, ...shared]),
    kinds: new Set(policies.map((policy) => String(policy.on))),
    mayHaveBases: !texts.some(({ text }) => text.includes('monthlyBaseFen')),
  };
}

function areaFile(chance: Chance): Written {
  return {
    kind: 'area',
    id: AREA,
    title: { zh: '随机市', en: 'Random City' },
    personClasses: Object.fromEntries(CLASSES.map((id) => [id, randomClass(chance, id)])),
  };
}

function textOf(file: Written, index: number): { path: string; text: string } {
  const name = String(file.id ?? file.kind);
  return { path: `random/${index}-${name}.${String(file.kind)}.yaml`, text: blockYaml(file) };
}

function spansOf(chance: Chance, arrangement: Arrangement) {
  const all = { from: LAW_FROM, until: LAW_UNTIL };
  const both = { insuranceType: ['resident', 'employee'] };
  if (arrangement === 'single') return [{ ...all, covers: both }];
  if (arrangement === 'parallel') {
    return [
      { ...all, covers: { insuranceType: ['resident'] } },
      { ...all, covers: { insuranceType: ['employee'] } },
    ];
  }
  const change = chance.pick(['2025-01-01', '2025-07-01', '2025-11-16', '2026-01-01']);
  return [
    { from: LAW_FROM, until: change, covers: both },
    { from: change, until: LAW_UNTIL, covers: both },
  ];
}

function randomClass(chance: Chance, id: string): Written {
  const isBackdated = chance.is(0.5);
  const ways = isBackdated ? ['fromDay', 'wholeYear', 'monthsBack'] : ['fromDay', 'wholeYear'];
  return {
    title: { zh: id, en: id },
    ...(chance.is(0.3) ? { validMonths: chance.pick([3, 12, 18]) } : {}),
    ...(isBackdated ? { backMonths: chance.pick([1, 6, 12]) } : {}),
    ...(chance.is(0.35) ? { holds: chance.pick(ways) } : {}),
    source: CITED,
  };
}

/** For a change of scheme that maps: some counters of each scheme go on in the other. */
function mapCounters(chance: Chance, schemes: readonly SchemeDraft[]): void {
  const [one, other] = schemes;
  if (!one || !other) return;
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const change = to.choices.schemeChange;
    if (change?.is !== 'map') continue;
    const free = new Set(Object.keys(to.counters));
    const pairs = Object.entries(from.counters).flatMap(([source, law]) => {
      const target = [...free].find((id) => isAlike(law, to.counters[id]));
      if (target === undefined || !chance.is(0.7)) return [];
      free.delete(target);
      return [[source, target] as const];
    });
    if (pairs.length === 0) change.is = 'keep';
    else to.file.counterMap = Object.fromEntries(pairs);
  }
}

/** Only a counter of the same window, key and kind can go on as another. */
function isAlike(one: Written, other: Written | undefined): boolean {
  const isCount = (law: Written | undefined) =>
    JSON.stringify(law?.writers ?? []).includes('eventCount');
  const shape = (law: Written | undefined) =>
    JSON.stringify([law?.window, law?.key, law?.holds, isCount(law)]);
  return !shape(one).includes('choice') && shape(one) === shape(other);
}

function overlaysOf(chance: Chance, law: LawDraft, scheme: SchemeDraft): Written[] {
  const count = chance.weighted([
    [0, 4],
    [1, 3],
    [2, 2],
  ] as const);
  const overlays = Array.from({ length: count }, (_, index) =>
    newOverlay(chance, law, `${String(scheme.file.id)}.overlay${index}`, scheme.policies),
  ).filter((overlay) => overlay !== null);
  if (overlays.length > 0) scheme.file.overlays = overlays.map((overlay) => overlay.id);
  return overlays;
}

function randomFlips(chance: Chance, files: readonly Written[]): RandomLaw['flips'] {
  if (!chance.is(0.3)) return {};
  const all = files.flatMap(flipsOf).filter(({ values }) => values.length > 0);
  const flipped = all.filter(() => chance.is(0.3));
  return Object.fromEntries(
    flipped.map(({ id, values }) => [id, chance.pick(values) as string | readonly string[]]),
  );
}
