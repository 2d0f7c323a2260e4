/**
 * Worked cases from YAML. Each keeps the places of its expectations, so that a failure names file
 * and line.
 */
import type { ChoiceValue } from '../law/index.ts';
import { type Path, plainOf, readSourceFile, type SourceFile, spotOf } from '../law/read/index.ts';
import type { History } from '../settle/index.ts';
import {
  CaseSchema,
  CasesFileSchema,
  type Expectation,
  ExpectationSchema,
  type ReleaseExpectation,
  ReleaseSchema,
} from './case-schema.ts';
import { field, type InputProblem, index, problemAt } from './problem.ts';
import { readHistory } from './read-events.ts';
import { shaped } from './shape.ts';

export interface WorkedCase {
  readonly file: string;
  readonly line: number;
  /** The policy or scheme that the file works. */
  readonly of: string;
  readonly name: string;
  readonly clause: string;
  readonly expectedFrom: 'official' | 'hand' | 'engine';
  readonly flips: Readonly<Record<string, ChoiceValue>>;
  readonly history: History;
  /** Counters before the first event: by id, then by key; the key of none is empty. */
  readonly before: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Of the last event that stands. */
  readonly expected: Expectation | null;
  readonly expectedEach: ReadonlyMap<string, Expectation>;
  /** By allowance: what falls due of it later. */
  readonly released: ReadonlyMap<string, ReleaseExpectation>;
  /** Benefit forms and questions that the case shows, e.g. `B01`, `X06`. */
  readonly shows: readonly string[];
  /** Line of a field, e.g. `expect.paidFen.basic`. */
  readonly lineOf: (path: Path) => number;
}

export interface CaseProblem {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly fix: string;
}

export interface CasesRead {
  readonly cases: readonly WorkedCase[];
  readonly problems: readonly CaseProblem[];
}

/**
 * Reads a file of kind `cases`; a case with a problem is left out and named. Never throws on its
 * text.
 */
export function readCases(text: string, path: string): CasesRead {
  const file = readSourceFile({ path, text });
  const problems: CaseProblem[] = file.problems.map(({ code, offset, message, fix }) => ({
    code,
    file: path,
    ...file.positionOf(offset),
    message,
    fix,
  }));
  if (problems.length > 0 || file.root === null) return { cases: [], problems };
  const found: InputProblem[] = [];
  const shape = shaped(CasesFileSchema, plainOf(file.root), { at: '', problems: found });
  const cases = (shape?.cases ?? []).flatMap(
    (value, i) => readCase(value, i, { file, of: shape?.of ?? '', problems: found }) ?? [],
  );
  return { cases, problems: found.map((problem) => located(file, problem)) };
}

interface Context {
  readonly file: SourceFile;
  readonly of: string;
  readonly problems: InputProblem[];
}

function readCase(value: unknown, i: number, { file, of, problems }: Context) {
  const at = index('cases', i);
  const before = problems.length;
  const shape = shaped(CaseSchema, value, { at, problems });
  if (!shape) return undefined;
  const form = { area: shape.area, person: { id: 'p', ...shape.person }, items: shape.events };
  const read = readHistory(form, at, problems, 'events');
  const expected =
    shape.expect === undefined
      ? null
      : shaped(ExpectationSchema, shape.expect, { at: field(at, 'expect'), problems });
  const each = Object.entries(shape.expectEach ?? {}).map(([id, wanted]) => {
    const place = field(field(at, 'expectEach'), id);
    return [id, shaped(ExpectationSchema, wanted, { at: place, problems })] as const;
  });
  const released = Object.entries(shape.released ?? {}).map(([id, wanted]) => {
    const place = field(field(at, 'released'), id);
    return [id, shaped(ReleaseSchema, wanted, { at: place, problems })] as const;
  });
  const wants = [expected, ...each.map(([, wanted]) => wanted)];
  if (released.length === 0 && !wants.some(isWanting)) problems.push(expectsNothing(at));
  if (problems.length > before || !read || expected === undefined) return undefined;
  const lineOf = (path: Path) => lineAt(file, ['cases', i, ...path]);
  return {
    file: file.path,
    line: lineOf([]),
    of,
    name: shape.name,
    clause: shape.clause,
    expectedFrom: shape.expectedFrom,
    flips: shape.flips ?? {},
    history: read.history,
    before: new Map(Object.entries(shape.before ?? {}).map(([id, of_]) => [id, byKey(of_)])),
    expected,
    expectedEach: new Map(each.flatMap(([id, wanted]) => (wanted ? [[id, wanted]] : []))),
    released: new Map(released.flatMap(([id, wanted]) => (wanted ? [[id, wanted]] : []))),
    shows: shape.shows ?? [],
    lineOf,
  } satisfies WorkedCase;
}

/** Words about the working alone expect nothing; what has a problem counts as something. */
function isWanting(wanted: Expectation | null | undefined): boolean {
  if (wanted === undefined) return true;
  return wanted !== null && Object.keys(wanted).some((name) => name !== 'working');
}

function byKey(value: number | Readonly<Record<string, number>>): ReadonlyMap<string, number> {
  return typeof value === 'number' ? new Map([['', value]]) : new Map(Object.entries(value));
}

function expectsNothing(at: string): InputProblem {
  return problemAt(at, 'input/missing_field', {
    message: '这个例子什么也没有期望',
    fix: '写 expect、expectEach 或 released；不期望任何结果的例子不证明任何事',
  });
}

function located(file: SourceFile, problem: InputProblem): CaseProblem {
  const offset = file.root ? spotOf(file.root, pathOf(problem.at)).offset : 0;
  const { code, at, message, fix } = problem;
  return { code, file: file.path, ...file.positionOf(offset), message: `${at}：${message}`, fix };
}

function lineAt(file: SourceFile, path: Path): number {
  return file.root ? file.positionOf(spotOf(file.root, path).offset).line : 1;
}

/** Splits `cases[0].events[1].cost`; a name that itself has dots ends at its parent. */
function pathOf(at: string): (string | number)[] {
  const steps = at.match(/[^.[\]]+/g) ?? [];
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
