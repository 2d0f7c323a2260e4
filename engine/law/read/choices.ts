/**
 * Makes the named choices of a file: puts the chosen value or subtree where `{ choice }` stands.
 * Where a name is looked up stands in `choice-scope.ts`.
 */
import type { ChoiceValue } from '../program.ts';
import type { ChoiceDefinition, ChoiceLayer, ChoiceScope } from './choice-scope.ts';
import {
  type Alternative,
  type Chosen,
  clauseOf,
  entryOf,
  type Located,
  type LocatedEntry,
  type LocatedMap,
  plainOf,
  textAt,
} from './located.ts';
import type { Problem } from './problem.ts';
import { listed, nearest } from './wording.ts';

export type Flips = Readonly<Record<string, ChoiceValue>>;

/** Names of choices by the id of the file that defines them. */
export type UsedChoices = ReadonlyMap<string, ReadonlySet<string>>;

export interface Resolved {
  readonly root: LocatedMap;
  /** Choices that the file looked up. */
  readonly used: UsedChoices;
  /** Names that were looked up in the scheme, with the file that had them. */
  readonly asked: ReadonlyMap<string, string>;
}

/** Tells a problem at an offset of the file that is being resolved. */
export type TellChoice = (offset: number, clause: string | null, problem: Problem) => void;

/** Resolves every choice of a file. What cannot be resolved stays, marked as unknown. */
export function resolveChoices(root: LocatedMap, scope: ChoiceScope, tell: TellChoice): Resolved {
  const walk: Walk = { scope, tell, used: new Map(), asked: new Map() };
  const entries = new Map<string, LocatedEntry>();
  const clause = clauseOf(root);
  for (const [key, entry] of root.entries) {
    const value = key === 'choices' ? entry.value : resolve(entry.value, clause, walk);
    entries.set(key, value === entry.value ? entry : { ...entry, value });
  }
  const { used, asked } = walk;
  return { root: { ...root, entries }, used, asked };
}

/** Leaves out what a choice decided to be nothing, and puts in what stands for unknown choices. */
export function settledTree(node: Located, standIns: ReadonlyMap<Located, string>): Located {
  if (node.kind === 'scalar') {
    const word = standIns.get(node);
    return word === undefined ? node : { ...node, value: word, source: word };
  }
  const settled = (one: Located) =>
    isChosenNothing(one) && !standIns.has(one) ? null : settledTree(one, standIns);
  if (node.kind === 'list') {
    const items = node.items.flatMap((item) => settled(item) ?? []);
    return sameItems(items, node.items) ? node : { ...node, items };
  }
  let entries: Map<string, LocatedEntry> | undefined;
  for (const [key, entry] of node.entries) {
    const value = settled(entry.value);
    if (value === entry.value) continue;
    entries ??= new Map(node.entries);
    if (value) entries.set(key, { ...entry, value });
    else entries.delete(key);
  }
  return entries ? { ...node, entries } : node;
}

interface Walk {
  readonly scope: ChoiceScope;
  readonly tell: TellChoice;
  readonly used: Map<string, Set<string>>;
  readonly asked: Map<string, string>;
}

function resolve(node: Located, around: string | null, walk: Walk): Located {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'list') {
    const items = node.items.map((item) => resolve(item, around, walk));
    return sameItems(items, node.items) ? node : { ...node, items };
  }
  const clause = clauseOf(node) ?? around;
  const choice = choiceNamed(node);
  if (choice !== null) return choose(node, choice, clause, walk);
  let entries: Map<string, LocatedEntry> | undefined;
  for (const [key, entry] of node.entries) {
    const value = resolve(entry.value, clause, walk);
    if (value === entry.value) continue;
    entries ??= new Map(node.entries);
    entries.set(key, { ...entry, value });
  }
  return entries ? { ...node, entries } : node;
}

/** Tells whether a map is `{ choice }` or `{ choice, options }`, and of which choice. */
function choiceNamed(node: LocatedMap): string | null {
  const choice = textAt(node, 'choice');
  if (choice === undefined) return null;
  const isOnly =
    node.entries.size === 1 || (node.entries.size === 2 && node.entries.has('options'));
  return isOnly ? choice : null;
}

function choose(node: LocatedMap, choice: string, clause: string | null, walk: Walk): Located {
  const options = entryOf(node, 'options');
  const layer = walk.scope.layers.find(({ choices }) => choices.has(choice));
  const definition = layer?.choices.get(choice);
  if (!layer || !definition) {
    walk.asked.set(choice, NOWHERE);
    if (walk.scope.isWhole) walk.tell(node.offset, clause, unknownChoice(choice, walk.scope));
    const implied = options && impliedBy(options.value);
    if (!implied) return unknown(node, choice);
    return chooseOption({ node, choice, clause, options, definition: implied }, walk);
  }
  note(choice, layer, walk);
  if (options) return chooseOption({ node, choice, clause, options, definition }, walk);
  const placed = (value: Located) => (layer.isHome ? value : movedTo(value, node.offset));
  const alternatives = definition.otherwise.map((other) => ({
    is: nameOf(other),
    node: placed(other),
  }));
  const chosen = { choice, usedAt: node.offset, isUnknown: false, alternatives };
  return { ...placed(definition.is), chosen };
}

