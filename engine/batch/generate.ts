/**
 * Writes a lowered law as source text: per section a function with the loops over runs and events,
 * no allocation inside. The steps of an event stand in the loop where they are few; else they are
 * functions of their own, and the most common events have shorter ones (`Courses`). Source is built
 * from numbers, operators, fixed names and table indexes; no text of a law reaches it.
 */
import { numbersOf } from './bind.ts';
import { type Body, bodyText } from './generate-body.ts';
import {
  type CounterAt,
  columnsOfCounter,
  countersIn,
  type Home,
  lineCountersIn,
} from './generate-counters.ts';
import { callOf, isLong, type Unit, unitsOf } from './generate-units.ts';
import type { Course, Lowered, LoweredSection } from './lowered.ts';

/** Signs of source of the steps of all tiers that stand in the loop, counters in its locals. */
const MOST_ALONE = 7_000;
/** Signs of source of the courses that stand in the loop itself: more make it slow to optimise. */
const MOST_IN_LOOP = 8_000;
/** So many places of the memory are cleared one by one. */
const MOST_CLEARED = 64;
const NONE: ReadonlySet<number> = new Set();

/**
 * The source of a function body of one parameter `c`, the data set as `bind` lays it out. It
 * returns one function per section: `(memory, from, until)` over runs.
 */
export function generate(lowered: Lowered): string {
  const sections = lowered.sections.map((section, at) => {
    if (section.rows > 1) return sectionText(lowered, section, at, 'any');
    const [one, maybe] = (['event', 'maybe'] as const).map((atoms) =>
      sectionText(lowered, section, at, atoms),
    );
    return one === maybe ? one : `c.atomFrom===null?${one}:${maybe}`;
  });
  return `'use strict';return [${sections.join(',\n')}];`;
}

type Whole = Parameters<typeof unitsOf>[0];

function sectionText(
  lowered: Lowered,
  section: LoweredSection,
  at: number,
  atoms: Body['atoms'],
): string {
  const counters = countersIn(lowered, section);
  const rows = Array.from({ length: section.rows }, (_, row) => row);
  const whole = { lowered, section, counters, atoms, rows, none: NONE, codeText: String };
  const head = headOf(lowered, section, counters, at);
  const all = section.courses || isLong(section.tiers) ? null : inLoop(whole);
  if (all !== null && all.length <= MOST_ALONE) {
    return loopText(whole, { head: headText(head), home: 'local', event: all });
  }
  const general = unitsOf(whole, section.tiers, 'U');
  const courses = coursesOf(whole);
  const units = [...general, ...courses.flatMap(({ unit }) => unit ?? [])];
  const event = chosenText(section, courses, general);
  const loop = loopText(whole, { head: '', home: 'memory', event });
  head.set('M', 'c.memory').set('R', `new Float64Array(${section.registers.length})`);
  // Read as properties of one object the arrays are constants for V8: it asks nothing of them.
  const names = [...head].map(([name, text]) => `${name}:${text}`).join();
  const functions = units.map(({ text }) => withHead(text, head)).join('\n');
  return `(function(){const n={${names}};${functions}\nreturn ${withHead(loop, head)}})()`;
}

/** A function that begins by reading the names that it uses. */
function withHead(text: string, head: ReadonlyMap<string, string>): string {
  const used = new Set(text.match(/[A-Za-z]+\d*/g));
  const names = [...head.keys()].filter((name) => used.has(name));
  const start = text.indexOf('{') + 1;
  const reads = names.map((name) => `${name}=n.${name}`).join();
  return `${text.slice(0, start)}const ${reads};${text.slice(start)}`;
}

/** The steps of all tiers, counters in locals. */
function inLoop(whole: Whole): string {
  return bodyText({
    ...whole,
    steps: whole.section.tiers.flatMap(({ steps }) => steps),
    home: 'local',
    isApart: false,
    taken: new Set(),
    left: new Set(),
    isFirst: true,
    isLast: true,
  });
}

/** A course as it is carried out: its text, which stands in the loop, or the call of a unit. */
interface CourseText {
  readonly number: number;
  readonly text: string;
  readonly unit: Unit | null;
}

/** The most common courses, as far as there is room, stand in the loop. */
function coursesOf(whole: Whole): CourseText[] {
  let room = MOST_IN_LOOP;
  return (whole.section.courses?.list ?? []).flatMap((course, at): CourseText[] => {
    const number = at + 1;
    const own = courseOf(whole, course);
    if (room > 0) {
      const steps = course.tiers.flatMap((tier) => tier.steps);
      const ends = { taken: NONE, left: NONE, isFirst: true, isLast: true };
      const text = bodyText({ ...own, ...ends, steps, home: 'memory', isApart: false });
      room -= text.length;
      if (room >= 0) return [{ number, text, unit: null }];
    }
    const [unit, ...more] = unitsOf(own, course.tiers, `V${number}_`, 'w');
    return unit && more.length === 0 ? [{ number, text: callOf(unit, 'w'), unit }] : [];
  });
}

function courseOf(whole: Whole, { rows, none, isExact }: Course): Whole {
  const atoms = whole.section.rows === 1 ? whole.atoms : isExact ? 'exact' : 'any';
  const width = whole.section.courses?.codeWidth ?? 0;
  const codeText = isExact ? (code: number) => `Z[w*${width}+${code}]` : String;
  return { ...whole, atoms, rows, none: new Set(none), codeText };
}

