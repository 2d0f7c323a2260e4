/**
 * The made-up city of the guide is law like any other: it has no fault and its cases hold.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compile, readLawFolder } from '../apps/cli/load-law.ts';
import { readCases, runCases } from '../engine/input/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const city = readLawFolder(
  join(root, 'policies/national'),
  join(root, 'policies/sources'),
  join(root, 'docs/law/guide/yunxi'),
);

test('the city of the guide has no fault', () => {
  expect(compile(city.laws).diagnostics).toEqual([]);
});

test('the worked cases of the guide hold', () => {
  const read = city.cases.map(({ path, text }) => readCases(text, path));
  expect(read.flatMap(({ problems }) => problems)).toEqual([]);
  const cases = read.flatMap((file) => file.cases);
  expect(cases.length).toBeGreaterThanOrEqual(3);
  const results = runCases((flips) => compile(city.laws, flips), cases);
  expect(results.flatMap(({ failures }) => failures)).toEqual([]);
});

test('every page and file that the guide names is there', () => {
  const guide = readFileSync(join(root, 'docs/law/guide.md'), 'utf8');
  const links = [...guide.matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => link ?? '');
  expect(links.length).toBeGreaterThan(8);
  for (const link of links) expect(() => readLawPlace(join(root, 'docs/law', link))).not.toThrow();
});

function readLawPlace(place: string): unknown {
  return place.endsWith('/') ? readLawFolder(place).laws : readFileSync(place, 'utf8');
}
