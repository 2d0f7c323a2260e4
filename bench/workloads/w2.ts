/**
 * Workload W2: one city-year of claims over three tiers, and a hand-written loop to compare with.
 * Amounts are fen, rates basis points, counters yearly per person; claims lie person by person, in
 * shared memory.
 */
export interface W2 {
  readonly people: number;
  /** 1 employee, 0 resident. */
  readonly type: Uint8Array;
  readonly personClass: Uint8Array;
  /** Claims of person p: from `start[p]` up to `start[p + 1]`. */
  readonly start: Int32Array;
  readonly costFen: Int32Array;
  readonly level: Uint8Array;
}

export const W2_SEED = 20240601;
export const W2_PEOPLE = 1_000_000;
export const W2_CLAIMS = 10_000_000;
/** What the three tiers pay for the whole workload, in fen. */
export const W2_TOTALS_FEN = [1_988_800_953_581, 52_227_696_677, 35_089_285_987] as const;

/** Claims in the order of time, as they are drawn. */
export interface DrawnW2 {
  readonly people: number;
  readonly type: Uint8Array;
  readonly personClass: Uint8Array;
  /** Person of each claim. */
  readonly owner: Int32Array;
  readonly costFen: Int32Array;
  readonly level: Uint8Array;
}

/** Makes the workload, person by person. */
export function makeW2(people: number, claims: number, seed = W2_SEED): W2 {
  return sortW2(drawW2(people, claims, seed));
}

/** Draws people and claims. The order of draws is part of the workload's definition. */
export function drawW2(people: number, claims: number, seed = W2_SEED): DrawnW2 {
  const random = mulberry32(seed);
  const type = new Uint8Array(people);
  const personClass = new Uint8Array(people);
  for (let person = 0; person < people; person++) {
    type[person] = random() < 0.3 ? 1 : 0;
    const draw = random();
    personClass[person] = draw < 0.9 ? 0 : draw < 0.95 ? 1 : draw < 0.98 ? 2 : 3;
  }
  const owner = new Int32Array(claims);
  const costFen = new Int32Array(claims);
  const level = new Uint8Array(claims);
  for (let claim = 0; claim < claims; claim++) {
    owner[claim] = (Math.floor(people * random() ** 1.3) * 7368787) % people;
    costFen[claim] = drawnCost(random);
    const draw = random();
    level[claim] = draw < 0.3 ? 0 : draw < 0.7 ? 1 : 2;
  }
  return { people, type, personClass, owner, costFen, level };
}

/** Puts the claims of each person together, in the order of time: a counting sort. */
export function sortW2({ people, type, personClass, owner, costFen, level }: DrawnW2): W2 {
  const claims = owner.length;
  const start = new Int32Array(new SharedArrayBuffer((people + 1) * 4));
  for (let claim = 0; claim < claims; claim++) {
    const person = owner[claim] ?? 0;
    start[person + 1] = (start[person + 1] ?? 0) + 1;
  }
  for (let person = 0; person < people; person++) {
    start[person + 1] = (start[person + 1] ?? 0) + (start[person] ?? 0);
  }
  const next = start.slice(0, people);
  const sortedFen = new Int32Array(new SharedArrayBuffer(claims * 4));
  const sortedLevel = new Uint8Array(new SharedArrayBuffer(claims));
  for (let claim = 0; claim < claims; claim++) {
    const person = owner[claim] ?? 0;
    const at = next[person] ?? 0;
    next[person] = at + 1;
    sortedFen[at] = costFen[claim] ?? 0;
    sortedLevel[at] = level[claim] ?? 0;
  }
  return { people, type, personClass, start, costFen: sortedFen, level: sortedLevel };
}

function drawnCost(random: () => number): number {
  let first = 0;
  while (first === 0) first = random();
  const gauss = Math.sqrt(-2 * Math.log(first)) * Math.cos(2 * Math.PI * random());
  const fen = Math.round(Math.exp(Math.log(1200) + 1.3 * gauss) * 100);
  return Math.min(200_000_000, Math.max(100, fen));
}

function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface HandTier {
  readonly deductible: readonly number[];
  readonly bounds: readonly [number, number];
  /** By row, three segments each. */
  readonly rates: readonly number[];
  readonly cap: readonly number[];
}

export const TIER1: HandTier = {
  deductible: [50000, 80000],
  bounds: [1000000, 5000000],
  rates: [
    ...[7000, 7500, 8000, 6500, 7000, 7500, 5500, 6000, 6500],
    ...[8500, 9000, 9500, 8200, 8700, 9200, 8000, 8500, 9000],
  ],
  cap: [15000000, 25000000],
};
export const TIER2: HandTier = {
  deductible: [1500000, 750000, 750000, 1500000],
  bounds: [5000000, 10000000],
  rates: [6000, 6500, 7000, 6500, 7000, 7500, 6500, 7000, 7500, 6000, 6500, 7000],
  cap: [40000000, 50000000, 50000000, 40000000],
};
export const TIER3: HandTier = {
  deductible: [0, 0, 300000, 1000000],
  bounds: [2000000, 5000000],
  rates: [0, 0, 0, 8000, 8500, 9000, 7000, 7500, 8000, 6000, 6500, 7000],
  cap: [0, 8000000, 6000000, 5000000],
};

/** Pays people `from` up to `until` without explaining anything; sums per tier in fen. */
export function payW2ByHand(data: W2, from: number, until: number): [number, number, number] {
  const totals: [number, number, number] = [0, 0, 0];
  for (let person = from; person < until; person++) {
    const type = data.type[person] ?? 0;
    const known = data.personClass[person] ?? 0;
    const accounts = [0, 0, 0, 0, 0, 0];
    for (let at = data.start[person] ?? 0; at < (data.start[person + 1] ?? 0); at++) {
      const cost = data.costFen[at] ?? 0;
      const row = type * 3 + (data.level[at] ?? 0);
      const first = payTier(TIER1, { key: type, row, cost, accounts, at: 0 });
      const second = payTier(TIER2, {
        key: known,
        row: known,
        cost: cost - first,
        accounts,
        at: 2,
      });
      totals[0] += first;
      totals[1] += second;
      if (known === 0) continue;
      const left = cost - first - second;
      totals[2] += payTier(TIER3, { key: known, row: known, cost: left, accounts, at: 4 });
    }
  }
  return totals;
}

function payTier(
  tier: HandTier,
  claim: { key: number; row: number; cost: number; accounts: number[]; at: number },
): number {
  const { key, row, cost, accounts, at } = claim;
  const before = accounts[at] ?? 0;
  accounts[at] = before + cost;
  const deductible = tier.deductible[key] ?? 0;
  const low = Math.max(0, before - deductible);
  const high = Math.max(0, before + cost - deductible);
  const [first, second] = tier.bounds;
  const inside = (from: number, to: number) =>
    Math.max(0, Math.min(high, to) - Math.max(low, from));
  const worth =
    inside(0, first) * (tier.rates[row * 3] ?? 0) +
    inside(first, second) * (tier.rates[row * 3 + 1] ?? 0) +
    inside(second, Number.MAX_SAFE_INTEGER) * (tier.rates[row * 3 + 2] ?? 0);
  const room = (tier.cap[key] ?? 0) - (accounts[at + 1] ?? 0);
  const paid = Math.min(room, Math.floor((worth + 5000) / 10000));
  accounts[at + 1] = (accounts[at + 1] ?? 0) + paid;
  return paid;
}
