/**
 * Counters that hold something else than what their reader takes them for: a deductible counted by
 * what was paid, a cap by what was borne. The law may mean it; mostly it is a slip.
 */
import type { TierMeasure } from '../../tier-law.ts';
import type { Path } from '../located.ts';
import type { Problem } from '../problem.ts';
import type { PolicyIn } from '../scheme-parts.ts';
import { tellerOf } from '../unit.ts';
import { listed } from '../wording.ts';
import type { Scope } from './scope.ts';

interface Reading {
  readonly counter: string | undefined;
  readonly path: Path;
  /** What the tier itself should have written into it. */
  readonly takes: readonly TierMeasure[];
  readonly says: string;
}

/** Tells counters into which a tier writes another measure than it reads. */
export function checkCounterMeasures(tier: PolicyIn, scope: Scope): void {
  const tell = tellerOf(tier.unit, scope.report);
  for (const { counter, path, takes, says } of readingsOf(tier)) {
    const written = scope.counters.get(counter ?? '')?.written.writers ?? [];
    const own = written.flatMap(({ tier: id, measure }) =>
      id === tier.unit.id && measure !== undefined ? [measure] : [],
    );
    const fits = own.length === 0 || own.some((measure) => takes.includes(measure));
    if (!fits) tell(path, otherMeasure({ counter: counter ?? '', own, takes, says }));
  }
}

const BASE: readonly TierMeasure[] = ['counted', 'base'];

function readingsOf({ unit }: PolicyIn): readonly Reading[] {
  const { deductible, caps, parts } = unit.data;
  const readings: Reading[] = Object.entries(caps ?? {}).map(([id, cap]) => ({
    counter: cap?.counter,
    path: ['caps', id, 'counter'],
    takes: ['paid'],
    says: '封顶看已付多少',
  }));
  if (deductible) {
    const isTaken = deductible.counts === 'taken';
    readings.push({
      counter: deductible.counter,
      path: ['deductible', 'counter'],
      takes: isTaken ? ['deductible', 'deductibleAmount'] : BASE,
      says: isTaken ? '起付线看已扣多少' : '起付线看累计了多少基数',
    });
  }
  for (const [id, { limit, segments }] of Object.entries(parts)) {
    const path = ['parts', id];
    const limited = { path: [...path, 'limit', 'counter'], takes: BASE, says: '限额看已计入多少' };
    readings.push({ ...limited, counter: limit?.counter });
    readings.push({
      counter: segments?.position,
      path: [...path, 'segments', 'position'],
      takes: segments?.measure === 'excess' ? ['afterDeductible'] : BASE,
      says: '分段看已走到哪里',
    });
  }
  return readings;
}

function otherMeasure(found: {
  readonly counter: string;
  readonly own: readonly TierMeasure[];
  readonly takes: readonly TierMeasure[];
  readonly says: string;
}): Problem {
  const { counter, own, takes, says } = found;
  return {
    code: 'law/counter_measure',
    message: `${says}，而本层写入“${counter}”的是 ${listed(own)}`,
    fix: `核对写入的数；通常应写 ${takes.join(' 或 ')}`,
  };
}
