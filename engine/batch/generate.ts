/**
 * Writes a lowered law as source text: one function per section, the loops over runs and events
 * around it, counters in locals, no allocation inside. It is built from numbers, operators, fixed
 * names and table indexes; no text of a law reaches it.
 */
import { allotsOf, numbersOf } from './bind.ts';
import {
  type CounterAt,
  closeText,
  columnsOfCounter,
  countersIn,
  isRaised,
  lineCountersIn,
  openText,
} from './generate-counters.ts';
import { read, type Writing, writeInside, writeStep } from './generate-steps.ts';
import type { Lowered, LoweredSection, Reg, Step } from './lowered.ts';
import { COMMON_ROW } from './specialise.ts';
import { moves, reads, readsOf } from './steps.ts';

/**
 * The source of a function body of one parameter `c`, the data set as `bind` lays it out. It
 * returns one function per section: `(memory, from, until)` over runs.
 */
export function generate(lowered: Lowered): string {
  const sections = lowered.sections.map((section, at) => {
    const atoms = sectionText(lowered, section, at, 'maybe');
    if (section.rows > 1) return atoms;
    return `c.atomFrom===null?${sectionText(lowered, section, at, 'event')}:${atoms}`;
  });
  return `'use strict';return [${sections.join(',\n')}];`;
}

function sectionText(
  lowered: Lowered,
  section: LoweredSection,
  at: number,
  cells: Writing['cells'],
): string {
  const counters = countersIn(lowered, section);
  const plain = counters.filter(({ law }) => law.kept === 'plain');
  const hasEvent = section.eventWidth > 0;
  return [
    'function(M,b,z){',
    headText(
      section,
      [
        ...counters,
        ...lineCountersIn(
          lowered,
          section.tiers.flatMap((tier) => tier.steps),
        ),
      ],
      at,
    ),
    ...plain.map(({ reg, law }) => {
      const window = law.isOneWindow ? '' : `,w${reg}=M[${law.at}]`;
      return `let r${reg}=M[${law.at + 1}]${window};`;
    }),
    'for(let u=b;u<z;u++){const p=runProfile[u];if(isFirst[u]===1){',
    ...plain.map(({ reg, law }) => `r${reg}=0;${law.isOneWindow ? '' : `w${reg}=0;`}`),
    plain.length < lowered.counters.length ? 'M.fill(0);T.clear();' : '',
    '}',
    personText(section),
    hasEvent ? 'const q=rowOf[p];' : '',
    'for(let e=runFrom[u],g=runFrom[u+1];e<g;e++){',
    hasEvent ? `const x=(q+eventProfile[e])*${section.eventWidth};` : '',
    section.rows > 1
      ? manyText(lowered, section, counters)
      : eventText(lowered, section, counters, cells),
    '}}',
    ...plain.map(({ reg, law }) => {
      const window = law.isOneWindow ? '' : `M[${law.at}]=w${reg};`;
      return `M[${law.at + 1}]=r${reg};${window}`;
    }),
    '}',
  ].join('');
}

/** Tables and columns as locals: what lies in a local is found once, not at each event. */
function headText(section: LoweredSection, counters: readonly CounterAt[], at: number): string {
  const places = new Set(
    section.registers.flatMap((own) => (own.kind === 'cell' ? [own.place] : [])),
  );
  const names = [
    'runFrom=c.runFrom,runProfile=c.runProfile,isFirst=c.isFirst,eventProfile=c.eventProfile',
    'atomFrom=c.atomFrom,atomRow=c.atomRow,T=c.store,G=c.control',
    `s=c.sections[${at}],h=s.helpers,S=h.rooms,X=h.excess,K=h.rank`,
    'P=s.personNumbers,E=s.eventNumbers,rowOf=s.rowOf',
    ...[...places].map((place) => `C${place}=c.cells[${place}]`),
    ...numbersOf(section).map((_, number) => `N${number}=s.numbers[${number}]`),
    ...new Set(counters.flatMap(columnsOfCounter)),
    ...section.paid.flatMap((reg, column) =>
      reg === null ? [] : [`O${column}=c.paid[${column}]`],
    ),
    ...section.residual.flatMap((reg, column) =>
      reg === null ? [] : [`Q${column}=c.residual[${column}]`],
    ),
  ];
  return `const ${names.join()};`;
}

function personText({ registers, personWidth }: LoweredSection): string {
  if (personWidth === 0) return '';
  const loads = registers.flatMap((own, reg) =>
    own.kind === 'person' ? [`const r${reg}=P[y+${own.at}];`] : [],
  );
  return `const y=p*${personWidth};${loads.join('')}`;
}

