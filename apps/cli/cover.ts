/**
 * `tibao cover`: which numbers of the law no worked case holds. Each number is moved by its
 * smallest unit, up and down; where no case breaks, nobody would notice that it is wrong.
 */
import { resolve } from 'node:path';
import { coverNumbers, type NumberCover } from '../../engine/analyse/index.ts';
import { readCases } from '../../engine/input/index.ts';
import { isInside } from './files.ts';
import { EXIT, type Io, Refused } from './io.ts';
import { compile, readLawFolder } from './load-law.ts';

export interface CoverOptions {
  readonly policies: string;
  readonly json?: boolean;
}

const WHY = {
  brokenLaw: '法规有错，例子没有运行',
  noScheme: '没有方案使用这个文件',
  notInForce: '没有方案施行到它有效的日子',
  noCase: '它的政策和方案都没有例子（引擎算的不计）',
  caseBlind: '改了也没有例子不符',
} satisfies Record<Exclude<NumberCover['why'], null>, string>;

/** Moves the numbers of the given paths, without paths all; fails where one is held by no case. */
export function cover(io: Io, paths: readonly string[], options: CoverOptions): number {
  const { laws, cases } = readLawFolder(options.policies);
  const read = cases.map(({ path, text }) => readCases(text, path));
  const wanted = paths.map((path) => resolve(path));
  const isWanted = (file: string) =>
    wanted.length === 0 || wanted.some((path) => isInside(resolve(file), path));
  const report = coverNumbers(
    laws,
    read.flatMap((file) => file.cases),
    { compile, pick: (sites) => sites.filter(({ file }) => isWanted(file.path)) },
  );
  const { numbers, failing, broken } = report;
  if (numbers.length === 0) throw new Refused('这里没有规则文件的数。请检查路径。', EXIT.usage);
  const survivors = numbers.filter(({ survives }) => survives);
  if (options.json) io.out(`${JSON.stringify(jsonOf(report), null, 2)}\n`);
  else {
    for (const [area, error] of broken) io.err(`${area} 的法规有错，例子没有运行：${error}\n`);
    for (const { file, line, name } of failing) io.err(`${file}:${line} 本来就不符：${name}\n`);
    for (const survivor of survivors) {
      if (survivor.why !== 'brokenLaw') io.out(survivorText(io, survivor));
    }
    io.out(`${numbers.length} 个数：${survivors.length} 个没有例子守住。\n`);
  }
  return survivors.length + failing.length + broken.size > 0 ? EXIT.findings : EXIT.ok;
}

function survivorText(io: Io, { site, moves, why }: NumberCover): string {
  const { file, line, path, written } = site;
  const to = moves.flatMap((move) => (move.result === 'survived' ? move.to : []));
  const place = io.paint('bold', `${file.path}:${line}`);
  const reason = io.paint('dim', why === null ? '' : WHY[why]);
  return `${place} ${path.join('.')}\n  ${written} → ${to.join('、')}：${reason}\n`;
}

function jsonOf({ numbers, failing, broken }: ReturnType<typeof coverNumbers>): unknown {
  return {
    version: 1,
    numbers: numbers.map(({ site, area, moves, survives, why }) => ({
      file: site.file.path,
      line: site.line,
      path: site.path,
      area,
      written: site.written,
      survives,
      why,
      moves,
    })),
    failing: failing.map(({ file, line, name }) => ({ file, line, name })),
    broken: Object.fromEntries(broken),
  };
}
