/**
 * Arrangements of areas: what is read, what is refused, and what comes back from the database.
 */
import { afterAll, expect, it } from 'vitest';
import { areaArrangements, loadLaw, readLawFolder } from '../../apps/cli/load-law.ts';
import { asDay, parseDay } from '../../engine/units/index.ts';
import { migrate } from '../../platform/database/index.ts';
import { embeddedDatabases } from '../../testing/databases/index.ts';
import {
  arrangementFaults,
  lastClaimDay,
  lawMigrations,
  publishArrangements,
  publishedArrangements,
  readArrangements,
} from './index.ts';

const { fresh, end } = embeddedDatabases();
afterAll(end);

const TREATED = { from: '2017-03-20', until: null, mark: 'seed', clause: '二（八）' } as const;
const YAML = `kind: arrangements
area: xianning
treatFirst: []
claimDeadlines:
  - from: "2024-01-01"
    until: "2025-01-01"
    lastDay: { yearsAfter: 1, day: "06-30" }
    mark: official
    document: xianning-2017-11
    clause: 第一条
  - from: "2025-01-01"
    until: null
    lastDay: { monthsAfter: 12 }
    mark: assumed
    document: xianning-2017-11
    clause: 第二条
`;

it('that come with Tibao name classes and documents that the law knows', () => {
  const { law } = loadLaw();
  if (!law) throw new Error('the law does not compile');
  const all = areaArrangements(readLawFolder('policies'));
  expect(all.length).toBeGreaterThan(0);
  for (const one of all) expect(arrangementFaults(one, law)).toEqual([]);
});

it('refuses a file that says something else', () => {
  const good = 'kind: arrangements\narea: x\ntreatFirst: []\n';
  expect(readArrangements('x.yaml', good)).toMatchObject({ area: 'x' });
  for (const bad of [good.replace('[]', 'soon'), `${good}more: 1\n`, 'kind: area\n']) {
    expect(() => readArrangements('x.yaml', bad)).toThrow('x.yaml');
  }
  for (const bad of ['{ monthsAfter: 0 }', '{ day: "06-30" }', '{}']) {
    const text = YAML.replace('{ monthsAfter: 12 }', bad);
    expect(() => readArrangements('x.yaml', text)).toThrow('/claimDeadlines/1');
  }
});

it('says what the law does not know, and what contradicts itself', () => {
  const { law } = loadLaw();
  if (!law) throw new Error('the law does not compile');
  const faults = (change: (text: string) => string) =>
    arrangementFaults(readArrangements('x.yaml', change(YAML)), law);
  expect(faults((text) => text)).toEqual([]);
  expect(faults((text) => text.replace('area: xianning', 'area: nowhere'))).toHaveLength(1);
  expect(faults((text) => text.replace('-2017-11', '-2017-99'))).toEqual([
    '没有文件 xianning-2017-99',
  ]);
  expect(faults((text) => text.replace('06-30', '02-29'))[0]).toContain('02-29');
  expect(faults((text) => text.replace('until: "2025-01-01"', 'until: null'))[0]).toContain('两条');
  expect(faults((text) => text.replace('from: "2024-01-01"', 'from: "2025-06-31"'))).not.toEqual(
    [],
  );
  const given = readArrangements('x.yaml', YAML);
  const unknown = { ...TREATED, personClass: 'rich', document: 'xianning-2017-11' };
  expect(arrangementFaults({ ...given, treatFirst: [unknown] }, law)[0]).toContain('rich');
});

it('counts the last day of a claim from the end of the care', () => {
  const { claimDeadlines = [] } = readArrangements('x.yaml', YAML);
  const lastOn = (text: string) => {
    const day = parseDay(text);
    if (day === undefined) throw new Error(text);
    return lastClaimDay(claimDeadlines, day)?.on ?? null;
  };
  expect(lastOn('2023-12-31')).toBeNull();
  expect(lastOn('2024-01-01')).toBe('2025-06-30');
  expect(lastOn('2024-12-31')).toBe('2025-06-30');
  expect(lastOn('2025-01-01')).toBe('2026-01-01');
  expect(lastOn('2028-02-29')).toBe('2029-02-28');
  expect(lastClaimDay([], asDay(0))).toBeNull();
});

it('stores what was published last', async () => {
  const database = await fresh();
  await migrate(database, [lawMigrations]);
  const publication = { at: new Date('2025-06-16T02:00:00Z'), by: 'system:test' };
  const [xianning] = areaArrangements(readLawFolder('policies/xianning'));
  if (!xianning) throw new Error('xianning arranges nothing');
  await publishArrangements(database, [xianning], publication);
  const known = async () => (await publishedArrangements(database)).get('xianning');
  expect(await known()).toEqual(xianning);
  expect(xianning.treatFirst.map(({ personClass }) => personClass)).toEqual(['poor1', 'poor2']);
  const later = readArrangements('x.yaml', YAML);
  await publishArrangements(database, [later], publication);
  expect(await known()).toEqual(later);
});
