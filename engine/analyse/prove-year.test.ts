/**
 * Each flaw of a year's end is found, with the amounts worked out by hand: a stay is paid to 80 %
 * of what is in scope, and the close pays back of the 20 % that it leaves, the burden.
 */
import { describe, expect, it } from 'vitest';
import { type Flaw, flawedLaw } from '../../testing/curves/flawed-law.ts';
import { compiled } from '../../testing/laws/changed-law.ts';
import type { Program } from '../law/index.ts';
import { EMPTY_STATE } from '../settle/index.ts';
import { curveOf, paidAt, personAt } from './curves/curve.ts';
import { withClose } from './curves/year-end.ts';
import type { Finding, FindingKind } from './findings/finding.ts';
import { MIXES } from './findings/mixes.ts';
import { profileOf, sceneOf } from './findings/profiles.ts';
import { closeOf } from './findings/year-ends.ts';
import { prove } from './prove.ts';

function findingsWith(...flaws: readonly Flaw[]): readonly Finding[] {
  const { law, diagnostics } = compiled(flawedLaw(...flaws));
  if (!law) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const { schemes } = prove(law, 'city');
  const all = schemes.flatMap(({ findings, refused }) => {
    expect(refused).toEqual([]);
    return findings;
  });
  return all.filter(({ kind }) => kind !== 'noTierApplies');
}

function only(findings: readonly Finding[], kind: FindingKind): Finding {
  expect(findings.map((finding) => finding.kind)).toEqual([kind]);
  const [first] = findings;
  if (!first) throw new Error('nothing found');
  return first;
}

describe('prove, with the end of a year', () => {
  it('finds a cliff that only the close makes', () => {
    // A bill of 50,000.00 all in scope leaves 10,000.00; of 9,999.99 half is paid back.
    const cliff = only(findingsWith('yearCliff'), 'cliff');
    expect(cliff.atYearEnd).toBe(true);
    expect(cliff.mix?.id).toBe('allInScope');
    expect(cliff.runs.map(({ totalFen, personFen }) => [totalFen, personFen])).toEqual([
      [4_999_997, 499_999],
      [5_000_097, 1_000_019],
    ]);
    expect(cliff.runs[0]?.paid).toEqual([
      { tier: 'city.stay', fen: 3_999_998 },
      { tier: 'city.topUp', fen: 500_000 },
    ]);
    expect(cliff.runs.map(({ close }) => close?.kind)).toEqual(['close', 'close']);
    expect(cliff.because.map(({ id, citation }) => [id, citation.clause])).toEqual([
      ['city.stay', '第三条'],
      ['city.topUp', '第四条'],
    ]);
    expect(cliff.text).toContain('全年费用从49,999.97元多1.00元');
  });

  it('finds where a dearer year is cheaper', () => {
    const found = only(findingsWith('yearStep'), 'dearerIsCheaper');
    expect(found.atYearEnd).toBe(true);
    expect(found.runs[0]).toMatchObject({ totalFen: 4_999_997, personFen: 999_999 });
    expect(found.runs[1]).toMatchObject({ totalFen: 4_999_998, personFen: 500_000 });
  });

  it('finds a class that the close leaves out, although bills treat all alike', () => {
    const findings = findingsWith('yearPoorer');
    expect(findings.map(({ kind, along }) => [kind, along?.personClass])).toEqual([
      ['poorerPaysMore', 'poor'],
      ['poorerPaysMore', 'poor'],
    ]);
    // Half of 20 % of 1,000,000.00.
    expect(findings.every(({ text }) => text.includes('最多多负担100,000.00元'))).toBe(true);
    expect(findings.every(({ atYearEnd }) => atYearEnd)).toBe(true);
  });

  it('says what the close makes good, and does not tell it twice', () => {
    const found = only(findingsWith('poorer', 'yearMends'), 'poorerPaysMore');
    expect([found.atYearEnd, found.afterYearEnd]).toEqual([false, '算上年末结转，不再有']);
    // Half of it back leaves half of the 300,000.00 by which the borderline class bears more.
    const half = findingsWith('poorer', 'yearPoorer').filter(
      ({ along }) => along?.personClass === 'border',
    );
    expect(half.map(({ afterYearEnd }) => afterYearEnd)).toEqual([
      '算上年末结转，最多仍多负担150,000.00元',
    ]);
    const [drop] = findingsWith('cliff', 'yearMends').filter(
      ({ kind, along }) => kind === 'dearerIsCheaper' && along?.personClass === 'border',
    );
    expect(drop?.afterYearEnd).toBe('算上年末结转，不再有');
    // From 50,000.00 it is 85 % in place of 80: 2,000.00 less, and 1,000.00 less of the year.
    const kept = findingsWith('cliff', 'yearPoorer').filter(
      ({ kind, along }) => kind === 'dearerIsCheaper' && along?.personClass === 'border',
    );
    expect(kept.map(({ afterYearEnd }) => afterYearEnd)).toEqual([
      '算上年末结转，个人负担仍降约999.99元',
    ]);
  });

  it('finds a close that never pays, and looks at a family before it says so', () => {
    // 20 % of 1,000,000.00 is less than 205,000.00; with 10,000.00 of somebody else it is more.
    const found = only(findingsWith('yearIdle'), 'closeNeverPays');
    expect(found.runs[0]).toMatchObject({ totalFen: 100_000_000, personFen: 36_000_000 });
    expect(findingsWith('yearHousehold')).toEqual([]);
  });
});

