/**
 * `tibao curve`: what each tier and the person pay as the bill grows, with every exact breakpoint
 * and the clause behind it; as text, JSON, SVG or a page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  AXES,
  type Codes,
  curveData,
  curveOf,
  MIXES,
  type Mix,
  priorState,
  profileOf,
  type Scene,
  sceneOf,
} from '../../engine/analyse/index.ts';
import { type Law, type Program, prepare } from '../../engine/law/index.ts';
import { GENERAL_CLASS } from '../../engine/settle/index.ts';
import { type Day, formatDay, formatYuan, parseDay, parseYuan } from '../../engine/units/index.ts';
import { codesIn } from './codes-in.ts';
import { curvePage } from './curve-page.ts';
import type { Shown } from './curve-shown.ts';
import { curveSvg } from './curve-svg.ts';
import { curveWords, nextYuan } from './curve-words.ts';
import { type YearOptions, yearIn } from './curve-year.ts';
import { lawOf } from './events.ts';
import { alongText, citedText } from './finding-words.ts';
import { EXIT, type Io, Refused, usage } from './io.ts';
import { loadLaw } from './load-law.ts';
import { table } from './table.ts';

export interface CurveOptions extends YearOptions {
  readonly policies: string;
  readonly area: string;
  readonly day: string;
  readonly person?: string;
  readonly event?: string;
  readonly mix?: string;
  readonly before?: string;
  readonly most: string;
  readonly svg?: string;
  readonly html?: string;
  readonly json?: boolean;
}

/** Draws one curve. Refuses, by name, what a curve cannot express. */
export function curve(io: Io, options: CurveOptions): number {
  const law = lawOf(loadLaw(options.policies));
  const day = parseDay(options.day);
  if (day === undefined) throw usage(`日期 ${options.day} 应写成 2025-06-01 的样子。`);
  const person = codesIn(options.person);
  const event = codesIn(options.event);
  const program = programOn(law, options.area, day, person);
  const scene = sceneFor(program, day, { ...person, ...event }, options);
  const mostFen = parseYuan(options.most);
  if (mostFen === undefined || mostFen === 0) throw usage(`最高费用 ${options.most} 应是元。`);
  const drawn = curveOf(scene, mostFen);
  if (!drawn.ok) {
    throw new Refused(`${drawn.rejection.code} ${drawn.rejection.message}`, EXIT.findings);
  }
  const along = { personClass: GENERAL_CLASS, ...ordinaryIn(scene), ...person, ...event };
  const isYear = scene.yearEnd !== undefined;
  const whose = `${alongText(program, along)}${isYear ? '，算上年末结转' : ''}`;
  const data = curveData(drawn.value);
  const shown: Shown = { law, curve: drawn.value, data, whose, day: formatDay(day) };
  if (options.svg !== undefined) write(options.svg, curveSvg(shown));
  if (options.html !== undefined) write(options.html, curvePage(shown));
  if (options.json) io.out(`${JSON.stringify(data, null, 2)}\n`);
  else io.out(curveText(io, shown));
  return EXIT.ok;
}

function sceneFor(program: Program, day: Day, along: Codes, options: CurveOptions): Scene {
  checkCodes(program, along);
  const profile = profileOf(program, day, along);
  const scene = sceneOf(program, profile, mixFor(options.mix));
  const values = Object.entries(codesIn(options.before)).map(([id, text]) => [id, Number(text)]);
  const state = priorState(program, scene.event, Object.fromEntries(values));
  if (!state.ok) throw usage(state.rejection.message);
  return yearIn(program, day, profile, { ...scene, state: state.value }, options);
}

/** The codes that stand in for axes which nobody named: they are part of what is drawn. */
function ordinaryIn({ program, event }: Scene): Codes {
  const { facets } = prepare(program).kinds.visit;
  const asked = facets.event.map(({ dimension }) => dimension.id);
  return Object.fromEntries(
    AXES.flatMap((id) => {
      const code = event.facets[id];
      return code !== undefined && asked.includes(id) ? [[id, code] as const] : [];
    }),
  );
}

