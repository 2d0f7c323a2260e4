/**
 * Arrangements of areas: what is read, what is refused, and what comes back from the database.
 */
import { afterAll, expect, it } from 'vitest';
import { loadArrangements, loadLaw } from '../../apps/cli/load-law.ts';
import { migrate } from '../../platform/database/index.ts';
import { embeddedDatabases } from '../../testing/databases/index.ts';
import { lawMigrations, publishArrangements, readArrangements, treatFirstByArea } from './index.ts';

const { fresh, end } = embeddedDatabases();
afterAll(end);

it('names classes and documents that the law knows', () => {
  const { law } = loadLaw();
  const programs = law?.programs ?? [];
  const classes = programs.flatMap((one) => one.classes.map(({ id }) => id));
  for (const { treatFirst } of loadArrangements('policies')) {
    for (const { personClass, document } of treatFirst) {
      expect(classes).toContain(personClass);
      expect(law?.documents.map(({ id }) => id)).toContain(document);
    }
  }
});

it('refuses a file that says something else', () => {
  const good = 'kind: arrangements\narea: x\ntreatFirst: []\n';
  expect(readArrangements('x.yaml', good)).toMatchObject({ area: 'x' });
  for (const bad of [good.replace('[]', 'soon'), `${good}more: 1\n`, 'kind: area\n']) {
    expect(() => readArrangements('x.yaml', bad)).toThrow('x.yaml');
  }
});

it('stores what was published last', async () => {
  const database = await fresh();
  await migrate(database, [lawMigrations]);
  const publication = { at: new Date('2025-06-16T02:00:00Z'), by: 'system:test' };
  const [xianning] = loadArrangements('policies/xianning');
  if (!xianning) throw new Error('xianning arranges nothing');
  await publishArrangements(database, [xianning], publication);
  const known = await treatFirstByArea(database);
  expect(known.get('xianning')?.map(({ personClass }) => personClass)).toEqual(['poor1', 'poor2']);
  await publishArrangements(database, [{ ...xianning, treatFirst: [] }], publication);
  expect((await treatFirstByArea(database)).get('xianning')).toEqual([]);
});
