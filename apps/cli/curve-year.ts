/**
 * The end of a year on a curve: what the close is told, bills before the last one, and what others
 * of the household bear.
 */
import {
  closeOf,
  type Profile,
  priorState,
  type Scene,
  withClose,
} from '../../engine/analyse/index.ts';
import type { Program } from '../../engine/law/index.ts';
import { EMPTY_STATE } from '../../engine/settle/index.ts';
import {
  asDay,
  type Day,
  dayFromCivil,
  dayToCivil,
  parseDay,
  parseYuan,
  type Result,
} from '../../engine/units/index.ts';
import { codesIn } from './codes-in.ts';
import { usage } from './io.ts';

export interface YearOptions {
  /** true: the last day of the year that the scheme has. */
  readonly close?: string | true;
  /** Yuan, comma-separated. */
  readonly earlier?: string;
  /** Each is another member's counters. */
  readonly household?: readonly string[];
}

/** Ends the scene with a close where the options say so. */
export function yearIn(
  program: Program,
  day: Day,
  profile: Profile,
  scene: Scene,
  options: YearOptions,
): Scene {
  const { close, earlier, household = [] } = options;
  if (close === undefined) {
    const named = earlier === undefined ? (household[0] ?? null) : earlier;
    if (named !== null) throw usage('--earlier 和 --household 要和 --close 一起用。');
    return scene;
  }
  if (!program.tiers.some(({ on }) => on === 'close')) {
    throw usage(`“${program.title}”没有年末结转的待遇。`);
  }
  const on = close === true ? lastDay(program, day) : parseDay(close);
  if (on === undefined) throw usage(`结转日期 ${String(close)} 应写成 2025-12-31 的样子。`);
  const plain = closeOf(program, on, profile, profile.along);
  const others = household.map((text, index) => {
    const values = Object.entries(codesIn(text)).map(([id, value]) => [id, Number(value)]);
    const state = accept(priorState(program, plain, Object.fromEntries(values)));
    return { personId: `${profile.person.id}${index + 2}`, state };
  });
  const own = { personId: profile.person.id, state: EMPTY_STATE };
  const members = others.length === 0 ? [] : [{ ...own, state: scene.state }, ...others];
  return accept(withClose(scene, { ...plain, members }, yuanIn(earlier)));
}

function lastDay(program: Program, day: Day): Day {
  const last = dayFromCivil({ year: dayToCivil(day).year, month: 12, day: 31 });
  return asDay(Math.min(last, program.until - 1));
}

function yuanIn(text: string | undefined): readonly number[] {
  return (text ?? '').split(/[,，]/).flatMap((part) => {
    if (part.trim() === '') return [];
    const fen = parseYuan(part.trim());
    if (fen === undefined) throw usage(`较早的费用 ${part} 应是元。`);
    return [fen];
  });
}

function accept<T>(result: Result<T>): T {
  if (!result.ok) throw usage(`${result.rejection.code} ${result.rejection.message}`);
  return result.value;
}
