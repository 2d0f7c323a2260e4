import { existsSync, readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { type Fault, planted } from './fault.ts';
import { FAULTS } from './faults.ts';

const root = new URL('../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');

const sample: Fault = { id: 'x', file: 'f.ts', find: 'a < b', replace: 'a <= b', about: '' };

describe('planted', () => {
  it('changes the one place', () => {
    expect(planted(sample, 'if (a < b) return;')).toBe('if (a <= b) return;');
  });

  it('takes the replacement as it is written', () => {
    expect(planted({ ...sample, replace: "$' + $&" }, '(a < b)')).toBe("($' + $&)");
  });

  it.each([
    ['no longer occurs', 'if (b > a) return;', /fault x: its text occurs 0 times in f\.ts/],
    ['occurs more than once', 'a < b || a < b', /occurs 2 times/],
  ])('refuses a text that %s', (_, text, message) => {
    expect(() => planted(sample, text)).toThrow(message);
  });
});

describe('the list of faults', () => {
  it('has at least 40, each with a name of its own', () => {
    expect(FAULTS.length).toBeGreaterThanOrEqual(40);
    expect(new Set(FAULTS.map(({ id }) => id)).size).toBe(FAULTS.length);
  });

  it.each(FAULTS)('plants $id in code that still runs', async (fault) => {
    const text = read(fault.file);
    const wrong = planted(fault, text);
    expect(wrong).not.toBe(text);
    await transform(wrong, { loader: 'ts', format: 'esm' });
    if (fault.likely) expect(existsSync(new URL(fault.likely, root)), fault.likely).toBe(true);
  });
});
