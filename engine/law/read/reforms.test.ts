/** A reform is an overlay like any other, laid without touching the scheme. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MINIMAL_LAW } from '../../../testing/laws/minimal.ts';
import { compileLaw } from './compile-law.ts';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
const NAMED = 'overlays: [city.relief]\n';

function compile(reforms: readonly string[], named = '') {
  const laws = MINIMAL_LAW.map((law) => ({ ...law, text: law.text.replace(NAMED, named) }));
  return compileLaw(laws, { digest, reforms });
}

describe('reforms', () => {
  it('give the law that naming the overlay in the scheme gives', () => {
    const laid = compile(['city.relief']);
    expect(laid.diagnostics).toEqual([]);
    expect(laid.law).toEqual(compile([], NAMED).law);
    expect(laid.law?.programs[0]?.hash).not.toBe(compile([]).law?.programs[0]?.hash);
  });

  it('lay nothing twice, and nothing that changes no tier of the scheme', () => {
    expect(compile(['city.relief'], NAMED).law).toEqual(compile([], NAMED).law);
    expect(compile(['city.nowhere']).law).toEqual(compile([]).law);
  });
});
