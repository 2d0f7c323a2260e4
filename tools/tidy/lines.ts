/**
 * Rules on the lines of any text file of the project: its length, suppressed checks and words
 * that have no place here.
 */
import { type Fault, placeOf, type Source } from './fault.ts';

const MAX_FILE_LINES = 300;
const MAX_COLUMNS = 100;
const CODE = /\.(tsx?|mjs)$/;
const TS = /\.tsx?$/;

interface LineRule {
  readonly rule: string;
  readonly instead: string;
  readonly files: RegExp;
  readonly pattern: RegExp;
}

const LINE_RULES: readonly LineRule[] = [
  {
    rule: 'left over',
    instead: 'do it now, or write the limit where the reader of the documents will look',
    files: /\.(tsx?|mjs|ya?ml)$/,
    pattern: /\b(FIX[M]E|TO[D]O|XX[X])\b/,
  },
  {
    rule: 'suppressed check',
    instead: 'mend what the check finds; change the rule for all in biome.json if it is wrong',
    files: CODE,
    pattern: /@ts-(ignore|expect-error|nocheck)|biome-(ignore)|eslint-(disable)/,
  },
  {
    rule: 'machine path',
    instead: "write a path from the project's root; a clone may lie anywhere",
    files: /./,
    pattern: /(?<![\w.~/-])\/(work|root|home)\/\w/,
  },
  {
    rule: 'line length',
    instead: `break the line: ${MAX_COLUMNS} columns at most`,
    files: TS,
    pattern: new RegExp(`^.{${MAX_COLUMNS + 1},}$`, 'u'),
  },
];

/** Finds the lines that break a rule, and a code file of more than 300 lines. */
export function lineFaults({ path, text }: Source): Fault[] {
  const place = placeOf(path);
  if (place.isGenerated) return [];
  const rules = LINE_RULES.filter(({ files }) => files.test(path));
  const lines = text.replace(/\n$/, '').split('\n');
  const faults = lines.flatMap((content, index) =>
    rules
      .filter(({ pattern }) => pattern.test(content))
      .map(({ rule, instead }) => ({ file: path, line: index + 1, rule, instead })),
  );
  if (CODE.test(path) && !place.isTest && lines.length > MAX_FILE_LINES) {
    const instead = `split by idea: ${lines.length} lines, ${MAX_FILE_LINES} at most`;
    faults.push({ file: path, line: 1, rule: 'long file', instead });
  }
  return faults;
}
