/**
 * Persons and their histories from JSON: one `{ area, person, items }`, or a list of them.
 * Gives all histories or none, with every problem found.
 */
import type { History, HistoryItem } from '../settle/index.ts';
import { field, type InputProblem, index, plain, problemAt } from './problem.ts';
import { readItem } from './read-item.ts';
import { readPerson } from './read-person.ts';
import { HistorySchema } from './schema.ts';
import { shaped } from './shape.ts';

/** A history with the names that people read. */
export interface NamedHistory {
  readonly history: History;
  readonly names: Names;
}

export interface Names {
  readonly person: string;
  /** By event or reversal id. */
  readonly events: ReadonlyMap<string, string>;
  /** By event id: one a line. */
  readonly lines: ReadonlyMap<string, readonly string[]>;
}

export interface EventsRead {
  /** Null where there is a problem. */
  readonly histories: readonly NamedHistory[] | null;
  readonly problems: readonly InputProblem[];
}

/** Reads histories from parsed JSON. `area` stands in where a history names none. */
export function readEvents(json: unknown, options: { readonly area?: string } = {}): EventsRead {
  const problems: InputProblem[] = [];
  const list: readonly unknown[] = Array.isArray(json) ? json : [json];
  if (list.length === 0) {
    problems.push(
      problemAt('', 'input/empty', {
        message: '没有任何人的记录',
        fix: '至少写一人 { area, person, items }',
      }),
    );
  }
  const histories = list.flatMap((value, i) => {
    const at = Array.isArray(json) ? index('', i) : '';
    return readHistory(withArea(value, options.area), at, problems) ?? [];
  });
  return { histories: problems.length === 0 ? histories : null, problems };
}

/** Reads events text: JSON that cannot be parsed is a problem, not an exception. */
export function readEventsText(text: string, options: { readonly area?: string } = {}): EventsRead {
  try {
    return readEvents(JSON.parse(text.replace(/^\uFEFF/, '')), options);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const problem = problemAt('', 'input/not_readable', {
      message: `不是合法的 JSON（${plain(error.message)}）`,
      fix: '检查逗号、引号和括号；表格文件请用 .csv 结尾',
    });
    return { histories: null, problems: [problem] };
  }
}

function withArea(value: unknown, area: string | undefined): unknown {
  if (area === undefined || typeof value !== 'object' || value === null) return value;
  return Object.hasOwn(value, 'area') ? value : { ...value, area };
}

/**
 * Reads one `{ area, person, items }`; on any problem it appends them and gives undefined.
 * `itemsName` is what the outside calls the items.
 */
export function readHistory(
  value: unknown,
  at: string,
  problems: InputProblem[],
  itemsName = 'items',
): NamedHistory | undefined {
  const before = problems.length;
  const shape = shaped(HistorySchema, value, { at, problems });
  if (!shape) return undefined;
  const person = readPerson(shape.person, field(at, 'person'), problems);
  const items: HistoryItem[] = [];
  const events = new Map<string, string>();
  const lines = new Map<string, readonly string[]>();
  shape.items.forEach((each, i) => {
    const read = readItem(each, index(field(at, itemsName), i), problems);
    if (!read) return;
    items.push(read.item);
    const id = read.item.kind === 'event' ? read.item.event.id : read.item.id;
    events.set(id, read.title);
    lines.set(id, read.lineTitles);
  });
  if (problems.length > before || !person) return undefined;
  return {
    history: { area: shape.area, person: person.person, items },
    names: { person: person.name, events, lines },
  };
}
