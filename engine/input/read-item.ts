/**
 * One item of a history from outside: an event or a reversal.
 */
import type { AllowanceBase, Facets, HistoryItem, Line, Member, Visit } from '../settle/index.ts';
import type { Day } from '../units/index.ts';
import { field, type InputProblem, index, problemAt, shown } from './problem.ts';
import { needAmount, orderedDays, readAmount, readDay } from './read-value.ts';
import { BaseSchema, ITEM_SCHEMAS, type ItemKind, LineSchema } from './schema.ts';
import { shaped } from './shape.ts';

export interface ReadItem {
  readonly item: HistoryItem;
  /** For display; the id where none is given. */
  readonly title: string;
  readonly lineTitles: readonly string[];
}

interface Into {
  readonly at: string;
  readonly problems: InputProblem[];
}

/** Reads an item by its `kind` (a visit where none is given); on any problem gives undefined. */
export function readItem(
  value: unknown,
  at: string,
  problems: InputProblem[],
): ReadItem | undefined {
  const before = problems.length;
  const kind = kindOf(value);
  if (kind === undefined) {
    problems.push(unknownKind(value, at));
    return undefined;
  }
  const read = READERS[kind](value, { at, problems });
  return problems.length > before ? undefined : read;
}

function kindOf(value: unknown): ItemKind | undefined {
  const kind = (value as { kind?: unknown } | null | undefined)?.kind ?? 'visit';
  return typeof kind === 'string' && Object.hasOwn(ITEM_SCHEMAS, kind)
    ? (kind as ItemKind)
    : undefined;
}

function unknownKind(value: unknown, at: string): InputProblem {
  return problemAt(field(at, 'kind'), 'input/bad_value', {
    message: `不认识的种类 ${shown((value as { kind?: unknown }).kind)}`,
    fix: `改成其中之一：${Object.keys(ITEM_SCHEMAS).join('、')}`,
  });
}

const READERS: { readonly [K in ItemKind]: (value: unknown, into: Into) => ReadItem | undefined } =
  {
    visit: readVisit,
    contribution: readContribution,
    allowance: readAllowance,
    close: readClose,
    reversal: readReversal,
  };

const VISIT_DAYS = ['admittedOn', 'servedOn', 'dischargedOn', 'settledOn'] as const;
type VisitDays = Pick<Visit, (typeof VISIT_DAYS)[number]>;

function readVisit(value: unknown, into: Into): ReadItem | undefined {
  const shape = shaped(ITEM_SCHEMAS.visit, value, into);
  const listed = (value as { lines?: unknown } | null)?.lines;
  const lines = Array.isArray(listed) ? readLines(listed, into) : [];
  const days = shape && readVisitDays(shape, into);
  if (!shape || !days) return undefined;
  const event = {
    kind: 'visit' as const,
    id: shape.id,
    ...days,
    facets: facetsOf(shape),
    lines: lines.map(({ line }) => line),
  };
  return {
    ...asEvent(event, shape),
    lineTitles: lines.map(({ title }) => title),
  };
}

/** `on` stands for each of the four days that is not given. */
function readVisitDays(
  shape: Readonly<Record<string, unknown>>,
  { at, problems }: Into,
): VisitDays | undefined {
  const on =
    typeof shape.on === 'string' ? readDay(shape.on, field(at, 'on'), problems) : undefined;
  const days: Partial<Record<keyof VisitDays, Day>> = {};
  for (const name of VISIT_DAYS) {
    const text = shape[name];
    if (typeof text !== 'string' && shape.on === undefined) {
      problems.push(
        problemAt(field(at, name), 'input/missing_field', {
          message: `没有 ${name}，也没有 on`,
          fix: '写 on 表示四个日期相同，或四个日期都写',
        }),
      );
    }
    const day = typeof text === 'string' ? readDay(text, field(at, name), problems) : on;
    if (day !== undefined) days[name] = day;
  }
  const { admittedOn, servedOn, dischargedOn, settledOn } = days;
  if (
    admittedOn === undefined ||
    servedOn === undefined ||
    dischargedOn === undefined ||
    settledOn === undefined
  ) {
    return undefined;
  }
  const span = { first: admittedOn, last: dischargedOn, isStrict: false };
  orderedDays(span, field(at, 'dischargedOn'), problems);
  return { admittedOn, servedOn, dischargedOn, settledOn };
}

function readLines(list: readonly unknown[], { at, problems }: Into) {
  return list.map((value, i) => {
    const place = index(field(at, 'lines'), i);
    const shape = shaped(LineSchema, value, { at: place, problems });
    const id = shape?.id ?? String(i + 1);
    const line = shape ? readLine(shape, id, { at: place, problems }) : emptyLine(id);
    return { line, title: shape?.title ?? id };
  });
}

