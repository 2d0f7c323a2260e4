/**
 * Law and histories of trial `replay-span`: bills from October to February, one of December that is
 * corrected, comes late or is taken back in February. Some counters run across the year's end. In a
 * quarter of the cases the law leaves results before a reversal as they were, and grants wait until
 * bills enough have come.
 */
import { loadLaw } from '../../apps/cli/load-law.ts';
import type { Law } from '../../engine/law/index.ts';
import type { Event, History, HistoryItem, Person, Visit } from '../../engine/settle/index.ts';
import { asDay, type Day, formatDay } from '../../engine/units/index.ts';
import { type Chance, chanceOf } from '../../testing/laws/chance.ts';
import { type TownScheme, type TownTier, townLaw } from '../../testing/laws/town.ts';
import { allowance, day, person, visit } from '../../testing/laws/town-events.ts';
import { cityVisits } from './city.ts';

export interface SpanCase {
  readonly law: Law;
  /** As it stood at the end of January. */
  readonly before: History;
  /** With what was recorded in February. */
  readonly after: History;
  /** As if all had been told in time. */
  readonly inTime: History;
  /** A bill taken back whose law leaves all other results as they were; null: it is replayed. */
  readonly keptBut: string | null;
}

const FEBRUARY = day('2025-02-14');
const OCTOBER = day('2024-10-01');
const DAYS = 123;

let wenzhou: Law | null = null;
let town: Law | null = null;
let keepingTown: Law | null = null;

/** The case of a seed: of Wenzhou's residents, or of a town whose counters cross the year's end. */
export function spanCase(seed: number): SpanCase {
  const chance = chanceOf(seed);
  if (seed % 4 === 0) {
    town ??= townLaw(SCHEME_2024, SCHEME_2025);
    return corrected(chance, {
      law: town,
      area: 'town',
      who: person(),
      events: townVisits(chance),
    });
  }
  if (seed % 4 === 2) {
    keepingTown ??= townLaw(keeping(SCHEME_2024), keeping(SCHEME_2025));
    const events = inOrder([...townVisits(chance), ...grants(chance)]);
    const told = { law: keepingTown, area: 'town', who: person(), events };
    return corrected(chance, { ...told, keepsPast: true });
  }
  wenzhou ??= loadLaw().law;
  if (!wenzhou) throw new Error('the law has faults');
  let drawn = cityVisits(chance, { from: OCTOBER, days: DAYS });
  while (!drawn.visits.some(isInDecember)) {
    drawn = cityVisits(chance, { from: OCTOBER, days: DAYS });
  }
  return corrected(chance, {
    law: wenzhou,
    area: 'wenzhou',
    who: drawn.who,
    events: drawn.visits,
  });
}

/** What happened to a person, in the order of days. */
interface Told {
  readonly law: Law;
  readonly area: string;
  readonly who: Person;
  readonly events: readonly Event[];
  readonly keepsPast?: boolean;
}

function isInDecember(event: Event): event is Visit {
  const on = dayOf(event);
  return event.kind === 'visit' && on >= day('2024-12-01') && on < day('2025-01-01');
}

function dayOf(event: Event): Day {
  return event.kind === 'visit' ? event.dischargedOn : event.on;
}

function inOrder(events: readonly Event[]): readonly Event[] {
  return events.toSorted((left, right) => dayOf(left) - dayOf(right));
}

/** Takes a bill of December and lets it be wrong, late or void. */
function corrected(chance: Chance, { law, area, who, events, keepsPast = false }: Told): SpanCase {
  const own = events.find(isInDecember);
  if (!own) throw new RangeError('no bill in December');
  const others = items(events.filter((one) => one !== own));
  const right = { ...own, id: `${own.id}-right`, lines: changed(chance, own), settledOn: FEBRUARY };
  const history = (own: readonly HistoryItem[]): History => ({ area, person: who, items: own });
  const reversal = { kind: 'reversal', id: 'r', reverses: own.id, on: FEBRUARY } as const;
  const told = items(events);
  const keptBut = keepsPast ? own.id : null;
  const kind = chance.pick(['wrong', 'late', 'void'] as const);
  switch (kind) {
    case 'wrong':
      return {
        law,
        before: history(told),
        after: history([...told, reversal, ...items([right])]),
        inTime: history(items(inPlace(events, own, right))),
        keptBut,
      };
    case 'late':
      return {
        law,
        before: history(others),
        after: history([...others, ...items([right])]),
        inTime: history(items(inPlace(events, own, right))),
        keptBut: null,
      };
    case 'void':
      return {
        law,
        before: history(told),
        after: history([...told, reversal]),
        inTime: history(others),
        keptBut,
      };
  }
}

/** The right bill in place of the wrong one, after the others of its day: ties go as recorded. */
function inPlace(events: readonly Event[], own: Visit, right: Visit): Event[] {
  const others = events.filter((one) => one !== own);
  const later = others.findIndex((event) => dayOf(event) > own.dischargedOn);
  return others.toSpliced(later < 0 ? others.length : later, 0, right);
}

function items(events: readonly Event[]): HistoryItem[] {
  return events.map((event) => ({ kind: 'event', event }));
}

