/**
 * Each flaw of a small law is found, with the amounts worked out by hand from its numbers, and a
 * law without it does not have it.
 */
import { describe, expect, it } from 'vitest';
import { type Flaw, flawedLaw } from '../../testing/curves/flawed-law.ts';
import { compiled } from '../../testing/laws/changed-law.ts';
import type { Law } from '../law/index.ts';
import { formatDay } from '../units/index.ts';
import { idleChoicesOf } from './boxes/idle-choices.ts';
import { assertShown, type Finding, type FindingKind } from './findings/finding.ts';
import { prove } from './prove.ts';

function lawWith(...flaws: readonly Flaw[]): Law {
  const { law, diagnostics } = compiled(flawedLaw(...flaws));
  if (!law) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return law;
}

function findingsWith(...flaws: readonly Flaw[]): readonly Finding[] {
  const { findings, schemes } = prove(lawWith(...flaws), 'city');
  return [...findings, ...schemes.flatMap((scheme) => scheme.findings)];
}

function only(findings: readonly Finding[], kind: FindingKind): Finding {
  const found = findings.filter((finding) => finding.kind === kind);
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`${found.length} findings of ${kind}`);
  return first;
}

/** Gaps that the small law has whatever its flaw. */
const GAPS: readonly FindingKind[] = ['nobodyCovers', 'noTierApplies'];

