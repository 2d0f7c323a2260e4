import { describe, expect, it } from 'vitest';
import { bundled, faultOf, PARTS } from './bundle-size.ts';

describe('engine size', () => {
  it('is within its bar and free of what reads law', async () => {
    const bundle = await bundled(PARTS);
    expect(faultOf(bundle)).toBeNull();
    expect(Object.keys(bundle.byFolder).toSorted()).toEqual(
      PARTS.map((p) => `engine/${p}`).toSorted(),
    );
    expect(faultOf(bundle, bundle.gzipBytes - 1)).toContain('at most');
  });

  it('names what reads law where that got in', async () => {
    const bundle = await bundled(['settle', 'law/read']);
    expect(faultOf(bundle)).toContain('engine/law/read');
  });
});
