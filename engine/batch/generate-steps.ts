/**
 * Writes steps as source text: numbers, operators and the names of registers and helpers only.
 */
import { BP_WHOLE, MAX_FEN, ROUNDING_MODES, type RoundingMode } from '../units/index.ts';
import { writeAllot, writeSpread } from './generate-allots.ts';
import { lineText } from './generate-counters.ts';
import { read, type Writing } from './generate-writing.ts';
import type { Reg, Step } from './lowered.ts';
import { RATES } from './runtime.ts';

/** Writes one step. */
export function writeStep(writing: Writing, step: Exclude<Step, { op: 'if' }>): void {
  const r = (reg: Reg) => read(writing, reg);
  const put = (text: string) => writing.out.push(text);
  switch (step.op) {
    case 'sum':
      put(`const r${step.to}=${step.of.map(r).join('+') || '0'};`);
      return;
    case 'less':
      put(`const r${step.to}=${r(step.of)}-${r(step.less)};`);
      return;
    case 'rest':
      put(`const r${step.to}=${[step.of.map(r).join('+'), ...step.less.map(r)].join('-')};`);
      return;
    case 'room':
      put(`const r${step.to}=${roomOf(r(step.of), r(step.less))};`);
      return;
    case 'min':
    case 'max':
      put(`const r${step.to}=${extremeOf(step.op, step.of.map(r))};`);
      return;
    case 'proportion':
      put(`const r${step.to}=${proportionOf(writing, step)};`);
      return;
    case 'lookUp':
      put(`const r${step.to}=${lookUpOf(writing, step)};`);
      return;
    case 'rate':
      put(`const r${step.to}=h.rate(${RATES.indexOf(step.how)},${r(step.of)},${r(step.by)});`);
      return;
    case 'test':
      put(`const r${step.to}=${testOf(writing, step)};`);
      return;
    case 'all':
      put(`const r${step.to}=${step.of.map((reg) => `${r(reg)}===1`).join('&&')}?1:0;`);
      return;
    case 'guard':
      put(`if(!(${r(step.of)}<=${MAX_FEN}))h.stop(e);const r${step.to}=${r(step.of)};`);
      return;
    case 'pay':
      writePay(writing, step);
      return;
    case 'behind':
      writeBehind(writing, step);
      return;
    case 'fetch':
    case 'keep': {
      const law = writing.counters[step.counter];
      const code = writing.codeText(step.code);
      if (law) put(lineText(law, step, { code, of: step.op === 'keep' ? r(step.of) : '' }));
      return;
    }
    case 'flag':
      put(`G[${step.at}]=${r(step.of)};`);
      return;
    case 'spread':
      writeSpread(writing, step);
      return;
    case 'allot':
      writeAllot(writing, step);
      return;
    default:
      writeMove(writing, step);
  }
}

function roomOf(of: string, less: string): string {
  return `${of}>${less}?${of}-${less}:0`;
}

function extremeOf(op: 'min' | 'max', of: readonly string[]): string {
  const [first = '0', second, ...others] = of;
  if (second === undefined) return first;
  if (others.length > 0) return `Math.${op}(${of.join()})`;
  return `${first}${op === 'min' ? '<' : '>'}${second}?${first}:${second}`;
}

/** An exact quotient by the whole, rounded; exact in doubles up to the greatest amount × 10,000. */
function rounded(exact: string, rounding: RoundingMode): string {
  if (rounding === 'halfUp') return `Math.floor((${exact}+${BP_WHOLE / 2})/${BP_WHOLE})`;
  if (rounding === 'down') return `Math.floor((${exact})/${BP_WHOLE})`;
  if (rounding === 'up') return `Math.ceil((${exact})/${BP_WHOLE})`;
  return `h.halfEven(${exact})`;
}

function isShort({ registers }: Writing, of: Reg, times: Reg): boolean {
  return (registers[of]?.bound ?? 0) * (registers[times]?.bound ?? 0) <= MAX_FEN * BP_WHOLE;
}

function proportionOf(
  writing: Writing,
  { of, times, over, rounding }: Extract<Step, { op: 'proportion' }>,
): string {
  const [a, b, c] = [read(writing, of), read(writing, times), read(writing, over)];
  if (isShort(writing, of, times)) {
    if (c === '1') return `${a}*${b}`;
    if (c === String(BP_WHOLE)) return rounded(`${a}*${b}`, rounding);
  }
  return `h.proportion(${a},${b},${c},${ROUNDING_MODES.indexOf(rounding)})`;
}

function lookUpOf(
  writing: Writing,
  { at, bounds, values }: Extract<Step, { op: 'lookUp' }>,
): string {
  let text = read(writing, values[0] ?? -1);
  for (let row = 1; row < bounds.length; row++) {
    const bound = read(writing, bounds[row] ?? -1);
    text = `${read(writing, at)}>=${bound}?${read(writing, values[row] ?? -1)}:(${text})`;
  }
  return text;
}

