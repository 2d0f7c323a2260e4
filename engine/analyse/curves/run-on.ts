/**
 * What the tiers of one walk share while they run: cells and counters as functions of the cost.
 */
import type { EventPlan, LineClass } from '../../law/index.ts';
import type { PlannedEvent } from '../../settle/index.ts';
import { amountOn, type ReaderOn } from './amount-on.ts';
import { type Cause, type Ground, greatestOf, isAbove } from './ground.ts';
import {
  COST,
  constant,
  differenceOf,
  isZero,
  type Quotient,
  shareOfBp,
  sumOf,
  totalOf,
  ZERO,
} from './quotient.ts';
import { CurveRefused } from './refused.ts';
import { fixedFenOf, type MixLine, type Scene } from './scene.ts';

/** Lines of a mix that nothing in the plan tells apart. */
export interface AtomOn {
  readonly lineClass: LineClass | null;
}

export interface RunOn extends ReaderOn {
  readonly planned: PlannedEvent;
  readonly atoms: readonly AtomOn[];
  /** Row per atom, column per reason: what is still personal. */
  readonly cells: Quotient[][];
  readonly total: Quotient;
  /** Of the first cells. */
  inScope: Quotient;
  /** By counter, after what the tiers so far have written. */
  readonly counters: Map<number, Quotient>;
  /** Counters keyed by a line dimension that a tier has moved. */
  readonly movedByLine: Set<number>;
  /** The base of the tier that runs. */
  ownBase: Quotient;
}

/** No word of a tier. */
const BEFORE_TIERS: Cause = { word: 'price', tier: -1, part: null, id: null, sources: [] };

/** Lays the first cells out. */
export function openRunOn(planned: PlannedEvent, scene: Scene, ground: Ground): RunOn {
  const { kind } = planned;
  const total = sumOf(COST, constant(fixedFenOf(scene)));
  const atoms: { lineClass: LineClass | null; key: string }[] = [];
  const cells: Quotient[][] = [];
  const run: RunOn = {
    planned,
    ground,
    atoms,
    cells,
    total,
    inScope: ZERO,
    counters: new Map(),
    movedByLine: new Set(),
    ownBase: ZERO,
    measure: (name) => measureOn(planned, run, name),
    counter: (index) => counterOn(run, index),
    told: planned.told,
    held: planned.held,
    own: () => run.ownBase,
    lineCost: noLine,
  };
  if (planned.event.kind !== 'visit') {
    atoms.push({ lineClass: null, key: '' });
    cells.push([total, ...kind.layout.reasons.slice(1).map(() => ZERO)]);
    return run;
  }
  for (const [index, line] of scene.mix.lines.entries()) {
    const lineClass = planned.classes[index];
    if (!lineClass) throw new RangeError(`no class of line ${index}`);
    const key = futureOf(planned.plan, lineClass);
    const known = atoms.findIndex((atom) => atom.key === key);
    const row = cells[known] ?? kind.layout.reasons.map(() => ZERO);
    if (known < 0) {
      atoms.push({ lineClass, key });
      cells.push(row);
    }
    for (const [reason, fen] of firstCellsOn(run, line, index, lineClass).entries()) {
      row[reason] = sumOf(row[reason] ?? ZERO, fen);
    }
  }
  run.inScope = totalOf(cells.map((row) => row[IN_SCOPE] ?? ZERO));
  return run;
}

const IN_SCOPE = 3;

/**
 * Equal for lines that every tier of the plan takes alike. Where some tier allots line by line,
 * their order counts: then only lines are alike that the engine takes for one.
 */
function futureOf({ tiers }: EventPlan, lineClass: LineClass): string {
  const applied = tiers.flatMap((tier) => (tier.kind === 'skipped' ? [] : [tier]));
  if (applied.some(({ law }) => law.allot === 'declaredOrder')) {
    return JSON.stringify([lineClass.codes, lineClass.exclusion]);
  }
  const marks = applied.flatMap(({ parts }) =>
    parts.flatMap(({ base, perLimit }) => [
      ...base.map(({ lines }) => lines < 0 || lineClass.matches[lines] === true),
      perLimit ? (lineClass.codes[perLimit.facet] ?? '') : '',
    ]),
  );
  return JSON.stringify(marks);
}

/** Out of scope, over the limit, first share, in scope. */
function firstCellsOn(run: RunOn, line: MixLine, index: number, lineClass: LineClass): Quotient[] {
  const { planned, ground } = run;
  const cost = sumOf(shareOfBp(COST, line.shareBp), constant(line.fixedFen));
  ground.slackFen++;
  if (isOutOfScope(planned, lineClass)) return [cost, ZERO, ZERO, ZERO];
  let over = shareOfBp(cost, line.overLimitBp);
  const rule = planned.plan.prices.find(({ lines }) => lines < 0 || lineClass.matches[lines]);
  const { event } = planned;
  const own = event.kind === 'visit' ? event.lines[index] : undefined;
  if (rule && own) {
    const told = (dimension: string) => planned.toldOf(own, dimension);
    const allowed = amountOn({ ...run, told, lineCost: () => cost }, rule.allowed, BEFORE_TIERS);
    over = greatestOf(ground, over, differenceOf(cost, allowed), BEFORE_TIERS);
  }
  const priced = differenceOf(cost, over);
  const first = shareOfBp(priced, line.firstShareBp);
  if (!isZero(over)) ground.slackFen++;
  if (!isZero(first)) ground.slackFen++;
  return [ZERO, over, first, differenceOf(priced, first)];
}

function isOutOfScope({ plan }: PlannedEvent, lineClass: LineClass): boolean {
  if (!plan.exclusions) return lineClass.exclusion >= 0;
  return plan.exclusions.some(({ lines }) => lines < 0 || lineClass.matches[lines]);
}

function measureOn({ event }: PlannedEvent, run: RunOn, name: string): Quotient {
  if (name === 'eventCount') return constant(1);
  if (name === 'totalCostFen' || name === 'premiumFen') return run.total;
  if (name === 'inScopeFen') return run.inScope;
  if (name === 'stayDays' && event.kind === 'visit') {
    return constant(Math.max(1, event.dischargedOn - event.admittedOn));
  }
  throw new RangeError(`no measure ${name} on ${event.kind}`);
}

function noLine(): never {
  throw new RangeError('no line here');
}

/** A counter as its readers see it (X16). */
export function counterOn({ planned, counters }: RunOn, index: number): Quotient {
  const law = planned.prepared.counters[index];
  const moved = law?.readsBefore ? undefined : counters.get(index);
  return moved ?? constant(planned.counter(index));
}

/** What a counter keyed by a line dimension held before the event. */
export function lineCounterOn(run: RunOn, index: number, code: string): Quotient {
  const isMoved = run.movedByLine.has(index) && !run.planned.prepared.counters[index]?.readsBefore;
  if (!isMoved) return constant(run.planned.lineCounter(index, code));
  throw new CurveRefused(
    'curve/line_counter',
    `计数 ${run.planned.prepared.counters[index]?.id ?? index} 在同一张单据里先写后读，曲线不表示`,
  );
}

/** Moves a counter by what a writer wrote. */
export function moveCounterOn(run: RunOn, index: number, fen: Quotient, cause: Cause): void {
  if (isZero(fen)) return;
  const law = run.planned.prepared.counters[index];
  const before = run.counters.get(index) ?? constant(run.planned.counter(index));
  if (!law?.isMax) {
    run.counters.set(index, sumOf(before, fen));
    return;
  }
  const isMore = isAbove(run.ground, fen, before, cause);
  run.counters.set(index, isMore ? fen : before);
}
