/**
 * The made-up city of the guide is law like any other: it has no fault and its cases hold.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { lawOf, settlePersons } from '../apps/cli/events.ts';
import { compile, readLawFolder } from '../apps/cli/load-law.ts';
import { coverNumbers } from '../engine/analyse/index.ts';
import { readCases, readEventsText, runCases } from '../engine/input/index.ts';
import { checkEveryChoice } from '../engine/law/read/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const city = readLawFolder(
  join(root, 'policies/national'),
  join(root, 'policies/sources'),
  join(root, 'docs/law/guide/yunxi'),
);

test('the city of the guide has no fault', () => {
  expect(compile(city.laws).diagnostics).toEqual([]);
});

test('the city of the guide has no fault under any other choice', () => {
  const { tried, diagnostics } = checkEveryChoice(city.laws);
  expect(tried).toBeGreaterThan(20);
  expect(diagnostics).toEqual([]);
});

test('the worked cases of the guide hold', () => {
  const read = city.cases.map(({ path, text }) => readCases(text, path));
  expect(read.flatMap(({ problems }) => problems)).toEqual([]);
  const cases = read.flatMap((file) => file.cases);
  expect(cases.length).toBeGreaterThanOrEqual(3);
  const results = runCases((flips) => compile(city.laws, flips), cases);
  expect(results.flatMap(({ failures }) => failures)).toEqual([]);
});

test('every number of the guide is guarded by a worked case', () => {
  const cases = city.cases.flatMap(({ path, text }) => readCases(text, path).cases);
  const { numbers } = coverNumbers(city.laws, cases, {
    compile,
    pick: (sites) => sites.filter(({ file }) => file.path.includes('yunxi')),
  });
  expect(numbers.length).toBeGreaterThan(20);
  expect(numbers.filter(({ survives }) => survives)).toEqual([]);
}, 60_000);

test('the recorded events of the guide settle', () => {
  const path = join(root, 'docs/law/guide/yunxi/events.json');
  const { histories, problems } = readEventsText(readFileSync(path, 'utf8'));
  expect(problems).toEqual([]);
  const persons = settlePersons(lawOf(compile(city.laws)), histories ?? [], path);
  const paid = persons.map(({ settled }) => settled?.steps.map((step) => step.settled.personFen));
  expect(paid).toEqual([[850_960, 3_500]]);
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
