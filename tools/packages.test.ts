/** What the project leans on: pinned exactly, argued for, and installable by `npm ci` anywhere. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest: Manifest = JSON.parse(read('../package.json'));
const locked: Readonly<Record<string, Locked>> = JSON.parse(read('../package-lock.json')).packages;
const direct = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

describe('direct dependencies', () => {
  it.each(direct)('%s %s is pinned to one version', (_name, version) => {
    expect(version).toMatch(/^(npm:[a-z-]+@)?\d+\.\d+\.\d+(-[a-z]\.\d+)?$/);
  });

  it.each(direct)('%s %s has its line in docs/decisions/0002-dependencies.md', (name, version) => {
    const page = read('../docs/decisions/0002-dependencies.md');
    expect(page).toContain(`| \`${name}\` | ${version} |`);
  });
});

describe('package-lock.json', () => {
  it('names no registry', () => {
    expect(Object.keys(locked).filter((path) => locked[path]?.resolved)).toEqual([]);
  });

  it('has an entry for each package of another platform, which npm ci asks for', () => {
    const missing = Object.entries(locked).flatMap(([path, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).filter((name) => !hasEntry(path, name)),
    );
    expect(missing).toEqual([]);
  });
});

function hasEntry(path: string, name: string): boolean {
  if (locked[`${path === '' ? '' : `${path}/`}node_modules/${name}`]) return true;
  if (path === '') return false;
  return hasEntry(path.slice(0, Math.max(0, path.lastIndexOf('node_modules/') - 1)), name);
}
