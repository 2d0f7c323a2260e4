/**
 * Files that are remembered between the messages of a visit: what is remembered is what loading
 * gives, and nothing that another process, the ledger or an agency changed is ever overlooked.
 */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { onBothDatabases } from '../../../testing/databases/index.ts';
import { expectSound } from '../../../testing/service/expect-sound.ts';
import {
  type Answer,
  envelopeOf,
  HOSPITAL,
  serviceOn,
  type TestService,
  testService,
} from '../../../testing/service/index.ts';
import {
  AMOXICILLIN,
  CT,
  describe as describeVisit,
  feeLine,
  must,
  register,
  setlinfo,
  settleInput,
  visitIdOf,
  type Who,
  who,
} from '../../../testing/service/visits.ts';
import { creditAccount } from '../../ledger/index.ts';
import { type PersonFile, personFileOf } from './person-file.ts';
import { PersonQueue } from './queue.ts';
import { RememberedFiles } from './remembered.ts';
import { personTrips } from './trips.ts';

const LINES = [
  { no: 'R1', item: AMOXICILLIN, count: 2, price: 150 },
  { no: 'R2', item: CT, count: 1, price: 300 },
];
const TOTAL = '600.00';

/** Lets one see what is remembered. */
class Watched extends RememberedFiles {
  peek(asked: Parameters<RememberedFiles['take']>[0]) {
    const known = this.take(asked);
    if (known) this.keep(known);
    return known;
  }
}

onBothDatabases('remembered files', (fresh) => {
  let service: TestService;
  let remembered: Watched;
  let loads = 0;
  const process = (): TestService => {
    const { services, clock } = service;
    const trips = personTrips(services.database);
    remembered = new Watched();
    const counted = {
      ...trips,
      load: (key: Parameters<typeof trips.load>[0]) => {
        loads++;
        return trips.load(key);
      },
    };
    return serviceOn({ ...services, queue: new PersonQueue(), trips: counted, remembered }, clock);
  };
  beforeAll(async () => {
    service = await testService(await fresh(), { persons: 40 });
  });
  afterEach(() => expectSound(service));

  const opened = async (on: TestService, person: Who) =>
    visitIdOf(must(await on.send('2201', register(person))));
  const upload = (on: TestService, person: Who, visit: string) =>
    on.send('2204', { feedetail: LINES.map((line) => feeLine(person, visit, line)) });
  const plain = ({ enrolled, ...file }: PersonFile) => {
    const { identity, ...known } = enrolled;
    return { ...file, known, identity: identity() };
  };
  const sameAsStored = async (on: TestService, person: Who, visitId: string) => {
    const asked = { personNo: person.psn_no, visitId, institution: HOSPITAL };
    const held = remembered.peek({ ...asked, msgid: 'another' });
    const loaded = await on.services.trips.load({ ...asked, msgid: null });
    const stored = personFileOf(on.services.vault, asked, loaded);
    if (!held || !stored.ok) throw new Error('nothing is remembered, or nothing stored');
    expect(plain(held.file)).toEqual(plain(stored.value));
  };

  it('are after each message what loading gives, and are loaded once for a visit', async () => {
    const own = process();
    const person = who(1);
    loads = 0;
    const visit = await opened(own, person);
    await sameAsStored(own, person, visit);
    must(await own.send('2203', describeVisit(person, visit)));
    await sameAsStored(own, person, visit);
    must(await upload(own, person, visit));
    await sameAsStored(own, person, visit);
    must(await own.send('2206', settleInput(person, visit, TOTAL)));
    await sameAsStored(own, person, visit);
    must(await own.send('2207', settleInput(person, visit, TOTAL)));
    expect(loads).toBe(5);
    expect(remembered.take({ ...asked(person, visit), msgid: 'x' })).toBeNull();
  });

  it('give way where another process changed the person', async () => {
    const [one, other] = [process(), process()];
    const person = who(2);
    const visit = await opened(one, person);
    must(await upload(other, person, visit));
    // What `one` remembers has no lines, and would be refused.
    const tried = must(await one.send('2206', settleInput(person, visit, TOTAL)));
    const settled = must(await other.send('2207', settleInput(person, visit, TOTAL)));
    expect(setlinfo(settled).psn_part_amt).toBe(setlinfo(tried).psn_part_amt);
    const again = await one.send('2207', settleInput(person, visit, TOTAL));
    expect(again.err_msg).toContain('settlement/no_lines');
    must(await one.send('2208', { data: taken(person, visit, settled) }));
  });

  it('give way where lines would be stored on an older version', async () => {
    const [one, other] = [process(), process()];
    const person = who(4);
    const visit = await opened(one, person);
    const line = (no: string) => ({
      feedetail: [feeLine(person, visit, { no, item: CT, count: 1, price: 10 })],
    });
    must(await other.send('2204', line('R3')));
    must(await one.send('2204', line('R4')));
    must(await one.send('2207', settleInput(person, visit, '20.00')));
  });

  it('give way where a trial was made on an older version', async () => {
    const [one, other] = [process(), process()];
    const person = who(7);
    const visit = await opened(one, person);
    must(await upload(one, person, visit));
    must(await one.send('2206', settleInput(person, visit, TOTAL)));
    must(await other.send('2203', describeVisit(person, visit)));
    loads = 0;
    must(await one.send('2206', settleInput(person, visit, TOTAL)));
    expect(loads).toBe(1);
    must(await one.send('2207', settleInput(person, visit, TOTAL)));
  });

  it('show what was credited to the account meanwhile', async () => {
    for (const [index, infno] of [
      [5, '2206'],
      [8, '2207'],
    ] as const) {
      const own = process();
      const person = who(index);
      const visit = await opened(own, person);
      must(await upload(own, person, visit));
      const input = settleInput(person, visit, TOTAL, { acct_used_flag: '1' });
      const before = setlinfo(must(await own.send('2206', input)));
      await credited(own, 100_001 + index, 123_00);
      const after = setlinfo(must(await own.send(infno, input)));
      const whole = ({ balc, acct_pay }: typeof after) => Number(balc) + Number(acct_pay);
      expect(whole(after) - whole(before)).toBeCloseTo(123);
    }
  });

  it('do not answer a message anew, nor one whose id stands for another', async () => {
    const own = process();
    const person = who(6);
    const visit = await opened(own, person);
    const input = { feedetail: LINES.map((line) => feeLine(person, visit, line)) };
    const body = (infno: string, msgid: string, what: unknown) =>
      JSON.stringify(envelopeOf({ infno, msgid, input: what }));
    const first = await own.post(body('2204', 'once', input));
    expect(await own.post(body('2204', 'once', input))).toBe(first);
    const reused = await own.post(body('2207', 'once', settleInput(person, visit, TOTAL)));
    expect(reused).toContain('message/id_reused');
    const trial = body('2206', 'tried', settleInput(person, visit, TOTAL));
    expect(await own.post(trial)).toContain('"infcode":0');
    expect(await own.post(trial)).toContain('"infcode":0');
    const other = settleInput(person, visit, TOTAL, { invono: '7' });
    expect(await own.post(body('2206', 'tried', other))).toContain('message/id_reused');
    const before = await notes(service, 'tried');
    expect(before).toEqual([{ messages: 1, acts: 2 }]);
    must(await own.send('2207', settleInput(person, visit, TOTAL)));
  });
});