/** Carries out the course of an event, or the steps for any. */
function chosenText(
  { courses, rows }: LoweredSection,
  texts: readonly CourseText[],
  general: readonly Unit[],
): string {
  const any = general.map((unit) => callOf(unit)).join('');
  if (!courses) return any;
  const shape = rows > 1 ? `*${courses.shapes}+H[e]` : '';
  const own = `const w=B[p*${courses.eventProfiles}+eventProfile[e]]${shape},j=D[w];`;
  const near = texts.filter(({ unit }) => unit === null);
  const far = texts.filter(({ unit }) => unit !== null);
  const cases = far.map(({ number, text }) => `case ${number}:${text}break;`);
  return [
    own,
    ...near.map(({ number, text }) => `if(j===${number}){${text}}else `),
    `switch(j){${cases.join('')}default:${any}}`,
  ].join('');
}

interface Loop {
  readonly head: string;
  readonly home: Home;
  readonly event: string;
}

/**
 * The loops over runs and events. Locals of counters belong to the loop over the runs of a person:
 * they begin at nothing, but for a person whose runs began in an earlier call, and so V8 need not
 * carry them from person to person.
 */
function loopText({ lowered, section, counters }: Whole, { head, home, event }: Loop): string {
  const plain = home === 'local' ? counters.filter(({ law }) => law.kept === 'plain') : [];
  const hasEvent = section.eventWidth > 0;
  const isAll = plain.length === lowered.counters.length;
  const places = plain.flatMap(({ reg, law }) => [
    [`r${reg}`, `M[${law.at + 1}]`] as const,
    ...(law.isOneWindow ? [] : [[`w${reg}`, `M[${law.at}]`] as const]),
  ]);
  return [
    home === 'local' ? `function(M,b,z){const ${head};` : 'function(_,b,z){',
    'for(let u=b;u<z;){',
    ...places.map(([name]) => `let ${name}=0;`),
    'if(isFirst[u]===0){',
    ...places.map(([name, place]) => `${name}=${place};`),
    isAll ? '}' : `}else{${clearText(lowered)}T.clear();}`,
    'do{const p=runProfile[u];',
    personText(section),
    hasEvent ? 'const q=rowOf[p];' : '',
    'for(let e=runFrom[u],g=runFrom[u+1];e<g;e++){',
    hasEvent ? `const x=(q+eventProfile[e])*${section.eventWidth};` : '',
    event,
    '}}while(++u<z&&isFirst[u]===0);',
    places.length > 0
      ? `if(u===z){${places.map(([name, place]) => `${place}=${name};`).join('')}}`
      : '',
    '}}',
  ].join('');
}

/** Clears the memory, but for places of windows that are never asked for. */
function clearText({ counters, memory }: Lowered): string {
  if (memory > MOST_CLEARED) return 'M.fill(0);';
  const unread = new Set(counters.flatMap(({ isOneWindow, at }) => (isOneWindow ? [at] : [])));
  return Array.from({ length: memory }, (_, place) => place)
    .filter((place) => !unread.has(place))
    .map((place) => `M[${place}]=0;`)
    .join('');
}

/** Tables and columns by the names under which they are read, once, not at each event. */
function headOf(
  lowered: Lowered,
  section: LoweredSection,
  own: readonly CounterAt[],
  at: number,
): Map<string, string> {
  const { courses, registers } = section;
  const places = new Set(registers.flatMap((reg) => (reg.kind === 'cell' ? [reg.place] : [])));
  const steps = section.tiers.flatMap((tier) => tier.steps);
  const counters = [...own, ...lineCountersIn(lowered, steps)];
  const s = `c.sections[${at}]`;
  const ofData = ['runFrom', 'runProfile', 'isFirst', 'eventProfile', 'atomFrom', 'atomRow'];
  const output = (name: string, column: string, regs: LoweredSection['paid']) =>
    regs.flatMap((reg, number) =>
      reg === null ? [] : [[`${name}${number}`, `c.${column}[${number}]`] as const],
    );
  return new Map([
    ...ofData.map((name) => [name, `c.${name}`] as const),
    ['T', 'c.store'],
    ['G', 'c.control'],
    ['h', `${s}.helpers`],
    ['S', `${s}.helpers.rooms`],
    ['X', `${s}.helpers.excess`],
    ['K', `${s}.helpers.rank`],
    ['P', `${s}.personNumbers`],
    ['E', `${s}.eventNumbers`],
    ['rowOf', `${s}.rowOf`],
    ...(courses
      ? ([
          ['H', 'c.eventShape'],
          ['B', `${s}.kindOf`],
          ['D', `${s}.courseOf`],
          ['Z', `${s}.codes`],
        ] as const)
      : []),
    ...[...places].map((place) => [`C${place}`, `c.cells[${place}]`] as const),
    ...numbersOf(section).map((_, number) => [`N${number}`, `${s}.numbers[${number}]`] as const),
    ...counters.flatMap(columnsOfCounter),
    ...output('O', 'paid', section.paid),
    ...output('Q', 'residual', section.residual),
  ]);
}

function headText(head: ReadonlyMap<string, string>): string {
  return [...head].map(([name, text]) => `${name}=${text}`).join();
}

function personText({ registers, personWidth }: LoweredSection): string {
  if (personWidth === 0) return '';
  const loads = registers.flatMap((own, reg) =>
    own.kind === 'person' ? [`const r${reg}=P[y+${own.at}];`] : [],
  );
  return `const y=p*${personWidth};${loads.join('')}`;
}