describe('prove', () => {
  it('finds nothing in a law without flaws but its gaps', () => {
    const findings = findingsWith();
    expect(findings.map(({ kind }) => kind)).toEqual(GAPS);
    const gap = only(findings, 'nobodyCovers');
    expect(gap.along).toEqual({ insuranceType: 'employee' });
    expect(gap.runs[0]?.rejected).toBe('settlement/person_not_enrolled');
    expect(gap.text).toContain('2024-01-01至2024-12-31');
    const unpaid = only(findings, 'noTierApplies');
    expect(unpaid.text).toContain('门诊、药店');
    expect(unpaid.runs[0]?.personFen).toBe(1_000_000);
  });

  it('finds a cliff with the last fen before it and the yuan that leads over it', () => {
    // From 50,000.00 the ratio of the poor falls from 80 % to 50 %; 80 % of the bill is in scope.
    const cliff = only(findingsWith('cliff'), 'cliff');
    expect(cliff.along).toEqual({ personClass: 'poor', setting: 'inpatient' });
    expect(cliff.runs.map(({ totalFen }) => totalFen)).toEqual([4_999_999, 5_000_099]);
    expect(cliff.runs.map(({ paid }) => paid)).toEqual([
      [{ tier: 'city.stay', fen: 3_199_999 }],
      [{ tier: 'city.stay', fen: 2_000_040 }],
    ]);
    expect(cliff.because.map(({ id, citation }) => [id, citation.clause])).toEqual([
      ['city.stay', '第三条'],
    ]);
    expect(cliff.mix?.id).toBe('ordinary');
  });

  it('finds where a dearer bill costs the person less', () => {
    // From 50,000.00 everybody else has 85 % in place of 80 %.
    const found = findingsWith('cliff').filter(({ kind }) => kind === 'dearerIsCheaper');
    expect(found.map(({ along }) => along?.personClass)).toEqual(['border']);
    expect(found[0]?.runs.map(({ totalFen, personFen }) => [totalFen, personFen])).toEqual([
      [4_999_999, 1_800_000],
      [5_000_000, 1_600_000],
    ]);
  });

  it('finds a poorer class, a lower grade and a referral that cost more', () => {
    // 50 % in place of 80 %: 30 % of a bill that is wholly in scope, 1,000,000.00 at most.
    const cases = [
      ['poorer', 'poorerPaysMore', { personClass: 'border' }],
      ['grade', 'lowerGradePaysMore', { grade: 'primary' }],
      ['referral', 'referralPaysMore', { referral: 'referred' }],
    ] as const;
    for (const [flaw, kind, along] of cases) {
      const found = only(findingsWith(flaw), kind);
      expect(found.along).toMatchObject(along);
      expect(found.text).toContain('300,000.00元');
      const [favoured, other] = found.runs;
      expect(favoured?.totalFen).toBe(other?.totalFen);
      expect(favoured?.personFen).toBeGreaterThan(other?.personFen ?? 0);
    }
  });

  it('finds a poorer class whose premium is dearer', () => {
    // The borderline class pays nothing, the poor pay all, up to the 10,000.00 looked at.
    const found = only(findingsWith('premium'), 'poorerPaysMore');
    expect(found.along).toEqual({ personClass: 'poor' });
    expect(found.runs.map(({ event, personFen }) => [event.kind, personFen > 0])).toEqual([
      ['contribution', true],
      ['contribution', false],
    ]);
    expect(found.text).toContain('同样的保费');
    expect(found.text).toContain('最多多负担10,000.00元');
  });

  it('finds that an early recognition lapses', () => {
    // A recognition holds twelve months; the general ratio of a primary hospital is 50 %.
    const found = only(findingsWith('grade'), 'earlierFilingPaysMore');
    expect(found.along?.personClass).toBe('poor');
    const since = found.runs.map(({ person }) =>
      person.facts.flatMap(({ dimension, effectiveFrom }) =>
        dimension === 'personClass' ? [formatDay(effectiveFrom)] : [],
      ),
    );
    expect(since).toEqual([['2023-12-28'], ['2024-12-31']]);
  });

  it('finds tiers that claim the same money', () => {
    const found = only(findingsWith('overlap'), 'tiersOverlap');
    expect(found.because.map(({ id }) => id)).toEqual(['city.stay', 'city.again']);
    expect(found.along).toMatchObject({ referral: 'referred', itemClass: 'B' });
    expect(found.runs[0]?.paid).toEqual([{ tier: 'city.stay', fen: 800_000 }]);
  });

  it('finds a change that can never act', () => {
    const found = only(findingsWith('dead'), 'neverApplies');
    expect(found.text).toContain('第1条修正');
    expect(found.runs.map(({ personFen }) => personFen)).toEqual([100_000_000, 100_000_000]);
  });

  it('finds a segment that a limit keeps out of reach, and a cap above it', () => {
    // 400,000.00 count at most; the third segment begins at 800,000.00, the cap is 990,000.00.
    const findings = findingsWith('cap');
    expect(only(findings, 'segmentNeverReached').text).toContain('第3段');
    const cap = only(findings, 'capNeverBinds');
    expect(cap.text).toContain('（year）');
    expect(cap.runs[0]?.paid).toEqual([{ tier: 'city.stay', fen: 32_000_000 }]);
    expect(findingsWith('segment').map(({ kind }) => kind)).toEqual([
      ...GAPS,
      'segmentNeverReached',
    ]);
  });

  it('finds choices that change nothing', () => {
    const texts = flawedLaw();
    const law = lawWith();
    const idle = idleChoicesOf(law, 'city', texts, (files, flips) => compiled(files, flips));
    const names = idle.map(({ because }) => because[0]?.id);
    expect(names).toEqual(['city.2024/aboveCap', 'city.2024/roundEach']);
    expect(idle[0]?.runs.map(({ rejected }) => rejected)).toEqual([null, null]);
    const used = flawedLaw('cap');
    const all = idleChoicesOf(lawWith('cap'), 'city', used, (files, flips) =>
      compiled(files, flips),
    );
    expect(all).toEqual([]);
  });

  it('looks at schemes in force on the day only', () => {
    const law = lawWith();
    const [scheme] = law.programs;
    if (!scheme) throw new Error('no scheme');
    expect(prove(law, 'city', { day: scheme.from }).schemes).toHaveLength(1);
    expect(prove(law, 'city', { day: scheme.until }).schemes).toEqual([]);
  });

  it('throws where a re-run does not show what was found', () => {
    const [finding] = findingsWith();
    if (!finding) throw new Error('no finding');
    expect(() => assertShown(false, finding)).toThrow('does not show the finding nobodyCovers');
  });

  it('says how far bills are covered at least and at most', () => {
    // 80 % of the bill is in scope and paid to 80 %; the borderline class has 50 %.
    const [scheme] = prove(lawWith('poorer'), 'city').schemes;
    const shares = scheme?.protection.map(({ costFen, least, greatest }) => [
      costFen,
      [least.share, least.profile.along.personClass],
      [greatest.share, greatest.profile.along.personClass],
    ]);
    const [two, five] = [
      { numerator: 2n, denominator: 5n },
      { numerator: 16n, denominator: 25n },
    ];
    expect(shares).toEqual(
      [1_000_000, 5_000_000, 10_000_000, 50_000_000].map((fen) => [
        fen,
        [two, 'border'],
        [five, 'poor'],
      ]),
    );
  });
});
