/**
 * People of an area for whom no scheme is in force, and bills on which no tier of a scheme pays.
 */
import { type Dimension, type Law, type Program, prepare } from '../../law/index.ts';
import { type Person, pickProgram, type Visit } from '../../settle/index.ts';
import { asDay, type Day, formatDay } from '../../units/index.ts';
import { differenceOf, isZero } from '../curves/quotient.ts';
import { assertShown, type Finding, OF_BILLS } from '../findings/finding.ts';
import { codeTitle } from '../findings/neighbours.ts';
import { runAt } from '../findings/rerun.ts';
import type { Group, Survey } from '../findings/survey.ts';
import { intersectionOf } from './box.ts';

/** Finds the codes and spans of days of an area that no scheme covers. */
export function uncoveredOf(law: Law, area: string): readonly Finding[] {
  const programs = law.programs.filter((program) => program.area === area);
  const sides = new Set(programs.flatMap(({ covers }) => covers.map((side) => side.dimension)));
  const from = Math.min(...programs.map((program) => program.from));
  const until = Math.max(...programs.map((program) => program.until));
  return law.dimensions
    .filter(({ id, codes }) => sides.has(id) && codes.length > 0)
    .flatMap((dimension) =>
      dimension.codes.flatMap(({ id, zh }) =>
        gapsOf(programs, dimension, id, from, until).map((gap) =>
          uncovered(law, area, dimension, { id, zh }, gap),
        ),
      ),
    );
}

interface Gap {
  readonly from: Day;
  readonly until: Day;
}

function gapsOf(
  programs: readonly Program[],
  { id }: Dimension,
  code: string,
  from: number,
  until: number,
): readonly Gap[] {
  const own = programs
    .filter(({ covers }) =>
      covers.every((side) => side.dimension !== id || (side.codes ?? [code]).includes(code)),
    )
    .sort((a, b) => a.from - b.from);
  const gaps: Gap[] = [];
  let reached = from;
  for (const program of own) {
    if (program.from > reached) gaps.push({ from: asDay(reached), until: program.from });
    reached = Math.max(reached, program.until);
  }
  if (reached < until) gaps.push({ from: asDay(reached), until: asDay(until) });
  return gaps;
}

function uncovered(
  law: Law,
  area: string,
  dimension: Dimension,
  { id, zh }: { readonly id: string; readonly zh: string },
  gap: Gap,
): Finding {
  const person: Person = {
    id: 'p',
    bornOn: null,
    facts: [{ dimension: dimension.id, code: id, effectiveFrom: gap.from, effectiveUntil: null }],
  };
  const event: Visit = {
    kind: 'visit',
    id: 'v',
    admittedOn: gap.from,
    servedOn: gap.from,
    dischargedOn: gap.from,
    settledOn: gap.from,
    facets: {},
    lines: [],
  };
  const picked = pickProgram(law, area, person, event);
  const finding: Finding = {
    kind: 'nobodyCovers',
    scheme: area,
    day: gap.from,
    text:
      `${dimension.zh}为“${zh}”的人，${formatDay(gap.from)}至` +
      `${formatDay(asDay(gap.until - 1))}没有方案可以结算`,
    because: [],
    along: { [dimension.id]: id },
    mix: null,
    runs: [
      {
        label: formatDay(gap.from),
        person,
        event,
        close: null,
        program: '',
        totalFen: 0,
        personFen: 0,
        paid: [],
        rejected: picked.ok ? null : picked.rejection.code,
      },
    ],
    alike: 1,
    ...OF_BILLS,
  };
  assertShown(!picked.ok, finding);
  return finding;
}

/** A bill of 10,000 yuan. */
const SHOWN_FEN = 1_000_000;

/** Finds the settings that no tier is for, and in which nobody is paid anything. */
export function unpaidOf(survey: Survey): readonly Finding[] {
  const { program, day } = survey;
  const { facets } = prepare(program).kinds.visit;
  const facet = facets.event.find(({ dimension }) => dimension.id === SETTING);
  const codes = facet?.dimension.codes.map(({ id }) => id) ?? [];
  const unnamed = codes.filter((code) => !facet?.named.includes(code));
  return codes.flatMap((code) => {
    const own = survey.groups.filter(({ profiles }) =>
      profiles.some(({ along }) => along.setting === code),
    );
    const [group] = own;
    const curve = group?.curves[0];
    if (!group || !curve || isMeant(program, day, code) || !own.every(isUnpaid)) return [];
    const all = unnamed.includes(code) ? unnamed : [code];
    const names = all.map((each) => codeTitle(program, SETTING, each)).join('、');
    const run = runAt(curve.scene, SHOWN_FEN, '');
    const finding: Finding = {
      kind: 'noTierApplies',
      scheme: program.id,
      day,
      text: `就医方式“${names}”：没有一层管，全由个人负担`,
      because: [],
      along: group.profiles[0].along,
      mix: curve.scene.mix,
      runs: [run],
      alike: own.reduce((sum, { profiles }) => sum + profiles.length, 0),
      ...OF_BILLS,
    };
    assertShown(run.personFen === run.totalFen && run.rejected === null, finding);
    return [finding];
  });
}

const SETTING = 'setting';

/** Some tier in force may act in the setting, for whomever. */
function isMeant({ tiers, covers }: Program, day: Day, code: string): boolean {
  const setting = [{ dimension: SETTING, codes: [code] }];
  return tiers.some(({ on, from, until, when }) => {
    const box = on === 'visit' && from <= day && day < until && intersectionOf(when, setting);
    return box && intersectionOf(covers, box) !== null;
  });
}

function isUnpaid({ curves }: Group): boolean {
  return curves.every(({ pieces }) =>
    pieces.every(({ total, person }) => isZero(differenceOf(total, person))),
  );
}
