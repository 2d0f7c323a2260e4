import { describe, expect, it } from 'vitest';
import type { Law } from '../../engine/law/index.ts';
import { type History, settleHistory } from '../../engine/settle/index.ts';
import { type TownScheme, townLaw } from '../../testing/laws/town.ts';
import { fact, history, person, reversal, visit } from '../../testing/laws/town-events.ts';
import { prepareRun } from './prepare-run.ts';
import { openSimulator, simulate } from './simulate.ts';

const SCHEME: TownScheme = {
  tiers: {
    'pool.basic': {
      numbers: {
        lineFen: 50_000,
        ratioBp: { by: ['grade'], value: { primary: 8000, otherwise: 6000 } },
      },
      deductible: { amount: { parameter: 'lineFen' }, counter: 'pool.base', counts: 'base' },
      counters: { 'pool.base': { writers: [{ measure: 'counted' }] } },
    },
    'aid.rest': {
      when: { employment: ['retired'] },
      numbers: { ratioBp: 5000 },
      parts: { all: { base: [{ reasons: ['pool.basic.copay'] }], ratio: 'ratioBp' } },
    },
  },
};
const LAW = townLaw(SCHEME);

/** People with none to seven bills, some of them retired. */
function histories(count: number): History[] {
  return Array.from({ length: count }, (_, number) => {
    const bills = Array.from({ length: number % 8 }, (_, at) =>
      visit(`v${at}`, `2025-0${at + 1}-03`, 10_000 + ((number * 7919 + at * 104_729) % 90_000), {
        grade: at % 2 === 0 ? 'primary' : 'tertiary',
      }),
    );
    const also = number % 3 === 0 ? [fact('employment', 'retired')] : [];
    return history(bills, person({}, { also }));
  });
}

function prepared(law: Law, all: readonly History[]) {
  const run = prepareRun(law, all);
  if (!run.ok) throw new Error(run.rejection.message);
  return run.value;
}

function bySettle(law: Law, all: readonly History[]): Record<string, bigint> {
  const totals: Record<string, bigint> = { pool: 0n, critical: 0n, aid: 0n, hospital: 0n };
  for (const one of all) {
    const settled = settleHistory(law, one);
    if (!settled.ok) throw new Error(settled.rejection.message);
    for (const { settled: result } of settled.value.steps) {
      result.program.payers.forEach(({ id }, payer) => {
        totals[id] = (totals[id] ?? 0n) + BigInt(result.paidFen[payer] ?? 0);
      });
    }
  }
  return totals;
}

describe('simulate', () => {
  it('pays what settle pays, on one thread and on two', async () => {
    const all = histories(600);
    const run = prepared(LAW, all);
    const expected = bySettle(LAW, all);
    for (const threads of [1, 2]) {
      const told: number[] = [];
      const onProgress = (done: number) => void told.push(done);
      const result = await simulate(run, { threads, onProgress });
      if (!result.ok) throw new Error(result.rejection.message);
      for (const { payer, fen } of result.value.totals) expect(fen).toBe(expected[payer]);
      expect(told.at(-1)).toBe(run.columns.events);
    }
  });

  it('keeps what was paid before a reversal, on two threads', async () => {
    const law = townLaw({ ...SCHEME, choices: { reversal: 'keepPast' } });
    const all = histories(200).map((one, number) => {
      const isReversed = number % 3 === 1 && one.items.length > 2;
      const items = isReversed ? [...one.items, reversal('r', 'v0', '2025-12-01')] : one.items;
      return { ...one, items };
    });
    const result = await simulate(prepared(law, all), { threads: 2 });
    if (!result.ok) throw new Error(result.rejection.message);
    const [kept, replayed] = [bySettle(law, all), bySettle(LAW, all)];
    for (const { payer, fen } of result.value.totals) expect(fen).toBe(kept[payer]);
    expect(kept.pool).not.toBe(replayed.pool);
  });

  it('keeps its workers from one law to the next, and writes where it is told', async () => {
    const all = histories(300);
    const first = prepared(LAW, all);
    const lower = prepared(LAW, histories(100));
    const simulator = openSimulator(2);
    try {
      const once = await simulator.simulate(first);
      if (!once.ok) throw new Error(once.rejection.message);
      const { output } = once.value;
      for (const column of output.paid) column.fill(-1);
      for (const run of [lower, first, first]) {
        const result = await simulator.simulate(run, run === first ? { output } : {});
        if (!result.ok) throw new Error(result.rejection.message);
        const people = run === first ? all : histories(100);
        const expected = bySettle(LAW, people);
        for (const { payer, fen } of result.value.totals) expect(fen).toBe(expected[payer]);
        if (run === first) expect(result.value.output).toBe(output);
      }
    } finally {
      await simulator.close();
    }
  });

  it('throws what breaks a worker off, and the others end', async () => {
    const run = prepared(LAW, histories(200));
    const broken = { ...run, lowered: { ...run.lowered, sections: [] } };
    await expect(simulate(broken, { threads: 2 })).rejects.toThrow();
  });

  it('stops when told', async () => {
    const abort = new AbortController();
    abort.abort();
    const result = await simulate(prepared(LAW, histories(50)), {
      threads: 2,
      signal: abort.signal,
    });
    expect(result.ok ? null : result.rejection.code).toBe('simulation/cancelled');
  });

  it('settles nobody without a worker', async () => {
    const result = await simulate(prepared(LAW, []), { threads: 2 });
    expect(result.ok && result.value.totals.every(({ fen }) => fen === 0n)).toBe(true);
  });

  it('refuses a history by the name of what is wrong', () => {
    const unknown = history([visit('v', '2040-01-01', 100)]);
    const run = prepareRun(LAW, [...histories(3), unknown]);
    expect(run.ok ? null : run.rejection).toMatchObject({ code: 'law/expired', at: 'v' });
  });
});
