/**
 * Groups of cells: cells (atom class × reason) that all later readers take together become one
 * running number. Where an allotment meets rooms with different futures its rooms stay apart, since
 * largest remainders would differ by a fen.
 */
import { type AppliedTier, type PartPlan, prepare, type ResidualCells } from '../law/index.ts';
import type { AtomClass, Section } from './columns.ts';

export interface Cells {
  /** Number of reasons; a cell is class × width + reason. */
  readonly width: number;
  readonly firstCount: number;
  /** Group of each cell; -1: nobody looks at it, or it is always empty. */
  readonly groupOf: readonly number[];
  readonly groups: number;
  /** By tier of the layout, then by part; null where the tier never applies. */
  readonly parts: readonly (readonly PartCells[] | null)[];
  /** Row of each atom class; atoms of one row are one atom. */
  readonly rowOf: readonly number[];
  readonly rows: number;
}

export interface PartCells {
  /** In the order of the law: by entry, then by reason, then by class. */
  readonly rooms: readonly RoomCell[];
  /** What the rooms become is taken together by all later readers: nothing is allotted. */
  readonly isUniform: boolean;
}

export interface RoomCell {
  readonly cell: number;
  readonly atomClass: number;
  /** Index of the base entry. */
  readonly entry: number;
  /** Place by entry and reason; rooms of one place stand in the order of their atoms. */
  readonly order: number;
}

/** Finds the groups of a section; `isResidual`: reasons must be told apart in the end. */
export function cellsOf(section: Section, isResidual: boolean): Cells {
  const { layout } = prepare(section.program).kinds[section.kind];
  const width = layout.reasons.length;
  const count = section.classes.length;
  const held = new Array<boolean>(count * width).fill(false);
  for (const [at, { holds }] of section.classes.entries()) {
    for (const [reason, is] of holds.entries()) held[at * width + reason] = is;
  }
  const tiers = layout.tiers.map((_, index) => anyApplied(section, index));
  const roles: string[] = new Array<string>(count * width).fill('');
  const rooms = tiers.map(
    (tier, index) => tier && roomsOf({ section, width, held, roles }, tier, index),
  );
  noteReaders(section, { width, roles, isResidual });
  const apart = new Set<number>();
  for (let grows = true; grows; ) {
    grows = false;
    for (const [index, tier] of tiers.entries()) {
      for (const [at, part] of (tier?.parts ?? []).entries()) {
        const own = rooms[index]?.[at] ?? [];
        const isWhole = isUniform(part, own, { width, held, roles, apart });
        if (isWhole && !keepsRooms(section, index, part)) continue;
        for (const { cell } of own) {
          grows ||= !apart.has(cell);
          apart.add(cell);
        }
      }
    }
  }
  return grouped(section, { width, held, roles, apart, tiers, rooms });
}

/** A plan of a tier under which it applies: base entries are the same in all. */
function anyApplied({ pairs }: Section, index: number): AppliedTier | null {
  for (const { plan } of pairs) {
    const tier = plan.tiers[index];
    if (tier?.kind === 'applied') return tier;
  }
  return null;
}

interface Marks {
  readonly width: number;
  readonly held: boolean[];
  /** What looks at a cell: equal for cells that all readers treat alike. */
  readonly roles: string[];
}

function roomsOf(
  { section, width, held, roles }: Marks & { readonly section: Section },
  tier: AppliedTier,
  index: number,
): RoomCell[][] {
  const taken = new Set<number>();
  return tier.parts.map((part, at) => {
    const rooms: RoomCell[] = [];
    let order = 0;
    for (const [entry, { reasons, lines }] of part.base.entries()) {
      for (const reason of reasons) {
        for (const [atomClass, { line }] of section.classes.entries()) {
          const cell = atomClass * width + reason;
          if (taken.has(cell) || !isIn(line, lines)) continue;
          taken.add(cell);
          roles[cell] += `${index}/${at} `;
          if (held[cell]) rooms.push({ cell, atomClass, entry, order });
        }
        order++;
      }
    }
    for (const { atomClass } of rooms) {
      for (const reason of outcomesOf(part)) held[atomClass * width + reason] = true;
    }
    return rooms;
  });
}

/** Whether atoms of a class are among the lines of a selector. */
function isIn(line: AtomClass['line'], lines: number): boolean {
  return lines < 0 || (line?.matches[lines] ?? false);
}

/** Whether a residual writer counts atoms of a class. */
export function isCounted(line: AtomClass['line'], { lines }: ResidualCells): boolean {
  return lines === null || lines.some((selector) => isIn(line, selector));
}

function outcomesOf(part: PartPlan): readonly number[] {
  return [part.deductibleReason, part.copayReason, part.overCapReason];
}

