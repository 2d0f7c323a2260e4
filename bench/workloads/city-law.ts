/**
 * The law of bench `kernel-city`: Wenzhou's resident scheme of 2025 as `policies/` has it, and
 * three things that make a city's law heavier than Wenzhou has published for that year, said to be
 * assumed: the commercial product of 2024 goes on through 2025, payments for a special disease stop
 * at a yearly cap for each disease, and assistance has a second step.
 */
import { compile, POLICIES, readLawFolder } from '../../apps/cli/load-law.ts';
import type { Law, Program } from '../../engine/law/index.ts';
import type { LawText } from '../../engine/law/read/index.ts';

const CITY_SCHEME = 'bench.wenzhou.2025';
const SCHEME_PATH = 'wenzhou/resident-2025.scheme.yaml';
const WHY = '{ mark: assumed, why: 测算用，温州2025年没有这样规定 }';

/** Compiles it. Throws where a file of `policies/` has changed so that nothing can be added. */
export function cityLaw(): { readonly law: Law; readonly program: Program } {
  const given = readLawFolder(POLICIES).laws;
  const scheme = textOf(given, SCHEME_PATH);
  const laws = given
    .filter(({ path }) => !path.endsWith(SCHEME_PATH))
    .map((file) => (file.path.endsWith(BASIC) ? withSpecialCaps(file) : file));
  const { law, diagnostics } = compile([
    ...laws,
    ...product(given),
    secondStep(),
    cityScheme(scheme),
  ]);
  const program = law?.programs.find(({ id }) => id === CITY_SCHEME);
  if (!law || !program) {
    const first = diagnostics.find(({ severity }) => severity === 'error');
    throw new Error(
      `the law of the bench is refused: ${first?.file}:${first?.line} ${first?.message}`,
    );
  }
  return { law: { ...law, programs: [program] }, program };
}

function textOf(files: readonly LawText[], end: string): string {
  const found = files.find(({ path }) => path.endsWith(end));
  if (!found) throw new Error(`policies/ has no ${end}`);
  return found.text;
}

/** Puts text after a line that must occur once. */
function after(text: string, line: string, added: string): string {
  const [before, rest, ...more] = text.split(`${line}\n`);
  if (before === undefined || rest === undefined || more.length > 0) {
    throw new Error(`the bench looks for one line "${line}"`);
  }
  return `${before}${line}\n${added}${rest}`;
}

/** The scheme with the product, the second step and the counter of the caps. */
function cityScheme(text: string): LawText {
  const named = text.replace('id: wenzhou.resident.2025', `id: ${CITY_SCHEME}`);
  const tiers = after(
    named,
    '  - wenzhou.assistance.share.resident',
    ['second', 'yikang.drugs', 'yikang.hospital.resident']
      .map((id) => `  - bench.${id}\n`)
      .join(''),
  );
  return { path: `bench/${CITY_SCHEME}.scheme.yaml`, text: tiers };
}

const PRODUCT = ['drugs-2024.policy.yaml', 'hospital-2024-resident.policy.yaml'];

function product(files: readonly LawText[]): LawText[] {
  return PRODUCT.map((name) => {
    const text = textOf(files, `yikang/${name}`)
      .replaceAll('wenzhou.yikang.2024.', 'bench.yikang.')
      .replace('effectiveUntil: "2025-01-01"', 'effectiveUntil: "2026-01-01"');
    return { path: `bench/${name}`, text };
  });
}

const BASIC = 'wenzhou/basic/resident.policy.yaml';

/** A cap of the year for each special disease, on what basic insurance pays for it. */
function withSpecialCaps({ path, text }: LawText): LawText {
  const parameter = `  specialCapFen:
    from:
      "2019-01-01": { value: 1200000, ${WHY.slice(2, -2)} }
`;
  const caps = `aboveCap: { choice: aboveCap }
caps:
  special:
    when: { setting: [specialDiseaseOutpatient] }
    amount: { parameter: specialCapFen }
    counter: bench.special.paid
`;
  const counter = `  bench.special.paid:
    window: { kind: calendarYear }
    key: specialDisease
    writers:
      - tier: wenzhou.basic.resident
        measure: paid
        when: { setting: [specialDiseaseOutpatient] }
    source: ${WHY}
`;
  const parts = [
    ['parameters:', parameter],
    ['midYearChange: { choice: midYearChange }', caps],
    ['counters:', counter],
  ] as const;
  const uncapped = text.replace(/^noCap: .*\n/m, '');
  return { path, text: parts.reduce((all, [line, added]) => after(all, line, added), uncapped) };
}

/** Half of what assistance leaves above 10,000 yuan a year, up to 20,000 yuan. */
function secondStep(): LawText {
  const value = (number: number) => `{ value: ${number}, ${WHY.slice(2, -2)} }`;
  const text = `kind: policy
id: bench.second
title: 医疗救助第二步
status: complete
payer: assistance
on: visit
source: ${WHY}
when:
  personClass: [orphan, unattendedChild, dibao, dibian, lowIncome, illnessPoor, otherAid]
  setting: [inpatient, specialDiseaseOutpatient]
parameters:
  deductibleFen: { from: { "2019-01-01": ${value(1000000)} } }
  ratioBp: { from: { "2019-01-01": ${value(5000)} } }
  ceilingFen: { from: { "2019-01-01": ${value(2000000)} } }
rounding: { choice: rounding }
allot: { choice: allot }
midYearChange: { choice: midYearChange }
aboveCap: { choice: aboveCap }
deductible:
  amount: { parameter: deductibleFen }
  counter: bench.second.counted
  counts: base
parts:
  left:
    base:
      - reasons:
          - wenzhou.assistance.share.resident.copay
          - wenzhou.assistance.share.resident.overCap
    ratio: ratioBp
caps:
  year:
    amount: { parameter: ceilingFen }
    counter: bench.second.paid
counters:
  bench.second.counted:
    window: { kind: calendarYear }
    writers:
      - { tier: bench.second, measure: counted }
    source: ${WHY}
  bench.second.paid:
    window: { kind: calendarYear }
    writers:
      - { tier: bench.second, measure: paid }
    source: ${WHY}
`;
  return { path: 'bench/second.policy.yaml', text };
}
