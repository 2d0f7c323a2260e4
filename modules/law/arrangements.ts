/**
 * Arrangements of an area: how a settlement is paid and until when it is asked for, beside the law
 * that says who pays what. Read from `<area>.arrangements.yaml`, stored with the published law.
 */
import Type, { type Static } from 'typebox';
import Value from 'typebox/value';
import { parse } from 'yaml';
import type { Law } from '../../engine/law/index.ts';
import { parseDay } from '../../engine/units/index.ts';

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const strict = { additionalProperties: false } as const;

/** From, up to and not including until; and who says so. */
const cited = {
  from: Day,
  until: Type.Union([Day, Type.Null()]),
  mark: Type.Union([
    Type.Literal('seed'),
    Type.Literal('official'),
    Type.Literal('secondary'),
    Type.Literal('assumed'),
  ]),
  document: Type.String(),
  clause: Type.String(),
};

/** A person class that is treated first and pays later, in its own county; days of admission. */
const TreatFirst = Type.Object({ personClass: Type.String(), ...cited }, strict);

/**
 * Until when what a person paid in full may be handed in; days on which the care ended. Months
 * after the end of the care, or a day (`MM-DD`) of a year after the one in which it ended.
 */
const ClaimDeadline = Type.Object(
  {
    lastDay: Type.Union([
      Type.Object({ monthsAfter: Type.Integer({ minimum: 1, maximum: 120 }) }, strict),
      Type.Object(
        {
          yearsAfter: Type.Integer({ minimum: 0, maximum: 10 }),
          day: Type.String({ pattern: '^\\d{2}-\\d{2}$' }),
        },
        strict,
      ),
    ]),
    ...cited,
  },
  strict,
);

const Arrangements = Type.Object(
  {
    kind: Type.Literal('arrangements'),
    area: Type.String(),
    treatFirst: Type.Array(TreatFirst),
    /** Absent: no text of the area names a last day. */
    claimDeadlines: Type.Optional(Type.Array(ClaimDeadline)),
  },
  strict,
);

export type TreatFirst = Readonly<Static<typeof TreatFirst>>;
export type ClaimDeadline = Readonly<Static<typeof ClaimDeadline>>;
export type Arrangements = Readonly<Static<typeof Arrangements>>;

/** Reads a file; throws with its path and what is wrong. */
export function readArrangements(path: string, text: string): Arrangements {
  const read: unknown = parse(text);
  if (!Value.Check(Arrangements, read)) {
    const [first] = Value.Errors(Arrangements, read);
    throw new Error(`${path}：${first?.instancePath || '/'} ${first?.message ?? '写法不对'}`);
  }
  return read;
}

/** Lists, in Chinese, what of arrangements the law does not know or what contradicts itself. */
export function arrangementFaults(given: Arrangements, law: Law): readonly string[] {
  const { area, treatFirst, claimDeadlines = [] } = given;
  const own = law.programs.filter((program) => program.area === area);
  if (own.length === 0) return [`area ${area} 没有任何险种的法规`];
  const classes = new Set(own.flatMap((program) => program.classes.map(({ id }) => id)));
  const faults = treatFirst
    .filter(({ personClass }) => !classes.has(personClass))
    .map(({ personClass }) => `treatFirst 的 ${personClass} 不是 ${area} 的人员类别`);
  for (const { document, from, until } of [...treatFirst, ...claimDeadlines]) {
    if (!law.documents.some(({ id }) => id === document)) faults.push(`没有文件 ${document}`);
    const days = [from, ...(until === null ? [] : [until])];
    if (days.some((day) => parseDay(day) === undefined) || (until !== null && until <= from)) {
      faults.push(`${from} 至 ${until} 不是先后的日期`);
    }
  }
  for (const { lastDay } of claimDeadlines) {
    if ('day' in lastDay && parseDay(`2001-${lastDay.day}`) === undefined) {
      faults.push(`claimDeadlines 的 ${lastDay.day} 不是每年都有的日期`);
    }
  }
  const spans = [...claimDeadlines].sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const [index, { until }] of spans.entries()) {
    const next = spans[index + 1];
    if (next && (until === null || until > next.from)) {
      faults.push(`claimDeadlines 自 ${next.from} 起有两条`);
    }
  }
  return faults;
}
