/**
 * The platform with its pages for trials and benches: an embedded demo city in which a few visits
 * were settled, so that each kind of bill is there to be found.
 */
import { createDemoSignIn } from '../../../apps/server/demo/sign-in.ts';
import { DIST, freshPages } from '../../../apps/web/build.ts';
import { pageHeaders } from '../../../apps/web/headers.ts';
import type { Fields, TestService } from '../../../testing/service/index.ts';
import { listening, OPERATOR_TOKEN } from '../../../testing/service/listening.ts';
import { admitted, dischargeInput, staySettle } from '../../../testing/service/stays.ts';
import {
  AMOXICILLIN,
  BED,
  CT,
  diagnosis,
  must,
  OMEPRAZOLE,
  outpatientVisit,
  STENT,
  SUTURE,
  setlinfo,
  totalOf,
  type Who,
  who,
} from '../../../testing/service/visits.ts';
import { openService } from '../service/open.ts';

/** Settlements to be opened, by what there is to see. */
export interface DemoBills {
  /** A poor resident's stay: several payers, classes, a line over its price limit. */
  readonly stay: string;
  /** An employee's outpatient bill, paid in part from the account. */
  readonly account: string;
  /** Settled anew after a late bill of the same year. */
  readonly moved: string;
  readonly reversed: string;
}

export interface PagesPlatform {
  /** The start page; ends with a slash. */
  readonly url: string;
  readonly operatorToken: string;
  readonly bills: DemoBills;
  /** Personal number of whose bills they are. */
  readonly persons: Readonly<Record<keyof DemoBills, string>>;
  /** A fresh one-time token of the demo sign-in. */
  readonly newLink: () => string;
  readonly close: () => Promise<void>;
}

/** By index of the demo's persons: 7 is poor, 3, 9 and 15 are employed. */
const PERSONS = { stay: 7, account: 3, moved: 9, reversed: 15 } as const;

const STAY = [
  { no: 'S1', item: BED, count: 9, price: 80 },
  { no: 'S2', item: CT, count: 4, price: 320 },
  { no: 'S3', item: AMOXICILLIN, count: 30, price: 48 },
  { no: 'S4', item: OMEPRAZOLE, count: 60, price: 95 },
  { no: 'S5', item: STENT, count: 3, price: 4200 },
  { no: 'S6', item: '003306040010000-330604001', count: 1, price: 86_000 },
  { no: 'S7', item: SUTURE, count: 8, price: 460 },
];
const VISIT = [
  { no: 'L1', item: AMOXICILLIN, count: 2, price: 150 },
  { no: 'L2', item: CT, count: 1, price: 800 },
  { no: 'L3', item: SUTURE, count: 1, price: 60.5 },
];

/** Makes the pages where they changed, fills the city, serves both; the caller closes it. */
export async function openPagesPlatform(): Promise<PagesPlatform> {
  freshPages();
  const opened = await openService({ on: 'embedded', persons: 60 });
  const { service, database } = opened;
  const bills = await settleBills(service);
  // The browser's clock decides when a session is over, so the platform goes by it, too.
  const now = () => new Date();
  const signIn = createDemoSignIn({ database, now, regions: [''] });
  const server = await listening({
    services: service.services,
    now,
    log: (line) => console.error(line),
    pages: { folder: DIST, headersOf: pageHeaders },
    signIn,
  });
  const numbers = Object.entries(PERSONS).map(([what, index]) => [what, who(index).psn_no]);
  return {
    url: `${server.url}/`,
    operatorToken: OPERATOR_TOKEN,
    bills,
    persons: Object.fromEntries(numbers) as PagesPlatform['persons'],
    newLink: signIn.newLink,
    close: async () => {
      await server.close();
      await opened.close();
    },
  };
}

async function settleBills(service: TestService): Promise<DemoBills> {
  const stay = await settledStay(service, who(PERSONS.stay));
  const account = await outpatientVisit(service, who(PERSONS.account), VISIT, {
    settle: { acct_used_flag: '1' },
  });
  const moved = await outpatientVisit(service, who(PERSONS.moved), VISIT);
  await outpatientVisit(service, who(PERSONS.moved), VISIT, { at: '2025-03-03 08:00:00' });
  const taken = await outpatientVisit(service, who(PERSONS.reversed), VISIT);
  const reversed = settlementOf(taken.settled);
  const data: Fields = {
    psn_no: who(PERSONS.reversed).psn_no,
    mdtrt_id: taken.visit,
    setl_id: reversed,
  };
  must(await service.send('2208', { data }));
  return {
    stay: settlementOf(stay),
    account: settlementOf(account.settled),
    moved: settlementOf(moved.settled),
    reversed,
  };
}

async function settledStay(service: TestService, person: Who) {
  const visit = await admitted(service, person, STAY);
  const discharge = dischargeInput(person, visit, '2025-06-10 09:00:00');
  const named = { mdtrt_id: visit, psn_no: person.psn_no, diag_code: 'K80.200' };
  const diseinfo = [diagnosis('1', { ...named, diag_name: '胆囊结石' })];
  must(await service.send('2402', { ...discharge, diseinfo }));
  return must(await service.send('2304', staySettle(person, visit, totalOf(STAY))));
}

function settlementOf(settled: Parameters<typeof setlinfo>[0]): string {
  return String(setlinfo(settled).setl_id);
}
