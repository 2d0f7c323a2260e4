/**
 * What the console asks, over HTTP on both databases: signing in by a link, finding persons and
 * bills, a year with its counters, trial settlements, and changes shown before they are made. With
 * hostile input.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../modules/ledger/index.ts';
import { onBothDatabases } from '../../testing/databases/index.ts';
import { type TestService, testService } from '../../testing/service/index.ts';
import { listening } from '../../testing/service/listening.ts';
import { wholeStay } from '../../testing/service/stays.ts';
import {
  BED,
  CT,
  outpatientVisit,
  STENT,
  settlementIdOf,
  who,
} from '../../testing/service/visits.ts';
import { createDemoSignIn, type DemoSignIn } from './demo/sign-in.ts';
import type { RunningServer } from './listen.ts';

const STAY = [
  { no: 'S1', item: STENT, count: 2, price: 4500 },
  { no: 'S2', item: BED, count: 9, price: 60 },
];
const VISIT = [{ no: 'A1', item: CT, count: 1, price: 800 }];
const PATIENT = who(6);
const OTHER = who(1);
const FULL = '２'; // Full width, as some keyboards write it.

onBothDatabases('what the console asks', (fresh) => {
  let service: TestService;
  let server: RunningServer;
  let signIn: DemoSignIn;
  let session = '';
  let stayId = '';
  let lateId = '';
  const logged: string[] = [];

  const ask = async (
    path: string,
    { body, headers, as = session }: { body?: unknown; headers?: object; as?: string } = {},
  ) => {
    const response = await fetch(`${server.url}/api${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${as}`,
        'x-region': '330300',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    // What is read is compared at once; `JSON.parse` gives it without a type.
    return { status: response.status, text, json: isJson ? JSON.parse(text) : null, response };
  };

  beforeAll(async () => {
    service = await testService(await fresh(), { persons: 40 });
    const { services, clock } = service;
    const now = () => clock.at;
    signIn = createDemoSignIn({ database: services.database, now, regions: ['3303'] });
    const log = (line: string) => logged.push(line);
    server = await listening({ services, now, log, signIn });
    await outpatientVisit(service, PATIENT, VISIT, { at: '2025-05-20 08:00:00' });
    stayId = settlementIdOf((await wholeStay(service, PATIENT, STAY)).settled);
    lateId = settlementIdOf((await outpatientVisit(service, PATIENT, VISIT)).settled);
    await outpatientVisit(service, OTHER, VISIT);
    const opened = await ask('/sessions', { body: { token: signIn.newLink() }, as: '' });
    session = opened.json.session;
  });
  afterAll(async () => {
    expect(logged).toEqual([]);
    const { database, ledgerKey } = service.services;
    expect((await verifyLedger(database, ledgerKey)).faults).toEqual([]);
    await server.close();
  });

  describe('signing in', () => {
    it('spends a link once, and not after an hour', async () => {
      const token = signIn.newLink();
      const first = await ask('/sessions', { body: { token }, as: '' });
      expect(first.json).toMatchObject({ operator: '演示经办', regions: ['3303'] });
      const again = await ask('/sessions', { body: { token }, as: '' });
      expect([again.status, again.json.code]).toEqual([403, 'session/link_refused']);
      const late = signIn.newLink();
      const { at } = service.clock;
      service.clock.at = new Date(at.getTime() + 3_600_000);
      expect((await ask('/sessions', { body: { token: late }, as: '' })).status).toBe(403);
      service.clock.at = new Date(at.getTime() + 9 * 3_600_000);
      expect((await ask('/vocabulary')).status).toBe(401);
      service.clock.at = at;
      expect((await ask('/vocabulary')).status).toBe(200);
    });

    it('knows nobody else, and lets nobody into another region', async () => {
      expect((await ask('/vocabulary', { as: 'guess' })).status).toBe(401);
      expect((await ask('/vocabulary', { as: '' })).status).toBe(401);
      const elsewhere = await ask('/vocabulary', { headers: { 'x-region': '420000' } });
      expect(elsewhere.json.code).toBe('http/forbidden');
      for (const body of [{}, { token: 1 }, { token: '' }, { token: 'x', more: 1 }, []]) {
        expect((await ask('/sessions', { body, as: '' })).status).toBe(400);
      }
    });
  });

  describe('finding persons', () => {
    const search = (body: object) => ask('/person-search', { body });

    it('finds by each of the four, masked, whatever spaces and width', async () => {
      const spaced = ` ${PATIENT.certno.slice(0, 6)} ${PATIENT.certno.slice(6)}`;
      const wide = spaced.replace('2', FULL);
      for (const [by, value] of [
        ['personNo', PATIENT.psn_no],
        ['certificate', wide],
        ['phone', '19900000006'],
      ]) {
        const { json } = await search({ by, value });
        expect([by, json.total, json.next]).toEqual([by, 1, null]);
        expect(json.items[0].personNo).toBe(PATIENT.psn_no);
        expect(json.items[0].name).toMatch(/^.\*+$/);
        expect(json.items[0].certificateNo).toMatch(/^\d{4}\*{10}[\dX]{4}$/);
        expect(JSON.stringify(json)).not.toContain(PATIENT.certno);
      }
      expect((await search({ by: 'name', value: PATIENT.psn_name })).json.total).toBeGreaterThan(0);
    });

    it('gives page after page, each person once', async () => {
      const { database } = service.services;
      await database.query(
        `UPDATE enrolment.person SET phone_hash = p.phone_hash
           FROM (SELECT phone_hash FROM enrolment.person ORDER BY person_id LIMIT 1) AS p
          WHERE person_id > 100030`,
      );
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const { json } = await search({
          by: 'phone',
          value: '19900000000',
          limit: 4,
          ...(after ? { after } : {}),
        });
        expect(json.total).toBe(11);
        seen.push(...json.items.map(({ personNo }: { personNo: string }) => personNo));
        after = json.next ?? undefined;
      } while (after);
      expect(new Set(seen).size).toBe(11);
      expect(seen).toHaveLength(11);
    });

    it('finds nobody by what is not whole, and refuses what is no search', async () => {
      for (const value of ["' OR 1=1 --", '%', PATIENT.psn_name.slice(0, 1), '\u0000x']) {
        const { status, json } = await search({ by: 'name', value });
        expect([status, json.total]).toEqual([200, 0]);
      }
      for (const body of [
        {},
        { by: 'name' },
        { by: 'birthday', value: 'x' },
        { by: 'name', value: '   ' },
        { by: 'name', value: 'x'.repeat(61) },
        { by: 'name', value: 'x', limit: 101 },
        { by: 'name', value: 'x', after: '1; DROP' },
        { by: 'name', value: 'x', extra: true },
      ]) {
        expect((await search(body)).status).toBe(400);
      }
    });

    it('shows and opens nobody of another region', async () => {
      const { database } = service.services;
      const set = (region: string) =>
        database.query('UPDATE enrolment.person SET region = $1 WHERE person_no = $2', [
          region,
          OTHER.psn_no,
        ]);
      await set('421200');
      expect((await search({ by: 'personNo', value: OTHER.psn_no })).json.total).toBe(0);
      for (const path of [
        `/persons/${OTHER.psn_no}`,
        `/persons/${OTHER.psn_no}/years/2025`,
        `/settlements?personNo=${OTHER.psn_no}`,
      ]) {
        expect((await ask(path)).json.code).toBe('access/region_denied');
      }
      const list = await ask('/settlements?from=2025-06-16&until=2025-06-17');
      expect(list.text).not.toContain(OTHER.psn_no);
      const trial = {
        personNo: OTHER.psn_no,
        visit: { on: '2025-06-16', facets: {}, lines: [{ costFen: 1, facets: {} }] },
      };
      expect((await ask('/trial-settlements', { body: trial })).json.code).toBe(
        'access/region_denied',
      );
      await set('330302');
    });

    it('writes an audit row for each person that it showed', async () => {
      const { database } = service.services;
      const rows = await database.query<{ action: string }>(
        `SELECT DISTINCT action FROM platform.audit
          WHERE principal = 'operator:demo' AND person_id = 100007`,
      );
      await ask(`/persons/${PATIENT.psn_no}`);
      const after = await database.query<{ action: string }>(
        `SELECT action FROM platform.audit
          WHERE principal = 'operator:demo' AND person_id = 100007
          ORDER BY audit_id DESC LIMIT 1`,
      );
      expect(rows.map(({ action }) => action)).toContain('enrolment.search');
      expect(after[0]?.action).toBe('person.read');
    });
  });

  describe('a person', () => {
    it('is told with facts, days, account and years', async () => {
      const { json } = await ask(`/persons/${PATIENT.psn_no}`);
      expect(json).toMatchObject({
        personNo: PATIENT.psn_no,
        name: PATIENT.psn_name,
        accountFen: 300_000,
        years: [{ year: 2025, settlements: 3 }],
      });
      expect(json.facts[0]).toMatchObject({
        dimension: 'insuranceType',
        code: 'employee',
        from: '2017-01-01',
        until: null,
      });
      for (const path of ['/persons/0', '/persons/%27%20OR%201', `/persons/${'9'.repeat(31)}`]) {
        expect([400, 404]).toContain((await ask(path)).status);
      }
    });

    it('has a year in the order of the law, its counters going on from bill to bill', async () => {
      const { json } = await ask(`/persons/${PATIENT.psn_no}/years/2025`);
      expect(json.events.map(({ on }: { on: string }) => on)).toEqual([
        '2025-05-20',
        '2025-06-10',
        '2025-06-16',
      ]);
      for (const event of json.events) {
        const paid = event.payers.reduce((sum: number, { fen }: { fen: number }) => sum + fen, 0);
        expect(paid + event.personFen).toBe(event.totalFen);
      }
      const last = new Map<string, number>();
      for (const event of json.events) {
        for (const { counter, key, window, before, after } of event.counters) {
          if (window !== 'calendarYear') continue;
          expect(before).toBe(last.get(`${counter}${key}`) ?? before);
          last.set(`${counter}${key}`, after);
        }
      }
      expect(last.size).toBeGreaterThan(2);
      const limits = json.events[1].counters.flatMap(
        ({ limits: held }: { limits: object[] }) => held,
      );
      expect(limits.length).toBeGreaterThan(0);
      expect((await ask(`/persons/${PATIENT.psn_no}/years/2024`)).json.events).toEqual([]);
      expect((await ask(`/persons/${PATIENT.psn_no}/years/20250`)).status).toBe(400);
    });
  });

  describe('lists of settlements', () => {
    it('are bounded, filtered and paged, newest first', async () => {
      const all = await ask(`/settlements?personNo=${PATIENT.psn_no}`);
      expect(all.json.total).toBe(3);
      expect(all.json.items[0].settlementId).toBe(lateId);
      const stays = await ask(
        `/settlements?personNo=${PATIENT.psn_no}&kind=inpatient&status=settled&year=2025`,
      );
      expect(
        stays.json.items.map(({ settlementId }: { settlementId: string }) => settlementId),
      ).toEqual([stayId]);
      const first = await ask(`/settlements?personNo=${PATIENT.psn_no}&limit=2`);
      const second = await ask(
        `/settlements?personNo=${PATIENT.psn_no}&limit=2&after=${first.json.next}`,
      );
      expect([...first.json.items, ...second.json.items]).toEqual(all.json.items);
      expect(second.json.next).toBeNull();
      const place = all.json.items[0].institution;
      expect((await ask(`/settlements?institution=${place}`)).json.total).toBe(4);
      expect((await ask('/settlements?from=2025-06-16&until=2025-06-17')).json.total).toBe(4);
      expect((await ask('/settlements?from=2025-06-17&until=2025-06-18')).json).toEqual({
        items: [],
        total: 0,
        next: null,
      });
      for (const { totalFen, fundsFen, hospitalFen, accountFen, cashFen } of all.json.items) {
        expect(fundsFen + hospitalFen + accountFen + cashFen).toBe(totalFen);
      }
    });

    it('refuse what bounds nothing, and hostile cursors and filters', async () => {
      for (const query of [
        '',
        '?kind=inpatient',
        '?from=2025-01-01&until=2025-03-01',
        '?from=2025-06-16',
      ]) {
        expect((await ask(`/settlements${query}`)).json.code).toBe('settlement/list_unbounded');
      }
      for (const query of [
        'from=2025-02-30&until=2025-03-01',
        'from=2025-06-16&until=2025-06-16',
      ]) {
        expect((await ask(`/settlements?${query}`)).json.code).toBe('settlement/span_invalid');
      }
      for (const after of ["1.1.1'--", 'x', '1.1', '-1.1.1']) {
        const path = `/settlements?personNo=${PATIENT.psn_no}&after=${encodeURIComponent(after)}`;
        expect((await ask(path)).json.code).toBe('settlement/cursor_invalid');
      }
      for (const query of [
        'personNo=1&limit=0',
        'personNo=1&limit=101',
        'personNo=1&sort=x',
        'personNo=1&personNo=2',
        'personNo=1&kind=%27',
        'personNo=1&year=1%20OR%201',
      ]) {
        expect((await ask(`/settlements?${query}`)).status).toBe(400);
      }
    });

    it('come as CSV that no spreadsheet runs', async () => {
      const { database } = service.services;
      await database.query(
        `UPDATE settlement.visit
            SET visit = jsonb_set(visit::jsonb, '{diseaseName}', to_jsonb($1::text))::json
          WHERE person_id = 100002`,
        ['=cmd|calc,"x"'],
      );
      const { text, response } = await ask('/settlements.csv?from=2025-06-16&until=2025-06-17');
      expect(response.headers.get('content-type')).toContain('text/csv');
      expect(response.headers.get('content-disposition')).toContain('settlements.csv');
      const bytes = Buffer.from(text, 'utf8');
      expect(text.split('\r\n')).toHaveLength(6);
      expect(text).toContain('"\'=cmd|calc,""x"""');
      expect(text).toContain(',800.00,');
      expect(bytes.length).toBeGreaterThan(300);
      expect((await ask('/settlements.csv')).json.code).toBe('settlement/list_unbounded');
      expect(
        (await ask('/settlements.csv?from=2025-06-16&until=2025-06-17', { as: '' })).status,
      ).toBe(401);
    });
  });

  describe('trial settlements', () => {
    const facets = { setting: 'inpatient', grade: 'tertiary', place: 'inCity' };
    const visit = {
      on: '2025-06-16',
      facets,
      lines: [{ costFen: 2_000_000, facets: { itemClass: 'A' } }],
    };
    const trial = (body: object) => ask('/trial-settlements', { body });

    it('settle a person on file after what was settled, and keep nothing', async () => {
      const before = await ask(`/persons/${PATIENT.psn_no}/years/2025`);
      const { json } = await trial({ personNo: PATIENT.psn_no, visit });
      expect(json.totalFen).toBe(2_000_000);
      expect(json.fundsFen + json.hospitalFen + json.accountFen + json.cashFen).toBe(2_000_000);
      expect(json.explanation.counters.length).toBeGreaterThan(0);
      expect((await ask(`/persons/${PATIENT.psn_no}/years/2025`)).json).toEqual(before.json);
    });

    it('settle an invented person with visits before', async () => {
      const facts = [
        { dimension: 'insuranceType', code: 'employee', from: '2020-01-01', until: null },
        { dimension: 'employment', code: 'active', from: '2020-01-01', until: null },
      ];
      const person = { area: 'wenzhou', bornOn: '1980-01-01', facts };
      const alone = await trial({ person, visit });
      const later = await trial({ person, earlier: [visit], visit });
      expect([alone.status, later.status]).toEqual([200, 200]);
      expect(later.json.fundsFen).toBeGreaterThan(alone.json.fundsFen);
    });

    it('refuse what is unclear, unknown or out of range, never by a fault', async () => {
      const person = { area: 'wenzhou', bornOn: null, facts: [] };
      const refused = async (body: object) => {
        const { status, json } = await trial(body);
        return [status, json.code];
      };
      expect(await refused({ visit })).toEqual([422, 'settlement/trial_unclear']);
      expect(await refused({ personNo: PATIENT.psn_no, person, visit })).toEqual([
        422,
        'settlement/trial_unclear',
      ]);
      expect(await refused({ person, visit: { ...visit, on: '2025-02-30' } })).toEqual([
        422,
        'settlement/day_unknown',
      ]);
      expect((await refused({ person, visit }))[0]).toBe(422);
      expect((await refused({ person: { ...person, area: '__proto__' }, visit }))[0]).toBe(422);
      expect(
        (await refused({ personNo: PATIENT.psn_no, visit: { ...visit, on: '1990-01-01' } }))[0],
      ).toBe(422);
      expect(
        (
          await refused({
            personNo: PATIENT.psn_no,
            visit: { ...visit, facets: { setting: 'moon' } },
          })
        )[0],
      ).toBe(422);
      const line = { costFen: 900_000_000_000, facets: {} };
      expect(
        (
          await refused({
            personNo: PATIENT.psn_no,
            visit: { ...visit, lines: Array(500).fill(line) },
          })
        )[0],
      ).toBe(422);
      for (const bad of [
        { costFen: -1, facets: {} },
        { costFen: 1.5, facets: {} },
        { costFen: 1e15, facets: {} },
        { costFen: 1, facets: { a: 1 } },
        { costFen: 1, facets: {}, payer: 'basic' },
      ]) {
        expect(
          (await refused({ personNo: PATIENT.psn_no, visit: { ...visit, lines: [bad] } }))[0],
        ).toBe(400);
      }
      expect((await refused({ personNo: PATIENT.psn_no, visit: { ...visit, lines: [] } }))[0]).toBe(
        400,
      );
    });

    it('are asked in words that come with their Chinese', async () => {
      const { json } = await ask('/vocabulary?area=wenzhou');
      expect(json.dimensions.map(({ id }: { id: string }) => id)).toContain('insuranceType');
      expect(json.payers.find(({ id }: { id: string }) => id === 'basic').zh).toMatch(
        /基本医疗保险|基本医保|统筹/,
      );
      expect((await ask('/vocabulary?area=nowhere')).json.schemes).toEqual([]);
    });
  });

  describe('changes', () => {
    const key = () => ({ 'idempotency-key': `test-${Math.trunc(performance.now() * 1e6)}` });
    const grant = { dimension: 'personClass', code: 'dibao', from: '2025-01-01', until: null };

    it('are shown, then made as shown, once', async () => {
      const path = `/persons/${PATIENT.psn_no}`;
      const shown = await ask(`${path}/fact-preview`, { body: { grant } });
      expect(shown.json.moves.length).toBeGreaterThan(0);
      expect(
        shown.json.moves.some(
          ({ settlementId }: { settlementId: string }) => settlementId === stayId,
        ),
      ).toBe(true);
      const order = { change: { grant }, basis: '民政函〔2025〕1号', version: shown.json.version };
      const headers = key();
      const stale = { ...order, version: shown.json.version - 1 };
      expect((await ask(`${path}/facts`, { body: stale, headers: key() })).json.code).toBe(
        'settlement/changed_since',
      );
      const made = await ask(`${path}/facts`, { body: order, headers });
      expect(made.json).toEqual(shown.json);
      expect((await ask(`${path}/facts`, { body: order, headers })).json).toEqual(made.json);
      const other = { ...order, basis: '另一文件' };
      expect((await ask(`${path}/facts`, { body: other, headers })).json.code).toBe(
        'message/id_reused',
      );
      const year = await ask(`${path}/years/2025`);
      const changed = year.json.events.filter(({ kind }: { kind: string }) => kind === 'resettled');
      expect(changed.length).toBeGreaterThan(0);
      const fact = (await ask(path)).json.facts.find(
        ({ code }: { code: string }) => code === 'dibao',
      );
      const back = await ask(`${path}/fact-preview`, { body: { revoke: { factId: fact.factId } } });
      expect(back.json.dueFen).toBe(-made.json.dueFen || 0);
    });

    it('take a settlement back as shown, and the year says so', async () => {
      const path = `/settlements/${stayId}`;
      const shown = await ask(`${path}/reversal-preview`, { body: {} });
      expect(shown.json.own.length).toBeGreaterThan(2);
      const order = { basis: '退费申请 7', version: shown.json.version };
      expect(
        (await ask(`${path}/reversal`, { body: { ...order, version: 0 }, headers: key() })).json
          .code,
      ).toBe('settlement/changed_since');
      const headers = key();
      const made = await ask(`${path}/reversal`, { body: order, headers });
      expect(made.json).toMatchObject({ ...shown.json, reversalId: expect.stringContaining('S') });
      expect((await ask(`${path}/reversal`, { body: order, headers })).json).toEqual(made.json);
      expect((await ask(`${path}/reversal`, { body: order, headers: key() })).json.code).toBe(
        'settlement/already_reversed',
      );
      const kinds = (await ask(`/persons/${PATIENT.psn_no}/years/2025`)).json.events.map(
        ({ kind }: { kind: string }) => kind,
      );
      expect(kinds).toContain('reversedBill');
      expect(kinds).toContain('reversal');
      const list = await ask(`/settlements?personNo=${PATIENT.psn_no}&status=reversal`);
      expect(list.json.items[0].totalFen).toBe(-954_000);
    });

    it('refuse what is not whole, and orders without a key', async () => {
      const path = `/persons/${PATIENT.psn_no}`;
      const order = { change: { grant }, basis: 'x', version: 1 };
      expect((await ask(`${path}/facts`, { body: order })).status).toBe(400);
      for (const body of [
        {},
        { grant, revoke: { factId: 1 } },
        { grant: { ...grant, from: 'today' } },
        { revoke: { factId: '1' } },
      ]) {
        expect((await ask(`${path}/fact-preview`, { body })).status).toBe(400);
      }
      expect(
        (await ask(`${path}/fact-preview`, { body: { grant: { ...grant, code: 'king' } } })).status,
      ).toBe(422);
      expect((await ask(`${path}/fact-preview`, { body: { grant } })).json.code).toBe(
        'enrolment/fact_held',
      );
      expect(
        (await ask(`${path}/fact-preview`, { body: { revoke: { factId: 999_999 } } })).status,
      ).toBe(404);
      for (const id of ['1S1', 'x', "100007S'", `${stayId}/..`]) {
        const { status } = await ask(`/settlements/${encodeURIComponent(id)}/reversal-preview`, {
          body: {},
        });
        expect(status).toBe(404);
      }
    });
  });
});
