/**
 * The published schema, held to law files as they are written by a validator that shares nothing
 * with the reader's own check of shapes.
 */
import * as Schema from 'typebox/schema';
import { describe, expect, it } from 'vitest';
import { changedLaw } from '../../../testing/laws/changed-law.ts';
import { MINIMAL_LAW } from '../../../testing/laws/minimal.ts';
import { WHOLE_LAW } from '../../../testing/laws/whole.ts';
import { type LocatedMap, plainOf, textAt } from './located.ts';
import { publishedSchemas } from './published-schema.ts';
import type { FileKind } from './schema.ts';
import { type LawText, readSourceFile } from './source-file.ts';

const schemas = publishedSchemas();
const isTaken = (file: LawText): boolean => {
  const root = readSourceFile(file).root as LocatedMap;
  return Schema.Check(schemas[textAt(root, 'kind') as FileKind], plainOf(root));
};

/** Keys without a description, by their path. */
function muteKeys(node: unknown, path: string): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { properties, ...rest } = node as { properties?: Record<string, object> };
  const own = Object.entries(properties ?? {}).flatMap(([key, schema]) => {
    const { description } = schema as { description?: string };
    const isMute = description === undefined || !/\p{Script=Han}/u.test(description);
    return [...(isMute ? [`${path}.${key}`] : []), ...muteKeys(schema, `${path}.${key}`)];
  });
  return [...own, ...Object.entries(rest).flatMap(([key, one]) => muteKeys(one, `${path}/${key}`))];
}

describe('the published schema', () => {
  it('says of every key in Chinese what it means', () => {
    const mute = Object.entries(schemas).flatMap(([kind, schema]) => muteKeys(schema, kind));
    expect(mute).toEqual([]);
  });

  it.each(WHOLE_LAW.map((file) => [file.path, file] as const))('takes %s', (_, file) => {
    expect(isTaken(file)).toBe(true);
  });

  it.each(MINIMAL_LAW.map((file) => [file.path, file] as const))('takes %s', (_, file) => {
    expect(isTaken(file)).toBe(true);
  });

  it.each([
    ['payer: basic', 'payer: [basic]'],
    ['rounding: { choice: rounding }', 'rounding: halfUp'],
    ['value: 15000000', 'value: 8.5'],
    ['payer: basic', 'payor: basic'],
    ['"2024-07-01":', '"July":'],
    ['reasons: [inScope]', 'reasons: []'],
    ['amount: { parameter: yearlyCapFen }', 'amount: { parameter: yearlyCap }'],
    ['out: null', 'out: { reason: [inScope] }'],
  ])('refuses %s written as %s', (from, to) => {
    const file = 'city/basic.policy.yaml';
    const [broken] = changedLaw(
      MINIMAL_LAW.filter(({ path }) => path === file),
      [{ file, from, to }],
    );
    expect(broken && isTaken(broken)).toBe(false);
  });

  it('defines what it refers to, once and at its root', () => {
    for (const schema of Object.values(schemas)) {
      const text = JSON.stringify(schema);
      const defined = Object.keys((schema.$defs ?? {}) as object).map((name) => `#/$defs/${name}`);
      const used = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((one) => one[1]);
      expect(defined).toEqual(expect.arrayContaining(used));
      expect(text.match(/"\$defs"/g) ?? []).toHaveLength(defined.length > 0 ? 1 : 0);
      expect(text).not.toContain('"$id"');
    }
  });
});
