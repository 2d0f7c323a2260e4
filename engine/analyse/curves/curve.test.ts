/**
 * The curve of a registered poor person of Xianning 2017 with 20,000.00 out of catalogue, against
 * numbers worked out by hand, and what a curve refuses.
 */
import { describe, expect, it } from 'vitest';
import { compareWithEngine } from '../../../testing/curves/faithful.ts';
import { lawAsWritten } from '../../../testing/people/laws.ts';
import type { Program } from '../../law/index.ts';
import { parseDay, type Result } from '../../units/index.ts';
import { MIXES } from '../findings/mixes.ts';
import { profileOf, sceneOf } from '../findings/profiles.ts';
import { breakpointsOf } from './breakpoints.ts';
import { type Curve, curveOf, paidAt, personAt } from './curve.ts';
import { curveData } from './curve-data.ts';
import { priorState } from './prior.ts';
import { rationalText } from './rational.ts';
import type { Mix, Scene } from './scene.ts';

const { law } = lawAsWritten();

function programNamed(id: string): Program {
  const found = law.programs.find((program) => program.id === id);
  if (!found) throw new Error(`no scheme ${id}`);
  return found;
}

function sceneWith(mix: string, codes: Record<string, string> = {}): Scene {
  const program = programNamed('xianning.resident.2017');
  const day = parseDay('2017-06-01');
  const found = MIXES.find(({ id }) => id === mix);
  if (day === undefined || !found) throw new Error(`no mix ${mix}`);
  const along = { personClass: 'poor1', setting: 'inpatient', grade: 'secondary', ...codes };
  return sceneOf(program, profileOf(program, day, along), found);
}

function drawn(scene: Scene, mostFen = 30_000_000): Curve {
  return ok(curveOf(scene, mostFen));
}

function ok<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.rejection.message);
  return result.value;
}

describe('a curve', () => {
  const curve = drawn(sceneWith('largeOutside'));

  it('bends exactly where the law says', () => {
    // Basic deductible 250. Supplementary: 250 + 20 % (x − 250) + 10 % (x + 20,000) = 3,000.
    // Critical: 250 + 20 % (x − 250) = 6,000.
    const breaks = breakpointsOf(curve).slice(0, 3);
    expect(breaks.map(({ at, isJump, cause }) => [rationalText(at), isJump, cause?.word])).toEqual([
      ['25000', false, 'deductible'],
      ['800000/3', false, 'deductible'],
      ['2900000', false, 'deductible'],
    ]);
  });

  it('gives what each tier pays before rounding', () => {
    // x = 1,000: basic 80 % of 750; out of catalogue 2,100 of 20,000 count, the hospital bears half
    // of the rest; the supplementary deductible of 3,000 is not used up by 400 + 2,100.
    const paid = (id: string) =>
      rationalText(
        paidAt(
          curve,
          curve.scene.program.tiers.findIndex((t) => t.id === id),
          100_000n,
        ),
      );
    expect(paid('xianning.basic.inpatient')).toBe('60000');
    expect(paid('xianning.hospitalHalf')).toBe('895000');
    expect(paid('xianning.supplementary')).toBe('0');
    expect(rationalText(personAt(curve, 100_000n))).toBe('1145000');
  });

  it('is bent where a deductible is spread in proportion, and says so', () => {
    const data = curveData(curve);
    expect(data.pieces[0]?.person).toBe('21/20·x + 1100000');
    expect(data.pieces.map(({ personSlope }) => personSlope === null)).toContain(true);
    expect(data.breaks[1]?.says).toBe('精准扶贫补充医疗保险：起付线');
    expect(data.breaks[1]?.citations[0]?.clause).toBe('办法四');
    expect(data.tiers.map(({ payerTitle }) => payerTitle)).toContain('定点医院');
  });

  it('starts from the counters that were declared', () => {
    const scene = sceneWith('allInScope', { personClass: 'general' });
    const state = ok(
      priorState(scene.program, scene.event, { 'xianning.critical.base': 3_500_000 }),
    );
    const later = drawn({ ...scene, state });
    const tier = scene.program.tiers.findIndex(({ id }) => id === 'xianning.critical');
    // 500 deductible + 30 % of 9,500 = 3,350 on top of the 35,000 already counted: 65 %.
    expect(rationalText(paidAt(later, tier, 1_000_000n))).toBe('217750');
    expect(rationalText(paidAt(drawn(scene), tier, 1_000_000n))).toBe('0');
  });

  it('leaves out what a limit of the year no longer counts', () => {
    // Zhoushan counts 80,000.00 a year up to its relief; 79,000.00 of them are used.
    const program = programNamed('zhoushan.employee.2018');
    const profile = profileOf(program, program.from, { setting: 'inpatient', grade: 'primary' });
    const [, mix] = MIXES;
    if (!mix) throw new Error('no mix');
    const scene = sceneOf(program, profile, mix);
    const counter = 'zhoushan.basic.employee.inpatient.counted';
    const state = ok(priorState(program, scene.event, { [counter]: 7_900_000 }));
    const later = drawn({ ...scene, state });
    expect(compareWithEngine(later, [50_000, 99_999, 100_001, 2_000_000]).faults).toEqual([]);
    expect(breakpointsOf(later).map(({ cause }) => cause?.word)).toContain('limit');
  });

  it('draws the premium too', () => {
    const scene = sceneWith('allInScope');
    const on = scene.event.kind === 'visit' ? scene.event.settledOn : scene.event.on;
    const event = { kind: 'contribution' as const, id: 'c', on, premiumFen: 0, facets: {} };
    const premium = drawn({ ...scene, event });
    expect(rationalText(personAt(premium, 18_001n))).toBe('18001/2');
  });
});

describe('a curve refuses', () => {
  const scene = sceneWith('ordinary');
  const codeOf = (result: Result<unknown>) => (result.ok ? 'drawn' : result.rejection.code);
  const mixed = (change: Partial<Mix['lines'][number]>): Scene => ({
    ...scene,
    mix: { ...scene.mix, lines: scene.mix.lines.map((line) => ({ ...line, ...change })) },
  });

  it('a mix that is not one', () => {
    expect(codeOf(curveOf(mixed({ shareBp: 5_000 }), 100))).toBe('curve/mix_invalid');
    expect(codeOf(curveOf(mixed({ firstShareBp: 10_001 }), 100))).toBe('curve/mix_invalid');
    expect(codeOf(curveOf(mixed({ fixedFen: -1 }), 100))).toBe('curve/mix_invalid');
  });

  it('amounts beyond the range of the engine', () => {
    expect(codeOf(curveOf(scene, 900_000_000_001))).toBe('curve/too_large');
    expect(codeOf(curveOf(mixed({ fixedFen: 900_000_000_000 }), 100))).toBe('curve/too_large');
  });

  it('what settle refuses', () => {
    const { event } = scene;
    const unknown = { ...event, facets: { ...event.facets, grade: 'royal' } };
    expect(codeOf(curveOf({ ...scene, event: unknown }, 100))).toBe('settlement/unknown_code');
  });

  it('counters that are not of the law', () => {
    const prior = (values: Record<string, number>) =>
      codeOf(priorState(scene.program, scene.event, values));
    expect(prior({ nothing: 1 })).toBe('curve/unknown_counter');
    expect(prior({ 'xianning.critical.base': -1 })).toBe('curve/unknown_counter');
  });
});