const asked = (person: Who, visitId: string) => ({
  personNo: person.psn_no,
  visitId,
  institution: HOSPITAL,
});

function taken(person: Who, visit: string, settled: Answer) {
  const { setl_id } = setlinfo(settled);
  return { setl_id, mdtrt_id: visit, psn_no: person.psn_no };
}

function credited({ services, clock }: TestService, personId: number, amountFen: number) {
  const { database, ledgerKey } = services;
  const credit = { personId, area: 'wenzhou', amountFen, subject: 'C', at: clock.at };
  return creditAccount(database, credit, ledgerKey);
}

function notes({ services }: TestService, msgid: string) {
  return services.database.query(
    `SELECT count(*) AS messages,
            (SELECT count(*) FROM platform.audit a
              WHERE a.person_id = max(m.person_id) AND action = 'settlement.trial') AS acts
       FROM settlement.message m WHERE msgid = $1`,
    [msgid],
  );
}

describe('what is remembered', () => {
  const file = (personNo: string) =>
    ({
      enrolled: { personNo },
      visit: { visitId: `${personNo}V1`, institution: 'H', kind: 'outpatient', status: 'open' },
    }) as unknown as PersonFile;
  const key = (personNo: string) => ({
    personNo,
    visitId: `${personNo}V1`,
    institution: 'H',
    msgid: 'm',
  });

  it('is taken out by whoever asks, and given for the same visit and institution only', () => {
    const files = new RememberedFiles();
    for (const other of [{ visitId: null }, { visitId: 'V2' }, { institution: 'I' }]) {
      files.keep({ file: file('1'), answered: [] });
      expect(files.take({ ...key('1'), ...other })).toBeNull();
      expect(files.take(key('1'))).toBeNull();
    }
    files.keep({ file: file('1'), answered: ['m'] });
    expect(files.take(key('1'))).toBeNull();
  });

  it('is so much at most, and nothing for a while once it was stale', () => {
    const files = new RememberedFiles(2);
    for (const no of ['1', '2', '3']) files.keep({ file: file(no), answered: [] });
    expect(['1', '2', '3'].map((no) => files.take(key(no))?.file.enrolled.personNo)).toEqual([
      undefined,
      '2',
      '3',
    ]);
    files.foundStale();
    for (let turn = 0; turn < 1_000; turn++) {
      files.keep({ file: file('1'), answered: [] });
      expect(files.take(key('1'))).toBeNull();
    }
    files.keep({ file: file('1'), answered: [] });
    expect(files.take(key('1'))).not.toBeNull();
  });
});
