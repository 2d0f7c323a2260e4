/**
 * Where the name of a choice is looked up: in the file itself, in the files that it uses, then in
 * the scheme that is being compiled and in those that the scheme uses.
 */
import type { Body, Source } from './body.ts';
import { entryOf, type Located, type LocatedMap } from './located.ts';
import { MOST_ALTERNATIVES } from './schema-values.ts';

/** A choice as its file defines it, flips made. */
export interface ChoiceDefinition {
  readonly is: Located;
  readonly otherwise: readonly Located[];
}

export type Choices = ReadonlyMap<string, ChoiceDefinition>;

/** The choices of one file in which a name is looked up. */
export interface ChoiceLayer {
  /** Id of the file that defines them. */
  readonly file: string;
  readonly choices: Choices;
  /** Whose lookup it serves: the file's own, or the scheme's. */
  readonly of: 'file' | 'scheme';
  /** The file that looks up is the one that defines. */
  readonly isHome: boolean;
}

export interface ChoiceScope {
  /** Nearest first. */
  readonly layers: readonly ChoiceLayer[];
  /** Every layer is there and could be read: a name that none has does not exist. */
  readonly isWhole: boolean;
}

/** A scope without any choice. */
export const NO_CHOICES: ChoiceScope = { layers: [], isWhole: true };

/** Opens the scope of a file that no scheme uses: names may still exist in a scheme. */
export function looseScope(source: Source, body: Body): ChoiceScope {
  return { layers: layersOf(source, body, 'file'), isWhole: false };
}

/** Opens the scope of a scheme's own file. */
export function schemeScope(scheme: Source, body: Body): ChoiceScope {
  return { layers: layersOf(scheme, body, 'scheme'), isWhole: areWhole(scheme, body) };
}

/** Opens the scope of a file in a scheme. */
export function scopeWithin(source: Source, scheme: ChoiceScope, body: Body): ChoiceScope {
  const beyond = scheme.layers.map((layer) => ({ ...layer, isHome: false }));
  return {
    layers: [...layersOf(source, body, 'file'), ...beyond],
    isWhole: scheme.isWhole && areWhole(source, body),
  };
}

/** Reads the choices that a file defines; malformed ones are left to the check of its shape. */
export function choicesIn(root: LocatedMap): Choices {
  const section = entryOf(root, 'choices')?.value;
  const choices = new Map<string, ChoiceDefinition>();
  if (section?.kind !== 'map') return choices;
  for (const [id, { value }] of section.entries) {
    const is = entryOf(value, 'is')?.value;
    const otherwise = entryOf(value, 'otherwise')?.value;
    const items = otherwise?.kind === 'list' ? otherwise.items : [];
    if (is) choices.set(id, { is, otherwise: items.slice(0, MOST_ALTERNATIVES) });
  }
  return choices;
}

/** Reads a list of names from a file that may be wrong elsewhere. */
export function textsIn(root: LocatedMap, key: string): readonly string[] {
  const list = entryOf(root, key)?.value;
  if (list?.kind !== 'list') return [];
  return list.items.map((item) => (item.kind === 'scalar' ? String(item.value) : ''));
}

/** Finds the file of choices with an id. */
export function choiceFile(id: string, { choices }: Body): Source | undefined {
  return choices.find((source) => source.id === id);
}

function layersOf(source: Source, body: Body, of: ChoiceLayer['of']): readonly ChoiceLayer[] {
  const own = { file: source.id, choices: choicesIn(source.root), of, isHome: true };
  const used = textsIn(source.root, 'uses').flatMap((id) => {
    const file = choiceFile(id, body);
    return file ? [{ file: id, choices: choicesIn(file.root), of, isHome: false }] : [];
  });
  return [own, ...used];
}

function areWhole(source: Source, body: Body): boolean {
  const used = textsIn(source.root, 'uses').map((id) => choiceFile(id, body));
  return source.isReadable && used.every((file) => file?.isReadable ?? false);
}