function changed(chance: Chance, { lines }: Visit): Visit['lines'] {
  return lines.map((line) => {
    const costFen = chance.is(0.5) ? line.costFen * chance.int(2, 9) : chance.int(1, line.costFen);
    return { ...line, costFen, overLimitFen: Math.min(line.overLimitFen, costFen) };
  });
}

function townVisits(chance: Chance): Visit[] {
  const days = Array.from({ length: chance.int(3, 14) }, () => OCTOBER + chance.int(0, DAYS - 1));
  days.push(day('2024-12-01') + chance.int(0, 30));
  return days
    .toSorted((left, right) => left - right)
    .map((on, index): Visit => {
      const grade = chance.pick(['primary', 'secondary', 'tertiary']);
      const cost = Math.ceil(900_000 * chance.next() ** 2);
      return visit(`v${index}`, formatDay(asDay(on)), cost, { grade });
    });
}

/** Cash that may wait. */
function grants(chance: Chance): Event[] {
  return Array.from({ length: chance.int(1, 4) }, (_, index) => {
    const on = formatDay(asDay(OCTOBER + chance.int(0, DAYS - 1)));
    return allowance(`g${index}`, on, chance.int(10_000, 90_000));
  });
}

const BASIC: TownTier = {
  numbers: {
    lineFen: { from: { '2020-01-01': 60_000, '2025-01-01': 70_000 } },
    boundsFenList: [0, 500_000],
    ratiosBpList: { from: { '2020-01-01': [7000, 8000], '2025-01-01': [6500, 8500] } },
    yearFen: 1_500_000,
  },
  choices: { measure: 'excess' },
  deductible: { amount: { parameter: 'lineFen' }, counter: 'pool.base', counts: 'base' },
  parts: {
    all: {
      base: [{ reasons: ['inScope'] }],
      segments: {
        bounds: 'boundsFenList',
        ratios: 'ratiosBpList',
        measure: { choice: 'measure' },
      },
    },
  },
  caps: { year: { amount: { parameter: 'yearFen' }, counter: 'pool.paid' } },
  counters: {
    'pool.base': { writers: [{ measure: 'counted' }] },
    'pool.paid': { writers: [{ measure: 'paid' }] },
  },
};

/** Its deductible looks back over three months, its cap over a life. */
const CRITICAL: TownTier = {
  numbers: { lineFen: 150_000, ratioBp: 6000, lifeFen: 400_000 },
  deductible: { amount: { parameter: 'lineFen' }, counter: 'critical.base', counts: 'base' },
  parts: {
    all: {
      base: [{ reasons: ['pool.basic.deductible', 'pool.basic.copay', 'pool.basic.overCap'] }],
      ratio: 'ratioBp',
    },
  },
  caps: { life: { amount: { parameter: 'lifeFen' }, counter: 'critical.paid' } },
  counters: {
    'critical.base': {
      window: { kind: 'rolling', months: 3 },
      writers: [{ measure: 'counted' }],
    },
    'critical.paid': { window: { kind: 'lifetime' }, writers: [{ measure: 'paid' }] },
  },
};

/** Its year begins in September. */
const AID: TownTier = {
  numbers: { ratioBp: 5000, yearFen: 60_000 },
  parts: {
    all: {
      base: [{ reasons: ['critical.rest.copay', 'critical.rest.overCap'] }],
      ratio: 'ratioBp',
    },
  },
  caps: { year: { amount: { parameter: 'yearFen' }, counter: 'aid.paid' } },
  counters: {
    'aid.paid': {
      window: { kind: 'productYear', startsOn: '09-01' },
      writers: [{ measure: 'paid' }],
    },
  },
};

const TIERS = { 'pool.basic': BASIC, 'critical.rest': CRITICAL, 'aid.product': AID };
const SCHEME_2024: TownScheme = {
  id: 'town.2024',
  from: '2024-01-01',
  until: '2025-01-01',
  tiers: TIERS,
};
const SCHEME_2025: TownScheme = {
  id: 'town.2025',
  from: '2025-01-01',
  until: '2026-01-01',
  tiers: TIERS,
};

/** Due once bills of 15,000 yuan have come; at most 1,500 yuan a year. */
const GRANT: TownTier = {
  on: 'allowance',
  entitlement: { event: 'monthlyBaseFen' },
  fallsDue: { counter: 'town.bills', atLeast: { parameter: 'neededFen' } },
  numbers: { ratioBp: 8000, neededFen: 1_500_000, yearFen: 150_000 },
  parts: { all: { base: [{ reasons: ['hospital.grant.entitlement'] }], ratio: 'ratioBp' } },
  caps: { year: { amount: { parameter: 'yearFen' }, counter: 'hospital.granted' } },
  counters: { 'hospital.granted': { writers: [{ measure: 'paid' }] } },
};

/** The same scheme, but that it leaves results before a reversal as they were, and has grants. */
function keeping(scheme: TownScheme): TownScheme {
  return {
    ...scheme,
    choices: { reversal: 'keepPast' },
    counters: {
      'town.bills': { window: { kind: 'lifetime' }, writers: [{ event: 'totalCostFen' }] },
    },
    tiers: { ...scheme.tiers, 'hospital.grant': GRANT },
  };
}