describe('curveOf, with the end of a year', () => {
  const [, allInScope] = MIXES;

  function topUpOf(...flaws: readonly Flaw[]) {
    const program = compiled(flawedLaw(...flaws)).law?.programs[0];
    if (!program || !allInScope) throw new Error('no law');
    const profile = profileOf(program, program.from, { setting: 'inpatient' });
    return { program, profile, scene: sceneOf(program, profile, allInScope) };
  }

  const topUpAt = (program: Program) => program.tiers.findIndex(({ id }) => id === 'city.topUp');

  it('takes the bills before the last one into the year', () => {
    // 20,000.00 earlier leave 4,000.00; 10,000.00 is reached by another 30,000.00.
    const { program, profile, scene } = topUpOf('yearCliff');
    const close = closeOf(program, program.from, profile);
    const year = withClose(scene, close, [1_500_000, 500_000]);
    const curve = year.ok ? curveOf(year.value, 10_000_000) : year;
    if (!curve.ok) throw new Error(curve.rejection.message);
    expect(curve.value.pieces.map(({ to }) => to)).toEqual([2_999_999n, 10_000_000n]);
    expect(personAt(curve.value, 0n)).toEqual({ numerator: 200_000n, denominator: 1n });
    expect(personAt(curve.value, 3_000_000n)).toEqual({ numerator: 1_000_000n, denominator: 1n });
    expect(curve.value.pieces[0]?.endsBy).toMatchObject({
      word: 'condition',
      tier: topUpAt(program),
    });
  });

  it('adds what others of a household bear, as declared', () => {
    // Somebody else bears 150,000.00; above 205,000.00 half comes back.
    const { program, profile, scene } = topUpOf('yearHousehold');
    const plain = closeOf(program, program.from, profile);
    const counters = [{ counter: 'city.burden', key: '', window: 2024, value: 15_000_000 }];
    const members = [
      { personId: profile.person.id, state: EMPTY_STATE },
      { personId: 'other', state: { scheme: program.id, counters } },
    ];
    const year = withClose(scene, { ...plain, members });
    const curve = year.ok ? curveOf(year.value, 100_000_000) : year;
    if (!curve.ok) throw new Error(curve.rejection.message);
    const paid = [27_500_000n, 27_500_010n].map((at) => paidAt(curve.value, topUpAt(program), at));
    expect(paid.map(({ numerator }) => numerator)).toEqual([0n, 1n]);
    expect(personAt(curve.value, 0n).numerator).toBe(15_000_000n);
  });

  it('rejects a close that the law does not know, as settle does', () => {
    const { program, profile, scene } = topUpOf('yearCliff');
    const close = { ...closeOf(program, program.from, profile), on: program.until };
    const year = withClose(scene, close);
    expect(year.ok ? '' : year.rejection.code).toBe('law/expired');
  });
});
