/**
 * Visits from a table: one row a line of a bill. It becomes the JSON form and is read as that, so
 * both forms mean the same; problems carry the row and column.
 *
 * Columns, in any order; * is required, a person's and an event's cells may be left empty after
 * their first row:
 *   area · person* · personName · bornOn · person.<dimension>
 *   event* · title · on, or admittedOn, servedOn, dischargedOn, settledOn · event.<dimension>
 *   line · lineTitle · cost* or costFen* · overLimit(Fen) · firstShareBp or firstShare(Fen) ·
 * line.<dimension> A person's cell may hold several codes `a|b`, each with days
 * `a@2016-01-01..2018-01-01`, last day open.
 */
import { type CsvRow, parseCsv } from './csv.ts';
import { type InputProblem, problemAt, shown } from './problem.ts';
import { type EventsRead, readEvents } from './read-events.ts';

const PERSON_COLUMNS = ['area', 'personName', 'bornOn'] as const;
const EVENT_COLUMNS = [
  'title',
  'on',
  'admittedOn',
  'servedOn',
  'dischargedOn',
  'settledOn',
] as const;
const LINE_COLUMNS = [
  'line',
  'lineTitle',
  'cost',
  'costFen',
  'overLimit',
  'overLimitFen',
  'firstShareBp',
  'firstShare',
  'firstShareFen',
] as const;
const WHOLE_NUMBERS: readonly string[] = [
  'costFen',
  'overLimitFen',
  'firstShareBp',
  'firstShareFen',
];
const RENAMED: Readonly<Record<string, string>> = {
  personName: 'name',
  line: 'id',
  lineTitle: 'title',
};

interface CsvOptions {
  readonly area?: string;
  /** Persons in their JSON form, where the table does not carry them. */
  readonly persons?: readonly unknown[];
}

type Cells = ReadonlyMap<string, string>;
interface Draft {
  readonly row: number;
  readonly cells: Map<string, string>;
}
interface EventDraft extends Draft {
  readonly id: string;
  readonly lines: Draft[];
}
interface PersonDraft extends Draft {
  readonly id: string;
  readonly events: Map<string, EventDraft>;
}

/** Reads the table form; `persons` adds what the table does not say of them. */
export function readEventsCsv(text: string, options: CsvOptions = {}): EventsRead {
  const { rows, problems } = parseCsv(text);
  const [header, ...body] = rows;
  if (!header || body.length === 0) problems.push(emptyTable());
  if (header) problems.push(...headerProblems(header));
  if (!header || problems.length > 0) return { histories: null, problems };
  const drafts = new Map<string, PersonDraft>();
  for (const row of body) addRow(drafts, cellsOf(header, row, problems), row.row, problems);
  if (problems.length > 0) return { histories: null, problems };
  const persons = [...drafts.values()];
  const read = readEvents(
    persons.map((person) => historyForm(person, options)),
    options.area === undefined ? {} : { area: options.area },
  );
  return { ...read, problems: read.problems.map((problem) => located(problem, persons)) };
}

function emptyTable(): InputProblem {
  return problemAt('', 'input/empty', {
    message: '表里没有数据',
    fix: '第一行写列名，以下每行写一条费用',
  });
}

function headerProblems(header: CsvRow): InputProblem[] {
  const problems: InputProblem[] = [];
  const seen = new Set<string>();
  for (const name of header.cells) {
    if (!isColumn(name)) problems.push(unknownColumn(name, header.row));
    if (seen.has(name)) {
      const said = { message: `列 ${shown(name)} 出现两次`, fix: '只留一列' };
      problems.push({ ...problemAt(name, 'input/said_twice', said), row: header.row });
    }
    seen.add(name);
  }
  for (const name of ['person', 'event']) {
    if (seen.has(name)) continue;
    const said = { message: `缺少列 ${name}`, fix: `加上一列 ${name}，写编号` };
    problems.push({ ...problemAt(name, 'input/missing_field', said), row: header.row });
  }
  return problems;
}

function isColumn(name: string): boolean {
  const known: readonly string[] = [...PERSON_COLUMNS, ...EVENT_COLUMNS, ...LINE_COLUMNS];
  return (
    name === 'person' ||
    name === 'event' ||
    known.includes(name) ||
    /^(person|event|line)\.[a-zA-Z][a-zA-Z0-9.-]*$/.test(name)
  );
}

function unknownColumn(name: string, row: number): InputProblem {
  const known = ['person', 'event', ...PERSON_COLUMNS, ...EVENT_COLUMNS, ...LINE_COLUMNS];
  const said = {
    message: `不认识的列 ${shown(name)}`,
    fix: `删去它，或改成其中之一：${known.join('、')}，或 person.维度、event.维度、line.维度`,
  };
  return { ...problemAt('', 'input/unknown_column', said), row };
}