function eventText(
  lowered: Lowered,
  section: LoweredSection,
  counters: readonly CounterAt[],
  cells: Writing['cells'],
  none: ReadonlySet<Reg> = new Set(),
): string {
  const steps = section.tiers.flatMap((tier) => tier.steps);
  const ends = [...section.paid, ...section.residual].flatMap((reg) => reg ?? []);
  const writing: Writing = {
    registers: section.registers,
    counters: lowered.counters,
    out: [],
    declared: [new Set()],
    allots: allotsOf(section),
    empty: new Map(),
    lastRead: lastReads(steps, ends),
    count: 0,
    none,
    cells,
    raised: new Set(counters.filter(isRaised).map(({ reg }) => reg)),
  };
  for (const [reg, own] of section.registers.entries()) {
    if (own.kind !== 'sum' || !writing.lastRead.has(reg)) continue;
    writing.out.push(`let r${reg}=0;`);
    writing.empty.set(reg, true);
  }
  if (section.rows > 1 && cells !== 'atom') writeAtoms(writing, section);
  writeBlock(writing, section, steps);
  for (const reg of ends) {
    if (writing.empty.get(reg) === false) writing.out.push(`r${reg}=0;`);
    declare(writing, section, [reg]);
  }
  const store = (name: string) => (reg: Reg | null, column: number) =>
    reg === null ? '' : `${name}${column}[e]=${none.has(reg) ? '0' : textOf(section, reg)};`;
  writing.out.push(...section.paid.map(store('O')), ...section.residual.map(store('Q')));
  return [
    ...counters.map(openText),
    ...writing.out,
    ...(section.task === 'due' ? [] : counters.map(closeText)),
  ].join('');
}

function manyText(
  lowered: Lowered,
  section: LoweredSection,
  counters: readonly CounterAt[],
): string {
  const { common } = section;
  const many = eventText(lowered, section, counters, 'maybe');
  if (!common) return many;
  const steps = common.tiers.flatMap((tier) => tier.steps);
  const used = counters.filter(({ reg }) =>
    steps.some((step) => reads(step, reg) || moves(step, reg)),
  );
  return [
    `const a=atomFrom[e];if(atomFrom[e+1]-a===1&&atomRow[a]===${COMMON_ROW}){`,
    eventText(lowered, { ...section, tiers: common.tiers }, used, 'atom', new Set(common.none)),
    '}else{',
    many,
    '}',
  ].join('');
}

function textOf({ registers }: LoweredSection, reg: Reg): string {
  const own = registers[reg];
  return own?.kind === 'literal' ? String(own.value) : `r${reg}`;
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

/** Brings the cells of the atoms into their registers; notes the order of the atoms. */
function writeAtoms({ out, declared }: Writing, section: LoweredSection): void {
  const cells = section.registers.flatMap((own, reg) =>
    own.kind === 'cell' ? [{ ...own, reg }] : [],
  );
  for (const { reg } of cells) declared[0]?.add(reg);
  if (cells.length > 0) out.push(`let ${cells.map(({ reg }) => `r${reg}=0`).join()};`);
  out.push('for(let a=atomFrom[e],f=a,l=atomFrom[e+1];a<l;a++){switch(atomRow[a]){');
  for (let row = 0; row < section.rows; row++) {
    const own = cells.filter((cell) => cell.row === row);
    const loads = own.map(({ reg, place }) => `r${reg}=C${place}[a];`);
    out.push(`case ${row}:${loads.join('')}K[${row}]=a-f;break;`);
  }
  out.push('}}');
}

function writeBlock(writing: Writing, section: LoweredSection, steps: readonly Step[]): void {
  declare(writing, section, steps.flatMap(readsOf));
  for (const [at, step] of steps.entries()) {
    writing.count++;
    if (step.op !== 'if') {
      if (!isJoined(step, steps[at + 1])) writeStep(writing, step);
      continue;
    }
    const before = steps[at - 1];
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
    else if (own?.kind === 'number')
      out.push(`const r${reg}=N${numbersOf(section).indexOf(own.name)}[e];`);
    else if (own?.kind === 'control') out.push(`const r${reg}=G[${own.at}];`);
    else if (own?.kind === 'cell') out.push(`const r${reg}=${cellText(own.place, writing.cells)};`);
    else continue;
    declared.at(-1)?.add(reg);
  }
}

function cellText(place: number, cells: Writing['cells']): string {
  if (cells === 'event') return `C${place}[e]`;
  if (cells === 'atom') return `C${place}[a]`;
  return `atomFrom[e]<atomFrom[e+1]?C${place}[atomFrom[e]]:0`;
}
