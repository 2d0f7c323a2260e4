import { describe, expect, it } from 'vitest';
import { cityHistory } from '../../bench/workloads/city.ts';
import { cityLaw } from '../../bench/workloads/city-law.ts';
import { sizeHistory, sizeLaw } from '../../bench/workloads/size-law.ts';
import { chanceOf } from '../../testing/laws/chance.ts';
import { type TownScheme, townLaw } from '../../testing/laws/town.ts';
import { history, line, visit } from '../../testing/laws/town-events.ts';
import type { Law } from '../law/index.ts';
import { type History, openHistory, settleHistory } from '../settle/index.ts';
import { collectColumns } from './build.ts';
import { columnsOf } from './build-columns.ts';
import { generate } from './generate.ts';
import { lower } from './lower.ts';
import { kernelOf, outputFor, run } from './run.ts';

/** One tier for bills of the first grade, another for the rest. */
const LAW: TownScheme = {
  tiers: {
    'pool.stay': {
      when: { grade: ['primary'] },
      numbers: { ratioBp: 8000 },
    },
    'pool.visit': {
      when: { grade: ['secondary', 'tertiary'] },
      numbers: { ratioBp: { by: ['grade'], value: { secondary: 7000, otherwise: 5000 } } },
    },
  },
};

/** `times`: each event stands for so many: few events have no courses but the most common. */
function prepared(law: Law, people: readonly History[], times = 1) {
  const opened = people.map((each) => {
    const found = openHistory(law, each);
    if (!found.ok) throw new Error(found.rejection.message);
    return found.value;
  });
  const built = collectColumns(opened);
  if (!built.ok) throw new Error(built.rejection.message);
  const { dataset } = built.value;
  const sections = dataset.sections.map((section) => {
    const seen = section.seen.map((each) => ({ ...each, events: each.events * times }));
    return { ...section, seen };
  });
  const lowered = lower({ ...dataset, sections });
  if (!lowered.ok) throw new Error(lowered.rejection.message);
  const rows = lowered.value.sections.map(({ rowOfClass }) => rowOfClass);
  return { lowered: lowered.value, columns: columnsOf(built.value, rows), built: built.value };
}

/** Payments that differ from those of `settle`. */
function unequalIn(law: Law, people: readonly History[], times = 1): number {
  const { lowered, columns } = prepared(law, people, times);
  const out = outputFor(lowered, columns);
  expect(run(kernelOf(lowered), lowered, columns, out).ok).toBe(true);
  let unequal = 0;
  let event = 0;
  for (const each of people) {
    const settled = settleHistory(law, each);
    if (!settled.ok) throw new Error(settled.rejection.message);
    for (const { settled: one } of settled.value.steps) {
      for (const [payer, { id }] of one.program.payers.entries()) {
        if (out.paid[lowered.payers.indexOf(id)]?.[event] !== one.paidFen[payer]) unequal++;
      }
      event++;
    }
  }
  return unequal;
}

const VISITS = ['primary', 'secondary', 'tertiary'].flatMap((grade, at) => [
  visit(`v${at}`, `2025-0${at + 1}-01`, [line(111 + at), line(222)], {
    grade,
    setting: 'outpatient',
  }),
  visit(`w${at}`, `2025-0${at + 1}-02`, 5000 + at, { grade }),
]);

describe('courses', () => {
  it('tell events apart by the forms that act, the most common first', () => {
    const { lowered, built } = prepared(townLaw(LAW), [history(VISITS)]);
    const courses = lowered.sections[0]?.courses;
    expect(courses?.list.length).toBe(2);
    expect(built.dataset.sections[0]?.seen.reduce((sum, { events }) => sum + events, 0)).toBe(6);
    const registers = lowered.sections[0]?.registers ?? [];
    const asked = (courses?.list ?? []).flatMap(({ tiers }) =>
      tiers.flatMap(({ steps }) => steps.flatMap((step) => (step.op === 'if' ? step.test : []))),
    );
    expect(asked.filter((reg) => registers[reg]?.kind === 'event')).toEqual([]);
  });

  it('pay what settle pays', () => {
    expect(unequalIn(townLaw(LAW), [history(VISITS), history(VISITS)])).toBe(0);
  });
});

/** People of a city who have bills of all its kinds, with lines in any order. */
function cityPeople(): History[] {
  const chance = chanceOf(5);
  const found: History[] = [];
  const wanted = new Map([
    ['special', 40],
    ['rare', 20],
    ['stays', 30],
    ['other', 30],
  ]);
  for (let number = 0; [...wanted.values()].some((left) => left > 0); number++) {
    const history = cityHistory(3, number);
    const kind = kindOf(history);
    const left = wanted.get(kind) ?? 0;
    if (left === 0) continue;
    wanted.set(kind, left - 1);
    const items = history.items.map((item) => {
      if (item.kind !== 'event' || item.event.kind !== 'visit') return item;
      return { ...item, event: { ...item.event, lines: chance.shuffled(item.event.lines) } };
    });
    found.push({ ...history, items });
  }
  return found;
}

function kindOf({ items }: History): string {
  const lines = items.flatMap((item) =>
    item.kind === 'event' && item.event.kind === 'visit' ? item.event.lines : [],
  );
  const drug = lines.find(({ facets }) => facets.productDrug)?.facets.productDrug;
  return typeof drug === 'string' ? drug : lines.length > 20 ? 'stays' : 'other';
}

describe('courses of a city', () => {
  const people = cityPeople();
  const { law } = cityLaw();

  it('share steps among bills that differ only in the codes of their drugs', () => {
    const courses = prepared(law, people, 1_000).lowered.sections[0]?.courses;
    if (!courses) throw new Error('the city has no courses');
    const { list, codeWidth, courseOf } = courses;
    const exact = list.filter(({ isExact }) => isExact).length;
    const places = courseOf.filter((number) => number > 0).length;
    expect(exact).toBe(list.length);
    expect(codeWidth).toBe(2);
    expect(places).toBeGreaterThan(2 * list.length);
  });

  it('pay what settle pays', () => {
    expect(unequalIn(law, people, 1_000)).toBe(0);
  });

  it('are few where there are few events', () => {
    const few = prepared(law, people).lowered.sections[0]?.courses?.list.length ?? 0;
    expect(few).toBeGreaterThan(2);
    expect(few).toBeLessThan(12);
    expect(unequalIn(law, people)).toBe(0);
  });
});

describe('units', () => {
  it('split a long kernel into functions, none of them long, that pay what settle pays', () => {
    const people = [0, 1, 2].map((number) => sizeHistory(7, number));
    const law = sizeLaw(24);
    const source = generate(prepared(law, people).lowered);
    const lengths = source.split('function ').map((text) => text.length);
    expect(lengths.length).toBeGreaterThan(3);
    expect(Math.max(...lengths)).toBeLessThan(20_000);
    expect(unequalIn(law, people)).toBe(0);
  });
});