function cellsOf(header: CsvRow, row: CsvRow, problems: InputProblem[]): Cells {
  if (row.cells.length > header.cells.length) {
    const said = {
      message: `这一行有 ${row.cells.length} 格，表头只有 ${header.cells.length} 列`,
      fix: '含逗号的内容用引号括起来，例如 "1,234.56" 应写成 1234.56',
    };
    problems.push({ ...problemAt('', 'input/not_readable', said), row: row.row });
  }
  const cells = header.cells.map((name, i) => [name, row.cells[i] ?? ''] as const);
  return new Map(cells.filter(([, value]) => value !== ''));
}

function addRow(
  drafts: Map<string, PersonDraft>,
  cells: Cells,
  row: number,
  problems: InputProblem[],
): void {
  const personId = cells.get('person');
  const eventId = cells.get('event');
  if (personId === undefined || eventId === undefined) {
    const at = personId === undefined ? 'person' : 'event';
    const said = { message: `${at} 是空的`, fix: '每一行都写人员编号和就诊编号' };
    problems.push({ ...problemAt(at, 'input/missing_field', said), row });
    return;
  }
  const person = drafts.get(personId) ?? { id: personId, row, cells: new Map(), events: new Map() };
  drafts.set(personId, person);
  const event = person.events.get(eventId) ?? { id: eventId, row, cells: new Map(), lines: [] };
  person.events.set(eventId, event);
  merge(person, ofPrefix(cells, PERSON_COLUMNS, 'person.'), row, problems);
  merge(event, ofPrefix(cells, EVENT_COLUMNS, 'event.'), row, problems);
  event.lines.push({ row, cells: ofPrefix(cells, LINE_COLUMNS, 'line.') });
}

function ofPrefix(cells: Cells, names: readonly string[], prefix: string): Map<string, string> {
  const own = [...cells].filter(([name]) => names.includes(name) || name.startsWith(prefix));
  return new Map(own);
}

function merge(draft: Draft, cells: Cells, row: number, problems: InputProblem[]): void {
  for (const [name, value] of cells) {
    const first = draft.cells.get(name);
    if (first === undefined) draft.cells.set(name, value);
    else if (first !== value) {
      const said = {
        message: `${shown(value)} 与第 ${draft.row} 行起写的 ${shown(first)} 不同`,
        fix: '同一人、同一次就诊的这一列应当相同，或只在第一行写',
      };
      problems.push({ ...problemAt(name, 'input/row_disagrees', said), row });
    }
  }
}

function historyForm(person: PersonDraft, options: CsvOptions): unknown {
  const own = new Map([...person.cells].filter(([name]) => !name.startsWith('person.')));
  const { area, ...fields } = plainForm(own, 'person.');
  const given = options.persons?.find((each) => idOf(each) === person.id);
  const facts = factsForm(person.cells);
  return {
    ...(area === undefined ? {} : { area }),
    person: {
      ...(typeof given === 'object' ? given : {}),
      id: person.id,
      ...fields,
      ...(facts.length > 0 ? { facts } : {}),
    },
    items: [...person.events.values()].map((event) => ({
      ...plainForm(event.cells, 'event.'),
      id: event.id,
      lines: event.lines.map((line) => plainForm(line.cells, 'line.')),
    })),
  };
}

function idOf(value: unknown): unknown {
  return (value as { id?: unknown } | null | undefined)?.id;
}

function plainForm(cells: Cells, prefix: string): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  const facets: [string, string][] = [];
  for (const [name, value] of cells) {
    if (name.startsWith(prefix)) facets.push([name.slice(prefix.length), value]);
    else entries.push([RENAMED[name] ?? name, valueForm(name, value)]);
  }
  if (facets.length > 0) entries.push(['facets', Object.fromEntries(facets)]);
  return Object.fromEntries(entries);
}

function valueForm(name: string, value: string): string | number {
  return WHOLE_NUMBERS.includes(name) && /^\d{1,15}$/.test(value) ? Number(value) : value;
}

function factsForm(cells: Cells): unknown[] {
  const facts = [...cells].filter(([name]) => name.startsWith('person.'));
  return facts.flatMap(([name, value]) =>
    value.split('|').map((fact) => {
      const [code = '', days] = fact.trim().split('@');
      const [from = '', until = ''] = (days ?? '').split('..');
      return {
        dimension: name.slice('person.'.length),
        code,
        ...(from === '' ? {} : { effectiveFrom: from }),
        ...(until === '' ? {} : { effectiveUntil: until }),
      };
    }),
  );
}

/** Finds the row and column of a problem of the JSON form, e.g. `[0].items[2].lines[1].cost`. */
function located(problem: InputProblem, persons: readonly PersonDraft[]): InputProblem {
  const path = /^\[(\d+)\](?:\.items\[(\d+)\](?:\.lines\[(\d+)\])?)?\.?(.*)$/.exec(problem.at);
  const person = persons[Number(path?.[1])];
  if (!path || !person) return problem;
  const event = [...person.events.values()][Number(path[2])];
  const line = event?.lines[Number(path[3])];
  const level = line ? 'line' : event ? 'event' : 'person';
  const at = (path[4] ?? '').replace(/^person\.(?!facts)/, '').replace(/^facets\./, `${level}.`);
  return { ...problem, at: at === 'id' ? level : at, row: (line ?? event ?? person).row };
}
