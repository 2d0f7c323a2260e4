import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { loadLaw, POLICIES, readLawFolder } from '../../apps/cli/load-law.ts';
import { compileLaw, type LawText } from '../law/read/index.ts';
import { areaLaws } from './area-laws.ts';

const { laws } = readLawFolder(POLICIES);
let compiled: number;

function compile(texts: readonly LawText[], flips = {}) {
  compiled += 1;
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  return compileLaw(texts, { digest, flips });
}

function hashes(law: ReturnType<typeof loadLaw>['law'], area: string) {
  return (law?.programs ?? []).filter((one) => one.area === area).map(({ id, hash }) => [id, hash]);
}

test('the law of an area is the same as in the whole body', () => {
  const byArea = areaLaws(laws, compile);
  compiled = 0;
  for (const area of ['xianning', 'wenzhou', 'w2']) {
    expect(hashes(byArea({}, area).law, area)).toEqual(hashes(loadLaw().law, area));
  }
  const before = compiled;
  byArea({}, 'xianning');
  expect(compiled).toBe(before);
});

test('a flip makes only the schemes anew that have its file', () => {
  const flips = { 'xianning.supplementary/firstShareSide': 'outOfCatalogue' };
  const byArea = areaLaws(laws, compile);
  byArea({}, 'xianning');
  compiled = 0;
  const flipped = byArea(flips, 'xianning');
  expect(hashes(flipped.law, 'xianning')).toEqual(hashes(loadLaw(POLICIES, flips).law, 'xianning'));
  expect(compiled).toBeGreaterThan(0);
  expect(compiled).toBeLessThan(hashes(flipped.law, 'xianning').length);
});

test('a flip of a choice that is nowhere is told as in the whole body', () => {
  const flips = { 'nowhere/choice': 'x' };
  const { law, diagnostics } = areaLaws(laws, compile)(flips, 'xianning');
  expect(law).toBeNull();
  expect(diagnostics).toEqual(loadLaw(POLICIES, flips).diagnostics);
});
