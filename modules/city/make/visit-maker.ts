/**
 * Turns an entry of a person's schedule into a bill with lines, recorded payments, filings,
 * late records and reversals.
 */
import { type BillOrder, BillWriter, FLAW } from '../care/bill.ts';
import {
  chooseDiagnosis,
  chooseProvider,
  Destination,
  diseaseOf,
  wantedCost,
} from '../care/choices.ts';
import { Payments, type PayOrder } from '../care/payments.ts';
import { AT, type Totals } from '../check/totals.ts';
import { Draws, mix, STREAM } from '../draw/chance.ts';
import type { Person } from '../people/person.ts';
import * as code from '../tables/codes.ts';
import type { Table } from '../tables/table.ts';
import { countVisit } from './count-visit.ts';
import { type CityTables, type Setting, tableOf } from './setting.ts';

/** Share of items outside the catalogue that doctors avoid for everybody. */
const SPARED = 0.15;
const REVERSED = 0.003;
/** Visits of a person have numbers below this. */
const VISITS_A_PERSON = 4096;
const COLUMNS = 30;

/** Days of a visit, and what is told of it. */
export interface Span {
  readonly from: number;
  readonly until: number;
  readonly wantedFen?: number;
  readonly provider?: number;
  readonly diagnosis?: number;
  /** See `FLAW`. */
  readonly flaw?: number;
}

/** What is known of the last visit made, for totals and the next one. */
export class VisitMaker {
  readonly bill: BillWriter;
  readonly payments: Payments;
  readonly to = new Destination();
  costFen = 0;
  cashFen = 0;
  /** Number of the next visit of this person. */
  sequence = 0;
  isDirect = true;
  isByItem = false;
  kind = 0;
  private readonly row = new Float64Array(COLUMNS);
  private readonly draws: Draws;
  private readonly visits: Table;
  private readonly reversals: Table;
  private readonly filings: Table;
  /** The transfer that was filed last. */
  private filed = { by: -1, on: -1 };
  private readonly traces: Table;
  private readonly setting: Setting;
  private readonly totals: Totals;
  readonly pay: PayOrder = {
    kind: 0,
    level: 0,
    place: 0,
    isEmployee: false,
    isRetired: false,
    isPoor: false,
    hasProduct: false,
    isReferred: false,
    totalFen: 0,
    inScopeFen: 0,
    isAided: false,
  };
  private readonly order: BillOrder = {
    psn: 0,
    visit: 0,
    kind: 0,
    level: 0,
    place: 0,
    day: 0,
    days: 1,
    wantedFen: 0,
    flaw: 0,
    spared: 0,
  };

  constructor(setting: Setting, tables: CityTables, totals: Totals) {
    this.setting = setting;
    this.totals = totals;
    this.draws = new Draws(setting.order.seed);
    this.bill = new BillWriter(setting.catalogue, tableOf(tables, 'lines'));
    this.payments = new Payments(setting.profile.levers);
    this.visits = tableOf(tables, 'visits');
    this.reversals = tableOf(tables, 'reversals');
    this.filings = tableOf(tables, 'filings');
    this.traces = tableOf(tables, 'traces');
  }

  /** Opens the year of a person. */
  open(person: Person): void {
    this.sequence = 0;
    this.costFen = 0;
    this.cashFen = 0;
    const isEmployee = person.insurance[0] === code.EMPLOYEE;
    this.payments.open(person.baseFen, isEmployee, person.isRetired);
  }

  /** Makes one visit; `wantedFen` replaces its cost where it is told. */
  make(person: Person, kind: number, span: Span): number {
    const { setting, draws, to, row } = this;
    const visit = person.number * VISITS_A_PERSON + this.sequence++;
    draws.start(STREAM.lines, person.number, mix(setting.year.year, this.sequence));
    this.kind = kind;
    chooseProvider(to, { person, kind, draws }, setting);
    if (span.provider !== undefined) this.goTo(span.provider);
    const isAway = to.place !== code.IN_CITY;
    const isReferred = isAway && draws.is(0.62);
    this.isDirect = !isAway || draws.is(this.directShare());
    this.fillPay(person, span.from, isReferred);
    this.writeBill(person, visit, span);
    row[0] = visit;
    row[1] = person.number;
    row[2] = to.provider;
    row[3] = kind;
    row[4] = this.pay.isEmployee ? code.EMPLOYEE : code.RESIDENT;
    row[5] = span.from;
    row[6] = span.until;
    this.writeDays(span.until);
    this.writeCare(person, span.until);
    if (span.diagnosis !== undefined) row[9] = span.diagnosis;
    this.writeMoney();
    this.visits.push(row);
    if (isReferred) this.file(person, span);
    if (this.bill.dear > 0) this.trace(person, visit);
    this.finish(person, draws.is(REVERSED) ? { visit, on: row[7] ?? 0 } : null);
    return visit;
  }

  private goTo(provider: number): void {
    const { providers } = this.setting;
    this.to.provider = provider;
    this.to.level = providers.level[provider] ?? 0;
    this.to.place = providers.place[provider] ?? 0;
  }

