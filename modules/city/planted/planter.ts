/**
 * Plants behaviours on top of finished persons: bills are added, nothing made before is changed, so
 * that a city without planting is the same but for them. Each is written to the key.
 */
import { FLAW } from '../care/bill.ts';
import type { Schedule } from '../care/schedule.ts';
import { diagnosisOf } from '../catalogue/diagnoses.ts';
import { Draws, mix, STREAM } from '../draw/chance.ts';
import type { Setting } from '../make/setting.ts';
import type { Span, VisitMaker } from '../make/visit-maker.ts';
import type { Person } from '../people/person.ts';
import { providerOf, RANK } from '../people/providers.ts';
import * as code from '../tables/codes.ts';
import { OPEN_END, type Table } from '../tables/table.ts';
import { BEHAVIOURS, type BehaviourId } from './behaviours.ts';

const MILLION = 1_000_000;
const VAGINITIS = diagnosisOf('N76.000');
const PROSTATE = diagnosisOf('N40.x00');
const LUNG_CANCER = diagnosisOf('C34.900');
/** A recycled trace code for so many people. */
const PEOPLE_A_CODE = 900;

/** What planting works on. */
export interface Ground {
  readonly setting: Setting;
  readonly visits: VisitMaker;
  readonly key: Table;
  readonly traces: Table;
}

export class Planter {
  private readonly draws: Draws;
  private readonly ground: Ground;
  private person: Person | null = null;
  private at = 0;

  constructor(ground: Ground) {
    this.ground = ground;
    this.draws = new Draws(ground.setting.order.seed);
  }

  /** Plants what chance wants on a person whose year is made. */
  plant(person: Person, schedule: Schedule): void {
    this.person = person;
    if (person.covers === 0) return;
    const { year } = this.ground.setting.year;
    for (let i = 0; i < BEHAVIOURS.length; i++) {
      const behaviour = BEHAVIOURS[i];
      if (!behaviour) continue;
      this.draws.start(STREAM.planted, person.number, mix(year, i));
      if (!this.draws.is(behaviour.rate / MILLION)) continue;
      this.at = i;
      this.does[behaviour.id](person, schedule);
    }
  }

