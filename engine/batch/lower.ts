/**
 * Lowers law for the profiles of a data set: every selector and every dated value is answered
 * before the first event is settled, and what is left is arithmetic.
 */
import { prepare } from '../law/index.ts';
import { accepted, MAX_FEN, type Result, rejected } from '../units/index.ts';
import { cellsOf } from './cells.ts';
import type { Dataset, Section } from './columns.ts';
import { coursesOf } from './courses.ts';
import { FIRST_SUMS } from './lower-amount.ts';
import { countersOf, memoryOf, movedRegister, takeOverOf } from './lower-counters.ts';
import { lowerTier } from './lower-tier.ts';
import { writeEvent } from './lower-writes.ts';
import type { Lowered, LoweredSection, LoweredTier, Reg, Step } from './lowered.ts';
import { pruned, sunk } from './prune.ts';
import { guarded, NotLowered, once, register, sum, tablesOf, type Workshop } from './workshop.ts';

export interface LowerOptions {
  /** Residual cells per reason are wanted. */
  readonly isResidual: boolean;
}

/**
 * Lowers the law of all sections. Rejects `batch/not_lowered` with the word that cannot be lowered,
 * and `batch/out_of_bounds` with the tier or counter whose amounts could leave the safe integers.
 */
export function lower(
  dataset: Dataset,
  options: LowerOptions = { isResidual: false },
): Result<Lowered> {
  try {
    return accepted(lowered(dataset, options));
  } catch (fault) {
    if (fault instanceof NotLowered) return rejected(fault.code, fault.message, fault.at);
    throw fault;
  }
}

/**
 * Numbers the rows of a section: the builder joins atoms of one row. By atom class; they are the
 * same that `lower` counts on.
 */
export function rowsOf(section: Section, { isResidual }: LowerOptions): readonly number[] {
  return cellsOf(section, isResidual).rowOf;
}

function lowered(dataset: Dataset, options: LowerOptions): Lowered {
  const counters = countersOf(dataset);
  const lineCodes = new Map<string, number>();
  const payers = new Set(
    dataset.sections.flatMap(({ program }) => program.payers.map(({ id }) => id)),
  );
  const residual = new Set(
    options.isResidual
      ? dataset.sections.flatMap(({ program, kind }) => prepare(program).kinds[kind].layout.reasons)
      : [],
  );
  const columns = { payers: [...payers], residual: [...residual] };
  return {
    ...columns,
    counters,
    paidBound: Math.max(0, ...dataset.sections.map((section) => eventBound(dataset, section))),
    memory: memoryOf(counters),
    sections: sectionsOf({ dataset, counters, lineCodes }, options, columns),
  };
}

type Common = Pick<Workshop, 'dataset' | 'counters' | 'lineCodes'>;

/** The sections of the data set, then those that ask whether waiting tiers are due. */
function sectionsOf(common: Common, options: LowerOptions, columns: OutputNames): LoweredSection[] {
  const { sections } = common.dataset;
  const asking = sections.filter(mayWait);
  const settle = sections.map((section) => {
    const own = lowerSection(openShop(common, section, 'settle', options), columns);
    const at = asking.indexOf(section);
    return { ...own, asksDue: at < 0 ? null : sections.length + at };
  });
  const none: OutputNames = { payers: [], residual: [] };
  const due = asking.map((section) =>
    lowerSection(openShop(common, section, 'due', options), none),
  );
  return [...settle, ...due];
}

function mayWait({ pairs }: Section): boolean {
  return pairs.some(({ plan }) =>
    plan.tiers.some((tier) => tier.kind === 'applied' && tier.law.fallsDue !== null),
  );
}

function openShop(
  common: Common,
  section: Section,
  task: Workshop['task'],
  { isResidual }: LowerOptions,
): Workshop {
  const { dataset } = common;
  return {
    ...common,
    section,
    task,
    mayWait: mayWait(section),
    cells: cellsOf(section, isResidual),
    eventFen: eventBound(dataset, section),
    mostFen: Math.max(...dataset.sections.map((each) => eventBound(dataset, each))),
    personEvents: dataset.bounds.personEvents,
    numberBounds: dataset.bounds.numbers,
    registers: [],
    steps: [],
    first: [],
    tier: section.program.id,
    literals: new Map(),
    named: new Map(),
    personColumns: new Map(),
    personNumbers: [],
    eventColumns: new Map(),
    eventNumbers: [],
    groups: [],
  };
}

