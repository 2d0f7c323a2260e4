/**
 * When a person meets care in a year: how often, on which days, for how long. Days follow the
 * seasons; stays shut out everything else while they last.
 */
import { type Draws, STREAM } from '../draw/chance.ts';
import { drawCount, drawCurve, lognormal } from '../draw/curves.ts';
import type { Person, YearOf } from '../people/person.ts';
import { DIABETES, HYPERTENSION } from '../people/person.ts';
import type { Levers } from '../people/profile.ts';
import {
  CHRONIC,
  DELIVERY,
  FIRST_SPECIAL,
  INPATIENT,
  OUTPATIENT,
  PHARMACY,
  PRENATAL,
  SPECIAL,
} from '../tables/codes.ts';

const MOST = 512;
const MONTH_WEIGHTS = [113, 90, 108, 102, 100, 97, 95, 94, 97, 96, 102, 110];
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Day of the year by quantile: winters are busier. */
const SEASON = seasonOf();

function seasonOf(): Uint16Array {
  const days = MONTH_DAYS.flatMap((length, month) =>
    Array.from({ length }, () => MONTH_WEIGHTS[month] ?? 100),
  );
  const whole = days.reduce((sum, weight) => sum + weight, 0);
  const season = new Uint16Array(8192);
  let day = 0;
  let sum = days[0] ?? 0;
  for (let cell = 0; cell < season.length; cell++) {
    while (sum * season.length <= cell * whole) sum += days[++day] ?? 0;
    season[cell] = day;
  }
  return season;
}

/** Outpatient visits of a special disease in a year, from cancer on. */
const SPECIAL_VISITS = [8, 11, 120, 6, 8, 9, 5, 7, 5, 5, 4, 5, 6, 4, 8, 4];
/** Stays that a special disease adds in a year. */
const SPECIAL_STAYS = [
  1.3, 0.5, 0.7, 0.5, 0.7, 0.5, 0.35, 0.3, 0.4, 0.7, 0.3, 0.3, 0.6, 0.3, 0, 0.2,
];

const STAY_DAYS = lognormal(0.62);

/** What happens to a person in a year, by day; the object is used again for the next. */
export class Schedule {
  count = 0;
  readonly day = new Int32Array(MOST);
  readonly until = new Int32Array(MOST);
  readonly kind = new Uint8Array(MOST);

  /** Fills the schedule of a covered person; days outside cover and life are left out. */
  fill(person: Person, draws: Draws, { year, levers }: { year: YearOf; levers: Levers }): void {
    this.count = 0;
    if (person.covers === 0) return;
    draws.start(STREAM.visits, person.number, year.year);
    const need = 0.35 + 0.65 * person.frailty;
    this.add(PHARMACY, pharmacyRate(person) * need, draws, year);
    this.add(OUTPATIENT, outpatientRate(person) * need, draws, year);
    this.add(CHRONIC, chronicRate(person), draws, year);
    this.add(INPATIENT, stayRate(person) * need * levers.stayRate, draws, year);
    const special = person.special - FIRST_SPECIAL;
    if (special >= 0) {
      this.add(SPECIAL, SPECIAL_VISITS[special] ?? 0, draws, year);
      this.add(INPATIENT, (SPECIAL_STAYS[special] ?? 0) * levers.stayRate, draws, year);
    }
    if (person.isMother) this.addMaternity(person, draws, year);
    if (person.diedOn < year.until && draws.is(0.7)) {
      this.put(Math.max(year.from, person.diedOn - 1 - draws.below(14)), INPATIENT);
    }
    this.sort();
    this.keepPossible(person, draws, year);
  }

  private add(kind: number, rate: number, draws: Draws, year: YearOf): void {
    const count = drawCount(rate, draws);
    for (let i = 0; i < count; i++) {
      this.put(year.from + (SEASON[draws.next() >>> 19] ?? 0), kind);
    }
  }

  private addMaternity(person: Person, draws: Draws, year: YearOf): void {
    const on = Math.max(year.from, person.deliveryOn - draws.below(3));
    for (let back = 28; back < 260; back += 28) {
      if (on - back >= year.from) this.put(on - back, PRENATAL);
    }
    this.put(on, DELIVERY);
  }

  private put(day: number, kind: number): void {
    if (this.count === MOST) return;
    this.day[this.count] = day;
    this.kind[this.count] = kind;
    this.count++;
  }

  /** Insertion sort by day: few entries, nearly in order by kind. */
  private sort(): void {
    const { day, kind } = this;
    for (let i = 1; i < this.count; i++) {
      const [d, k] = [day[i] ?? 0, kind[i] ?? 0];
      let at = i - 1;
      while (at >= 0 && (day[at] ?? 0) > d) {
        day[at + 1] = day[at] ?? 0;
        kind[at + 1] = kind[at] ?? 0;
        at--;
      }
      day[at + 1] = d;
      kind[at + 1] = k;
    }
  }

  /** Drops what falls into a stay, outside cover, before a filing or after death. */
  private keepPossible(person: Person, draws: Draws, year: YearOf): void {
    let kept = 0;
    let busyUntil = 0;
    for (let i = 0; i < this.count; i++) {
      const day = this.day[i] ?? 0;
      const kind = this.kind[i] ?? 0;
      const isStay = kind === INPATIENT || kind === DELIVERY;
      const wanted = isStay ? stayDays(kind, person, draws) : 0;
      if (day <= busyUntil || day < person.bornOn) continue;
      if (kind === SPECIAL && day < person.specialFrom) continue;
      const until = Math.min(day + wanted, year.until - 1, person.diedOn);
      const cover = person.coverOn(day);
      if (cover < 0 || person.coverOn(until) !== cover || until < day) continue;
      if (isStay) busyUntil = until;
      this.day[kept] = day;
      this.until[kept] = until;
      this.kind[kept] = kind;
      kept++;
    }
    this.count = kept;
  }
}

function pharmacyRate({ age, chronic }: Person): number {
  const base = age < 16 ? 0.8 : age < 60 ? 2.4 : 3.4;
  return base + (chronic & HYPERTENSION ? 2.2 : 0) + (chronic & DIABETES ? 2.2 : 0);
}

function outpatientRate({ age, chronic }: Person): number {
  const base = age < 6 ? 7.2 : age < 16 ? 3.8 : age < 45 ? 3.3 : age < 60 ? 4.8 : 7.2;
  return base + 0.55 * bits(chronic);
}

function chronicRate({ age, chronic }: Person): number {
  const isFiled = (chronic & (HYPERTENSION | DIABETES)) !== 0;
  return isFiled ? (age >= 60 ? 5 : 3.4) : 0;
}

function stayRate({ age, chronic, bornOn }: Person): number {
  const isBaby = age === 0 && bornOn > 0;
  const base = isBaby ? 0.22 : age < 16 ? 0.06 : age < 45 ? 0.05 : age < 60 ? 0.085 : 0.16;
  return (age >= 75 ? base * 1.6 : base) * (1 + 0.3 * bits(chronic));
}

function stayDays(kind: number, { age }: Person, draws: Draws): number {
  const mean = kind === DELIVERY ? 5 : age >= 60 ? 10 : 7.5;
  return Math.min(90, 1 + Math.floor(mean * drawCurve(STAY_DAYS, draws)));
}

function bits(mask: number): number {
  let count = 0;
  for (let left = mask; left > 0; left &= left - 1) count++;
  return count;
}