  private readonly does: Readonly<
    Record<BehaviourId, (person: Person, schedule: Schedule) => void>
  > = {
    splitStay: (person, schedule) => {
      const stay = this.stayIn(schedule);
      if (!stay) return;
      const provider = this.hospital(person, RANK.secondary);
      const first = this.add(code.INPATIENT, { ...stay, provider, diagnosis: LUNG_CANCER });
      const from = stay.until + this.draws.between(1, 7);
      const until = from + this.draws.between(2, 6);
      this.add(code.INPATIENT, { from, until, provider, diagnosis: LUNG_CANCER });
      this.note(first, 0);
    },
    overlappingStays: (person, schedule) => {
      const stay = this.stayIn(schedule);
      if (!stay) return;
      const provider = this.hospital(person, RANK.primary);
      this.add(code.INPATIENT, { from: stay.until, until: stay.until + 5, provider });
    },
    careDuringStay: (_, schedule) => {
      const stay = this.stayIn(schedule);
      if (!stay || stay.until - stay.from < 3) return;
      const on = stay.from + 1 + this.draws.below(stay.until - stay.from - 1);
      this.add(this.draws.is(0.5) ? code.PHARMACY : code.OUTPATIENT, { from: on, until: on });
    },
    hangingBed: (person) => {
      const from = this.anyDay(40);
      const until = from + this.draws.between(5, 14);
      const provider = this.hospital(person, RANK.primary);
      const wantedFen = 8_000 * (until - from);
      this.add(code.INPATIENT, { from, until, provider, wantedFen, flaw: FLAW.bare });
    },
    afterDeath: ({ diedOn }) => {
      if (diedOn >= OPEN_END) return;
      const on = diedOn + this.draws.between(2, 60);
      this.add(code.PHARMACY, { from: on, until: on });
    },
    frequentPurchase: () => {
      const count = this.draws.between(25, 60);
      for (let i = 0; i < count; i++) this.day(code.PHARMACY, this.anyDay(5));
    },
    emptySwipe: (person) => {
      const on = this.anyDay(5);
      const provider = this.hospital(person, RANK.pharmacy);
      const count = this.draws.between(5, 9);
      for (let i = 0; i < count; i++) {
        this.add(code.PHARMACY, { from: on, until: on, provider, wantedFen: 48_000 });
      }
    },
    manyProviders: ({ county }) => {
      const on = this.anyDay(5);
      const { providers } = this.ground.setting;
      for (let i = 0; i < 5; i++) {
        const rank = i < 3 ? RANK.clinic : RANK.primary;
        const provider = providerOf(providers, { group: county, rank, choice: i });
        this.add(code.OUTPATIENT, { from: on, until: on, provider });
      }
    },
    doubleCharge: () => this.day(code.OUTPATIENT, this.anyDay(5), FLAW.doubled, -1),
    overPrice: () => this.day(code.OUTPATIENT, this.anyDay(5), FLAW.overPriced, 2),
    sexMismatch: ({ sex }) => {
      const from = this.anyDay(5);
      const diagnosis = sex === code.MALE ? VAGINITIS : PROSTATE;
      this.add(code.OUTPATIENT, { from, until: from, diagnosis });
    },
    recycledDrug: (person) => {
      const from = this.anyDay(5);
      const visit = this.add(code.PHARMACY, { from, until: from });
      const group = Math.floor(person.number / PEOPLE_A_CODE);
      const trace = mix(STREAM.planted, group) >>> 1;
      if (visit >= 0) this.ground.traces.push([visit, person.number, 1, trace]);
    },
    yearEndDrain: (person) => {
      const last = this.ground.setting.year.until - 1;
      const provider = this.hospital(person, RANK.pharmacy);
      for (let back = 0; back < 6; back++) {
        const on = last - back;
        this.add(code.PHARMACY, { from: on, until: on, provider, wantedFen: 60_000 });
      }
    },
    illnessPoverty: (person) => {
      if (person.incomeRank > 0.5) return;
      const first = this.anyDay(200);
      for (let i = 0; i < 5; i++) {
        const from = first + 30 * i;
        const wantedFen = 6_000_000 + this.draws.below(6_000_000);
        const span = { from, until: from + 9, wantedFen, diagnosis: LUNG_CANCER };
        this.add(code.INPATIENT, { ...span, provider: this.hospital(person, RANK.tertiary) });
      }
    },
  };

  private day(kind: number, on: number, flaw: number = FLAW.none, line = 0): void {
    const visit = this.add(kind, { from: on, until: on, flaw }, false);
    const last = this.ground.visits.bill.lines;
    if (visit >= 0) this.note(visit, line < 0 ? last : line);
  }

  /** Adds a bill inside the year and cover, noted in the key; −1 where it does not fit. */
  private add(kind: number, span: Span, isNoted = true): number {
    const { person, ground } = this;
    if (!person || span.until >= ground.setting.year.until) return -1;
    const isDead = this.at === BEHAVIOURS.findIndex(({ id }) => id === 'afterDeath');
    const cover = person.coverOn(span.from);
    if (!isDead && (cover < 0 || person.coverOn(span.until) !== cover)) return -1;
    const visit = ground.visits.make(person, kind, span);
    if (isNoted) this.note(visit, 0);
    return visit;
  }

  private note(visit: number, line: number): void {
    if (visit < 0 || !this.person) return;
    this.ground.key.push([this.at, this.person.number, visit, line]);
  }

  private anyDay(before: number): number {
    const { from, until } = this.ground.setting.year;
    return from + this.draws.below(until - from - before);
  }

  private stayIn(schedule: Schedule): { from: number; until: number } | null {
    for (let i = 0; i < schedule.count; i++) {
      if (schedule.kind[i] !== code.INPATIENT) continue;
      return { from: schedule.day[i] ?? 0, until: schedule.until[i] ?? 0 };
    }
    const from = this.anyDay(60);
    const until = from + this.draws.between(5, 12);
    return this.add(code.INPATIENT, { from, until }, false) < 0 ? null : { from, until };
  }

  private hospital({ number, county }: Person, rank: number): number {
    const { providers } = this.ground.setting;
    return providerOf(providers, { group: county, rank, choice: mix(number, rank) });
  }
}
