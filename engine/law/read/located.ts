/**
 * A located tree: the plain values of a YAML file, each with the place where it stands.
 * Offsets are into the text; lines and columns are computed only for a place that is reported.
 */

export type Located = LocatedScalar | LocatedList | LocatedMap;

export interface LocatedScalar extends Placed {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As it stands in the text, without quotes; for the wording of diagnostics. */
  readonly source: string;
}

export interface LocatedList extends Placed {
  readonly kind: 'list';
  readonly items: readonly Located[];
}

export interface LocatedMap extends Placed {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, LocatedEntry>;
}

export interface LocatedEntry {
  readonly keyOffset: number;
  readonly value: Located;
}

interface Placed {
  readonly offset: number;
  /** Set where a named choice decided this node. */
  readonly chosen: Chosen | null;
}

/** The choice behind a node, and what would stand there under its other legal values. */
export interface Chosen {
  readonly choice: string;
  /** Where the file says `{ choice }`. */
  readonly usedAt: number;
  /** No such choice is known here: nothing is known of the node but its place. */
  readonly isUnknown: boolean;
  readonly alternatives: readonly Alternative[];
}

export interface Alternative {
  readonly is: string;
  readonly node: Located;
}

export type Path = readonly (string | number)[];

/** Gives the plain value of a located tree. */
export function plainOf(node: Located): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plainOf);
  const plain: Record<string, unknown> = {};
  for (const [key, entry] of node.entries) plain[key] = plainOf(entry.value);
  return plain;
}

/** Finds the entry of a map; undefined for other nodes and other keys. */
export function entryOf(node: Located | undefined, key: string): LocatedEntry | undefined {
  return node?.kind === 'map' ? node.entries.get(key) : undefined;
}

/** Finds the node at a path; undefined where it leads nowhere. */
export function nodeAt(root: Located, path: Path): Located | undefined {
  let node: Located | undefined = root;
  for (const step of path) node = node && stepInto(node, step)?.value;
  return node;
}

/** Finds the text that stands under a key of a map. */
export function textAt(node: Located | undefined, key: string): string | undefined {
  const value = entryOf(node, key)?.value;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

export interface Spot {
  readonly offset: number;
  readonly clause: string | null;
}

/**
 * Finds the place of a path: of the key, for a map or a list under a key; of the value otherwise. A
 * path that leads nowhere ends at its last part that exists. The clause is the nearest one around.
 */
export function spotOf(root: Located, path: Path): Spot {
  let node: Located = root;
  let offset = root.offset;
  let clause = clauseOf(root);
  for (const step of path) {
    const next = stepInto(node, step);
    if (!next) break;
    node = next.value;
    offset = node.kind === 'scalar' ? node.offset : next.keyOffset;
    clause = clauseOf(node) ?? clause;
  }
  return { offset, clause };
}

/** Finds the clause that a map itself cites. */
export function clauseOf(node: Located): string | null {
  if (node.kind !== 'map') return null;
  return textAt(node, 'clause') ?? textAt(entryOf(node, 'source')?.value, 'clause') ?? null;
}

function stepInto(node: Located, step: string | number): LocatedEntry | undefined {
  if (node.kind === 'list' && typeof step === 'number') {
    const value = node.items[step];
    return value && { value, keyOffset: value.offset };
  }
  return typeof step === 'string' ? entryOf(node, step) : undefined;
}
