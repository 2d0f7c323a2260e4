/**
 * Writes how counters come into their registers when an event begins, and where they go when it
 * ends.
 */
import type { Lowered, LoweredCounter, LoweredSection, Reg, Step } from './lowered.ts';

/** A counter that a section uses. */
export interface CounterAt {
  readonly reg: Reg;
  readonly counter: number;
  readonly law: LoweredCounter;
  /** Windows are those of a later event. */
  readonly isLater: boolean;
}

/** The counters of a section, by register. */
export function countersIn(
  { counters }: Pick<Lowered, 'counters'>,
  { registers, task }: LoweredSection,
): CounterAt[] {
  return registers.flatMap((own, reg): CounterAt[] => {
    const law = own.kind === 'counter' ? counters[own.counter] : undefined;
    return own.kind === 'counter' && law
      ? [{ reg, counter: own.counter, law, isLater: task === 'due' }]
      : [];
  });
}

/** Columns that a counter needs as locals. */
export function columnsOfCounter({ counter, law, isLater }: CounterAt): [string, string][] {
  const [windows, starts] = isLater ? ['laterWindows', 'laterStarts'] : ['windows', 'starts'];
  return [
    ...(law.key === null ? [] : [[`Y${counter}`, `c.keys[${counter}]`] as [string, string]]),
    ...(law.isOneWindow ? [] : [[`W${counter}`, `c.${windows}[${counter}]`] as [string, string]]),
    ...(law.window.kind === 'rolling'
      ? [[`F${counter}`, `c.${starts}[${counter}]`] as [string, string]]
      : []),
  ];
}

/** Whether the greatest write of an event must be known apart from the counter. */
export function isRaised({ law }: CounterAt): boolean {
  return law.kept === 'stored' && law.isMax;
}

function windowText({ counter, law, isLater }: CounterAt): string {
  if (law.isOneWindow) return '0';
  return isLater ? `W${counter}` : `W${counter}[e]`;
}

function keyText({ counter, law }: CounterAt): string {
  return law.key === null ? '(-1)' : `Y${counter}[e]`;
}

/** Where plain counters are between events: locals of the function, or the memory. */
export type Home = 'local' | 'memory';

/** Brings a counter into its register, in the window and under the key of the event. */
export function openText(own: CounterAt, home: Home): string {
  const { reg, counter, law } = own;
  const window = windowText(own);
  if (law.kept === 'stored') return openStored(own);
  if (law.kept === 'plain') {
    const [kept, value] =
      home === 'local' ? [`w${reg}`, `r${reg}`] : [`M[${law.at}]`, `M[${law.at + 1}]`];
    const clear = law.carries ? '' : `${value}=0;`;
    const check = law.isOneWindow ? '' : `{const v=${window};if(v!==${kept}){${kept}=v;${clear}}}`;
    return home === 'local' ? check : `${check}let r${reg}=${value};`;
  }
  const from = law.at + 1;
  const fill = law.carries ? '' : `M.fill(0,${from},${from + law.codes});`;
  const check = law.isOneWindow
    ? ''
    : `{const v=${window};if(v!==M[${law.at}]){M[${law.at}]=v;${fill}}}`;
  return `${check}const k${reg}=${from}+Y${counter}[e];let r${reg}=M[k${reg}];`;
}

function openStored(own: CounterAt): string {
  const { reg, counter, law, isLater } = own;
  const greatest = law.isMax ? `let m${reg}=0;` : '';
  const [key, window] = [keyText(own), windowText(own)];
  const start = isLater ? `F${counter}` : `F${counter}[e]`;
  const value =
    law.window.kind === 'rolling'
      ? `T.openRolling(${law.slot},${key},${start},${window},${law.isMax})`
      : `T.open(${law.slot},${key},${window},${law.carries})`;
  return `const b${reg}=${value};let r${reg}=b${reg};${greatest}`;
}

/** Puts a counter back. An amount of nothing opens no window. */
export function closeText(own: CounterAt, home: Home, isMoved: boolean): string {
  const { reg, law } = own;
  if (law.kept === 'plain') {
    return home === 'memory' && isMoved ? `M[${law.at + 1}]=r${reg};` : '';
  }
  if (law.kept === 'keyed') return `M[k${reg}]=r${reg};`;
  const [key, window] = [keyText(own), windowText(own)];
  const written = law.isMax ? `m${reg}` : `r${reg}-b${reg}`;
  const put =
    law.window.kind === 'rolling'
      ? `T.putRolling(${law.slot},${key},${window},${written},${law.isMax})`
      : `T.put(${law.slot},${key},${window},r${reg})`;
  return `if(${written}>0)${put};`;
}

/** Counters keyed by a line dimension that steps ask for or add to. */
export function lineCountersIn(
  { counters }: Pick<Lowered, 'counters'>,
  steps: readonly Step[],
): CounterAt[] {
  return steps.flatMap((step): CounterAt[] => {
    if (step.op === 'if') return lineCountersIn({ counters }, step.steps);
    if (step.op !== 'fetch' && step.op !== 'keep') return [];
    const law = counters[step.counter];
    return law ? [{ reg: -1, counter: step.counter, law, isLater: false }] : [];
  });
}

type LineStep = Extract<Step, { op: 'fetch' | 'keep' }>;

/** Asks a counter keyed by a line dimension for a code, or adds to it; `of`: what is added. */
export function lineText(
  law: LoweredCounter,
  step: LineStep,
  { code, of }: { readonly code: string; readonly of: string },
): string {
  const window = windowText({ reg: -1, counter: step.counter, law, isLater: false });
  const place = `${law.slot},${code}`;
  const isRolling = law.window.kind === 'rolling';
  if (step.op === 'fetch') {
    const value = isRolling
      ? `T.openRolling(${place},F${step.counter}[e],${window},false)`
      : `T.open(${place},${window},${law.carries})`;
    return `const r${step.to}=${value};`;
  }
  const put = isRolling
    ? `T.putRolling(${place},${window},${of},false)`
    : `T.add(${place},${window},${of},${law.carries})`;
  return `if(${of}>0)${put};`;
}
