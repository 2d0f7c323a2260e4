/**
 * The law of a small town for tests that calculate by hand. A test writes only what it is about;
 * everything else is plain: one part over `inScope`, half up to the fen, filled in declared order.
 */
import { createHash } from 'node:crypto';
import { stringify } from 'yaml';
import type { ChoiceValue, Law, Program } from '../../engine/law/index.ts';
import { compileLaw } from '../../engine/law/read/index.ts';
import { TOWN, TOWN_CLASSES, TOWN_DOCUMENTS, TOWN_VOCABULARY } from './town-words.ts';

type Written = Readonly<Record<string, unknown>>;

/** One benefit. What is left out is plain; every other field is as in a policy file. */
export interface TownTier extends Written {
  /**
   * Parameters: a number or list from 2020 on, `{ by, value }`, or `{ by, from }` with dated
   * values.
   */
  readonly numbers?: Readonly<Record<string, unknown>>;
  /**
   * By id; a writer without a tier is this one, a counter without a window runs a calendar year.
   */
  readonly counters?: Readonly<Record<string, TownCounter>>;
  /** Further choices of the policy: what each is. */
  readonly choices?: Readonly<Record<string, unknown>>;
  readonly rounding?: string;
  readonly roundEach?: string;
  readonly allot?: string;
  readonly midYearChange?: string;
  readonly aboveCap?: string;
}

export interface TownCounter extends Written {
  readonly writers: readonly Written[];
  readonly reads?: string;
}

/** One scheme. Tiers stand in order of payment. */
export interface TownScheme {
  readonly id?: string;
  readonly from?: string;
  readonly until?: string;
  readonly covers?: Written;
  readonly classes?: readonly string[];
  readonly outOfScope?: Written | readonly Written[];
  readonly readAs?: readonly Written[];
  readonly backdating?: readonly Written[];
  /** Rules of one file of prices, with its numbers. */
  readonly prices?: {
    readonly numbers?: Readonly<Record<string, unknown>>;
    readonly rules: readonly Written[];
  };
  /** Parameters of the scheme. */
  readonly numbers?: Readonly<Record<string, unknown>>;
  /** Choices of the scheme that are not the plain ones. */
  readonly choices?: Readonly<Record<string, string | number>>;
  readonly counters?: Readonly<Record<string, TownCounter>>;
  readonly counterMap?: Readonly<Record<string, string>>;
  readonly tiers: Readonly<Record<string, TownTier>>;
  readonly overlays?: Readonly<
    Record<string, TownTier & { readonly changes?: readonly Written[] }>
  >;
}

/**
 * A tier with segments over the cost of a visit, `boundsFenList` and `ratiosBpList`, and a cap of
 * the visit, `capFen`.
 */
export function cappedTier(numbers: Written, aboveCap: string): TownTier {
  const measure = { choice: 'measure' };
  const segments = { bounds: 'boundsFenList', ratios: 'ratiosBpList', measure };
  return {
    numbers,
    choices: { measure: 'gross' },
    parts: { all: { base: [{ reasons: ['inScope'] }], segments } },
    caps: { visit: { amount: { parameter: 'capFen' } } },
    aboveCap,
  };
}

const CITED = { mark: 'official', document: 'town-1', clause: '第一条' };

/** The plain choices of a scheme. */
const PLAIN = {
  lawDay: 'dischargedOn',
  windowDay: 'dischargedOn',
  order: 'dischargedOn',
  lateBill: 'replay',
  reversal: 'replay',
  negativeDifference: 'recover',
  leastDifferenceFen: 1,
  classChange: 'fromDay',
  doubleEnrolment: 'reject',
  schemeChange: 'keep',
  firstShareOrder: 'beforeDeductible',
  firstShareRounding: 'halfUp',
};

const MANNERS = ['rounding', 'roundEach', 'allot', 'midYearChange', 'aboveCap'] as const;

