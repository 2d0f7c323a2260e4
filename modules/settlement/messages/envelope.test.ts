import { describe, expect, it } from 'vitest';
import { envelopeOf } from '../../../testing/service/index.ts';
import { readEnvelope } from './envelope.ts';

function hashOf(input: string): string {
  const text = JSON.stringify(envelopeOf({ infno: '2207', msgid: 'm1', input: { here: 1 } }));
  const read = readEnvelope(text.replace('{"here":1}', input));
  if (!read.ok) throw new Error(read.rejection.code);
  return read.value.contentHash.toString('hex');
}

describe('the hash of what a message says', () => {
  it('is the same in whatever order names stand', () => {
    const one = hashOf('{"data":{"b":1,"a":"x"},"rows":[{"p":1,"q":[]},{"q":[],"p":1}]}');
    expect(hashOf('{"rows":[{"q":[],"p":1},{"p":1,"q":[]}],"data":{"a":"x","b":1}}')).toBe(one);
  });

  it('is another for every other value, order of rows, type or name', () => {
    const inputs = [
      '{"rows":[{"p":1,"q":2}]}',
      '{"rows":[{"p":2,"q":1}]}',
      '{"rows":[{"p":"1","q":2}]}',
      '{"rows":[{"p":1,"q":2},{"p":1,"q":3}]}',
      '{"rows":[{"p":1,"q":3},{"p":1,"q":2}]}',
      '{"rows":[{"p":1,"r":2}]}',
      '{"rows":{"p":1,"q":2}}',
    ];
    expect(new Set(inputs.map(hashOf)).size).toBe(inputs.length);
  });

  it('is not taken in by names that hold what stands between names', () => {
    const inputs = [
      '{"a\\nb":1,"c":2}',
      '{"a":1,"b\\nc":2}',
      '{"a":3,"b\\nc":4}',
      '{"toString":1,"b":2}',
      '{"toString\\nb":1}',
    ];
    expect(new Set(inputs.map(hashOf)).size).toBe(inputs.length);
  });
});
