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
  isConstant,
  isZero,
  type Quotient,
  shareOfBp,
  sumOf,
  totalOf,
  ZERO,
} from './quotient.ts';
import { CurveRefused } from './refused.ts';
import { fixedFenOf, type MixLine, type Scene } from './scene.ts';
import { foundOn, refuseByLine, type StateOn } from './state-on.ts';

/** Lines of a mix that nothing in the plan tells apart. */
export interface AtomOn {
  readonly lineClass: LineClass | null;
}

export interface RunOn extends ReaderOn {
  readonly planned: PlannedEvent;
  /** Counters before the event, and one of them. */
  readonly state: StateOn;
  readonly before: (index: number) => Quotient;
  readonly atoms: readonly AtomOn[];
  /** Row per atom, column per reason: what is still personal. */
  readonly cells: Quotient[][];
  readonly total: Quotient;
  /** Of the first cells. */
  inScope: Quotient;
  /** By counter, what the tiers so far have written. */
  readonly counters: Map<number, MovedOn>;
  /** Counters keyed by a line dimension that a tier has moved. */
  readonly movedByLine: Set<number>;
  /** The base of the tier that runs. */
  ownBase: Quotient;
}

/** A counter that the event has moved. */
export interface MovedOn {
  readonly after: Quotient;
  /** The sum or the greatest of its writes. */
  readonly written: Quotient;
}

/** No word of a tier. */
const BEFORE_TIERS: Cause = { word: 'price', tier: -1, part: null, id: null, sources: [] };

/** Lays the first cells out. */
export function openRunOn(
  planned: PlannedEvent,
  scene: Scene,
  ground: Ground,
  state: StateOn,
): RunOn {
  const { kind } = planned;
  const found = new Map<number, Quotient>();
  const before = (index: number): Quotient => {
    const known = found.get(index) ?? foundOn(ground, state, planned, index);
    found.set(index, known);
    return known;
  };
  const closed = planned.event.kind === 'close' ? closedCells(planned, scene, state, before) : [];
  const total =
    planned.event.kind === 'close'
      ? totalOf(closed.flat())
      : sumOf(COST, constant(fixedFenOf(scene)));
  const atoms: { lineClass: LineClass | null; key: string }[] = [];
  const cells: Quotient[][] = [];
  const run: RunOn = {
    planned,
    state,
    before,
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
    const { reasons } = kind.layout;
    for (const first of planned.event.kind === 'close' ? closed : [[total]]) {
      atoms.push({ lineClass: null, key: '' });
      cells.push([...first, ...reasons.slice(first.length).map(() => ZERO)]);
    }
    // Each counter is off by what the events before are, and the tiers add them up.
    ground.slackFen *= 1 + closed.flat().filter((cell) => !isConstant(cell)).length;
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

/** The base counters of each member; those of others stand as declared. */
function closedCells(
  { members, kind, prepared, event }: PlannedEvent,
  { person }: Scene,
  state: StateOn,
  before: (index: number) => Quotient,
): readonly (readonly Quotient[])[] {
  const isAlone = event.kind !== 'close' || event.members.length === 0;
  return members.map(({ codes, cells }) => {
    if (!isAlone && codes[0] !== person.id) return cells.map(constant);
    return kind.closeCounters.map((index) => {
      const plan = prepared.counters[index];
      if (plan) refuseByLine(state, plan);
      return before(index);
    });
  });
}

/**
 * Equal for lines that every tier of the plan takes alike. Where some tier allots line by line,
 * their order counts: then only lines are alike that the engine takes for one.
 */
function futureOf({ tiers, writes }: EventPlan, lineClass: LineClass): string {
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
  const counted = writes.eventWrites.flatMap((write) =>
    write.kind === 'residual'
      ? write.cells.flatMap(({ lines }) => lines?.map((number) => lineClass.matches[number]) ?? [])
      : [],
  );
  return JSON.stringify([marks, counted]);
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
export function counterOn({ planned, counters, before }: RunOn, index: number): Quotient {
  const law = planned.prepared.counters[index];
  const moved = law?.readsBefore ? undefined : counters.get(index);
  return moved?.after ?? before(index);
}

/** What a counter keyed by a line dimension held before the event. */
export function lineCounterOn(run: RunOn, index: number, code: string): Quotient {
  const law = run.planned.prepared.counters[index];
  if (law) refuseByLine(run.state, law);
  const isMoved = run.movedByLine.has(index) && !law?.readsBefore;
  if (!isMoved) return constant(run.planned.lineCounter(index, code));
  throw new CurveRefused(
    'curve/line_counter',
    `计数 ${law?.id ?? index} 在同一张单据里先写后读，曲线不表示`,
  );
}

/** Moves a counter by what a writer wrote. */
export function moveCounterOn(run: RunOn, index: number, fen: Quotient, cause: Cause): void {
  if (isZero(fen)) return;
  const law = run.planned.prepared.counters[index];
  const known = run.counters.get(index);
  const before = known?.after ?? run.before(index);
  const written = known?.written ?? ZERO;
  if (!law?.isMax) {
    run.counters.set(index, { after: sumOf(before, fen), written: sumOf(written, fen) });
    return;
  }
  const isMore = isAbove(run.ground, fen, before, cause);
  const most = law.isRolling ? greatestOf(run.ground, fen, written, cause) : fen;
  run.counters.set(index, { after: isMore ? fen : before, written: most });
}
