/**
 * The page of findings is of the law as it stands. All of it takes half a minute to write, so the
 * law is held by its hashes, and one area is written anew.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile, POLICIES, readLawFolder } from '../apps/cli/load-law.ts';
import { areaText, FINDINGS_PATH, lawsLine, provenArea } from './findings-page.ts';

const WRITE = 'run node tools/run.mjs tools/findings.ts';

describe('docs/law/findings.md', () => {
  const { laws } = readLawFolder(POLICIES);
  const { law } = compile(laws);
  const page = readFileSync(new URL(`../${FINDINGS_PATH}`, import.meta.url), 'utf8');

  it('is of the law as it stands', () => {
    if (!law) throw new Error('the law has errors');
    expect(page.includes(lawsLine(law)), WRITE).toBe(true);
  });

  it('says of one area what is proved of it now', () => {
    if (!law) throw new Error('the law has errors');
    const written = areaText(law, provenArea(law, laws, 'panzhihua'));
    expect(page.includes(written), WRITE).toBe(true);
  });

  it('tells what the end of a year leaves of an inversion of Wenzhou', () => {
    const [, wenzhou = ''] = page.split('\n## 温州市');
    expect(wenzhou).toContain('算上年末结转，最多仍多负担7,072.50元');
  });

  it('tells the fall of the burden of the poor of Xianning', () => {
    const [, xianning = ''] = page.split('\n## 咸宁市');
    expect(xianning).toContain('越贵越便宜');
    expect(xianning).toContain('目录外超过10%部分由定点医院承担一半');
    expect(xianning).toContain('办法四（种子）');
  });
});
