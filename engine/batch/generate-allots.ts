/**
 * Writes how amounts are taken from rooms: without a call where the rooms are few and their order
 * is known, else by the helpers, which do the same.
 */
import { read, type Writing } from './generate-writing.ts';
import type { AllotStep, Reg, Step } from './lowered.ts';

/** So many rooms are written out. */
const MOST_ROOMS = 4;
/** Rooms of at most this together: every product, twice, stays below 2^52. */
const MOST_TOTAL = 2 ** 25;

/** Writes the spreading of an amount over parts. */
export function writeSpread(writing: Writing, step: Extract<Step, { op: 'spread' }>): void {
  const { amount, rooms, to, isProRata } = step;
  const of = read(writing, amount);
  const left = rooms.map((room) => read(writing, room));
  const stores = left.map((room, at) => `S[${at}]=${room};`);
  const loads = to.map((reg, at) => `r${reg}=S[${at}];`);
  const call = `${stores.join('')}h.spread(${of},${rooms.length},${isProRata});${loads.join('')}`;
  const names = to.map((reg) => `r${reg}`);
  const { out } = writing;
  out.push(`let ${names.map((name) => `${name}=0`).join()};if(${of}>0){`);
  if (rooms.length > MOST_ROOMS) out.push(call);
  else {
    const taking = isProRata ? proRataText : inOrderText;
    out.push(`const t=${left.join('+')};if(t<=${MOST_TOTAL}&&${of}<=t){`);
    out.push(`${taking({ of, left, to: names, isFromEnd: false })}}else{${call}}`);
  }
  out.push('}');
}

/** Writes an allotment. */
export function writeAllot(writing: Writing, step: AllotStep): void {
  const { out, lastRead } = writing;
  const shares = step.rooms.flatMap(fatesOf).filter((reg) => lastRead.has(reg));
  if (shares.length === 0) return;
  out.push(`let ${shares.map((reg) => `r${reg}=0`).join()};`);
  const call = callText(writing, step);
  out.push(isWrittenOut(step) ? `{${allotText(writing, step)}else{${call}}}` : call);
}

/** Whether the rooms of an allotment are few, and stand in an order that no atoms change. */
function isWrittenOut({ rooms, excess }: AllotStep): boolean {
  const limited = excess.flatMap((own) => own.rooms);
  const isOrdered = rooms.every(({ order, row }, at) => {
    const before = rooms[at - 1] ?? { order: -1, row };
    return before.order < order || (before.order === order && before.row === row);
  });
  return rooms.length <= MOST_ROOMS && isOrdered && new Set(limited).size === limited.length;
}

/** The shares of a room in the order of the scratch. */
function fatesOf(room: AllotStep['rooms'][number]): readonly Reg[] {
  return [room.excess, room.deductible, room.paid, room.overCap, room.copay];
}

function callText(writing: Writing, step: AllotStep): string {
  const { rooms, excess } = step;
  const amounts = [step.deductible, step.paid, step.overCap].map((reg) => read(writing, reg));
  return [
    ...rooms.map(({ base }, at) => `S[${at}]=${read(writing, base)};`),
    ...excess.map((own, at) => `X[${at}]=${read(writing, own.excess)};`),
    `h.allot(${writing.allots.indexOf(step)},${amounts.join()});`,
    ...rooms.flatMap((room, at) =>
      fatesOf(room).map((reg, fate) =>
        putText(writing, reg, `S[${(fate + 1) * rooms.length + at}]`),
      ),
    ),
  ].join('');
}

function putText({ lastRead }: Writing, reg: Reg | undefined, text: string): string {
  return reg !== undefined && lastRead.has(reg) ? `r${reg}=${text};` : '';
}

/** An amount and the rooms that it is taken from. */
interface Taken {
  readonly of: string;
  readonly from: readonly number[];
  /** Place among the shares of a room. */
  readonly fate: number;
  readonly isFromEnd: boolean;
}

