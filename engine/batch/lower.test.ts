import { describe, expect, it } from 'vitest';
import { type TownScheme, townLaw } from '../../testing/laws/town.ts';
import { history, line, visit } from '../../testing/laws/town-events.ts';
import { type History, openHistory, settleHistory } from '../settle/index.ts';
import { collectColumns } from './build.ts';
import { columnsOf } from './build-columns.ts';
import { generate } from './generate.ts';
import { interpreterOf } from './interpret.ts';
import { lower, rowsOf } from './lower.ts';
import type { Lowered } from './lowered.ts';
import { kernelOf, outputFor, run, totalOf } from './run.ts';

const LAW: TownScheme = {
  counters: { 'pool.year': { writers: [{ tier: 'pool.basic', measure: 'counted' }] } },
  tiers: {
    'pool.basic': {
      numbers: { deductibleFen: 500, ratioBp: { by: ['grade'], value: { otherwise: 8000 } } },
      deductible: { amount: { parameter: 'deductibleFen' }, counter: 'pool.year', counts: 'base' },
    },
  },
};

const BILLS = history([
  visit('a', '2025-01-01', 700),
  visit('b', '2025-02-01', 300),
  visit('c', '2025-03-01', [line(111), line(222)]),
]);

function collected(scheme: TownScheme, given: History) {
  const opened = openHistory(townLaw(scheme), given);
  if (!opened.ok) throw new Error(opened.rejection.message);
  const found = collectColumns([{ events: opened.value.events, kept: [] }]);
  if (!found.ok) throw new Error(found.rejection.message);
  return found.value;
}

function loweredBy(scheme: TownScheme, given: History): Lowered {
  const found = lower(collected(scheme, given).dataset);
  if (!found.ok) throw new Error(found.rejection.message);
  return found.value;
}

describe('lower', () => {
  it('refuses where declared bounds leave the safe integers, and names the counter', () => {
    const { dataset } = collected(LAW, BILLS);
    const bounds = { ...dataset.bounds, eventFen: 900_000_000_000, personEvents: 20_000 };
    const found = lower({ ...dataset, bounds });
    expect(found.ok ? null : found.rejection).toMatchObject({
      code: 'batch/out_of_bounds',
      at: 'pool.year',
    });
  });

  it('reads a number that is the same for all as a literal', () => {
    const [section] = loweredBy(LAW, BILLS).sections;
    expect(section?.eventWidth).toBe(0);
    expect(section?.personWidth).toBe(0);
  });

  it('keeps reasons apart only where they are asked for', () => {
    const { dataset } = collected(LAW, BILLS);
    const groups = (isResidual: boolean) => {
      const found = lower(dataset, { isResidual });
      if (!found.ok) throw new Error(found.rejection.message);
      return found.value.sections[0]?.registers.filter(({ kind }) => kind === 'sum').length ?? 0;
    };
    expect(groups(false)).toBeLessThan(groups(true));
  });
});

describe('executions', () => {
  it.each([
    ['generated', kernelOf],
    ['tables', interpreterOf],
  ])('%s: the same fen as settle, and their sum', (_name, kernelFor) => {
    const built = collected(LAW, BILLS);
    const lowered = loweredBy(LAW, BILLS);
    const rows = built.dataset.sections.map((own) => rowsOf(own, { isResidual: false }));
    const columns = columnsOf(built, rows);
    const out = outputFor(lowered, columns);
    expect(run(kernelFor(lowered), lowered, columns, out).ok).toBe(true);
    const settled = settleHistory(townLaw(LAW), BILLS);
    if (!settled.ok) throw new Error(settled.rejection.message);
    for (const [event, step] of settled.value.steps.entries()) {
      for (const [payer, { id }] of step.settled.program.payers.entries()) {
        const column = out.paid[lowered.payers.indexOf(id)];
        expect(column?.[event]).toBe(step.settled.paidFen[payer]);
      }
    }
    // 200 × 80 % + 300 × 80 % + 333 × 80 % = 160 + 240 + 266.4
    const sum = out.paid.reduce((total, column) => total + totalOf(column), 0n);
    expect(sum).toBe(666n);
  });
});

describe('generate', () => {
  it('lets no text of the law into the source', () => {
    const source = generate(loweredBy(LAW, BILLS));
    expect(source).not.toMatch(/pool|town|grade|primary|[^\x20-\x7e\n]/);
    expect(source.match(/'[^']*'|"[^"]*"|`/g)).toEqual(["'use strict'"]);
  });
});
