/**
 * Names that are defined and never used, also not in what a choice left out.
 */
import type { Body, Source } from '../body.ts';
import { placeAt } from '../body.ts';
import { schemeScope, textsIn } from '../choice-scope.ts';
import type { UsedChoices } from '../choices.ts';
import type { Report } from '../diagnostic.ts';
import { entryOf, type Located, type LocatedMap, type Path, textAt } from '../located.ts';
import type { Problem } from '../problem.ts';
import { SCHEME_CHOICE_NAMES } from '../scheme-choices.ts';
import type { Units } from '../scheme-units.ts';

/** Tells parameters, counters, choices and files of choices that nothing uses. */
export function checkUnused(body: Body, units: Units, report: Report): void {
  if (!body.isWhole) return;
  const names = namesUsed(body);
  for (const source of readersIn(body)) {
    tellUnused(source, 'parameters', names.parameters.get(source) ?? NONE, report);
  }
  for (const source of [...body.scheme, ...body.policy]) {
    tellUnused(source, 'counters', names.counters, report);
  }
  checkChoices(body, units, report);
}

function checkChoices(body: Body, units: Units, report: Report): void {
  const loose = [...units.policies, ...units.overlays, ...units.prices];
  const readers = new Map(readersIn(body).map((source) => [source.id, source]));
  for (const { id, used } of loose) {
    const source = readers.get(id);
    if (source) tellUnused(source, 'choices', used.get(id) ?? NONE, report);
  }
  const asked: UsedChoices[] = loose.map(({ used }) => used);
  let isWhole = true;
  for (const { source, scheme, policies, overlays, prices } of units.schemes) {
    const named = [scheme, ...policies, ...overlays, ...prices];
    const files = named.flatMap((unit) => unit ?? []);
    const used = [...files.map((unit) => unit.used), standing(source, body)];
    asked.push(...used);
    const isSchemeWhole = files.length === named.length;
    if (isSchemeWhole) tellUnused(source, 'choices', namesIn(source.id, used), report);
    else isWhole = false;
  }
  for (const source of body.choices) {
    const used = namesIn(source.id, asked);
    if (!isUsedFile(source, body)) tellUnusedFile(source, report);
    else if (isWhole) tellUnused(source, 'choices', used, report);
  }
}

const NONE: ReadonlySet<string> = new Set();

function namesIn(file: string, used: readonly UsedChoices[]): ReadonlySet<string> {
  return new Set(used.flatMap((one) => [...(one.get(file) ?? [])]));
}

/** The choices that a scheme makes by their being there, by the file in which it finds them. */
function standing(scheme: Source, body: Body): UsedChoices {
  const { layers } = schemeScope(scheme, body);
  const found = new Map<string, Set<string>>();
  for (const name of SCHEME_CHOICE_NAMES) {
    const home = layers.find(({ choices }) => choices.has(name))?.file;
    if (home !== undefined) found.set(home, (found.get(home) ?? new Set()).add(name));
  }
  return found;
}

/** Files that read parameters and look up choices. */
function readersIn({ scheme, policy, overlay, prices }: Body): readonly Source[] {
  return [...scheme, ...policy, ...overlay, ...prices];
}

function isUsedFile({ id }: Source, body: Body): boolean {
  return readersIn(body).some(({ root }) => textsIn(root, 'uses').includes(id));
}

function tellUnusedFile({ id, file, root }: Source, report: Report): void {
  report.add(placeAt(file, root, ['id']), {
    code: 'law/unused_file',
    message: `没有文件在 uses 中列出“${id}”，其中的选择不起作用`,
    fix: '在需要它的文件中写 uses，或删去',
  });
}

type Section = 'parameters' | 'counters' | 'choices';

const SAID: Readonly<Record<Section, { code: Problem['code']; what: string }>> = {
  parameters: { code: 'law/unused_parameter', what: '参数' },
  counters: { code: 'law/unused_counter', what: '累计' },
  choices: { code: 'law/unused_choice', what: '选择' },
};

function tellUnused(
  { file, root }: Source,
  section: Section,
  used: ReadonlySet<string>,
  report: Report,
): void {
  const defined = entryOf(root, section)?.value;
  if (defined?.kind !== 'map') return;
  for (const name of defined.entries.keys()) {
    if (used.has(name)) continue;
    const path: Path = [section, name];
    const { code, what } = SAID[section];
    report.add(placeAt(file, root, path), {
      code,
      message: `${what}“${name}”没有用到，改动它不会有任何效果`,
      fix: '删去；若是漏接，在应当用到的地方写上它的名字',
    });
  }
}

interface NamesUsed {
  /** By the file that may define them. */
  readonly parameters: ReadonlyMap<Source, ReadonlySet<string>>;
  readonly counters: ReadonlySet<string>;
}

/** Keys under which a parameter or a counter is named. */
const PARAMETER_KEYS: readonly string[] = ['parameter', 'ratio', 'bounds', 'ratios', 'values'];
const COUNTER_KEYS: readonly string[] = ['counter', 'position', 'paidCounter'];

function namesUsed(body: Body): NamesUsed {
  const counters = new Set<string>();
  const parameters = new Map<Source, Set<string>>();
  const homes = new Map(readersIn(body).map((source) => [source.id, source]));
  const note = (source: Source, names: readonly string[]) => {
    const known = parameters.get(source) ?? new Set();
    for (const name of names) known.add(name);
    parameters.set(source, known);
  };
  for (const source of readersIn(body)) {
    visit(source.root, (key, value, map) => {
      const names = namesAt(value);
      if (PARAMETER_KEYS.includes(key)) note(homes.get(textAt(map, 'of') ?? '') ?? source, names);
      if (COUNTER_KEYS.includes(key) || key === 'counters') {
        for (const name of names) counters.add(name);
      }
    });
  }
  // An overlay's change may name a parameter of the policy that it changes.
  for (const overlay of body.overlay) {
    for (const policy of body.policy) note(policy, [...(parameters.get(overlay) ?? [])]);
  }
  return { parameters, counters };
}

function namesAt(value: Located): readonly string[] {
  if (value.kind === 'list') return value.items.flatMap(namesAt);
  return value.kind === 'scalar' && typeof value.value === 'string' ? [value.value] : [];
}

function visit(node: Located, note: (key: string, value: Located, map: LocatedMap) => void): void {
  if (node.kind === 'list') for (const item of node.items) visit(item, note);
  if (node.kind !== 'map') return;
  for (const [key, { value }] of node.entries) {
    note(key, value, node);
    visit(value, note);
  }
}
