import { describe, expect, it } from 'vitest';
import { allOf, BUNDLES, bundledModule, faultOf } from './bundle-size.ts';

describe('engine size', () => {
  it.each(Object.entries(BUNDLES))('%s is within its bar', async (_, { modules, mostBytes }) => {
    const bundle = await bundledModule(modules.join('\n'));
    expect(faultOf(bundle, mostBytes)).toBeNull();
    expect(Object.keys(bundle.byFolder)).toEqual(
      expect.arrayContaining(['engine/units', 'engine/law', 'engine/settle']),
    );
    expect(faultOf(bundle, bundle.gzipBytes - 1)).toContain('at most');
  });

  it('writes code in one of them only', async () => {
    const writers = await Promise.all(
      Object.entries(BUNDLES).map(async ([name, { modules }]) => {
        const { text } = await bundledModule(modules.join('\n'));
        return /\bnew Function\b/.test(text) ? [name] : [];
      }),
    );
    expect(writers.flat()).toEqual(['run time and kernel writer']);
  });

  it('names what reads law where that got in', async () => {
    const bundle = await bundledModule([allOf('settle'), allOf('law/read')].join('\n'));
    expect(faultOf(bundle, Number.MAX_SAFE_INTEGER)).toContain('engine/law/read');
  });
});
