/** What the documents say of the tree is true: links, commands, folders, bars and words. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const documents = ['.', 'docs', 'docs/decisions', 'changes', ...folders('.'), ...folders('engine')]
  .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.md'))
  .filter((path, index, all) => all.indexOf(path) === index);

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function folders(path: string): string[] {
  return readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\.|node_modules)/.test(entry.name))
    .map((entry) => join(path, entry.name))
    .filter((folder) => readdirSync(join(root, folder)).length > 0);
}

function measured(folder: string): string[] {
  const path = join(root, folder);
  return (existsSync(path) ? readdirSync(path) : [])
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.replace('.ts', ''));
}

describe.each(documents)('%s', (path) => {
  const text = read(path);

  it('links to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    const local = links.filter((link) => !/^[a-z]+:/.test(link));
    expect(local.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
  });

  it('names commands that package.json has', () => {
    const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts;
    const named = [...text.matchAll(/npm run (?:-s )?([a-z:]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

/** What stands between the lines that leave something out. */
function passagesOf(block: string): string[] {
  const passages = block.split(/^…\n/m).filter((passage) => passage !== '');
  expect(passages.length).toBeGreaterThan(1);
  return passages;
}

describe('docs/benchmarks.md', () => {
  it.each([
    ...measured('bench/benches').map((name) => [name, 'bench']),
    ...measured('bench/trials').map((name) => [name, 'trial']),
  ])('has a row for %s', (name, kind) => {
    expect(read('docs/benchmarks.md')).toContain(`| \`${name}\` | ${kind} |`);
  });

  it('has no row for what does not exist', () => {
    const rows = [...read('docs/benchmarks.md').matchAll(/^\| `([^`]+)` \| (bench|trial) \|/gm)];
    const all = { bench: measured('bench/benches'), trial: measured('bench/trials') };
    const lost = rows.filter(
      ([, name = '', kind]) => !all[kind as keyof typeof all].includes(name),
    );
    expect(lost.map(([row]) => row)).toEqual([]);
  });
});

describe('ARCHITECTURE.md', () => {
  it.each(['.', 'engine', 'testing', 'bench'].flatMap(folders))('names the folder %s', (folder) => {
    expect(read('ARCHITECTURE.md')).toContain(`${folder.split('/').at(-1)}/`);
  });
});

describe('GLOSSARY.md', () => {
  const rows = read('GLOSSARY.md').match(/^\| [^-].*\|$/gm) ?? [];

  it('has each Chinese term once', () => {
    const terms = rows
      .map((row) => row.split('|')[1]?.trim() ?? '')
      .filter((term) => /\p{sc=Han}/u.test(term));
    expect(terms.filter((term, index) => term !== '中文' && terms.indexOf(term) !== index)).toEqual(
      [],
    );
  });

  it.each(Object.keys(parse(read('policies/national/vocabulary.yaml')).dimensions))(
    'has the dimension %s',
    (dimension) => {
      expect(read('GLOSSARY.md')).toContain(`\`${dimension}\``);
    },
  );
});

describe.each(['README.md', 'README.zh-CN.md'])('%s', (path) => {
  const text = read(path);

  it('shows what its command prints', () => {
    const [, command = '', shown = ''] = /```console\n\$ (.+)\n([^`]+)```/.exec(text) ?? [];
    const [file = '', ...args] = command.split(' ');
    const { stdout } = spawnSync(process.execPath, [join(root, file), ...args], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const passage of passagesOf(shown)) expect(stdout).toContain(passage);
  });

  it('quotes the law as it is', () => {
    const [, file = '', quoted = ''] =
      /`(policies\/[^`]+)`[:：]\n\n```yaml\n([^`]+)```/.exec(text) ?? [];
    for (const passage of passagesOf(quoted)) expect(read(file)).toContain(passage);
  });
});

describe('the two READMEs', () => {
  it('show the same commands and files', () => {
    const marked = (path: string) =>
      read(path).match(/`(?:npm|bin\/tibao|docs\/|policies\/)[^`]*`/g) ?? [];
    expect(new Set(marked('README.zh-CN.md'))).toEqual(new Set(marked('README.md')));
  });
});
