/**
 * `tibao fmt`: writes law files and cases in one form. What they say does not change.
 */
import { writeFileSync } from 'node:fs';
import { columnsOf } from '../../engine/explain/index.ts';
import { formatLaw, type LawText, readSourceFile } from '../../engine/law/read/index.ts';
import { EXIT, type Io } from './io.ts';
import { readLawFolder } from './load-law.ts';

export interface FmtOptions {
  readonly policies: string;
  /** Writes nothing and fails where a file is not in form. */
  readonly check?: boolean;
  readonly json?: boolean;
}

/** Formats the files of the given paths, without paths all; one that cannot be read is left. */
export function fmt(io: Io, paths: readonly string[], options: FmtOptions): number {
  const { laws, cases } = readLawFolder(...(paths.length === 0 ? [options.policies] : paths));
  const changed: string[] = [];
  const unread: string[] = [];
  for (const file of [...laws, ...cases]) {
    const { text, problems } = formatLaw(file.text, { columnsOf });
    if (text === null) {
      unread.push(file.path);
      io.err(problems.map((problem) => problemText(file, problem)).join(''));
    } else if (text !== file.text) {
      changed.push(file.path);
      if (!options.check) writeFileSync(file.path, text);
    }
  }
  const files = laws.length + cases.length;
  if (options.json) io.out(`${JSON.stringify({ version: 1, files, changed, unread }, null, 2)}\n`);
  else {
    for (const path of changed) io.out(`${options.check ? '不合格式' : '改了格式'} ${path}\n`);
    io.out(`${files} 个文件：${changed.length} 个${options.check ? '不合格式' : '改了格式'}。\n`);
  }
  const isFound = unread.length > 0 || (options.check === true && changed.length > 0);
  return isFound ? EXIT.findings : EXIT.ok;
}

type Problem = ReturnType<typeof formatLaw>['problems'][number];

function problemText(file: LawText, { code, offset, message, fix }: Problem): string {
  const { line, column } = readSourceFile(file).positionOf(offset);
  return `${file.path}:${line}:${column} ${code}\n  ${message}\n  → ${fix}\n`;
}
