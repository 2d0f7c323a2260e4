import { describe, expect, it } from 'vitest';
import { BUNDLES, bundled, faultOf } from './bundle-size.ts';

describe('engine size', () => {
  it.each(Object.entries(BUNDLES))('%s is within its bar', async (_, parts) => {
    const bundle = await bundled(parts);
    expect(faultOf(bundle)).toBeNull();
    const folders = parts.map((part) => `engine/${part}`);
    expect(Object.keys(bundle.byFolder).toSorted()).toEqual(folders.toSorted());
    expect(faultOf(bundle, bundle.gzipBytes - 1)).toContain('at most');
  });

  it('names what reads law where that got in', async () => {
    const bundle = await bundled(['settle', 'law/read']);
    expect(faultOf(bundle)).toContain('engine/law/read');
  });
});