  private fillPay(person: Person, on: number, isReferred: boolean): void {
    const { pay, draws, setting } = this;
    const cover = Math.max(0, person.coverOn(on));
    pay.kind = this.kind;
    pay.level = this.to.level;
    pay.place = this.to.place;
    pay.isEmployee = person.insurance[cover] === code.EMPLOYEE;
    pay.isRetired = person.isRetired;
    pay.isPoor = person.isPoorOn(on);
    pay.hasProduct = person.hasProduct;
    pay.isReferred = isReferred;
    pay.isAided = pay.isPoor && draws.is(setting.profile.levers.aidReach);
  }

  private writeBill(person: Person, visit: number, span: Span): void {
    const { order, pay, to, draws, kind } = this;
    const { levers } = this.setting.profile;
    order.psn = person.number;
    order.visit = visit;
    order.kind = kind;
    order.level = to.level;
    order.place = to.place;
    order.day = span.from;
    order.days = span.until - span.from + 1;
    order.flaw = span.flaw ?? FLAW.none;
    order.wantedFen = span.wantedFen ?? wantedCost({ person, kind, draws }, to, levers);
    order.spared = pay.isPoor ? SPARED + (1 - SPARED) * levers.poorSpared : SPARED;
    this.bill.write(order, draws);
    pay.totalFen = this.bill.totalFen;
    pay.inScopeFen = this.bill.inScopeFen;
    this.payments.pay(pay);
  }

  /** Settled and recorded: a bill by hand is settled late, a few direct ones are recorded late. */
  private writeDays(until: number): void {
    const { row, draws } = this;
    const last = this.setting.year.until - 1;
    const isLate = draws.is(0.01);
    const wait = this.isDirect ? (isLate ? draws.between(2, 40) : 0) : draws.between(20, 160);
    const settledOn = Math.min(last, until + (this.isDirect ? 0 : wait));
    row[7] = settledOn;
    row[8] = Math.min(last, settledOn + (this.isDirect ? wait : 0));
  }

  private writeCare(person: Person, until: number): void {
    const { row, draws, kind, setting, to } = this;
    const isStay = kind === code.INPATIENT || kind === code.DELIVERY;
    const isBirth = kind === code.DELIVERY;
    const maternity = isBirth ? 1 + draws.pick(DELIVERIES) : kind === code.PRENATAL ? 4 : 0;
    const disease = diseaseOf(kind, person, draws);
    this.isByItem = isStay && !draws.is(setting.profile.levers.drgShare);
    row[9] = chooseDiagnosis({ person, kind, draws }, disease, maternity);
    row[10] = disease;
    row[11] = maternity;
    row[12] = this.pay.isReferred ? 1 : 0;
    row[13] = this.isDirect ? 1 : 0;
    row[14] = isStay ? (until === person.diedOn ? 4 : draws.is(0.05) ? 2 : 1) : 0;
    row[15] = isStay ? (this.isByItem ? 0 : draws.is(0.05) ? 2 : 1) : 0;
    row[16] = 1 + draws.below(setting.providers.doctors[to.provider] ?? 1);
  }

  private directShare(): number {
    const { levers } = this.setting.profile;
    if (this.kind !== code.INPATIENT) return 0.93;
    return this.to.place === code.OUT_OF_PROVINCE ? levers.directCross : levers.directProvince;
  }

  private writeMoney(): void {
    const { row, bill, payments } = this;
    row[17] = bill.lines;
    row[18] = bill.totalFen;
    row[19] = bill.ownFen;
    row[20] = bill.overLimitFen;
    row[21] = bill.firstShareFen;
    row[22] = bill.inScopeFen;
    row[23] = payments.deductibleFen;
    row[24] = payments.basicFen;
    row[25] = payments.criticalFen;
    row[26] = payments.aidFen;
    row[27] = payments.productFen;
    row[28] = payments.accountFen;
    row[29] = payments.cashFen;
  }

  /** A transfer is filed once a day, also for who is treated twice on it. */
  private file(person: Person, span: Span): void {
    const { provider } = this.to;
    if (this.filed.by === person.number && this.filed.on === span.from) return;
    this.filed = { by: person.number, on: span.from };
    const until = span.until + 90;
    this.filings.push([person.number, code.FILED_REFERRAL, span.from, until, 0, provider]);
  }

  private trace(person: Person, visit: number): void {
    for (let i = 0; i < this.bill.dear; i++) {
      const line = this.bill.dearLines[i] ?? 0;
      this.traces.push([visit, person.number, line, mix(mix(person.number, visit), line) >>> 1]);
    }
  }

  private finish(person: Person, reversal: { visit: number; on: number } | null): void {
    this.totals.add(AT.visits, 1);
    this.totals.add(AT.lines, this.bill.lines);
    if (reversal) {
      const on = Math.min(this.setting.year.until - 1, reversal.on + 1 + this.draws.below(9));
      this.reversals.push([reversal.visit, person.number, on]);
      this.totals.add(AT.reversed, 1);
      return;
    }
    this.costFen += this.bill.totalFen;
    this.cashFen += this.payments.cashFen;
    countVisit(this.totals, this);
  }
}

const DELIVERIES = [50, 4, 46];
