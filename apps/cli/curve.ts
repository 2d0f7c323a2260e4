/**
 * `tibao curve`: what each tier and the person pay as the bill grows, with every exact breakpoint
 * and the clause behind it; as text, JSON, SVG or a page.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import {
  asNumber,
  type Codes,
  type Curve,
  curveData,
  curveOf,
  MIXES,
  type Mix,
  personAt,
  priorState,
  profileOf,
  protectionAt,
  type Scene,
  sceneOf,
  WATCHED_COSTS,
} from '../../engine/analyse/index.ts';
import type { Law, Program } from '../../engine/law/index.ts';
import { type Day, formatDay, formatYuan, parseDay, parseYuan } from '../../engine/units/index.ts';
import { curvePage } from './curve-page.ts';
import type { Shown } from './curve-shown.ts';
import { curveSvg } from './curve-svg.ts';
import { lawOf } from './events.ts';
import { alongText, citedText } from './finding-words.ts';
import { EXIT, type Io, Refused } from './io.ts';
import { loadLaw } from './load-law.ts';
import { percentText } from './protection-rows.ts';
import { table } from './table.ts';

export interface CurveOptions {
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
  const along = { personClass: 'general', ...person, ...event };
  const whose = alongText(program, along);
  const data = curveData(drawn.value);
  const shown: Shown = { law, curve: drawn.value, data, whose, day: formatDay(day) };
  if (options.svg !== undefined) write(options.svg, curveSvg(shown));
  if (options.html !== undefined) write(options.html, curvePage(shown));
  if (options.json) io.out(`${JSON.stringify(data, null, 2)}\n`);
  else io.out(curveText(io, shown));
  return EXIT.ok;
}

function sceneFor(program: Program, day: Day, along: Codes, options: CurveOptions): Scene {
  const lost = Object.keys(along).find((id) => !program.dimensions.some((one) => one.id === id));
  if (lost !== undefined) {
    const known = program.dimensions.map(({ id }) => id).join('、');
    throw usage(`“${program.title}”不看 ${lost}；它看 ${known}。`);
  }
  const scene = sceneOf(program, profileOf(program, day, along), mixFor(options.mix));
  const values = Object.entries(codesIn(options.before)).map(([id, text]) => [id, Number(text)]);
  const state = priorState(program, scene.event, Object.fromEntries(values));
  if (!state.ok) throw usage(state.rejection.message);
  return { ...scene, state: state.value };
}

/** `a=b,c=d`. */
function codesIn(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split(/[,，]/).filter((part) => part.trim() !== '');
  return Object.fromEntries(
    pairs.map((part) => {
      const at = part.indexOf('=');
      if (at < 1) throw usage(`“${part}”应写成 维度=代码。`);
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    }),
  );
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

function curveText(io: Io, { law, curve: drawn, data, whose, day }: Shown): string {
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
  const shares = WATCHED_COSTS.filter((fen) => fen <= drawn.mostFen).map(
    (fen) => `${fen / 1_000_000}万元 ${percentText(protectionAt(drawn, fen))}`,
  );
  return (
    `${io.paint('bold', `${data.schemeTitle}，${day}`)}\n${whose}；${data.mix}\n` +
    `有 ${data.breaks.length} 处转折。起点每多1元个人负担 ${nextYuan(drawn, 0)} 元。\n` +
    table(io, COLUMNS, rows) +
    (shares.length > 0 ? `变动的费用为这些数时，各方合计付了：${shares.join('，')}\n` : '')
  );
}

/** What the next yuan after a cost adds to what the person bears, in yuan. */
function nextYuan(drawn: Curve, costFen: number): string {
  const from = BigInt(costFen);
  const to = from + 100n;
  if (to > BigInt(drawn.mostFen)) return '';
  const [before, after] = [from, to].map((at) => asNumber(personAt(drawn, at)));
  return (((after ?? 0) - (before ?? 0)) / 100).toFixed(4);
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

function usage(message: string): Refused {
  return new Refused(message, EXIT.usage);
}
