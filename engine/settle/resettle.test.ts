import { describe, expect, it } from 'vitest';
import { onlyProgram, type TownTier, townLaw } from '../../testing/laws/town.ts';
import {
  close,
  history,
  person,
  reversal,
  settledHistory,
  visit,
} from '../../testing/laws/town-events.ts';
import type { Event, Person } from './event.ts';
import type { HistoryItem } from './history.ts';
import { differencesOf, resettle } from './resettle.ts';
import type { ReplayOptions } from './settle-history.ts';

/** Basic pays 80 % above 1,000 a year; the second tier half of the copay. */
const basic: TownTier = {
  numbers: {
    ratioBp: { by: ['personClass'], value: { poor: 9000, otherwise: 8000 } },
    deductibleFen: 100_000,
  },
  deductible: { amount: { parameter: 'deductibleFen' }, counter: 'pool.borne', counts: 'taken' },
  counters: { 'pool.borne': { writers: [{ measure: 'deductible' }] } },
};
const second: TownTier = {
  numbers: { ratioBp: 5000 },
  parts: { all: { base: [{ reasons: ['pool.basic.copay'] }], ratio: 'ratioBp' } },
};
const lawWith = (choices: Record<string, string | number> = {}) =>
  townLaw({ choices, tiers: { 'pool.basic': basic, 'critical.second': second } });

type Items = readonly (Event | HistoryItem)[];

function changed(
  before: Items,
  after: Items,
  choices: Record<string, string | number> = {},
  whose: readonly [Person, Person] = [person(), person()],
  options: ReplayOptions = {},
) {
  const [was, is] = whose;
  const result = resettle(lawWith(choices), history(before, was), history(after, is), options);
  if (!result.ok) throw new Error(JSON.stringify(result.rejection));
  const { after: run, differences } = result.value;
  return {
    reused: run.reused,
    differences: differences.map(
      (one) => `${one.eventId} ${one.payer} ${one.beforeFen}→${one.afterFen} ${one.action}`,
    ),
    signs: differences.map((one) => one.afterFen - one.beforeFen === one.differenceFen),
  };
}

const january = visit('jan', '2025-01-10', 80_000);
const march = visit('mar', '2025-03-10', 100_000);
const may = visit('may', '2025-05-10', 100_000);
const next = visit('next', '2026-02-10', 150_000);

describe('nothing changed', () => {
  it('makes no difference and replays nothing', () => {
    const all = [january, march, may];
    expect(changed(all, all)).toMatchObject({ reused: 3, differences: [] });
    expect(changed([], [])).toMatchObject({ reused: 0, differences: [] });
  });

  it('a further event is paid as what it is, the others stay', () => {
    // march: 80,000 above; copay 16,000, half of it
    expect(changed([january], [january, march])).toMatchObject({
      reused: 1,
      differences: ['mar pool 0→64000 pay', 'mar critical 0→8000 pay'],
    });
  });
});

describe('a late bill', () => {
  it('is paid, and what came after it is settled anew, payer by payer', () => {
    // Recorded: march bears 100,000. With january, which bears 80,000, march bears 20,000.
    const { differences, reused, signs } = changed([march, may], [march, may, january]);
    expect(differences).toEqual(['mar pool 0→64000 pay', 'mar critical 0→8000 pay']);
    expect(reused).toBe(0);
    expect(signs.every((isRight) => isRight)).toBe(true);
  });

  it('keepPast: only the late bill itself is paid', () => {
    expect(changed([march, may], [march, may, january], { lateBill: 'keepPast' })).toMatchObject({
      reused: 2,
      differences: ['jan pool 0→64000 pay', 'jan critical 0→8000 pay'],
    });
  });
});

