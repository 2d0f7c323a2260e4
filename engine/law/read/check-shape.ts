/**
 * Checks a located tree, its choices made, against a shape, and tells every deviation at its place.
 * What would stand there under the other legal values of a choice is checked as well.
 */

import { clauseOf, type Located, type LocatedList, type LocatedMap } from './located.ts';
import type { Problem } from './problem.ts';
import { ambiguous } from './scalars.ts';
import type { ListShape, MapShape, ScalarShape, Shape, UnionShape } from './shape.ts';
import {
  choiceForbidden,
  choiceRequired,
  emptyList,
  missingKey,
  notInteger,
  outOfRange,
  tooLong,
  unknownKey,
  unknownWord,
  wrongForm,
  wrongKey,
  wrongSize,
  wrongType,
} from './shape-problems.ts';

export type TellAt = (offset: number, clause: string | null, problem: Problem) => void;

export interface ShapeVerdict {
  /** The tree has the shape, once the stand-ins are in place. */
  readonly isRight: boolean;
  /** For nodes whose choice is not known: a value that could stand there. */
  readonly standIns: ReadonlyMap<Located, string>;
}

/** Tells what of the tree does not have the shape. */
export function checkShape(root: Located, shape: Shape, tell: TellAt): ShapeVerdict {
  let isRight = true;
  const standIns = new Map<Located, string>();
  const walk: Walk = {
    tell: (offset, clause, problem) => {
      isRight = false;
      tell(offset, clause, problem);
    },
    standIn: (node, word) => {
      if (word === undefined) isRight = false;
      else standIns.set(node, word);
    },
  };
  check(root, shape, { keyOffset: root.offset, clause: null, isOptional: false }, walk);
  return { isRight, standIns };
}

interface Walk {
  readonly tell: TellAt;
  readonly standIn: (node: Located, word: string | undefined) => void;
}

interface Around {
  /** Where the key stands under which the node does. */
  readonly keyOffset: number;
  readonly clause: string | null;
  readonly isOptional: boolean;
}

function check(node: Located, shape: Shape, around: Around, walk: Walk): void {
  if (node.chosen) {
    if (shape.choice === null) walk.tell(node.chosen.usedAt, around.clause, choiceForbidden());
    for (const { node: other } of node.chosen.alternatives) checkValue(other, shape, around, walk);
    if (node.chosen.isUnknown) walk.standIn(node, wordOf(shape));
    else checkValue(node, shape, around, walk);
  } else if (shape.choice === 'must') {
    walk.tell(node.offset, around.clause, choiceRequired(node));
  } else checkValue(node, shape, around, walk);
}

function checkValue(node: Located, shape: Shape, around: Around, walk: Walk): void {
  if (node.chosen && around.isOptional && node.kind === 'scalar' && node.value === null) return;
  if (shape.kind === 'ref') checkValue(node, shape.target(), around, walk);
  else if (shape.kind === 'union') checkUnion(node, shape, around, walk);
  else if (shape.kind === 'map') {
    if (node.kind === 'map') checkMap(node, shape, around, walk);
    else walk.tell(node.offset, around.clause, wrongType(node, NAMES.map));
  } else if (shape.kind === 'list') {
    if (node.kind === 'list') checkList(node, shape, around, walk);
    else walk.tell(node.offset, around.clause, wrongType(node, NAMES.list));
  } else {
    const problem = scalarProblem(node, shape);
    if (problem) walk.tell(node.offset, around.clause, problem);
  }
}

function checkList(node: LocatedList, shape: ListShape, { clause }: Around, walk: Walk): void {
  if (node.items.length < shape.least) walk.tell(node.offset, clause, emptyList());
  if (node.items.length > shape.most) {
    walk.tell(node.offset, clause, tooLong(node.items.length, shape.most));
    return;
  }
  for (const item of node.items) {
    check(item, shape.items, { keyOffset: item.offset, clause, isOptional: true }, walk);
  }
}

