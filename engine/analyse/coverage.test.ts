/** Coverage counts each number once, in the years in which it is in force, by its own mark. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MINIMAL_LAW } from '../../testing/laws/minimal.ts';
import { compileLaw, type LawText } from '../law/read/index.ts';
import { coverageOf } from './coverage.ts';

function coverageIn(laws: readonly LawText[]) {
  const digest = (text: string) => createHash('sha256').update(text).digest('hex');
  const { law, diagnostics } = compileLaw(laws, { digest });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return coverageOf(law ?? { programs: [], dimensions: [], documents: [] }, laws).areas;
}

/** The small law with a second scheme, in force from a day. */
function withScheme(
  from: string,
  until: string,
  change: (text: string) => string = (text) => text,
) {
  const first = MINIMAL_LAW.find(({ path }) => path.includes('scheme'))?.text ?? '';
  const text = change(
    first
      .replace('id: city.2024', 'id: city.next')
      .replace('effectiveFrom: "2024-01-01"', `effectiveFrom: "${from}"`)
      .replace('effectiveUntil: "2025-01-01"', `effectiveUntil: "${until}"`),
  );
  return [...MINIMAL_LAW, { path: 'city/next.scheme.yaml', text }];
}

function lookOf(laws: readonly LawText[], payer: string) {
  const tier = coverageIn(laws)[0]?.tiers.find((one) => one.payer === payer);
  return tier?.years.map(({ year, state, numbers }) => {
    const { seed, official, secondary, assumed } = numbers;
    return `${year} ${state} ${[seed, official, secondary, assumed].join('.')}`;
  });
}

describe('coverageOf', () => {
  it('counts the numbers of a tier by mark, with what overlays change in it', () => {
    expect(lookOf(MINIMAL_LAW, 'basic')).toEqual(['2024 inForce 0.9.0.1', '2025 expired 0.0.0.0']);
    expect(lookOf(MINIMAL_LAW, 'critical')?.[0]).toBe('2024 inForce 0.8.0.0');
  });

  it('tells the days of a year in which a tier is in force', () => {
    const [area] = coverageIn(MINIMAL_LAW);
    const assistance = area?.tiers.find(({ payer }) => payer === 'assistance');
    expect(assistance?.years[0]).toMatchObject({ from: '2024-03-01', until: '2025-01-01' });
    expect([area?.id, area?.title, assistance?.covers]).toEqual([
      'city',
      '样城',
      'insuranceType=resident',
    ]);
  });

  it('counts the numbers of price rules apart from those of tiers', () => {
    const prices = `kind: prices
id: city.prices
title: 限价
source: { mark: official, document: city-1, clause: 第十一条 }
parameters:
  allowedFen:
    from:
      "2024-01-01": { value: 5000, mark: official, document: city-1, clause: 第十一条 }
rules:
  - id: drugs
    title: 乙类限价
    lines: { itemClass: [B] }
    allowed: { parameter: allowedFen }
    source: { mark: official, document: city-1, clause: 第十一条 }
`;
    const laws = MINIMAL_LAW.map(({ path, text }) => ({
      path,
      text: text.replace(
        'overlays: [city.relief]',
        'overlays: [city.relief]\nprices: [city.prices]',
      ),
    }));
    const all = [...laws, { path: 'city/city.prices.yaml', text: prices }];
    expect(lookOf(all, '')?.[0]).toBe('2024 inForce 0.1.0.0');
    expect(lookOf(all, 'basic')).toEqual(lookOf(MINIMAL_LAW, 'basic'));
    expect(coverageIn(all)[0]?.policies.map(({ payer }) => payer)).not.toContain('');
  });

  it('counts only what is in force in the year', () => {
    const [, later] = lookOf(withScheme('2025-01-01', '2026-01-01'), 'basic') ?? [];
    expect(later).toBe('2025 inForce 0.7.0.1');
  });

  it('tells years between schemes from years before and after them', () => {
    const gap = withScheme('2026-01-01', '2027-01-01');
    expect(lookOf(gap, 'basic')?.map((look) => look.split(' ')[1])).toEqual([
      'inForce',
      'missing',
      'inForce',
      'expired',
    ]);
    const short = withScheme('2025-01-01', '2026-01-01', (text) =>
      text
        .replace('covers: { insuranceType: [resident] }', 'covers: { insuranceType: [employee] }')
        .replace('tiers: [city.basic, city.critical, city.assistance]', 'tiers: [city.basic]')
        .replace('overlays: [city.relief]\n', '')
        .replace(/counters:\n[\s\S]*?choices:\n.*\n/, 'choices:\n'),
    );
    const states = coverageIn(short)[0]?.tiers.map(
      ({ covers, payer, years }) => `${covers} ${payer} ${years.map(({ state }) => state).join()}`,
    );
    expect(states).toContain('insuranceType=employee basic notYet,inForce,expired');
    expect(states).toContain('insuranceType=resident basic inForce,expired,expired');
  });

  it('lists each policy once, with its status and what it leaves out', () => {
    const [area] = coverageIn(withScheme('2025-01-01', '2026-01-01'));
    expect(
      area?.policies.map(({ id, status, from, until, notModelled }) =>
        [id, status, from, until, notModelled].join(' '),
      ),
    ).toEqual([
      'city.basic complete 2024-01-01 2026-01-01 1',
      'city.critical complete 2024-01-01 2026-01-01 0',
      'city.assistance partial 2024-03-01 2026-01-01 0',
    ]);
    expect(area?.policies[0]?.numbers).toEqual({ seed: 0, official: 9, secondary: 0, assumed: 1 });
  });
});
