/**
 * The check of shapes against TypeBox: on right files and on files with one value changed at
 * random, both give the same verdict on the resolved tree.
 */
import fc from 'fast-check';
import * as Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { MINIMAL_LAW } from '../../../testing/laws/minimal.ts';
import { WHOLE_LAW } from '../../../testing/laws/whole.ts';
import { checkShape } from './check-shape.ts';
import { type ChoiceLayer, choicesIn } from './choice-scope.ts';
import { resolveChoices, settledTree } from './choices.ts';
import { type Located, type LocatedEntry, type LocatedMap, plainOf, textAt } from './located.ts';
import type { Problem } from './problem.ts';
import { type FileKind, lawSchemas } from './schema.ts';
import { shapeOf } from './shape.ts';
import { readSourceFile } from './source-file.ts';

const schemas = lawSchemas('resolved');
const layerOf = (root: LocatedMap, of: ChoiceLayer['of']): ChoiceLayer => {
  return { file: textAt(root, 'id') ?? '', choices: choicesIn(root), of, isHome: of === 'file' };
};
const resolved = [MINIMAL_LAW, WHOLE_LAW].flatMap((law) => {
  const files = law.map((file) => readSourceFile(file).root as LocatedMap);
  const shared = files.filter((root) => ['scheme', 'choices'].includes(textAt(root, 'kind') ?? ''));
  const beyond = shared.map((root) => layerOf(root, 'scheme'));
  return files.map((root) => {
    const scope = { layers: [layerOf(root, 'file'), ...beyond], isWhole: true };
    const kind = textAt(root, 'kind') as FileKind;
    return { kind, shape: shapeOf(schemas[kind]), ...resolveChoices(root, scope, () => {}) };
  });
});

const plain = { offset: 0, chosen: null } as const;
const scalar = (value: string | number | boolean | null): Located => ({
  ...plain,
  kind: 'scalar',
  value,
  source: String(value),
});
const STRANGERS: readonly Located[] = [
  scalar(null),
  scalar(''),
  scalar('x'),
  scalar('2024-01-01'),
  scalar('halfUp'),
  scalar(-1),
  scalar(0),
  scalar(8.5),
  scalar(1e15),
  scalar(true),
  { ...plain, kind: 'list', items: [] },
  { ...plain, kind: 'list', items: [scalar('x')] },
  { ...plain, kind: 'map', entries: new Map() },
  { ...plain, kind: 'map', entries: new Map([['a-b', { keyOffset: 0, value: scalar(1) }]]) },
];

describe('a shape', () => {
  it('takes what TypeBox takes, and refuses what it refuses', () => {
    const cases = fc.record({
      file: fc.nat(resolved.length - 1),
      at: fc.nat(10_000),
      stranger: fc.nat(STRANGERS.length - 1),
      way: fc.constantFrom('replace', 'remove', 'rename', 'nothing'),
    });
    fc.assert(
      fc.property(cases, ({ file, at, stranger, way }) => {
        const one = resolved[file];
        if (!one) return;
        const nodes = countNodes(one.root);
        const changed = change(one.root, { left: at % nodes, way, stranger: STRANGERS[stranger] });
        const told: string[] = [];
        const tell = (_offset: number, _clause: unknown, { code }: Problem) => told.push(code);
        const { isRight, standIns } = checkShape(changed, one.shape, tell);
        const settled = plainOf(settledTree(changed, standIns));
        const takes = Value.Check(schemas[one.kind], settled);
        const isBare = told.every((code) => code.startsWith('law/choice_'));
        expect(isRight).toBe(told.length === 0);
        expect(isRight && !takes, `${one.kind} ${way}: only TypeBox refuses`).toBe(false);
        expect(takes && !isBare, `${one.kind} ${way}: only ${told.join()}`).toBe(false);
      }),
      { numRuns: 800, seed: 20240601 },
    );
  });
});

interface Change {
  left: number;
  readonly way: string;
  readonly stranger: Located | undefined;
}

function countNodes(node: Located): number {
  const inner = node.kind === 'list' ? node.items : entriesOf(node).map(({ value }) => value);
  return 1 + inner.reduce((sum, one) => sum + countNodes(one), 0);
}

function entriesOf(node: Located): readonly LocatedEntry[] {
  return node.kind === 'map' ? [...node.entries.values()] : [];
}

/** Changes the node at a position of the walk. What replaces a chosen node stays chosen. */
function change(node: Located, todo: Change): Located {
  if (todo.left-- === 0 && todo.way === 'replace' && todo.stranger) {
    const isNothing = todo.stranger.kind === 'scalar' && todo.stranger.value === null;
    return { ...todo.stranger, chosen: isNothing ? null : node.chosen };
  }
  if (node.kind === 'scalar') return node;
  if (node.kind === 'list') return { ...node, items: node.items.map((one) => change(one, todo)) };
  const entries = new Map<string, LocatedEntry>();
  for (const [key, entry] of node.entries) {
    const isHere = todo.left === 0;
    const value = change(entry.value, todo);
    if (isHere && todo.way === 'remove') continue;
    entries.set(isHere && todo.way === 'rename' ? `${key}_` : key, { ...entry, value });
  }
  return { ...node, entries };
}