/**
 * Compiles the town's law; a diagnostic that is an error throws with its text. Schemes may share a
 * tier that is written alike.
 */
export function townLaw(...schemes: readonly TownScheme[]): Law {
  const area = { kind: 'area', id: TOWN, title: name('小镇'), personClasses: TOWN_CLASSES };
  const files = [TOWN_DOCUMENTS, TOWN_VOCABULARY, area, ...schemes.flatMap(schemeFiles)];
  const texts = files.map((file) => textOf(file));
  const byPath = new Map(texts.map((text) => [`${text.path}\n${text.text}`, text]));
  return compileTexts([...byPath.values()]);
}

/** The Program of a town with one scheme. */
export function townProgram(scheme: TownScheme): Program {
  return onlyProgram(townLaw(scheme));
}

/** The Program of a law that has one. */
export function onlyProgram({ programs: [program, ...others] }: Law): Program {
  if (!program || others.length > 0) throw new Error('not exactly one Program');
  return program;
}

/** Compiles law files, with other choices made where `flips` says so; throws on errors. */
export function compileTexts(
  files: readonly { readonly path: string; readonly text: string }[],
  flips: Readonly<Record<string, ChoiceValue>> = {},
): Law {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const { law, diagnostics } = compileLaw(files, { digest, flips });
  if (law) return law;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  throw new Error(errors.map((one) => `${one.file}:${one.line} ${one.message}`).join('\n'));
}

function schemeFiles(scheme: TownScheme): Written[] {
  const id = scheme.id ?? 'town.scheme';
  const made = Object.entries({ ...PLAIN, ...scheme.choices });
  const file = {
    kind: 'scheme',
    id,
    area: TOWN,
    title: id,
    effectiveFrom: scheme.from ?? '2024-01-01',
    effectiveUntil: scheme.until ?? '2027-01-01',
    source: CITED,
    covers: scheme.covers ?? { insuranceType: ['resident', 'employee'] },
    personClasses: scheme.classes ?? Object.keys(TOWN_CLASSES),
    classification: {
      outOfScope: scheme.outOfScope ? sourced(scheme.outOfScope) : { itemClass: ['C'] },
      firstShareRounding: { choice: 'firstShareRounding' },
      firstShareOrder: { choice: 'firstShareOrder' },
    },
    ...(scheme.readAs ? { readAs: cited(scheme.readAs) } : {}),
    ...(scheme.backdating ? { backdating: cited(scheme.backdating) } : {}),
    ...(scheme.prices ? { prices: [`${id}.prices`] } : {}),
    ...(scheme.numbers ? { parameters: mapped(scheme.numbers, parameterOf) } : {}),
    tiers: Object.keys(scheme.tiers),
    ...(scheme.overlays ? { overlays: Object.keys(scheme.overlays) } : {}),
    ...(scheme.counterMap ? { counterMap: scheme.counterMap } : {}),
    counters: mapped(scheme.counters ?? {}, (counter) => counterFile(counter)),
    choices: {
      ...Object.fromEntries(made.map(([choice, is]) => [choice, choiceOf(is)])),
      ...readsChoices(scheme.counters ?? {}),
    },
  };
  const policies = Object.entries(scheme.tiers).map(([tier, law]) => policyFile(tier, law));
  const overlays = Object.entries(scheme.overlays ?? {}).map(([overlay, law]) =>
    overlayFile(overlay, law),
  );
  return [file, ...policies, ...overlays, ...pricesFiles(id, scheme)];
}

function pricesFiles(id: string, { prices }: TownScheme): Written[] {
  if (!prices) return [];
  return [
    {
      kind: 'prices',
      id: `${id}.prices`,
      title: '价格',
      source: CITED,
      parameters: mapped(prices.numbers ?? {}, parameterOf),
      rules: prices.rules.map((rule) => ({ title: rule.id, ...rule, source: CITED })),
    },
  ];
}

function sourced(outOfScope: Written | readonly Written[]): unknown {
  return Array.isArray(outOfScope) ? cited(outOfScope) : outOfScope;
}

