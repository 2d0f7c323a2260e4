/**
 * Facts that are granted and revoked backwards, on both databases: what a preview says, what is
 * posted and told, and what the bills of before say afterwards.
 */
import { afterEach, beforeAll, expect, it } from 'vitest';
import { onBothDatabases } from '../../../testing/databases/index.ts';
import { expectSound } from '../../../testing/service/expect-sound.ts';
import { type TestService, testService } from '../../../testing/service/index.ts';
import { operatorOf, type TestOperator } from '../../../testing/service/operator.ts';
import { admitted, dischargeInput, staySettle, wholeStay } from '../../../testing/service/stays.ts';
import {
  BED,
  CT,
  must,
  outpatientVisit,
  STENT,
  SUTURE,
  settlementIdOf,
  totalOf,
  who,
} from '../../../testing/service/visits.ts';
import { entriesOf } from '../../ledger/index.ts';
import { explainedBill, grantFact, previewFact, previewReversal, revokeFact } from '../index.ts';

const LINES = [
  { no: 'S1', item: STENT, count: 2, price: 4500 },
  { no: 'S2', item: BED, count: 9, price: 60 },
  { no: 'S3', item: CT, count: 2, price: 800 },
];
const DIBAO = {
  dimension: 'personClass',
  code: 'dibao',
  effectiveFrom: '2025-01-01',
  effectiveUntil: null,
};

const byAccount = (left: { account: string }, right: { account: string }) =>
  left.account < right.account ? -1 : 1;

