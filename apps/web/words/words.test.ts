/** Words of the screen: both languages say the same things with the same names in braces. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import glossary from './glossary.json' with { type: 'json' };
import { filled, piecesOf, type WordKey, wordsOf } from './words.ts';

const ZH = wordsOf('zh');
const EN = wordsOf('en');
const keys = Object.keys(ZH) as WordKey[];

function namesIn(template: string): string[] {
  return piecesOf(template)
    .filter((_, index) => index % 2 === 1)
    .sort();
}

/** All code of the pages, without tests. */
function code(): string {
  const root = fileURLToPath(new URL('..', import.meta.url));
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(root, path), 'utf8'))
    .join('\n');
}

describe('words', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(EN)).toEqual(keys);
  });

  it.each(keys)('%s names the same parts in both languages', (key) => {
    expect(namesIn(EN[key])).toEqual(namesIn(ZH[key]));
  });

  it('are all used', () => {
    const text = code();
    expect(keys.filter((key) => !new RegExp(`\\bw\\.${key}\\b|['"]${key}['"]`).test(text))).toEqual(
      [],
    );
  });

  it('say assumed as 假定', () => {
    expect(ZH.markAssumed).toBe('假定');
    expect(glossary.assumed.zh.word).toBe('假定');
  });

  it('refuse a name without a value', () => {
    expect(filled('共 {total} 元', { total: '3.00' })).toBe('共 3.00 元');
    expect(() => filled('共 {total} 元', {})).toThrow('total');
  });
});
