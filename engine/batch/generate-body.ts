/**
 * Writes what is done at one event, or a part of it: counters come in, atoms and numbers are read,
 * steps follow, amounts and counters go out.
 */
import { allotsOf, numbersOf } from './bind.ts';
import { type CounterAt, closeText, type Home, isRaised, openText } from './generate-counters.ts';
import { writeInside, writeStep } from './generate-steps.ts';
import { read, type Writing } from './generate-writing.ts';
import type { Lowered, LoweredSection, Reg, Step } from './lowered.ts';
import { allReadsOf, movesOf, readsOf } from './steps.ts';

export interface Body {
  readonly lowered: Lowered;
  readonly section: LoweredSection;
  /** Counters of the section; those that the steps name come in. */
  readonly counters: readonly CounterAt[];
  readonly steps: readonly Step[];
  /**
   * How atoms are read: the event is its only atom; it is the only one if there is one; one of each
   * of the rows in their order; those that there are, of any of the rows.
   */
  readonly atoms: 'event' | 'maybe' | 'exact' | 'any';
  readonly rows: readonly number[];
  /** Values and cells that are nothing. */
  readonly none: ReadonlySet<Reg>;
  /** How the code that a step names is read. */
  readonly codeText: (code: number) => string;
  /** Where counters are between events. */
  readonly home: Home;
  /** It stands in a function of its own: numbers of the person are read where they are needed. */
  readonly isApart: boolean;
  /** Registers that earlier parts leave in the scratch, and that later ones take from it. */
  readonly taken: ReadonlySet<Reg>;
  readonly left: ReadonlySet<Reg>;
  /** Brings the atoms in; writes the amounts. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** The text of a body. */
export function bodyText(body: Body): string {
  const { section, steps, none, home, left } = body;
  const moved = new Set(steps.flatMap(movesOf));
  const named = new Set([...steps.flatMap(allReadsOf), ...moved]);
  const counters = body.counters.filter(({ reg }) => named.has(reg));
  const ends = body.isLast ? endsOf(section) : [];
  const writing = openWriting(body, counters, [...ends, ...left]);
  for (const reg of body.taken) {
    const isMoved = section.registers[reg]?.kind === 'sum';
    writing.out.push(`${isMoved ? 'let' : 'const'} r${reg}=R[${reg}];`);
  }
  writeSums(writing, body);
  readAtoms(writing, body);
  writeBlock(writing, section, steps);
  for (const reg of [...ends, ...left]) {
    if (writing.empty.get(reg) === false) writing.out.push(`r${reg}=0;`);
    declare(writing, section, [reg]);
  }
  if (body.isLast) writeAmounts(writing, section, none);
  writing.out.push(...[...left].map((reg) => `R[${reg}]=r${reg};`));
  return [
    ...counters.map((own) => openText(own, home)),
    ...writing.out,
    ...(section.task === 'due'
      ? []
      : counters.map((own) => closeText(own, home, moved.has(own.reg)))),
  ].join('');
}

/** The registers that go to the columns of the output. */
export function endsOf({ paid, residual }: LoweredSection): Reg[] {
  return [...paid, ...residual].flatMap((reg) => reg ?? []);
}

function openWriting(body: Body, counters: readonly CounterAt[], ends: readonly Reg[]): Writing {
  const { section, atoms, rows } = body;
  return {
    registers: section.registers,
    counters: body.lowered.counters,
    out: [],
    declared: [new Set()],
    allots: allotsOf(section),
    empty: new Map(),
    lastRead: lastReads(body.steps, ends),
    count: 0,
    none: body.none,
    codeText: body.codeText,
    cellText: (place, row) => cellText({ atoms, rows }, place, row),
    isApart: body.isApart,
    raised: new Set(counters.filter(isRaised).map(({ reg }) => reg)),
  };
}

function lastReads(all: readonly Step[], ends: readonly Reg[]): Map<Reg, number> {
  const last = new Map<Reg, number>();
  let count = 0;
  const note = (steps: readonly Step[]) => {
    for (const step of steps) {
      for (const reg of readsOf(step)) last.set(reg, count);
      count++;
      if (step.op === 'if') note(step.steps);
    }
  };
  note(all);
  for (const reg of ends) last.set(reg, Number.POSITIVE_INFINITY);
  return last;
}

/** Sums start from nothing, but for those that earlier parts have moved. */
function writeSums(writing: Writing, { section, taken }: Body): void {
  for (const [reg, own] of section.registers.entries()) {
    if (own.kind !== 'sum' || !writing.lastRead.has(reg) || taken.has(reg)) continue;
    writing.out.push(`let r${reg}=0;`);
    writing.empty.set(reg, true);
  }
}

/** Brings the cells of the atoms into their registers; notes the order of the atoms. */
function readAtoms({ out, declared, none }: Writing, body: Body): void {
  const { section, atoms, rows, taken } = body;
  const cells = section.registers.flatMap((own, reg) =>
    own.kind === 'cell' && !none.has(reg) ? [{ ...own, reg }] : [],
  );
  const isRanked = hasAllot(body.steps) || !(body.isFirst && body.isLast);
  const rank = (row: number, place: string) => (isRanked ? `K[${row}]=${place};` : '');
  for (const { reg } of cells) if (taken.has(reg)) declared[0]?.add(reg);
  if (atoms === 'exact') out.push('const a=atomFrom[e];');
  if (!body.isFirst || atoms !== 'any') return;
  for (const { reg } of cells) declared[0]?.add(reg);
  if (cells.length > 0) out.push(`let ${cells.map(({ reg }) => `r${reg}=0`).join()};`);
  out.push('for(let a=atomFrom[e],f=a,l=atomFrom[e+1];a<l;a++){switch(atomRow[a]){');
  for (const row of rows) {
    const own = cells.filter((cell) => cell.row === row);
    const loads = own.map(({ reg, place }) => `r${reg}=C${place}[a];`);
    out.push(`case ${row}:${loads.join('')}${rank(row, 'a-f')}break;`);
  }
  out.push('}}');
}

function hasAllot(steps: readonly Step[]): boolean {
  return steps.some((step) => step.op === 'allot' || (step.op === 'if' && hasAllot(step.steps)));
}

function cellText({ atoms, rows }: Pick<Body, 'atoms' | 'rows'>, place: number, row: number) {
  if (atoms === 'event') return `C${place}[e]`;
  if (atoms === 'exact') {
    const at = rows.indexOf(row);
    return at === 0 ? `C${place}[a]` : `C${place}[a+${at}]`;
  }
  return `atomFrom[e]<atomFrom[e+1]?C${place}[atomFrom[e]]:0`;
}

function writeAmounts({ out }: Writing, section: LoweredSection, none: ReadonlySet<Reg>): void {
  const store = (name: string) => (reg: Reg | null, column: number) =>
    reg === null ? '' : `${name}${column}[e]=${none.has(reg) ? '0' : textOf(section, reg)};`;
  out.push(...section.paid.map(store('O')), ...section.residual.map(store('Q')));
}

function textOf({ registers }: LoweredSection, reg: Reg): string {
  const own = registers[reg];
  return own?.kind === 'literal' ? String(own.value) : `r${reg}`;
}

function writeBlock(writing: Writing, section: LoweredSection, steps: readonly Step[]): void {
  declare(writing, section, steps.flatMap(readsOf));
  let capped: Step | null = null;
  for (const [at, step] of steps.entries()) {
    writing.count++;
    const next = steps[at + 1];
    const before = steps[at - 1];
    if (step.op !== 'if') {
      if (isCapped(writing, step, next)) writing.out.push(differenceText(writing, step));
      else if (capped !== null && step.op === 'min') writing.out.push(cappedText(writing, step));
      else if (!isJoined(step, next)) writeStep(writing, step);
      capped = isCapped(writing, step, next) ? step : null;
      continue;
    }
    capped = null;
    const isAfterRoom = before !== undefined && isJoined(before, step);
    const head = isAfterRoom ? joinedText(writing, before) : testText(section, step);
    writeInside(writing, step.steps, () => {
      writing.out.push(head);
      writing.declared.push(new Set());
      writeBlock(writing, section, step.steps);
      writing.declared.pop();
    });
  }
}

/** A room that only the block right behind it looks at is asked for and worked out in one. */
function isJoined(step: Step, next: Step | undefined): step is Extract<Step, { op: 'room' }> {
  return step.op === 'room' && next?.op === 'if' && next.isOnlyReader && next.test === step.to;
}

/** A room that only the least of two right behind it reads: most amounts are within it. */
function isCapped(
  { lastRead, count }: Writing,
  step: Step,
  next: Step | undefined,
): step is Extract<Step, { op: 'room' }> {
  if (step.op !== 'room' || next?.op !== 'min' || next.of.length !== 2) return false;
  return next.of[1] === step.to && next.of[0] !== step.to && lastRead.get(step.to) === count;
}

function differenceText(writing: Writing, { to, of, less }: Extract<Step, { op: 'room' }>): string {
  return `const r${to}=${read(writing, of)}-${read(writing, less)};`;
}

/** The least of an amount, which is never below nothing, and of a room given as a difference. */
function cappedText(writing: Writing, { to, of }: Extract<Step, { op: 'min' | 'max' }>): string {
  const [fen, room] = of.map((reg) => read(writing, reg));
  return `const r${to}=${fen}<${room}?${fen}:${room}>0?${room}:0;`;
}

function joinedText(writing: Writing, { to, of, less }: Extract<Step, { op: 'room' }>): string {
  const [left, right] = [read(writing, of), read(writing, less)];
  return `if(${left}>${right}){const r${to}=${left}-${right};`;
}

function testText(section: LoweredSection, { test, is }: Extract<Step, { op: 'if' }>): string {
  const own = textOf(section, test);
  return is === 'some' ? `if(${own}>0){` : `if(${own}===${is}){`;
}

/** Reads numbers and columns where the block that needs them begins. */
function declare(writing: Writing, section: LoweredSection, regs: readonly Reg[]): void {
  const { declared, out, registers } = writing;
  for (const reg of new Set(regs)) {
    if (writing.none.has(reg) || declared.some((block) => block.has(reg))) continue;
    const own = registers[reg];
    if (own?.kind === 'event') out.push(`const r${reg}=E[x+${own.at}];`);
    else if (own?.kind === 'person' && writing.isApart) out.push(`const r${reg}=P[y+${own.at}];`);
    else if (own?.kind === 'number')
      out.push(`const r${reg}=N${numbersOf(section).indexOf(own.name)}[e];`);
    else if (own?.kind === 'control') out.push(`const r${reg}=G[${own.at}];`);
    else if (own?.kind === 'cell')
      out.push(`const r${reg}=${writing.cellText(own.place, own.row)};`);
    else continue;
    declared.at(-1)?.add(reg);
  }
}
