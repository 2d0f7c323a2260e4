/**
 * Checks a value against a schema and tells each difference in Chinese, field by field.
 */
import type { Static, TSchema } from 'typebox';
import * as Value from 'typebox/value';
import { field, type InputProblem, index, problemAt, shown } from './problem.ts';

type ShapeError = ReturnType<typeof Value.Errors>[number];

/** Gives the value typed where it fits; else appends its problems and gives undefined. */
export function shaped<T extends TSchema>(
  schema: T,
  value: unknown,
  into: { readonly at: string; readonly problems: InputProblem[] },
): Static<T> | undefined {
  if (Value.Check(schema, value)) return value as Static<T>;
  const seen = new Set<string>();
  for (const error of telling(Value.Errors(schema, value))) {
    for (const problem of translate(schema, value, error, into.at)) {
      const key = `${problem.at} ${problem.code}`;
      if (!seen.has(key)) into.problems.push(problem);
      seen.add(key);
    }
  }
  return undefined;
}

/**
 * Of a value that fits none of several shapes: what is wrong inside it where that is told, else
 * that it fits none.
 */
function telling(errors: readonly ShapeError[]): readonly ShapeError[] {
  const unions = new Set(errors.filter(isUnion).map(({ instancePath }) => instancePath));
  const isInside = (path: string) =>
    errors.some(
      (error) =>
        error.instancePath.startsWith(`${path}/`) ||
        (error.instancePath === path && INSIDE.includes(error.keyword)),
    );
  return errors.filter((error) => {
    if (!unions.has(error.instancePath)) return true;
    return isUnion(error) ? !isInside(error.instancePath) : INSIDE.includes(error.keyword);
  });
}

const INSIDE: readonly string[] = ['required', 'additionalProperties'];

function isUnion({ keyword }: ShapeError): boolean {
  return keyword === 'anyOf';
}

function translate(schema: TSchema, value: unknown, error: ShapeError, at: string): InputProblem[] {
  const steps = pointer(error.instancePath);
  const place = pathOf(at, steps);
  const found = steps.reduce<unknown>(step, value);
  switch (error.keyword) {
    case 'required':
      return error.params.requiredProperties.map((name) =>
        problemAt(field(place, name), 'input/missing_field', {
          message: `缺少 ${name}`,
          fix: hintAt(schema, [...steps, name]),
        }),
      );
    case 'additionalProperties': {
      const known = Object.keys(schemaAt(schema, steps)?.properties ?? {});
      return error.params.additionalProperties.map((name) =>
        problemAt(field(place, shownName(name)), 'input/unknown_field', {
          message: `不认识字段 ${shown(name)}`,
          fix:
            known.length === 0
              ? hintAt(schema, steps)
              : `删去它，或改成其中之一：${known.join('、')}`,
        }),
      );
    }
    case 'boolean':
      return [];
    default:
      return [wrong(place, found, error, hintAt(schema, steps))];
  }
}

function wrong(at: string, found: unknown, error: ShapeError, fix: string): InputProblem {
  if (error.keyword === 'type' || error.keyword === 'anyOf') {
    return problemAt(at, 'input/wrong_type', { message: `${shown(found)} 的类型不对`, fix });
  }
  return problemAt(at, 'input/bad_value', { message: `${shown(found)} 不合要求`, fix });
}

function hintAt(schema: TSchema, steps: readonly string[]): string {
  const hint = (schemaAt(schema, steps) as { hint?: unknown } | undefined)?.hint;
  if (typeof hint === 'string') return hint;
  const parent = steps.length === 0 ? undefined : hintAt(schema, steps.slice(0, -1));
  return parent ?? '改成说明书中写明的样子';
}

interface Node extends TSchema {
  readonly properties?: Readonly<Record<string, TSchema>>;
  readonly patternProperties?: Readonly<Record<string, TSchema>>;
  readonly items?: TSchema;
}

function schemaAt(schema: TSchema, steps: readonly string[]): Node | undefined {
  let node: Node | undefined = schema;
  for (const name of steps) {
    const named: TSchema | undefined = ownOf(node?.properties, name);
    node = named ?? Object.values(node?.patternProperties ?? {})[0] ?? node?.items;
  }
  return node;
}

function ownOf<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

function step(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function pointer(path: string): string[] {
  const steps = path.split('/').slice(1);
  return steps.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function pathOf(at: string, steps: readonly string[]): string {
  return steps.reduce(
    (path, name) => (/^\d+$/.test(name) ? index(path, Number(name)) : field(path, shownName(name))),
    at,
  );
}

function shownName(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : shown(name);
}