/** Takes one amount after the other; what does not fit is left to the helper, which refuses it. */
function allotText(writing: Writing, step: AllotStep): string {
  const { rooms, isProRata } = step;
  const every = [...rooms.keys()];
  const fates = [step.deductible, step.paid, step.overCap];
  const taken: Taken[] = [
    ...step.excess.map(({ rooms: own, excess }) => {
      // Rooms are named in the order of the law; they are taken in that of the atoms.
      const from = own.toSorted((left, right) => left - right);
      return { of: read(writing, excess), from, fate: 0, isFromEnd: true };
    }),
    ...fates.map((reg, at) => {
      return { of: read(writing, reg), from: every, fate: at + 1, isFromEnd: at === 2 };
    }),
  ].filter(({ of }) => of !== '0');
  const total = every.map((at) => `l${at}`).join('+');
  const fits = taken
    .filter(({ from }) => from.length < rooms.length)
    .map(({ of, from }) => `&&${of}<=${from.map((at) => `l${at}`).join('+')}`);
  return [
    `let ${rooms.map(({ base }, at) => `l${at}=${read(writing, base)}`).join()};`,
    `const t=${total};`,
    `if(t<=${MOST_TOTAL}&&${taken.map(({ of }) => of).join('+') || '0'}<=t${fits.join('')}){`,
    ...taken.map((own) => takenText(writing, rooms, own, isProRata)),
    ...rooms.map(({ copay }, at) => putText(writing, copay, `l${at}`)),
    '}',
  ].join('');
}

function takenText(
  writing: Writing,
  rooms: AllotStep['rooms'],
  { of, from, fate, isFromEnd }: Taken,
  isProRata: boolean,
): string {
  const left = from.map((at) => `l${at}`);
  const to = from.map((at) => `s${at}`);
  const taking = isProRata ? proRataText : inOrderText;
  const puts = from.map((at) => {
    const room = rooms[at];
    return `l${at}-=s${at};${putText(writing, room && fatesOf(room)[fate], `s${at}`)}`;
  });
  return [
    `if(${of}>0){const t=${left.join('+')};let ${to.map((name) => `${name}=0`).join()};`,
    taking({ of, left, to, isFromEnd }),
    ...puts,
    '}',
  ].join('');
}

interface Taking {
  readonly of: string;
  /** What is in each room, `t` in all; the names that get the shares. */
  readonly left: readonly string[];
  readonly to: readonly string[];
  readonly isFromEnd: boolean;
}

/**
 * Largest remainder, ties to the earlier: of two rooms the first has its half rounded up. Of more,
 * a room has one more where fewer than are left over come before it by their remainders.
 */
function proRataText({ of, left, to }: Taking): string {
  const [first = '', second] = to;
  if (second === undefined) return `${first}=${of};`;
  if (to.length === 2) {
    return `${first}=Math.floor((2*${of}*${left[0]}+t)/(2*t));${second}=${of}-${first};`;
  }
  const rests = to.map((_, at) => `e${at}`);
  const more = to.map((name, at) => {
    const before = rests.flatMap((rest, other) =>
      other === at ? [] : [`(${rest}${other < at ? '>=' : '>'}e${at}?1:0)`],
    );
    return `if(${before.join('+')}<o)${name}++;`;
  });
  return [
    ...to.map((name, at) => `${name}=Math.floor(${of}*${left[at]}/t);`),
    `const o=${[of, ...to].join('-')};`,
    `if(o>0){const ${rests.map((rest, at) => `${rest}=${of}*${left[at]}-${to[at]}*t`).join()};`,
    `${more.join('')}}`,
  ].join('');
}

/** Fills the rooms from the first or from the last. */
function inOrderText({ of, left, to, isFromEnd }: Taking): string {
  const places = [...to.keys()];
  const takes = (isFromEnd ? places.toReversed() : places).map(
    (at) => `${to[at]}=o<${left[at]}?o:${left[at]};o-=${to[at]};`,
  );
  return `let o=${of};${takes.join('')}`;
}