function policyFile(
  id: string,
  { numbers, counters = {}, choices = {}, ...tier }: TownTier,
): Written {
  const hasCaps = tier.caps !== undefined;
  const manner: Written = {
    rounding: 'halfUp',
    roundEach: 'part',
    allot: 'declaredOrder',
    midYearChange: 'incremental',
    ...(hasCaps ? { aboveCap: 'clippedPayment' } : {}),
  };
  const made = MANNERS.flatMap((one) => {
    const is = tier[one] ?? manner[one];
    return is === undefined ? [] : [[one, is] as const];
  });
  return {
    kind: 'policy',
    id,
    title: id,
    status: 'complete',
    payer: id.split('.')[0],
    on: 'visit',
    source: CITED,
    parts: { all: { base: [{ reasons: ['inScope'] }], ratio: 'ratioBp' } },
    ...(hasCaps ? {} : { noCap: CITED }),
    ...tier,
    ...Object.fromEntries(made.map(([one]) => [one, { choice: one }])),
    parameters: mapped(numbers ?? {}, parameterOf),
    counters: mapped(counters, (counter) => counterFile(counter, id)),
    modifiers: cited(tier.modifiers),
    choices: {
      ...Object.fromEntries(made.map(([one, is]) => [one, choiceOf(is)])),
      ...readsChoices(counters),
      ...mapped(choices, choiceOf),
    },
  };
}

function overlayFile(id: string, { numbers, changes, ...rest }: TownTier & Written): Written {
  return {
    kind: 'overlay',
    id,
    title: id,
    source: CITED,
    ...rest,
    ...(rest.readAs ? { readAs: cited(rest.readAs) } : {}),
    parameters: mapped(numbers ?? {}, parameterOf),
    ...(changes ? { changes: cited(changes) } : {}),
    choices: { rounding: choiceOf('halfUp') },
  };
}

function cited(changes: unknown): readonly Written[] {
  return ((changes ?? []) as readonly Written[]).map((change) => ({ ...change, source: CITED }));
}

function counterFile(counter: TownCounter, tier?: string): Written {
  const { reads, writers, ...rest } = counter;
  return {
    window: { kind: 'calendarYear' },
    ...rest,
    writers: writers.map((writer) =>
      'measure' in writer && !('tier' in writer) ? { tier, ...writer } : writer,
    ),
    ...(reads ? { reads: { choice: reads } } : {}),
    source: CITED,
  };
}

/** A counter's `reads` is a choice of the same name. */
function readsChoices(counters: Readonly<Record<string, TownCounter>>): Written {
  const named = Object.values(counters).flatMap(({ reads }) => reads ?? []);
  return Object.fromEntries(named.map((reads) => [reads, choiceOf(reads)]));
}

function choiceOf(is: unknown): Written {
  return { is, otherwise: [], ...CITED };
}

function parameterOf(number: unknown): Written {
  if (typeof number !== 'object' || number === null || Array.isArray(number)) {
    return { from: { '2020-01-01': { value: number, ...CITED } } };
  }
  const { by, value, from } = number as { by?: readonly string[]; value?: unknown; from?: Written };
  const dated = from ?? { '2020-01-01': value };
  return { ...(by ? { by } : {}), from: mapped(dated, (one) => ({ value: one, ...CITED })) };
}

function mapped<T>(record: Readonly<Record<string, T>>, map: (value: T) => unknown): Written {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function name(zh: string): Written {
  return { zh, en: zh };
}

/** One file as YAML, with everything that YAML could take for something else in quotes. */
function textOf(file: Written): { path: string; text: string } {
  const text = stringify(file, {
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
    aliasDuplicateObjects: false,
    lineWidth: 0,
  }).replaceAll(/^( *)(\d{4}-\d{2}-\d{2}):/gm, '$1"$2":');
  return { path: `town/${String(file.id ?? file.kind)}.yaml`, text };
}