function noteReaders(
  section: Section,
  { width, roles, isResidual }: { width: number; roles: string[]; isResidual: boolean },
): void {
  const kind = prepare(section.program).kinds[section.kind];
  for (const [writer, write] of kind.eventWrites.entries()) {
    if (write.kind !== 'residual') continue;
    for (const counted of write.cells) {
      for (const [atomClass, { line }] of section.classes.entries()) {
        const cell = atomClass * width + counted.reason;
        if (isCounted(line, counted)) roles[cell] += `w${writer} `;
      }
    }
  }
  if (!isResidual) return;
  for (let cell = 0; cell < roles.length; cell++) roles[cell] += `r${cell % width}`;
}

interface Apart extends Marks {
  readonly apart: ReadonlySet<number>;
}

function nameOf({ held, roles, apart }: Apart, cell: number): string {
  if (!held[cell]) return '';
  return apart.has(cell) ? `#${cell}` : (roles[cell] ?? '');
}

function isUniform(part: PartPlan, rooms: readonly RoomCell[], marks: Apart): boolean {
  if (part.base.some(({ weightBp }) => weightBp !== null)) return false;
  return landsTogether(part, rooms, marks);
}

function landsTogether(part: PartPlan, rooms: readonly RoomCell[], marks: Apart): boolean {
  const [first] = rooms;
  if (!first) return true;
  return outcomesOf(part).every((reason) =>
    rooms.every(
      ({ atomClass }) =>
        nameOf(marks, atomClass * marks.width + reason) ===
        nameOf(marks, first.atomClass * marks.width + reason),
    ),
  );
}

/** Whether the rooms of a part are asked for one by one: by limits per code, counters by line. */
function keepsRooms({ program, kind }: Section, index: number, part: PartPlan): boolean {
  const { layout, lineWrites } = prepare(program).kinds[kind];
  const writes = lineWrites[layout.tiers[index] ?? -1] ?? [];
  // By the law, not by a plan: a modifier may remove the limit for some profiles only.
  const law = program.tiers[layout.tiers[index] ?? -1]?.parts.find(({ id }) => id === part.id);
  return (law?.limit?.per ?? null) !== null || writes.length > 0;
}

interface Found extends Apart {
  readonly tiers: readonly (AppliedTier | null)[];
  readonly rooms: readonly (readonly RoomCell[][] | null)[];
}

function grouped(section: Section, found: Found): Cells {
  const { width, held, tiers, rooms } = found;
  const { firstCount } = prepare(section.program).kinds[section.kind].layout;
  const numbers = new Map<string, number>();
  const groupOf = held.map((_, cell) => {
    const name = nameOf(found, cell);
    if (name === '') return -1;
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  });
  const parts = tiers.map((tier, index) => {
    if (!tier) return null;
    return tier.parts.map((part, at): PartCells => {
      const own = rooms[index]?.[at] ?? [];
      const isWhole = landsTogether(part, own, found) && !keepsRooms(section, index, part);
      return { rooms: own, isUniform: isWhole };
    });
  });
  const ranked = new Set<number>();
  for (const part of parts.flatMap((each) => each ?? [])) {
    if (!part.isUniform) for (const { atomClass } of part.rooms) ranked.add(atomClass);
  }
  const rowOf = rowsOf(section.classes, { width, firstCount, groupOf, ranked });
  return {
    width,
    firstCount,
    groupOf,
    groups: numbers.size,
    parts,
    rowOf,
    rows: Math.max(1, ...rowOf.map((row) => row + 1)),
  };
}

/**
 * Joins classes that no group tells apart; those that are allotted over keep their own order. With
 * them not even a class without amounts is joined: its atom would lend them its place.
 */
function rowsOf(
  classes: readonly AtomClass[],
  cells: { width: number; firstCount: number; groupOf: readonly number[]; ranked: Set<number> },
): number[] {
  const { width, firstCount, groupOf, ranked } = cells;
  const rows: ((number | null)[] | null)[] = [];
  return classes.map(({ holds }, at) => {
    const own = Array.from({ length: firstCount }, (_, reason) =>
      holds[reason] ? (groupOf[at * width + reason] ?? -1) : null,
    );
    const isAlone = classes.length > 1 && ranked.has(at);
    const known = isAlone
      ? -1
      : rows.findIndex((row) => row?.every((group, reason) => fits(group, own[reason])));
    const row = rows[known];
    if (!row) return rows.push(isAlone ? null : own) - 1;
    for (const [reason, group] of own.entries()) row[reason] ??= group;
    return known;
  });
}

function fits(left: number | null, right: number | null | undefined): boolean {
  return left === null || right === null || right === undefined || left === right;
}
