/**
 * Settles scenes again: the evidence behind a finding.
 */
import type { Program } from '../../law/index.ts';
import { type Settled, type SettleInput, settle } from '../../settle/index.ts';
import { formatYuan } from '../../units/index.ts';
import { eventAt, type Scene } from '../curves/scene.ts';
import { settleScene } from '../curves/year-end.ts';
import type { Because, Run } from './finding.ts';

/** The run of a scene at an open cost in fen, as the engine settles it. */
export function runAt(scene: Scene, costFen: number, label: string): Run {
  const { person, program, yearEnd } = scene;
  const plain = {
    person,
    event: eventAt(scene, costFen),
    close: yearEnd?.close ?? null,
    program: program.id,
  };
  const result = settleScene(scene, costFen);
  const cost = (fen: number) => `${label}${costWord(scene)}${formatYuan(fen)}元`;
  if (!result.ok) {
    const { code } = result.rejection;
    return { ...plain, label: cost(0), totalFen: 0, personFen: 0, paid: [], rejected: code };
  }
  const { steps, totalFen, personFen } = result.value;
  const paid = steps.flatMap(paidBy);
  return { ...plain, label: cost(totalFen), totalFen, personFen, paid, rejected: null };
}

/** What the cost of a scene is the cost of. */
export function costWord({ event, yearEnd }: Scene): '总费用' | '全年费用' | '保费' {
  if (event.kind === 'contribution') return '保费';
  return yearEnd ? '全年费用' : '总费用';
}

/** What the engine makes of an event. */
export function runOf(input: SettleInput, label: string): Run {
  const { event, person, program } = input;
  const result = settle(input);
  const plain = { label, person, event, close: null, program: program.id };
  if (!result.ok) {
    const { code } = result.rejection;
    return { ...plain, totalFen: 0, personFen: 0, paid: [], rejected: code };
  }
  const { settled } = result.value;
  return {
    ...plain,
    totalFen: settled.totalFen,
    personFen: settled.personFen,
    paid: paidBy(settled),
    rejected: null,
  };
}

function paidBy({ trace, program }: Settled): Run['paid'] {
  return trace.tiers.flatMap((tier) =>
    tier.kind === 'paid' && tier.paidFen > 0
      ? [{ tier: program.tiers[tier.tier]?.id ?? '', fen: tier.paidFen }]
      : [],
  );
}

/** The tiers that two runs differ in, with their sources. */
export function tiersThatDiffer(program: Program, left: Run, right: Run): readonly Because[] {
  const fenOf = (run: Run, id: string) => run.paid.find(({ tier }) => tier === id)?.fen ?? 0;
  return program.tiers.flatMap((tier) => {
    const [before, after] = [fenOf(left, tier.id), fenOf(right, tier.id)];
    if (before === after) return [];
    const title = `${tier.title}：${formatYuan(before)}元→${formatYuan(after)}元`;
    return [{ id: tier.id, title, citation: tier.citation }];
  });
}