describe('a corrected line', () => {
  const dearer = { ...january, lines: [{ ...january.lines[0], costFen: 120_000 }] } as Event;

  it('replays from the event that differs', () => {
    // january: 20,000 above: 16,000 and half of 4,000. march had borne 20,000, now nothing.
    expect(changed([january, march, may], [dearer, march, may])).toMatchObject({
      reused: 0,
      differences: [
        'jan pool 0→16000 pay',
        'jan critical 0→2000 pay',
        'mar pool 64000→80000 pay',
        'mar critical 8000→10000 pay',
      ],
    });
    const less = { ...may, lines: [{ ...may.lines[0], costFen: 50_000 }] } as Event;
    expect(changed([january, march, may], [january, march, less])).toMatchObject({
      reused: 2,
      differences: ['may pool 80000→40000 recover', 'may critical 10000→5000 recover'],
    });
  });
});

describe('X12: what becomes of a negative difference', () => {
  const less = { ...march, lines: [{ ...march.lines[0], costFen: 99_000 }] } as Event;

  it.each(['recover', 'waive', 'hold'])('%s', (negativeDifference) => {
    expect(changed([january, march], [january, less], { negativeDifference }).differences).toEqual([
      `mar pool 64000→63200 ${negativeDifference}`,
      `mar critical 8000→7900 ${negativeDifference}`,
    ]);
  });

  it.each([
    // 800 fen by basic, 100 by the second
    [0, ['recover', 'recover']],
    [100, ['recover', 'recover']],
    [101, ['recover', 'belowLeast']],
    [800, ['recover', 'belowLeast']],
    [801, ['belowLeast', 'belowLeast']],
  ])('differences below %i fen are named and not posted', (leastDifferenceFen, actions) => {
    const choices = { leastDifferenceFen };
    const down = changed([january, march], [january, less], choices).differences;
    expect(down.map((one) => one.split(' ').at(-1))).toEqual(actions);
    const up = changed([january, less], [january, march], choices).differences;
    expect(up.map((one) => one.split(' ').at(-1))).toEqual(
      actions.map((action) => (action === 'recover' ? 'pay' : action)),
    );
  });
});

describe('a reversal', () => {
  it('returns what was paid for the event, and moves what came after', () => {
    const before = [january, march, may];
    // Without march: may bears 20,000.
    expect(changed(before, [...before, reversal('r', 'mar', '2025-06-01')])).toMatchObject({
      reused: 1,
      differences: [
        'may pool 80000→64000 recover',
        'may critical 10000→8000 recover',
        'mar pool 64000→0 return',
        'mar critical 8000→0 return',
      ],
    });
  });

  it('returns whatever the law says of negative or small differences', () => {
    const choices = { negativeDifference: 'waive', leastDifferenceFen: 1_000_000 };
    const { differences } = changed(
      [january, march],
      [january, march, reversal('r', 'mar', '2025-06-01')],
      choices,
    );
    expect(differences).toEqual(['mar pool 64000→0 return', 'mar critical 8000→0 return']);
  });

  it('keepPast: what was recorded before it is left alone', () => {
    const before = [january, march, may];
    const after = [...before, reversal('r', 'jan', '2025-06-01')];
    // january was paid nothing; march and may keep their results.
    expect(changed(before, after, { reversal: 'keepPast' }).differences).toEqual([]);
    expect(changed(before, after, { reversal: 'replay' }).differences).toEqual([
      'mar pool 64000→0 recover',
      'mar critical 8000→0 recover',
    ]);
  });
});

describe('what was granted backwards', () => {
  it('settles anew from the day on which it holds', () => {
    const all = [january, march, may];
    const poor = person({ personClass: ['poor', '2025-05-01'] });
    expect(changed(all, all, {}, [person(), poor])).toMatchObject({
      reused: 2,
      // 90 % instead of 80 %; half of 10,000 instead of half of 20,000
      differences: ['may pool 80000→90000 pay', 'may critical 10000→5000 recover'],
    });
  });

  it('that changes no result makes no difference', () => {
    const all = [january];
    const poor = person({ personClass: ['poor', '2025-01-01'] });
    expect(changed(all, all, {}, [person(), poor])).toMatchObject({ reused: 0, differences: [] });
  });
});