function checkCodes({ dimensions, classes, title }: Program, along: Codes): void {
  for (const [id, code] of Object.entries(along)) {
    const dimension = dimensions.find((one) => one.id === id);
    if (!dimension) {
      const known = dimensions.map((one) => one.id).join('、');
      throw usage(`“${title}”不看 ${id}；它看 ${known}。`);
    }
    const isClass = id === 'personClass';
    const codes = isClass ? classes : dimension.codes;
    const isKnown = codes.some((one) => one.id === code) || (isClass && code === GENERAL_CLASS);
    if (isKnown || (!isClass && codes.length === 0)) continue;
    const known = codes.map((one) => `${one.id}（${one.zh}）`).join('、');
    throw usage(`${dimension.zh}（${id}）没有代码 ${code}；有 ${known}。`);
  }
}

function programOn(law: Law, area: string, day: Day, codes: Codes): Program {
  const all = law.programs.filter(
    (program) => program.area === area && program.from <= day && day < program.until,
  );
  const fitting = all.filter(({ covers }) =>
    covers.every(({ dimension, codes: covered }) => {
      const code = codes[dimension];
      return code === undefined || !covered || covered.includes(code);
    }),
  );
  const [only, second] = fitting;
  if (only && !second) return only;
  const day1 = formatDay(day);
  if (!only) throw usage(`${area} 在 ${day1} 没有这样的人的方案。`);
  const names = fitting.map(({ title }) => title).join('、');
  throw usage(`${area} 在 ${day1} 有几个方案（${names}），用 --person insuranceType=… 指明。`);
}

function mixFor(named: string | undefined): Mix {
  const [ordinary] = MIXES;
  const known = named === undefined ? ordinary : MIXES.find(({ id }) => id === named);
  if (known) return known;
  if (named === undefined || !named.endsWith('.json')) {
    const ids = MIXES.map(({ id, title }) => `${id}（${title}）`).join('、');
    throw usage(`没有费用构成 ${named}；有 ${ids}，或写一个 .json 文件。`);
  }
  return mixIn(named);
}

/** A mix in a file, in the form of those that come with the program. */
function mixIn(path: string): Mix {
  try {
    const read: Partial<Mix> = JSON.parse(readFileSync(path, 'utf8'));
    if (!Array.isArray(read.lines)) throw new Error('没有 lines');
    const lines = read.lines.map((line) => ({
      shareBp: line.shareBp ?? 0,
      fixedFen: line.fixedFen ?? 0,
      overLimitBp: line.overLimitBp ?? 0,
      firstShareBp: line.firstShareBp ?? 0,
      facets: line.facets ?? {},
    }));
    return { id: read.id ?? path, title: read.title ?? path, lines };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usage(`读不了费用构成 ${path}（${why}）。`);
  }
}

function curveText(io: Io, shown: Shown): string {
  const { law, curve: drawn, data, whose, day } = shown;
  const rows = data.breaks.map(
    ({ costFen, totalFen, personFen, isJump, says, citations }, index) => [
      String(index + 1),
      formatYuan(costFen),
      formatYuan(totalFen),
      formatYuan(personFen),
      nextYuan(drawn, costFen),
      `${says}${isJump ? '（跳变）' : ''}${citations.map((one) => `；${citedText(law, one)}`).join('')}`,
    ],
  );
  const [first, ...others] = curveWords(shown);
  return (
    `${io.paint('bold', `${data.schemeTitle}，${day}`)}\n${whose}；${data.mix}\n` +
    `${first}\n${table(io, COLUMNS, rows)}${others.map((said) => `${said}\n`).join('')}`
  );
}

const COLUMNS = [
  { title: '#', align: 'right' as const },
  { title: '变动的费用', align: 'right' as const },
  { title: '总费用', align: 'right' as const },
  { title: '个人负担', align: 'right' as const },
  { title: '再多1元', align: 'right' as const },
  { title: '因为', least: 24 },
];

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usage(`写不了 ${path}（${why}）。`);
  }
}
