/**
 * Problems of input: what is wrong, where, and what to do; all found at once, none thrown.
 */
export const INPUT_CODES = [
  'input/not_readable',
  'input/empty',
  'input/missing_field',
  'input/unknown_field',
  'input/unknown_column',
  'input/unknown_dimension',
  'input/wrong_type',
  'input/bad_value',
  'input/bad_amount',
  'input/bad_date',
  'input/said_twice',
  'input/days_out_of_order',
  'input/part_above_whole',
  'input/row_disagrees',
] as const;
export type InputCode = (typeof INPUT_CODES)[number];

export interface InputProblem {
  readonly code: InputCode;
  /** Field, e.g. `items[2].lines[0].cost`; a column where the input is a table. */
  readonly at: string;
  /** Row of a table, counted from 1 with the header; null elsewhere. */
  readonly row: number | null;
  /** What and why; Chinese. */
  readonly message: string;
  /** What to do; Chinese. */
  readonly fix: string;
}

/** Makes a problem that lies at a field. */
export function problemAt(
  at: string,
  code: InputCode,
  said: { readonly message: string; readonly fix: string },
): InputProblem {
  return { code, at, row: null, ...said };
}

/** Appends a field to a path. */
export function field(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** Appends an index to a path. */
export function index(path: string, at: number): string {
  return `${path}[${at}]`;
}

/** Shows a value in a message: short, on one line, safe for a terminal. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return `列表（${value.length} 项）`;
  if (typeof value === 'object' && value !== null) return '{…}';
  if (typeof value !== 'string') return String(value);
  return `“${value.length > 40 ? `${plain(value.slice(0, 40))}…` : plain(value)}”`;
}

/** Replaces the signs that could steer a terminal. */
export function plain(text: string): string {
  return Array.from(text, (sign) => (isControl(sign) ? '�' : sign)).join('');
}

function isControl(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  return code < 32 || (code >= 127 && code < 160) || (code >= 0x202a && code <= 0x202e);
}

/** Writes a problem as one line: place, what, what to do. */
export function problemText(problem: InputProblem): string {
  const row = problem.row === null ? '' : `第 ${problem.row} 行 `;
  const at = problem.at === '' ? '' : `${problem.at}：`;
  return `${row}${at}${problem.message}。${problem.fix}。`;
}
