/**
 * One side of a comparison: the schemes of an area on a day, taken apart into what belongs to all
 * tiers and what belongs to each. Names that begin with the area stand without it, so that two
 * areas can be compared.
 */
import type { DatedEntry, Law, Parameter, Program, Tier, Unit } from '../law/index.ts';
import type { Day } from '../units/index.ts';
import { textsOf } from './texts-of.ts';

export interface LawSide {
  readonly law: Law;
  readonly area: string;
  readonly day: Day;
}

/** What belongs to one tier, or to the scheme and no tier: numbers, rules and choices. */
export interface LawPart {
  /** The tier's id without its area; empty for the scheme. */
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly payer: string;
  readonly payerTitle: string;
  readonly on: string;
  readonly numbers: ReadonlyMap<string, NumberIn>;
  /** Structure without numbers, by field; equal texts are equal rules. */
  readonly rules: ReadonlyMap<string, string>;
  readonly choices: ReadonlyMap<string, ChoiceIn>;
}

export interface NumberIn {
  readonly unit: Unit;
  readonly by: readonly string[];
  readonly entry: Pick<DatedEntry, 'value' | 'citation' | 'from'>;
}

export type ChoiceIn = Program['chosen'][number];

/** Programs of the area in force on the day. */
export function programsOn({ law, area, day }: LawSide): readonly Program[] {
  return law.programs.filter((one) => one.area === area && one.from <= day && day < one.until);
}

/** Takes a program apart: first what belongs to no tier, then its tiers in order of payment. */
export function partsOn(program: Program, day: Day): readonly LawPart[] {
  const isNow = ({ from, until }: { from: Day; until: Day }) => from <= day && day < until;
  const tiers = program.tiers
    .filter(isNow)
    .map((tier) => ({ ...tier, modifiers: tier.modifiers.filter(isNow) }));
  return [schemePart(program, tiers, day), ...tiers.map((tier) => tierPart(program, tier, day))];
}

function tierPart(program: Program, tier: Tier, day: Day): LawPart {
  const { id, title, payer, on } = tier;
  const named = textsOf(tier);
  const own = program.parameters.filter((one) => one.id.startsWith(`${id}/`) || named.has(one.id));
  const counters = program.counters.filter((one) => one.id.startsWith(`${id}.`));
  return {
    key: local(program, id),
    id,
    title,
    payer,
    payerTitle: program.payers.find((one) => one.id === payer)?.zh ?? payer,
    on,
    numbers: numbersOf(program, own, { day, owner: id }),
    rules: rulesOf(program, {
      ...without(tier, 'id', 'title', 'citation', 'from', 'until', 'parts', 'modifiers'),
      ...Object.fromEntries(tier.parts.map((part) => [`parts.${part.id}`, without(part, 'title')])),
      modifiers: tier.modifiers.map((one) => without(one, 'citation', 'from', 'until')),
      ...countersIn(program, counters),
    }),
    choices: choicesOf(program, (file) => file === id),
  };
}

function schemePart(program: Program, tiers: readonly Tier[], day: Day): LawPart {
  const { id, title, covers, classification, backdating, readings, prices } = program;
  const files = program.tiers.map((tier) => tier.id);
  const named = textsOf({ prices, backdating });
  const shared = program.parameters.filter((one) => named.has(one.id));
  const counters = program.counters.filter(
    (one) => !files.some((file) => one.id.startsWith(`${file}.`)),
  );
  const numbers = numbersOf(program, shared, { day, owner: id });
  return {
    key: '',
    id,
    title,
    payer: '',
    payerTitle: '',
    on: '',
    numbers: new Map([...numbers, ...classNumbers(program)]),
    rules: rulesOf(program, {
      covers,
      classification,
      tiers: tiers.map((tier) => tier.id),
      personClasses: program.classes.map((one) => without(one, 'citation', ...MONTHS)),
      backdating: backdating.map((one) => without(one, 'citation')),
      readAs: readings
        .filter(({ from, until }) => from <= day && day < until)
        .map((one) => without(one, 'citation', 'from', 'until')),
      prices: prices.map((one) => without(one, 'citation', 'title')),
      ...countersIn(program, counters),
    }),
    choices: choicesOf(program, (file) => !files.includes(file)),
  };
}

function countersIn(program: Program, counters: Program['counters']): object {
  return Object.fromEntries(
    counters.map((one) => [
      `counters.${local(program, one.id)}`,
      without(one, 'citation', 'title'),
    ]),
  );
}

function rulesOf(program: Program, fields: object): ReadonlyMap<string, string> {
  return new Map(Object.entries(fields).map(([name, value]) => [name, ruleText(program, value)]));
}

function without(value: object, ...keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

const MONTHS = ['validMonths', 'backMonths'] as const;

function numbersOf(
  program: Program,
  parameters: readonly Parameter[],
  { day, owner }: { readonly day: Day; readonly owner: string },
): LawPart['numbers'] {
  return new Map(
    parameters.flatMap(({ id, unit, by, entries }): [string, NumberIn][] => {
      const entry = entries.find(
        ({ from, until }) => from <= day && (until === null || day < until),
      );
      const isOwn = id.startsWith(`${owner}/`);
      const name = isOwn ? id.slice(owner.length + 1) : local(program, id);
      return entry ? [[name, { unit, by, entry }]] : [];
    }),
  );
}

/** The months of a person class are numbers of the law, though no parameters. */
function classNumbers({ classes, from }: Program): readonly [string, NumberIn][] {
  return classes.flatMap((one) =>
    MONTHS.flatMap((name): [string, NumberIn][] => {
      const value = one[name];
      if (value === null) return [];
      const entry = { value, citation: one.citation, from };
      return [[`personClasses.${one.id}.${name}`, { unit: 'Count', by: [], entry }]];
    }),
  );
}

/**
 * Choices of the files asked for, by their bare name, as a file that uses them says it; the
 * scheme's own come first, and a name that is taken stands with its file.
 */
function choicesOf(
  program: Program,
  isAsked: (file: string) => boolean,
): ReadonlyMap<string, ChoiceIn> {
  const asked = program.chosen.filter(({ id }) => isAsked(fileOf(id)));
  const isOwn = ({ id }: ChoiceIn) => fileOf(id) === program.id;
  const found = new Map<string, ChoiceIn>();
  for (const choice of [...asked.filter(isOwn), ...asked.filter((one) => !isOwn(one))]) {
    const name = choice.id.slice(fileOf(choice.id).length + 1);
    found.set(found.has(name) ? local(program, choice.id) : name, choice);
  }
  return found;
}

function fileOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}

function local({ area }: Program, id: string): string {
  return id.startsWith(`${area}.`) ? id.slice(area.length + 1) : id;
}

/** Names of the area's own files stand without it; so two areas may have the same rule. */
function ruleText(program: Program, value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'string' ? local(program, inner) : inner,
  );
}