/** Entitlements and counters are bounded by the range of amounts only. */
function eventBound({ bounds }: Dataset, { kind, isAlone }: Section): number {
  return kind === 'allowance' || isAlone ? MAX_FEN : bounds.eventFen;
}

interface OutputNames {
  readonly payers: readonly string[];
  readonly residual: readonly string[];
}

function lowerSection(shop: Workshop, columns: OutputNames): LoweredSection {
  const { program, kind, pairs } = shop.section;
  const { layout } = prepare(program).kinds[kind];
  const { eventFen: bound } = shop;
  for (let group = 0; group < shop.cells.groups; group++) {
    shop.groups.push(register(shop, { kind: 'sum', bound }));
  }
  const tiers: LoweredTier[] = [];
  for (const [index, at] of layout.tiers.entries()) {
    const id = program.tiers[at]?.id ?? '';
    shop.tier = id;
    shop.steps = [];
    if (pairs.length > 0) lowerTier(shop, index);
    if (shop.steps.length > 0) tiers.push({ id, steps: shop.steps });
  }
  shop.tier = program.id;
  shop.steps = [];
  if (shop.task === 'settle') writeEvent(shop);
  const residual = residualOf(shop, columns.residual);
  const paid = columns.payers.map((payer) => shop.named.get(`p:${payer}`) ?? null);
  const last = shop.steps;
  const first = shop.task === 'settle' ? firstSteps(shop) : shop.first;
  const live = new Set([...paid, ...residual].flatMap((reg) => reg ?? []));
  const all = [{ id: null, steps: first }, ...tiers, { id: null, steps: last }]
    .toReversed()
    .map(({ id, steps }) => ({
      id,
      steps: sunk(pruned(steps, shop.registers, live), shop.registers),
    }));
  const own = {
    program: program.id,
    kind,
    task: shop.task,
    asksDue: null,
    kindTiers: layout.tiers.length,
    takeOver: takeOverOf(program, shop.counters),
    registers: shop.registers,
    ...tablesOf(shop),
    rowOfClass: shop.cells.rowOf,
    rows: shop.cells.rows,
    tiers: all.toReversed(),
    paid,
    residual,
  };
  return { ...own, courses: coursesOf(shop.section, own, shop.cells) };
}

/** What all tiers need: counters as they were, the groups of first cells, sums over them. */
function firstSteps(shop: Workshop): Step[] {
  shop.steps = [...shop.first];
  const firsts = firstCells(shop);
  for (const { reg, group } of firsts) {
    const to = shop.groups[group];
    if (to !== undefined) shop.steps.push({ op: 'add', to, of: reg });
  }
  for (const { name, place } of FIRST_SUMS) {
    const to = shop.named.get(name);
    if (to === undefined) continue;
    const of = firsts.filter((cell) => place === null || cell.place === place);
    shop.steps.push({ op: 'sum', to, of: of.map(({ reg }) => reg) });
  }
  if (shop.section.isAlone)
    guarded(
      shop,
      sum(
        shop,
        firsts.map(({ reg }) => reg),
      ),
    );
  return shop.steps;
}

interface FirstCell {
  readonly place: number;
  readonly group: number;
  readonly reg: Reg;
}

function firstCells(shop: Workshop): FirstCell[] {
  const { section, cells } = shop;
  const { closeCounters } = prepare(section.program).kinds[section.kind];
  const found = new Map<string, FirstCell>();
  for (const [atomClass, { holds }] of section.classes.entries()) {
    const row = cells.rowOf[atomClass] ?? 0;
    for (let place = 0; place < cells.firstCount; place++) {
      if (!holds[place] && !section.isAlone) continue;
      const group = cells.groupOf[atomClass * cells.width + place] ?? -1;
      const name = `x:${place}:${row}`;
      const reg = section.isAlone
        ? movedRegister(shop, closeCounters[place] ?? -1)
        : once(shop, name, () => ({ kind: 'cell', place, row, bound: shop.eventFen }));
      found.set(name, { place, group, reg });
    }
  }
  return [...found.values()];
}

/** Groups by reason, summed where there are several. */
function residualOf(shop: Workshop, reasons: readonly string[]): (Reg | null)[] {
  const { layout } = prepare(shop.section.program).kinds[shop.section.kind];
  const { width, groupOf } = shop.cells;
  return reasons.map((name) => {
    const reason = layout.reasons.indexOf(name);
    if (reason < 0) return null;
    const groups = new Set(
      shop.section.classes.map((_, atomClass) => groupOf[atomClass * width + reason] ?? -1),
    );
    return sum(
      shop,
      [...groups].flatMap((group) => shop.groups[group] ?? []),
    );
  });
}