describe('across year ends', () => {
  /** A threshold for life: what is borne in one year is borne in the next. */
  const life = (choices: Record<string, string | number> = {}) =>
    townLaw({
      choices,
      tiers: {
        'pool.basic': {
          ...basic,
          counters: {
            'pool.borne': { window: { kind: 'lifetime' }, writers: [{ measure: 'deductible' }] },
          },
        },
      },
    });

  it('a late bill of the year before reaches into the next year', () => {
    const old = visit('old', '2024-12-01', 80_000);
    const law = life();
    const result = resettle(law, history([march, next]), history([march, next, old]));
    if (!result.ok) throw new Error('rejected');
    // march bears 20,000 instead of 100,000; next bore nothing before and bears nothing now.
    expect(result.value.differences).toEqual([
      {
        eventId: 'mar',
        payer: 'pool',
        beforeFen: 0,
        afterFen: 64_000,
        differenceFen: 64_000,
        action: 'pay',
      },
    ]);
    const only = resettle(law, history([next]), history([next, old]));
    if (!only.ok) throw new Error('rejected');
    // next: 50,000 above, then 130,000 above.
    expect(only.value.differences.map((one) => [one.eventId, one.beforeFen, one.afterFen])).toEqual(
      [['next', 40_000, 104_000]],
    );
  });

  it('a yearly threshold keeps the change in its year, though all after it is replayed', () => {
    const old = visit('old', '2024-12-01', 300_000);
    const cheaper = { ...old, lines: [{ ...old.lines[0], costFen: 200_000 }] } as Event;
    expect(changed([old, january, march, next], [cheaper, january, march, next])).toMatchObject({
      reused: 0,
      differences: ['old pool 160000→80000 recover', 'old critical 20000→10000 recover'],
    });
  });
});

describe('stored law', () => {
  const now = onlyProgram(lawWith());
  const then = onlyProgram(
    townLaw({
      tiers: {
        'pool.basic': { ...basic, numbers: { ...basic.numbers, ratioBp: 7000 } },
        'critical.second': second,
      },
    }),
  );
  const stored: HistoryItem = { kind: 'event', event: march, lawHash: then.hash };

  it('a correction of the law pays the difference; without it nothing moves', () => {
    const options = { archive: [then] };
    const before = settledHistory(lawWith(), [january, stored], undefined, options);
    const corrected = { ...options, corrections: { [then.hash]: now.hash } };
    const after = settledHistory(lawWith(), [january, stored], undefined, corrected);
    // march: 80,000 × 70 % and half of 24,000; then × 80 % and half of 16,000
    expect(
      differencesOf(before, after).map((one) => [one.payer, one.differenceFen, one.action]),
    ).toEqual([
      ['pool', 8000, 'pay'],
      ['critical', -4000, 'recover'],
    ]);
    expect(changed([january, stored], [january, stored], {}, undefined, options)).toMatchObject({
      reused: 2,
      differences: [],
    });
  });
});

describe('what both runs must accept', () => {
  it('a rejection of either is given as it is', () => {
    const bad = visit('bad', '2025-01-01', -1);
    for (const [before, after] of [
      [[bad], [january]],
      [[january], [bad]],
    ] as const) {
      const result = resettle(lawWith(), history(before), history(after));
      expect(result.ok || result.rejection.code).toBe('settlement/line_invalid');
    }
  });

  it('a close is compared like any event', () => {
    const law = townLaw({
      counters: { 'town.cost': { writers: [{ event: 'totalCostFen' }] } },
      tiers: {
        'pool.basic': { numbers: { ratioBp: 5000 } },
        'aid.close': {
          on: 'close',
          numbers: { ratioBp: 1000 },
          parts: { all: { base: [{ counters: ['town.cost'] }], ratio: 'ratioBp' } },
        },
      },
    });
    const end = close('c', '2025-12-31');
    const result = resettle(law, history([january, end]), history([january, end, march]));
    expect(
      result.ok &&
        result.value.differences.map((one) => [one.eventId, one.payer, one.differenceFen]),
    ).toEqual([
      ['mar', 'pool', 50_000],
      ['c', 'aid', 10_000],
    ]);
  });
});
