/** A city is the same whoever makes it, and its tables agree with each other. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CityMade, makeCity } from './make-city.ts';
import type { CityOrder } from './setting.ts';

const ORDER: CityOrder = {
  like: 'wenzhou',
  people: 2_000,
  year: 2023,
  seed: 20_261_122,
  levers: {},
  planted: false,
};
const LOADER = new URL('../../../tools/typescript.mjs', import.meta.url).href;
const root = mkdtempSync(join(tmpdir(), 'tibao-city-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

function make(name: string, order: CityOrder, workers: number): Promise<CityMade> {
  return makeCity(order, { folder: join(root, name), workers, execArgv: ['--import', LOADER] });
}

async function ask(sql: string): Promise<readonly unknown[]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const answer = await connection.runAndReadAll(sql.replaceAll('$', `${root}/here`));
  return answer.getRows()[0] ?? [];
}

describe('a city', () => {
  let here: CityMade;
  beforeAll(async () => {
    here = await make('here', ORDER, 0);
  });

  it('has the same content whatever the number of workers', async () => {
    const two = await make('two', ORDER, 2);
    expect(two.manifest.hash).toBe(here.manifest.hash);
    expect(two.manifest.totals).toEqual(here.manifest.totals);
  });

  it('keeps its content from version to version of Node', () => {
    expect(here.manifest.hash).toMatchInlineSnapshot(
      `"008fe94869e9d11936f49fcc30c8ff8be03ea46b84f92ad58a90c37bb35338b9"`,
    );
  });

  it('is another with another seed, and never overwrites a folder', async () => {
    const other = await make('other', { ...ORDER, people: 200, seed: 8 }, 0);
    expect(other.manifest.hash).not.toBe(here.manifest.hash);
    await expect(make('other', ORDER, 0)).rejects.toThrow('不是空的');
  });

  it('has exactly the people asked for, each in one household and one part', async () => {
    const sql = `SELECT count(*), count(DISTINCT psn_no), min(psn_no), max(psn_no)
      FROM '$/persons/*.parquet' SEMI JOIN '$/households/*.parquet' USING (hsehld_no)`;
    expect(await ask(sql)).toEqual([2000n, 2000n, 1, 2000]);
  });

  it('sums lines to bills and payments to bills, in whole fen', async () => {
    const sql = `SELECT count(*) FROM '$/visits/*.parquet' v JOIN
      (SELECT mdtrt_id, sum(det_item_fee_sumamt_fen) f, count(*) n, sum(overlmt_amt_fen) o,
        bool_and(det_item_fee_sumamt_fen = pric_fen * cnt) p
        FROM '$/lines/*.parquet' GROUP BY 1) l USING (mdtrt_id)
      WHERE f = medfee_sumamt_fen AND n = line_cnt AND o = overlmt_selfpay_fen AND p
        AND medfee_sumamt_fen = hifp_pay_fen + hifmi_pay_fen + maf_pay_fen + oth_pay_fen
          + acct_pay_fen + psn_cash_pay_fen
        AND inscp_scp_amt_fen = medfee_sumamt_fen - fulamt_ownpay_amt_fen
          - overlmt_selfpay_fen - preselfpay_amt_fen
        AND least(psn_cash_pay_fen, hifp_pay_fen, maf_pay_fen, acct_pay_fen) >= 0`;
    expect(await ask(sql)).toEqual([BigInt(here.manifest.rows.visits ?? 0)]);
  });

  it('lets nobody be treated before birth, after death or outside cover', async () => {
    const sql = `SELECT count(*), count(*) FILTER (begntime < brdy OR endtime > died_on OR
        setl_time > make_date(2023, 12, 31) OR recorded_on < setl_time OR NOT EXISTS (
          FROM '$/covers/*.parquet' c WHERE c.psn_no = v.psn_no
            AND v.begntime >= c.psn_insu_date AND v.begntime < c.paus_insu_date))
      FROM '$/visits/*.parquet' v JOIN '$/persons/*.parquet' p USING (psn_no)`;
    expect(await ask(sql)).toEqual([BigInt(here.manifest.rows.visits ?? 0), 0n]);
  });

  it('describes every column in its dictionary', () => {
    const text = readFileSync(join(root, 'here', 'dictionary.json'), 'utf8');
    const { tables } = JSON.parse(text);
    expect(tables.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(Object.keys(here.manifest.rows)),
    );
  });
});