function scalarProblem(node: Located, shape: ScalarShape): Problem | null {
  const value = node.kind === 'scalar' ? node.value : undefined;
  if (typeof value === 'boolean') return shape.kind === 'truth' ? null : truthForText(node);
  if (shape.kind === 'truth') return wrongType(node, NAMES.truth);
  if (shape.kind === 'null') return value === null ? null : wrongType(node, NAMES.null);
  if (shape.kind === 'integer') {
    if (typeof value !== 'number') return wrongType(node, NAMES.integer);
    if (!Number.isInteger(value) || isFraction(node)) return notInteger(node);
    return value < shape.least || value > shape.most ? outOfRange(value, shape) : null;
  }
  if (typeof value !== 'string') return wrongType(node, NAMES.text);
  if (shape.kind === 'words') {
    return shape.words.includes(value) ? null : unknownWord(value, shape.words);
  }
  if (value === '') return wrongForm(value, '不为空的文字');
  return shape.pattern && !shape.pattern.test(value) ? wrongForm(value, shape.says) : null;
}

function checkMap(node: LocatedMap, shape: MapShape, around: Around, walk: Walk): void {
  const clause = clauseOf(node) ?? around.clause;
  for (const [key, entry] of node.entries) {
    const property = shape.properties.get(key);
    const value = property ?? (shape.pattern?.key.test(key) ? shape.pattern.value : undefined);
    if (!value) {
      const problem = shape.pattern
        ? wrongKey(key, shape.pattern.says)
        : unknownKey(key, [...shape.properties.keys()]);
      walk.tell(entry.keyOffset, clause, problem);
      continue;
    }
    const isOptional = !shape.required.includes(key);
    check(entry.value, value, { keyOffset: entry.keyOffset, clause, isOptional }, walk);
  }
  for (const key of shape.required) {
    if (!node.entries.has(key)) walk.tell(around.keyOffset, clause, missingKey(key));
  }
  const { size } = node.entries;
  if (size < shape.least || size > shape.most) {
    walk.tell(around.keyOffset, clause, wrongSize(size, shape));
  }
}

function checkUnion(node: Located, shape: UnionShape, around: Around, walk: Walk): void {
  const kind = kindOf(node);
  const branch = shape.branches.find((one) => takes(one, kind));
  if (branch) checkValue(node, branch, around, walk);
  else {
    const problem = kind === 'truth' ? truthForText(node) : wrongType(node, nameOf(shape));
    walk.tell(node.offset, around.clause, problem);
  }
}

function truthForText(node: Located): Problem {
  return ambiguous(node.kind === 'scalar' ? node.source : '', '真假值');
}

/** Gives a word that may stand where a shape takes words. */
function wordOf(shape: Shape): string | undefined {
  if (shape.kind === 'words') return shape.words[0];
  return shape.kind === 'union' ? shape.branches.map(wordOf).find((word) => word) : undefined;
}

/** Also 85.0 is one: whoever writes a point means a fraction of something. */
function isFraction(node: Located): boolean {
  return node.kind === 'scalar' && node.source.includes('.');
}

type NodeKind = 'map' | 'list' | 'text' | 'integer' | 'truth' | 'null';

function kindOf(node: Located): NodeKind {
  if (node.kind !== 'scalar') return node.kind;
  if (typeof node.value === 'number') return 'integer';
  if (typeof node.value === 'boolean') return 'truth';
  return node.value === null ? 'null' : 'text';
}

function takes(shape: Shape, kind: NodeKind): boolean {
  if (shape.kind === 'ref') return takes(shape.target(), kind);
  if (shape.kind === 'union') return shape.branches.some((branch) => takes(branch, kind));
  return shape.kind === kind || (shape.kind === 'words' && kind === 'text');
}

const NAMES: Readonly<Record<Exclude<Shape['kind'], 'ref' | 'union' | 'words'>, string>> = {
  map: '映射',
  list: '列表',
  text: '文字',
  integer: '整数',
  truth: '真假值（true 或 false）',
  null: 'null',
};

function nameOf(shape: Shape): string {
  if (shape.kind === 'ref') return nameOf(shape.target());
  if (shape.kind === 'union') return [...new Set(shape.branches.map(nameOf))].join('或');
  if (shape.kind === 'words') return shape.words.map((word) => `“${word}”`).join('、');
  return NAMES[shape.kind];
}
