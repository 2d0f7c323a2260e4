/**
 * Compares what a case expects of an event with what the engine found.
 */
import type { TierMeasure } from '../law/index.ts';
import { counterValue, measured, type SettledStep, type State } from '../settle/index.ts';
import { formatYuan, type Rejection } from '../units/index.ts';
import type { Expectation } from './case-schema.ts';

export interface Difference {
  readonly path: readonly string[];
  readonly expected: string;
  readonly actual: string;
}

/** Lists the expectations that do not hold. Counters are read in `state`, in the event's window. */
export function differencesFrom(
  expected: Expectation,
  step: SettledStep,
  state: State,
  path: readonly string[],
): Difference[] {
  const { settled } = step;
  const compare = (name: string, wanted: number | undefined, actual: number) =>
    wanted === undefined ? [] : difference([...path, name], wanted, actual);
  return [
    ...compare('totalFen', expected.totalFen, settled.totalFen),
    ...paidDifferences(expected.paidFen, step, [...path, 'paidFen']),
    ...compare('personFen', expected.personFen, settled.personFen),
    ...Object.entries(expected.tiers ?? {}).flatMap(([id, wanted]) =>
      tierDifferences(id, wanted, step, [...path, 'tiers', id]),
    ),
    ...counterDifferences(expected.counters ?? {}, step, state, [...path, 'counters']),
  ];
}

/** Compares a rejection with the code that was expected; undefined and null: none. */
export function rejectionDifference(
  wanted: string | undefined,
  actual: Rejection | null,
): Difference[] {
  if (wanted === actual?.code) return [];
  return [
    {
      path: wanted === undefined ? ['events'] : ['expect', 'rejection'],
      expected: wanted ?? '能结算',
      actual: actual ? `${actual.code}：${actual.message}` : '已结算',
    },
  ];
}

function difference(path: readonly string[], wanted: number, actual: number): Difference[] {
  if (wanted === actual) return [];
  return [{ path, expected: amountText(wanted), actual: amountText(actual) }];
}

function amountText(fen: number): string {
  return `${fen}（${formatYuan(fen)}）`;
}

/** Exact: every payer that pays must be named. */
function paidDifferences(
  wanted: Expectation['paidFen'],
  { settled }: SettledStep,
  path: readonly string[],
): Difference[] {
  if (wanted === undefined) return [];
  const { payers } = settled.program;
  const unknown = Object.keys(wanted).filter((id) => !payers.some((payer) => payer.id === id));
  return [
    ...unknown.map((id) => ({
      path: [...path, id],
      expected: amountText(wanted[id] ?? 0),
      actual: `制度 ${settled.program.id} 没有支付方 ${id}`,
    })),
    ...payers.flatMap(({ id }, i) =>
      difference(
        Object.hasOwn(wanted, id) ? [...path, id] : path,
        wanted[id] ?? 0,
        settled.paidFen[i] ?? 0,
      ).map((found) =>
        Object.hasOwn(wanted, id) ? found : { ...found, actual: `${id} 付 ${found.actual}` },
      ),
    ),
  ];
}

type TierExpectation = NonNullable<Expectation['tiers']>[string];

function tierDifferences(
  id: string,
  wanted: TierExpectation,
  { settled, event }: SettledStep,
  path: readonly string[],
): Difference[] {
  const { program, trace } = settled;
  const [tierId = '', partId] = id.split('/');
  const index = program.tiers.findIndex((tier) => tier.id === tierId);
  const tier = program.tiers[index];
  const part =
    partId === undefined ? -1 : (tier?.parts.findIndex(({ id: own }) => own === partId) ?? -1);
  if (!tier || (partId !== undefined && part < 0)) {
    return [{ path, expected: id, actual: `制度 ${program.id} 没有这一层或这一部分` }];
  }
  const found = trace.tiers.find((each) => each.tier === index);
  const skipped =
    tier.on !== event.kind ? 'otherEventKind' : found?.kind === 'skipped' ? found.why : null;
  if (typeof wanted === 'string') {
    if (skipped !== null && (wanted === 'skipped' || wanted === skipped)) return [];
    return [{ path, expected: wanted, actual: skipped ?? '这一层适用' }];
  }
  if (found?.kind !== 'paid') {
    return [{ path, expected: '这一层适用', actual: skipped ?? '没有运行' }];
  }
  return Object.entries(wanted).flatMap(([measure, fen]) =>
    difference([...path, measure], fen ?? 0, measured(found, part, measure as TierMeasure)),
  );
}

function counterDifferences(
  wanted: NonNullable<Expectation['counters']>,
  { settled }: SettledStep,
  state: State,
  path: readonly string[],
): Difference[] {
  return Object.entries(wanted).flatMap(([id, value]) => {
    const counter = settled.program.counters.find((each) => each.id === id);
    if (!counter) {
      const actual = `制度 ${settled.program.id} 没有累计 ${id}`;
      return [{ path: [...path, id], expected: JSON.stringify(value), actual }];
    }
    const read = (key: string) => counterValue(counter, state, key, settled.windowDay);
    if (typeof value === 'number') return difference([...path, id], value, read(''));
    return Object.entries(value).flatMap(([key, fen]) =>
      difference([...path, id, key], fen, read(key)),
    );
  });
}