function testOf(writing: Writing, step: Extract<Step, { op: 'test' }>): string {
  const of = read(writing, step.of);
  const sides = [
    ...(step.from === null ? [] : [`${of}>=${read(writing, step.from)}`]),
    ...(step.until === null ? [] : [`${of}<${read(writing, step.until)}`]),
  ];
  return sides.length === 0 ? '1' : `${sides.join('&&')}?1:0`;
}

function writePay(writing: Writing, step: Extract<Step, { op: 'pay' }>): void {
  const { to, rounding, isEach } = step;
  const [s, t] = [read(writing, step.start), read(writing, step.end)];
  const length = read(writing, step.length);
  const bounds = step.bounds.map((reg) => read(writing, reg));
  const rates = step.rates.map((reg) => read(writing, reg));
  const [only = '0'] = rates;
  if (bounds.length === 1) {
    writing.out.push(`const r${to}=${rounded(`${length}*${only}`, rounding)};`);
    return;
  }
  const round = (exact: string) => (isEach ? rounded(exact, rounding) : exact);
  const terms = bounds.map((bound, at) => {
    const next = bounds[at + 1];
    const from = at === 0 ? s : `(${s}>${bound}?${s}:${bound})`;
    const until = next === undefined ? t : `(${t}<${next}?${t}:${next})`;
    const isAny = [
      ...(next === undefined ? [] : [`${s}<${next}`]),
      ...(at === 0 ? [] : [`${t}>${bound}`]),
    ];
    return round(`(${isAny.join('&&')}?${until}-${from}:0)*${rates[at] ?? '0'}`);
  });
  const first = round(`${length}*${only}`);
  const v = `v${to}`;
  writing.out.push(
    `let ${v};if(${t}<=${bounds[1]})${v}=${first};else ${v}=${terms.join('+')};`,
    `const r${to}=${isEach ? v : rounded(v, rounding)};`,
  );
}

function writeBehind(writing: Writing, step: Extract<Step, { op: 'behind' }>): void {
  const r = (reg: Reg) => read(writing, reg);
  const { to, clipped, paid, start, length, bounds, rates, rounding } = step;
  const stores = bounds.map(
    (bound, at) => `S[${at}]=${r(bound)};S[${bounds.length + at}]=${r(rates[at] ?? -1)};`,
  );
  const call = [clipped, paid, start, length].map(r).join();
  writing.out.push(
    `let r${to}=0;if(${r(clipped)}>0){${stores.join('')}`,
    `r${to}=h.behind(${call},${bounds.length},${ROUNDING_MODES.indexOf(rounding)});}`,
  );
}

function writeMove(writing: Writing, step: Extract<Step, { op: 'add' | 'raise' | 'clear' }>): void {
  const { empty, out } = writing;
  const { to } = step;
  const isSum = writing.registers[to]?.kind === 'sum';
  if (isSum && (writing.lastRead.get(to) ?? -1) < writing.count) return;
  if (step.op === 'clear') {
    if (!empty.has(to)) empty.set(to, false);
    return;
  }
  const of = read(writing, step.of);
  if (of === '0') return;
  const wasEmpty = empty.delete(to);
  if (writing.raised.has(to)) out.push(`if(${of}>m${to})m${to}=${of};`);
  if (wasEmpty) out.push(`r${to}=${of};`);
  else if (step.op === 'raise') out.push(`if(${of}>r${to})r${to}=${of};`);
  else out.push(`r${to}+=${of};`);
}

/**
 * Writes a block. Sums that it changes hold what they are said to hold when it begins and when it
 * ends; what is known of them inside is not known behind it.
 */
export function writeInside(writing: Writing, steps: readonly Step[], write: () => void): void {
  const { empty, out } = writing;
  const changed = new Set<Reg>();
  noteChanged(steps, changed);
  settleSums(writing, changed);
  const outside = new Map(empty);
  write();
  settleSums(writing, changed);
  empty.clear();
  for (const [reg, isNothing] of outside) if (!changed.has(reg)) empty.set(reg, isNothing);
  out.push('}');
}

function noteChanged(steps: readonly Step[], changed: Set<Reg>): void {
  for (const step of steps) {
    if (step.op === 'if') noteChanged(step.steps, changed);
    else if (step.op === 'add' || step.op === 'raise' || step.op === 'clear') changed.add(step.to);
  }
}

function settleSums({ empty, out }: Writing, changed: ReadonlySet<Reg>): void {
  for (const reg of changed) {
    if (empty.get(reg) !== false) continue;
    out.push(`r${reg}=0;`);
    empty.set(reg, true);
  }
}
