/**
 * `tibao new area`: a small set of files for a new pooling area that is right as it stands, with
 * comments that lead on.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import process from 'node:process';
import { findingText } from './check.ts';
import { EXIT, type Io, Refused } from './io.ts';
import { compile, POLICIES, readLawFolder } from './load-law.ts';

export interface NewAreaOptions {
  readonly policies: string;
  readonly id: string;
  readonly title?: string;
  readonly year: number;
  readonly json?: boolean;
}

/** Template, and where it goes in the folder of the area. */
const FILES = [
  ['area.yaml', 'area.yaml'],
  ['documents.yaml', 'newcity.documents.yaml'],
  ['choices.yaml', 'newcity.choices.yaml'],
  ['basic.policy.yaml', 'basic.policy.yaml'],
  ['resident.scheme.yaml', 'resident-2026.scheme.yaml'],
  ['cases.yaml', 'newcity.cases.yaml'],
] as const;

/** Writes the files; refuses an area that exists, and tells what the reader finds in them. */
export function newArea(io: Io, options: NewAreaOptions): number {
  const { policies, id, title } = options;
  if (!/^[a-z][a-zA-Z0-9]{0,39}$/.test(id)) {
    throw new Refused(`“${id}”不能作编号：用小写字母开头的字母和数字。`, EXIT.usage);
  }
  if (title !== undefined && !/^[\p{L}\p{N}（）·]{1,40}$/u.test(title)) {
    throw new Refused(`“${title}”不能作名称：只用文字。`, EXIT.usage);
  }
  const folder = join(policies, id);
  if (existsSync(folder)) throw new Refused(`${folder} 已经有了，没有写。`, EXIT.usage);
  if (!hasVocabulary(policies)) throw new Refused(noVocabulary(policies), EXIT.usage);
  const files = FILES.map(([template, name]) => ({
    path: relative(process.cwd(), join(folder, filled(name, options))),
    text: filled(readFileSync(new URL(`new-area/${template}`, import.meta.url), 'utf8'), options),
  }));
  for (const { path, text } of files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  const written = new Set(files.map(({ path }) => path));
  const { laws } = readLawFolder(policies);
  const findings = compile(laws).diagnostics.filter(({ file }) => written.has(file));
  if (options.json) {
    io.out(`${JSON.stringify({ version: 1, files: [...written], findings }, null, 2)}\n`);
  } else {
    for (const finding of findings) io.err(findingText(io, finding));
    for (const path of written) io.out(`写好 ${path}\n`);
    io.out(`从 ${files[0]?.path} 看起，照注释往下填；每步之后运行 tibao check 和 tibao cases。\n`);
  }
  return findings.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.ok;
}

function hasVocabulary(policies: string): boolean {
  if (!existsSync(policies)) return false;
  return readLawFolder(policies).laws.some(({ text }) => /^kind: *vocabulary\b/m.test(text));
}

function noVocabulary(policies: string): string {
  const national = join(POLICIES, 'national');
  return (
    `${policies} 里没有词汇表（kind: vocabulary），没有写：统筹区的规则用全国词汇表里的维度和支付方，` +
    `二者须放在同一个文件夹下。先把 ${national} 整个复制为 ${join(policies, 'national')}，再运行一次。`
  );
}

/** The templates are the law of a made-up city in 2026. */
function filled(text: string, { id, title = id, year }: NewAreaOptions): string {
  const words: Readonly<Record<string, string>> = {
    newcity: id,
    新城市: title,
    新政发: `${title.slice(0, 1)}政发`,
    '2025': String(year - 1),
    '2026': String(year),
    '2027': String(year + 1),
  };
  return text.replace(new RegExp(Object.keys(words).join('|'), 'g'), (word) => words[word] ?? word);
}
