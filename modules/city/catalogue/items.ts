/**
 * Our own small catalogue: drugs, services and materials with class, first share, price and price
 * ceiling. Invented, the same for every city and seed; prices rise by a constant factor in a pool.
 */
import { mix, STREAM } from '../draw/chance.ts';
import { exp, ln } from '../draw/curves.ts';
import { CLASS_C } from '../tables/codes.ts';

/** Charge types by index in `CHARGE_TYPE`. */
export const BED = 0;
export const CONSULT = 1;
export const EXAM = 2;
export const LAB = 3;
export const TREAT = 4;
export const OPERATION = 5;
export const NURSING = 6;
export const MATERIAL = 7;
export const WESTERN = 8;
export const HERBAL = 9;
export const PATENT = 10;
export const OTHER = 11;

interface PoolDef {
  readonly count: number;
  readonly leastFen: number;
  readonly mostFen: number;
  /** Share of items in class C and in class B, in hundredths. */
  readonly c: number;
  readonly b: number;
}

const POOLS: readonly PoolDef[] = [
  { count: 8, leastFen: 1500, mostFen: 36000, c: 12, b: 12 },
  { count: 8, leastFen: 300, mostFen: 8000, c: 0, b: 12 },
  { count: 70, leastFen: 600, mostFen: 160000, c: 5, b: 40 },
  { count: 90, leastFen: 200, mostFen: 60000, c: 5, b: 20 },
  { count: 70, leastFen: 300, mostFen: 90000, c: 6, b: 30 },
  { count: 60, leastFen: 15000, mostFen: 1600000, c: 2, b: 40 },
  { count: 8, leastFen: 300, mostFen: 7000, c: 0, b: 0 },
  { count: 80, leastFen: 100, mostFen: 3200000, c: 18, b: 60 },
  { count: 260, leastFen: 60, mostFen: 1900000, c: 12, b: 58 },
  { count: 40, leastFen: 10, mostFen: 6000, c: 8, b: 30 },
  { count: 80, leastFen: 500, mostFen: 40000, c: 14, b: 60 },
  { count: 6, leastFen: 300, mostFen: 9000, c: 100, b: 0 },
];

const FIRST_SHARES_BP = [300, 500, 500, 1000, 1000, 1500, 2000, 3000];
/** From this price on a Western drug is dear: traced, and perhaps on a special list. */
const DEAR_FEN = 60_000;

export interface Catalogue {
  readonly count: number;
  /** Items of a charge type: `[from[t], from[t + 1])`, by rising price. */
  readonly from: Int32Array;
  readonly type: Uint8Array;
  readonly level: Uint8Array;
  readonly firstShareBp: Int16Array;
  readonly priceFen: Int32Array;
  /** 0: no ceiling. */
  readonly ceilingFen: Int32Array;
  readonly isCritical: Uint8Array;
  readonly isProductListed: Uint8Array;
  readonly isSpecialDrug: Uint8Array;
  readonly isMedical: Uint8Array;
  /** Nearest item of the same pool, by price, that is in the catalogue of the insurance. */
  readonly inScopeTwin: Int32Array;
  readonly isDear: Uint8Array;
  /** An item with a price ceiling. */
  readonly cappedItem: number;
  readonly codes: readonly string[];
}

/** Makes the catalogue. */
export function makeCatalogue(): Catalogue {
  const count = POOLS.reduce((sum, pool) => sum + pool.count, 0);
  const catalogue = {
    count,
    from: new Int32Array(POOLS.length + 1),
    type: new Uint8Array(count),
    level: new Uint8Array(count),
    firstShareBp: new Int16Array(count),
    priceFen: new Int32Array(count),
    ceilingFen: new Int32Array(count),
    isCritical: new Uint8Array(count),
    isProductListed: new Uint8Array(count),
    isSpecialDrug: new Uint8Array(count),
    isMedical: new Uint8Array(count),
    inScopeTwin: new Int32Array(count),
    isDear: new Uint8Array(count),
    cappedItem: 0,
    codes: [] as string[],
  };
  let at = 0;
  POOLS.forEach((pool, type) => {
    catalogue.from[type] = at;
    for (let i = 0; i < pool.count; i++) fillItem(catalogue, pool, { type, i, at: at + i });
    at += pool.count;
  });
  catalogue.from[POOLS.length] = at;
  for (let item = 0; item < count; item++) catalogue.inScopeTwin[item] = twinOf(catalogue, item);
  return { ...catalogue, cappedItem: catalogue.ceilingFen.findIndex((ceiling) => ceiling > 0) };
}

interface Place {
  readonly type: number;
  readonly i: number;
  readonly at: number;
}

function fillItem(c: Catalogue & { codes: string[] }, pool: PoolDef, { type, i, at }: Place): void {
  const step = ln(pool.mostFen / pool.leastFen) / Math.max(1, pool.count - 1);
  const draw = (k: number) => mix(mix(STREAM.items, at), k) % 100;
  const level = draw(1) < pool.c ? CLASS_C : draw(2) < pool.b ? 1 : 0;
  const exact = pool.leastFen * exp(step * i);
  const unit = exact > 10_000 ? 100 : exact > 1000 ? 10 : 1;
  const price = Math.max(1, Math.round(exact / unit) * unit);
  c.type[at] = type;
  c.level[at] = level;
  c.priceFen[at] = price;
  c.firstShareBp[at] = level === 1 ? (FIRST_SHARES_BP[draw(3) % 8] ?? 0) : 0;
  const isCapped = (type === MATERIAL || type === EXAM) && level !== CLASS_C && draw(4) < 15;
  c.ceilingFen[at] = isCapped ? Math.floor((price * 9) / 10) : 0;
  const isDear = type === WESTERN && price >= DEAR_FEN;
  c.isDear[at] = isDear ? 1 : 0;
  c.isCritical[at] = isDear && level !== CLASS_C && draw(5) < 50 ? 1 : 0;
  c.isProductListed[at] = level === CLASS_C && type !== OTHER && draw(6) < 40 ? 1 : 0;
  c.isSpecialDrug[at] = isDear && level === CLASS_C && draw(7) < 60 ? 1 : 0;
  c.isMedical[at] = type === OTHER ? 0 : 1;
  c.codes.push(`TB${String(type + 1).padStart(2, '0')}${String(i + 1).padStart(4, '0')}`);
}

function twinOf(c: Catalogue, item: number): number {
  const type = c.type[item] ?? 0;
  const [first, last] = [c.from[type] ?? 0, (c.from[type + 1] ?? 0) - 1];
  for (let away = 0; away <= last - first; away++) {
    for (const near of [item - away, item + away]) {
      if (near >= first && near <= last && c.level[near] !== CLASS_C) return near;
    }
  }
  return item;
}

/** The item of a pool whose price lies nearest above a wanted price, or the dearest. */
export function itemNear(c: Catalogue, type: number, wanted: number): number {
  let low = c.from[type] ?? 0;
  let high = (c.from[type + 1] ?? 1) - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((c.priceFen[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