function readLine(shape: Readonly<Record<string, unknown>>, id: string, into: Into): Line {
  const line: Line = {
    id,
    costFen: needAmount(shape, 'cost', into),
    overLimitFen: readAmount(shape, 'overLimit', into) ?? 0,
    firstShareBp: typeof shape.firstShareBp === 'number' ? shape.firstShareBp : 0,
    firstShareFen: readAmount(shape, 'firstShare', into) ?? null,
    facets: facetsOf(shape),
  };
  const parts = line.overLimitFen + (line.firstShareFen ?? 0);
  if (parts > line.costFen) {
    into.problems.push(
      problemAt(into.at, 'input/part_above_whole', {
        message: '超限价部分与先行自付之和大于费用',
        fix: '核对 cost、overLimit、firstShare',
      }),
    );
  }
  if (line.firstShareFen !== null && shape.firstShareBp !== undefined) {
    into.problems.push(
      problemAt(field(into.at, 'firstShareBp'), 'input/said_twice', {
        message: '先行自付既写了比例又写了金额',
        fix: '只留一个',
      }),
    );
  }
  return line;
}

function emptyLine(id: string): Line {
  return { id, costFen: 0, overLimitFen: 0, firstShareBp: 0, firstShareFen: null, facets: {} };
}

function readContribution(value: unknown, into: Into): ReadItem | undefined {
  const shape = shaped(ITEM_SCHEMAS.contribution, value, into);
  if (!shape) return undefined;
  const on = readDay(shape.on, field(into.at, 'on'), into.problems);
  const premiumFen = needAmount(shape, 'premium', into);
  if (on === undefined) return undefined;
  const facets = facetsOf(shape);
  return asEvent({ kind: 'contribution' as const, id: shape.id, on, premiumFen, facets }, shape);
}

function readAllowance(value: unknown, into: Into): ReadItem | undefined {
  const shape = shaped(ITEM_SCHEMAS.allowance, value, into);
  if (!shape) return undefined;
  const on = readDay(shape.on, field(into.at, 'on'), into.problems);
  if (on === undefined) return undefined;
  const event = {
    kind: 'allowance' as const,
    id: shape.id,
    on,
    bases: readBases(shape, into),
    days: shape.days ?? 0,
    facets: facetsOf(shape),
  };
  return asEvent(event, shape);
}

/** The bases of an allowance: a list of them, or one with weight 1. */
function readBases(
  shape: { readonly bases?: readonly unknown[]; readonly [name: string]: unknown },
  into: Into,
): readonly AllowanceBase[] {
  const single = readAmount(shape, 'monthlyBase', into);
  if (!shape.bases) return [{ monthlyBaseFen: single ?? 0, weight: 1 }];
  if (single !== undefined) {
    into.problems.push(
      problemAt(field(into.at, 'bases'), 'input/said_twice', {
        message: '既写了 bases 又写了 monthlyBase',
        fix: '一个单位写 monthlyBase，几个单位写 bases',
      }),
    );
  }
  return shape.bases.flatMap((value, i) => {
    const at = index(field(into.at, 'bases'), i);
    const base = shaped(BaseSchema, value, { at, problems: into.problems });
    if (!base) return [];
    const monthlyBaseFen = needAmount(base, 'monthlyBase', { at, problems: into.problems });
    return [{ monthlyBaseFen, weight: base.weight ?? 1 }];
  });
}

function readClose(value: unknown, into: Into): ReadItem | undefined {
  const shape = shaped(ITEM_SCHEMAS.close, value, into);
  if (!shape) return undefined;
  const on = readDay(shape.on, field(into.at, 'on'), into.problems);
  if (on === undefined) return undefined;
  const members: readonly Member[] = shape.members ?? [];
  const facets = facetsOf(shape);
  return asEvent({ kind: 'close' as const, id: shape.id, on, facets, members }, shape);
}

function readReversal(value: unknown, into: Into): ReadItem | undefined {
  const shape = shaped(ITEM_SCHEMAS.reversal, value, into);
  const on = shape && readDay(shape.on, field(into.at, 'on'), into.problems);
  if (!shape || on === undefined) return undefined;
  return {
    item: { kind: 'reversal', id: shape.id, reverses: shape.reverses, on },
    title: shape.title ?? shape.id,
    lineTitles: [],
  };
}

type EventItem = Extract<HistoryItem, { kind: 'event' }>;

function asEvent(
  event: EventItem['event'],
  shape: { readonly title?: string; readonly lawHash?: string },
): ReadItem {
  const { lawHash } = shape;
  return {
    item: { kind: 'event', event, ...(lawHash === undefined ? {} : { lawHash }) },
    title: shape.title ?? event.id,
    lineTitles: [],
  };
}

/** Numbers that are told become decimal text, as codes are. */
function facetsOf({ facets }: { readonly facets?: unknown }): Facets {
  const told = Object.entries((facets ?? {}) as Readonly<Record<string, string | number>>);
  return Object.fromEntries(told.map(([dimension, code]) => [dimension, String(code)]));
}