onBothDatabases('facts granted backwards', (fresh) => {
  let service: TestService;
  let operator: TestOperator;
  beforeAll(async () => {
    service = await testService(await fresh(), { persons: 40 });
    operator = operatorOf(service);
  });
  afterEach(() => expectSound(service));
  const scope = (regions?: readonly string[]) => operator.scope(regions);
  const versionOf = async (personId: number) => {
    const [row] = await service.services.database.query<{ version: number }>(
      'SELECT version FROM settlement.person WHERE person_id = $1',
      [personId],
    );
    return row?.version;
  };
  const billed = async (settlementId: string) => {
    const bill = await explainedBill(service.services, scope(), settlementId);
    if (!bill.ok) throw new Error(bill.rejection.message);
    return bill.value;
  };

  it('are previewed, granted once, posted, told, and revoked', async () => {
    const { services } = service;
    const person = who(1);
    const personId = 100_002;
    const id = settlementIdOf((await wholeStay(service, person, LINES)).settled);
    const before = await versionOf(personId);
    const asBefore = await billed(id);
    const request = { personNo: person.psn_no, change: { kind: 'grant' as const, fact: DIBAO } };
    const preview = await previewFact(services, scope(), request);
    if (!preview.ok) throw new Error(preview.rejection.message);
    const moved = preview.value.moves.find(({ payer }) => payer === 'assistance');
    expect(moved).toMatchObject({ settlementId: id, on: '2025-06-10', isPosted: true });
    expect(moved?.differenceFen).toBeGreaterThan(0);
    expect(await versionOf(personId)).toBe(before);
    expect(await billed(id)).toEqual(asBefore);

    const order = { personNo: person.psn_no, fact: DIBAO, key: 'grant-1', basis: '民政函 1 号' };
    const granted = await grantFact(services, scope(), order);
    expect(granted).toEqual(preview);
    expect(await grantFact(services, scope(), order)).toEqual(granted);
    const other = await grantFact(services, scope(), { ...order, basis: '另一函' });
    expect(other).toMatchObject({ ok: false, rejection: { code: 'message/id_reused' } });
    expect(await versionOf(personId)).toBe((before ?? 0) + 1);
    const entries = await entriesOf(services.database, personId);
    const difference = entries.at(-1);
    expect(difference).toMatchObject({ kind: 'difference', subject: id, month: '2025-06' });
    expect(difference?.postings).toContainEqual({
      account: `due:${personId}`,
      amountFen: preview.value.dueFen,
    });
    const topics = await services.database.query<{ topic: string }>(
      'SELECT topic FROM platform.event WHERE key = $1 ORDER BY event_id',
      [String(personId)],
    );
    expect(topics.map(({ topic }) => topic)).toEqual([
      'settlement.settled',
      'settlement.differences',
      'settlement.offered',
    ]);
    const now = await billed(id);
    expect(now.payers.assistance).toBe(
      (asBefore.payers.assistance ?? 0) + (moved?.differenceFen ?? 0),
    );

    const [fact] = await services.database.query<{ id: number }>(
      `SELECT fact_id AS id FROM enrolment.fact
        WHERE person_id = $1 AND source = '民政函 1 号'`,
      [personId],
    );
    const revoke = { personNo: person.psn_no, factId: fact?.id ?? 0, basis: '复核', key: 'r1' };
    const revoked = await revokeFact(services, scope(), revoke);
    expect(revoked).toMatchObject({ ok: true });
    const twice = await revokeFact(services, scope(), { ...revoke, key: 'r2' });
    expect(twice).toMatchObject({ rejection: { code: 'enrolment/fact_unknown' } });
    expect((await billed(id)).payers).toEqual(asBefore.payers);
  });

  it('leave every bill explained by what was known when it was settled', async () => {
    const { services } = service;
    const person = who(8);
    const stay = async (from: string, until: string, lines = LINES) => {
      const visit = await admitted(service, person, lines, `${from} 09:00:00`);
      must(await service.send('2402', dischargeInput(person, visit, `${until} 09:00:00`)));
      const input = staySettle(person, visit, totalOf(lines));
      return settlementIdOf(must(await service.send('2304', input)));
    };
    const one = await stay('2025-06-01', '2025-06-10');
    // All of it is the person's own: a fact moves no fen of it, and yet the way there.
    const own = await stay('2025-06-11', '2025-06-12', [
      { no: 'N1', item: SUTURE, count: 1, price: 60.5 },
    ]);
    const asOwn = await billed(own);
    const asOne = await billed(one);
    const grant = (fact: object, key: string) =>
      grantFact(services, scope(), {
        personNo: person.psn_no,
        fact: { ...DIBAO, ...fact },
        key,
        basis: '民政函 2 号',
      });
    // Nothing of what was settled so far lies in it; the next bills do.
    expect(await grant({ effectiveFrom: '2025-06-17' }, 'g1')).toMatchObject({ ok: true });
    expect(await billed(one)).toEqual(asOne);
    service.clock.at = new Date('2025-06-20T02:00:00Z');
    const two = await stay('2025-06-18', '2025-06-19');
    const asTwo = await billed(two);
    expect(asTwo.payers.assistance).toBeGreaterThan(0);
    expect(await grant({ code: 'tekun', effectiveFrom: '2025-06-11' }, 'g2')).toMatchObject({
      ok: true,
    });
    expect(await billed(own)).toEqual(asOwn);
    const filing = { factId: 0, personNo: person.psn_no, basis: '复核', key: 'g3' };
    const facts = await services.database.query<{ id: number }>(
      `SELECT fact_id AS id FROM enrolment.fact WHERE person_id = 100009 AND source <> 'import'
        ORDER BY fact_id`,
    );
    for (const [index, { id }] of facts.entries()) {
      const key = `g3-${index}`;
      const revoked = await revokeFact(services, scope(), { ...filing, key, factId: id });
      expect(revoked).toMatchObject({ ok: true });
      expect(await billed(one)).toMatchObject({ payers: asOne.payers });
      expect(await billed(own)).toEqual(asOwn);
      await billed(two);
    }
    const three = await stay('2025-06-19', '2025-06-20');
    expect((await billed(three)).payers.assistance).toBeUndefined();
    expect((await billed(two)).payers.assistance).toBeUndefined();
  });

  it('and reversals move what their preview said', async () => {
    const { services } = service;
    const person = who(3);
    const personId = 100_004;
    const first = await outpatientVisit(service, person, LINES.slice(2));
    const second = await outpatientVisit(service, person, [
      { no: 'T1', item: CT, count: 1, price: 900 },
    ]);
    const id = settlementIdOf(first.settled);
    const preview = await previewReversal(services, scope(), id);
    if (!preview.ok) throw new Error(preview.rejection.message);
    expect(preview.value.moves.map(({ settlementId }) => settlementId)).toContain(
      settlementIdOf(second.settled),
    );
    const data = { psn_no: person.psn_no, mdtrt_id: first.visit, setl_id: id };
    must(await service.send('2208', { data }));
    const [reversal, difference] = (await entriesOf(services.database, personId)).slice(-2);
    expect(reversal?.postings.toSorted(byAccount)).toEqual(preview.value.own.toSorted(byAccount));
    expect(difference?.postings).toContainEqual({
      account: `due:${personId}`,
      amountFen: preview.value.dueFen,
    });
    const gone = await previewReversal(services, scope(), id);
    expect(gone).toMatchObject({ rejection: { code: 'settlement/already_reversed' } });
    const far = await previewReversal(services, scope(['5104']), settlementIdOf(second.settled));
    expect(far).toMatchObject({ rejection: { code: 'access/region_denied' } });
  });

  it('are refused where the law has no such words, or region or person are others', async () => {
    const person = who(5);
    const ask = (fact: object, regions?: string[], personNo = person.psn_no) =>
      previewFact(service.services, scope(regions), {
        personNo,
        change: { kind: 'grant', fact: { ...DIBAO, ...fact } },
      });
    const codeOf = async (answer: ReturnType<typeof ask>) => {
      const result = await answer;
      return result.ok ? 'accepted' : result.rejection.code;
    };
    expect(await codeOf(ask({}))).toBe('accepted');
    expect(await codeOf(ask({ dimension: 'setting' }))).toBe('enrolment/fact_invalid');
    expect(await codeOf(ask({ code: 'rich' }))).toBe('enrolment/fact_invalid');
    expect(await codeOf(ask({ effectiveFrom: '2025-02-30' }))).toBe('enrolment/fact_invalid');
    expect(await codeOf(ask({ effectiveUntil: '2025-01-01' }))).toBe('enrolment/fact_invalid');
    expect(await codeOf(ask({}, ['5104']))).toBe('access/region_denied');
    expect(await codeOf(ask({}, undefined, 'nobody'))).toBe('settlement/person_unknown');
    await wholeStay(service, person, LINES);
    const employee = { dimension: 'insuranceType', code: 'employee' };
    expect(await codeOf(ask(employee))).toMatch(/^settlement\/(facts_overlap|two_schemes|facet)/);
  });
});
