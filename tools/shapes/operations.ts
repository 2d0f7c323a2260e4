/**
 * The named operations of the language, counted from its published schema so that a new one shows
 * up by itself, and those that a Program uses. An operation is one alternative of a closed set by
 * which a law reckons, changes, counts or times an amount. The stages of a tier, the answers to
 * the questions X01–X16 and the names of numbers are not operations.
 */
import type { Program } from '../../engine/law/index.ts';
import { publishedSchemas } from '../../engine/law/read/index.ts';

/** Operations by group, each in the order of the schema. */
export type Operations = Readonly<Record<string, readonly string[]>>;

type Node = Readonly<Record<string, unknown>>;

/** Lists the operations of the language. Throws where the schema no longer has a group. */
export function namedOperations(): Operations {
  const { policy } = publishedSchemas();
  const formulas = find(policy, (node) => has(node, 'parameter') && has(node, 'proportion'));
  const counter = find(policy, (node) => has(node, 'writers') && has(node, 'window'));
  const window = find(counter.window, (node) => has(node, 'startsOn'));
  const writer = find(counter.writers, (node) => has(node, 'residual'));
  const part = find(policy, (node) => has(node, 'ratio') && has(node, 'segments'));
  const deductible = find(policy, (node) => has(node, 'counts'));
  const change = find(policy, (node) => has(node, 'operation'));
  return {
    // `of` beside `parameter` names a file and reckons nothing.
    formula: Object.keys(formulas).filter((word) => word !== 'of'),
    change: words(change.operation),
    window: words(window.kind),
    rates: ['ratio', 'segments'].filter((key) => has(part, key)),
    writer: ['tier', 'event', 'residual'].filter((key) => has(writer, key)),
    holds: words(counter.holds),
    carryOver: words(counter.carryOver).filter((word) => word !== 'none'),
    deductible: words(deductible.counts),
  };
}

/** Finds the properties of the first object in the schema that has what is looked for. */
function find(node: unknown, isIt: (properties: Node) => boolean): Node {
  const found = search(node, isIt);
  if (!found) throw new TypeError('the published schema no longer has this group of operations');
  return found;
}

function search(node: unknown, isIt: (properties: Node) => boolean): Node | null {
  if (!isNode(node)) return null;
  if (isNode(node.properties) && isIt(node.properties)) return node.properties;
  for (const value of Object.values(node)) {
    const found = search(value, isIt);
    if (found) return found;
  }
  return null;
}

function words(node: unknown): readonly string[] {
  const found = isNode(node) && Array.isArray(node.enum) ? node.enum.map(String) : [];
  if (found.length === 0) throw new TypeError('the published schema no longer lists these words');
  return found;
}

function has(node: Node, key: string): boolean {
  return Object.hasOwn(node, key);
}

function isNode(node: unknown): node is Node {
  return typeof node === 'object' && node !== null;
}

/** Lists what a Program uses, as `group word`. */
export function operationsIn(program: Program): ReadonlySet<string> {
  const formulas = new Set(namedOperations().formula);
  const used = new Set<string>();
  const { tiers, counters, ...others } = program;
  const note = (node: unknown, under: string): void => {
    if (Array.isArray(node)) {
      for (const item of node) note(item, under);
      return;
    }
    if (!isNode(node)) return;
    for (const word of usedHere(node, under, formulas)) used.add(word);
    for (const [key, value] of Object.entries(node)) note(value, key);
  };
  note(tiers, 'tiers');
  note(counters, 'counters');
  if ('prices' in others) note(others.prices, 'prices');
  return used;
}

/** Kinds of rates in a Program, as the schema writes them. */
const RATES: Readonly<Record<string, string>> = { flat: 'ratio', segments: 'segments' };

function usedHere(node: Node, under: string, formulas: ReadonlySet<string>): string[] {
  const { kind, operation, holds, carryOver, counts } = node;
  const used: string[] = [];
  if (typeof kind === 'string') {
    if (under === 'window') used.push(`window ${kind}`);
    else if (under === 'writers') used.push(`writer ${kind}`);
    else if (under === 'rates') used.push(`rates ${RATES[kind] ?? kind}`);
    else if (formulas.has(kind)) used.push(`formula ${kind}`);
  }
  if (typeof operation === 'string') used.push(`change ${operation}`);
  if (typeof counts === 'string') used.push(`deductible ${counts}`);
  if (typeof holds === 'string') used.push(`holds ${holds}`);
  if (carryOver === 'value') used.push('carryOver value');
  return used;
}
