/**
 * Choices that change nothing: whatever else they answer, the compiled law of every scheme of the
 * area is the same.
 */
import type { ChosenOption, Law, Program } from '../../law/index.ts';
import type { LawText } from '../../law/read/index.ts';
import { areaLaws } from '../area-laws.ts';
import type { CompileTexts } from '../case-bench.ts';
import { assertShown, type Finding, OF_BILLS } from '../findings/finding.ts';
import { MIXES } from '../findings/mixes.ts';
import { profileOf, sceneOf } from '../findings/profiles.ts';
import { runAt } from '../findings/rerun.ts';
import { lastDayOf } from './overlaps.ts';

/** Finds the idle choices of an area; `compile` makes law from texts. */
export function idleChoicesOf(
  law: Law,
  area: string,
  laws: readonly LawText[],
  compile: CompileTexts,
): readonly Finding[] {
  const lawOf = areaLaws(laws, compile);
  const programs = law.programs.filter((program) => program.area === area);
  const contents = contentsOf(programs);
  const choices = new Map(programs.flatMap(({ chosen }) => chosen.map((one) => [one.id, one])));
  return [...choices.values()].flatMap((choice) => {
    if (choice.otherwise.length === 0) return [];
    let flipped: readonly Program[] = [];
    for (const answer of choice.otherwise) {
      const compiled = lawOf({ [choice.id]: answer }, area);
      flipped = (compiled.law?.programs ?? []).filter((program) => program.area === area);
      if (contentsOf(flipped) !== contents) return [];
    }
    return [idle(programs, flipped, choice)];
  });
}

/** What schemes say, without the names of what was chosen. */
function contentsOf(programs: readonly Program[]): string {
  return JSON.stringify(
    programs.map(({ hash, chosen, ...content }) => content).sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
}

const SHOWN_FEN = 10_000_000;

function idle(
  programs: readonly Program[],
  flipped: readonly Program[],
  { id, is, otherwise, labels, citation }: ChosenOption,
): Finding {
  const [program] = programs.filter(({ chosen }) => chosen.some((one) => one.id === id));
  const other = flipped.find((one) => one.id === program?.id);
  const [mix] = MIXES;
  if (!program || !other || !mix) throw new RangeError(`no scheme makes the choice ${id}`);
  const day = lastDayOf(program);
  const profile = profileOf(program, day, {});
  const runs = [program, other].map((one, at) =>
    runAt(sceneOf(one, profile, mix), SHOWN_FEN, at === 0 ? '照现在的答案，' : '照另一个答案，'),
  );
  const said = (value: (typeof otherwise)[number]) => labels[String(value)] ?? String(value);
  const finding: Finding = {
    kind: 'choiceChangesNothing',
    scheme: program.area,
    day,
    text: `选择 ${id} 答“${said(is)}”还是“${otherwise.map(said).join('”“')}”，法规都一样`,
    because: [{ id, title: id, citation }],
    along: null,
    mix,
    runs,
    alike: 1,
    ...OF_BILLS,
  };
  assertShown(runs[0]?.personFen === runs[1]?.personFen, finding);
  return finding;
}