function note(choice: string, layer: ChoiceLayer, walk: Walk): void {
  const names = walk.used.get(layer.file) ?? new Set<string>();
  walk.used.set(layer.file, names.add(choice));
  if (layer.of === 'scheme') walk.asked.set(choice, layer.file);
}

/** Of a choice that no file has. */
const NOWHERE = '';

interface OptionChoice {
  readonly node: LocatedMap;
  readonly choice: string;
  readonly clause: string | null;
  readonly options: LocatedEntry;
  readonly definition: ChoiceDefinition;
}

function chooseOption(
  { node, choice, clause, options, definition }: OptionChoice,
  walk: Walk,
): Located {
  if (options.value.kind !== 'map') {
    walk.tell(options.value.offset, clause, optionsNotMap());
    return unknown(node, choice);
  }
  const legal = [definition.is, ...definition.otherwise].map(nameOf);
  for (const [name, entry] of options.value.entries) {
    if (!legal.includes(name)) walk.tell(entry.keyOffset, clause, strayOption(choice, name, legal));
  }
  const branches = new Map<string, Located>();
  for (const name of legal) {
    const option = options.value.entries.get(name)?.value;
    if (option) branches.set(name, resolve(option, clause, walk));
    else walk.tell(options.keyOffset, clause, missingOption(choice, name));
  }
  const chosen = branches.get(nameOf(definition.is));
  if (!chosen) return unknown(node, choice);
  const marker = { choice, usedAt: node.offset, isUnknown: false };
  const alternatives: Alternative[] = [...branches]
    .filter(([name]) => name !== nameOf(definition.is))
    .map(([is, other]) => ({ is, node: { ...other, chosen: { ...marker, alternatives: [] } } }));
  return { ...chosen, chosen: { ...marker, alternatives } };
}

/** What an unknown choice must be, from its options; so that each of them can be checked. */
function impliedBy(options: Located): ChoiceDefinition | null {
  if (options.kind !== 'map') return null;
  const [is, ...otherwise] = [...options.entries].map(
    ([name, { keyOffset }]): Located => ({
      kind: 'scalar',
      offset: keyOffset,
      value: name,
      source: name,
      chosen: null,
    }),
  );
  return is ? { is, otherwise } : null;
}

function unknown({ offset }: LocatedMap, choice: string): Located {
  const chosen: Chosen = { choice, usedAt: offset, isUnknown: true, alternatives: [] };
  return { kind: 'scalar', offset, value: null, source: '', chosen };
}

/** A value of another file's choice is told of where this file uses it. */
function movedTo(node: Located, offset: number): Located {
  if (node.kind !== 'list') return { ...node, offset };
  return { ...node, offset, items: node.items.map((item) => movedTo(item, offset)) };
}

function nameOf(value: Located): string {
  return value.kind === 'scalar' ? String(value.value) : JSON.stringify(plainOf(value));
}

function isChosenNothing(node: Located): boolean {
  return node.chosen !== null && node.kind === 'scalar' && node.value === null;
}

function sameItems(a: readonly Located[], b: readonly Located[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function unknownChoice(choice: string, { layers }: ChoiceScope): Problem {
  const near = nearest(
    choice,
    layers.flatMap(({ choices }) => [...choices.keys()]),
  );
  return {
    code: 'law/unknown_choice',
    message: `本文件、所用的选择文件和所属方案都没有名为“${choice}”的选择，此处没有值`,
    fix: near ? `是否应为“${near}”？` : '在 choices 中写明该选择、依据和其他合法取值',
  };
}

function optionsNotMap(): Problem {
  return {
    code: 'law/wrong_type',
    message: 'options 须为映射：选择的每个取值对应一段内容',
    fix: '写成 options: { 取值: 内容, … }',
  };
}

function strayOption(choice: string, name: string, legal: readonly string[]): Problem {
  return {
    code: 'law/unknown_option',
    message: `“${name}”不是选择“${choice}”的合法取值，这一段永远不会生效`,
    fix: `删去该段，或把“${name}”列入选择的 otherwise；现有取值：${listed(legal)}`,
  };
}

function missingOption(choice: string, name: string): Problem {
  return {
    code: 'law/missing_option',
    message: `选择“${choice}”可以取“${name}”，此处却没有写那时的内容`,
    fix: `在 options 中补写“${name}”；那时没有此内容的写 null`,
  };
}
