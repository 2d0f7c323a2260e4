import { describe, expect, it } from 'vitest';
import { sizeHistory, sizeLaw } from '../../bench/workloads/size-law.ts';
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

function prepared(law: Law, people: readonly History[]) {
  const opened = people.map((each) => {
    const found = openHistory(law, each);
    if (!found.ok) throw new Error(found.rejection.message);
    return found.value;
  });
  const built = collectColumns(opened);
  if (!built.ok) throw new Error(built.rejection.message);
  const lowered = lower(built.value.dataset);
  if (!lowered.ok) throw new Error(lowered.rejection.message);
  const rows = lowered.value.sections.map(({ rowOfClass }) => rowOfClass);
  return { lowered: lowered.value, columns: columnsOf(built.value, rows), built: built.value };
}

/** Payments that differ from those of `settle`. */
function unequalIn(law: Law, people: readonly History[]): number {
  const { lowered, columns } = prepared(law, people);
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
