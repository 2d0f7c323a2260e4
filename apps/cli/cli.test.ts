/**
 * The command as people meet it. What only a process can show runs bin/tibao, from a folder of its
 * own.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Explanation } from '../../engine/explain/index.ts';
import { runMain } from '../../testing/cli/run-main.ts';
import { changedLaw } from '../../testing/laws/changed-law.ts';
import { WHOLE_LAW } from '../../testing/laws/whole.ts';
import type { Io } from './io.ts';
import { main } from './main.ts';

const TIBAO = join(import.meta.dirname, '../../bin/tibao');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tibao-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** In a process of its own. */
function spawned(...args: readonly string[]) {
  const done = spawnSync(process.execPath, [TIBAO, ...args], { cwd: folder, encoding: 'utf8' });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** In this process, where a start is cheap. */
function tibao(...args: readonly string[]) {
  return runMain(args);
}

function file(name: string, content: unknown): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const EVENTS = {
  area: 'xianning',
  person: {
    id: 'p1',
    name: '张三样例',
    facts: { insuranceType: 'resident', personClass: 'poor1' },
  },
  items: [
    {
      id: 'v1',
      title: '县医院住院',
      on: '2017-05-10',
      facets: { setting: 'inpatient', grade: 'secondary', place: 'inCity' },
      lines: [
        { cost: '10000', facets: { itemClass: 'A', necessity: 'necessary' } },
        { cost: '5000', firstShareBp: 1000, facets: { itemClass: 'B', necessity: 'necessary' } },
        { cost: '4000', facets: { itemClass: 'C', necessity: 'necessary' } },
        { cost: '1000', facets: { itemClass: 'C', necessity: 'notNecessary' } },
      ],
    },
  ],
};
const COLUMNS = [
  ...['person', 'person.insuranceType', 'person.personClass', 'event', 'on', 'event.setting'],
  ...['event.grade', 'event.place', 'cost', 'firstShareBp', 'line.itemClass', 'line.necessity'],
];
const TABLE = `${COLUMNS.join(',')}
p1,resident,poor1,v1,2017-05-10,inpatient,secondary,inCity,10000,,A,necessary
p1,,,v1,,,,,5000,1000,B,necessary
p1,,,v1,,,,,4000,,C,necessary
p1,,,v1,,,,,1000,,C,notNecessary
`;

describe('tibao', { timeout: 60_000 }, () => {
  it('helps with examples and exit codes, and refuses what it does not know with 2', async () => {
    const help = spawned('settle', '--help');
    expect([help.code, help.err]).toEqual([0, '']);
    expect(help.out).toContain('tibao settle --area xianning --in events.json');
    expect(help.out).toContain('退出码');
    const unknown = spawned('nonsense');
    expect([unknown.code, unknown.out, unknown.err.length > 0]).toEqual([2, '', true]);
    for (const args of [['settle'], ['settle', '--in', 'x.json', '--lang', 'fr'], []]) {
      const { code, out, err } = await tibao(...args);
      expect([args, code, out, err.length > 0]).toEqual([args, 2, '', true]);
    }
  });

  it('calls a fault a fault', async () => {
    let err = '';
    const broken: Io = {
      out: () => {
        throw new Error('disk full');
      },
      err: (text) => {
        err += text;
      },
      width: 100,
      paint: (_, text) => text,
    };
    expect(await main(['check'], broken)).toBe(3);
    expect(err).toContain('disk full');
  });

  it('settles a JSON file and a table to the same fen', async () => {
    const json = await tibao('settle', '--in', file('events.json', EVENTS), '--json');
    const csv = await tibao(
      'settle',
      '--area',
      'xianning',
      '--in',
      file('lines.csv', TABLE),
      '--json',
    );
    expect([json.code, csv.code, json.err, csv.err]).toEqual([0, 0, '', '']);
    const results = [json, csv].map(({ out }) => JSON.parse(out).persons[0].results[0]);
    for (const { explanation, lines } of results) {
      expect(explanation.personFen).toBe(544_571);
      const personal = lines.map((line: { personFen: number }) => line.personFen);
      expect(personal.reduce((sum: number, fen: number) => sum + fen, 0)).toBe(544_571);
    }
    expect(results[0].explanation.payers).toEqual(results[1].explanation.payers);
  });

  it('prints a table without colour or trailing blanks where there is no terminal', async () => {
    file('events.json', EVENTS);
    const { code, out } = spawned('settle', '--in', 'events.json');
    expect(code).toBe(0);
    expect(out).toContain('张三样例');
    expect(out).toMatch(
      /05-10 +县医院住院 +20,000\.00 +11,400\.00 +2,154\.29 +1,000\.00 +5,445\.71/,
    );
    expect(out).not.toContain('\u001b');
    expect(out).not.toMatch(/ \n/);
  });

  it('explains one event in Chinese, English and JSON', async () => {
    const input = file('events.json', EVENTS);
    expect((await tibao('explain', '--in', input, '--event', 'v1')).out).toContain(
      '个人负担 5,445.71，因为：',
    );
    const english = (await tibao('explain', '--in', input, '--event', 'v1', '--lang', 'en')).out;
    expect(english).toContain('The person bears 5,445.71, because:');
    const explanation: Explanation = JSON.parse(
      (await tibao('explain', '--in', input, '--event', 'v1', '--json')).out,
    );
    expect([explanation.version, explanation.totalFen]).toEqual([1, 2_000_000]);
  });

  it('says what is wrong with the input on stderr and ends with 1', async () => {
    file('bad.json', { ...EVENTS, items: [{ ...EVENTS.items[0], on: '2017-02-30' }] });
    const wrong = spawned('settle', '--in', 'bad.json');
    expect([wrong.code, wrong.out]).toEqual([1, '']);
    expect(wrong.err).toContain('bad.json：items[0].on：“2017-02-30” 不是存在的日期');
    const late = { ...EVENTS, items: [{ ...EVENTS.items[0], on: '2022-05-10' }] };
    const rejected = await tibao('settle', '--in', file('late.json', late));
    expect(rejected.code).toBe(1);
    expect(rejected.err).toContain('law/expired');
    const missing = await tibao('explain', '--in', file('events.json', EVENTS), '--event', 'v9');
    expect([missing.code, missing.out]).toEqual([1, '']);
    expect((await tibao('settle', '--in', 'nowhere.json')).code).toBe(2);
  });

  it('refuses names that no vocabulary has, in JSON and in tables', async () => {
    const [visit] = EVENTS.items;
    const facets = { ...visit?.facets, grad: 'tertiary' };
    const json = file('grad.json', { ...EVENTS, items: [{ ...visit, facets }] });
    const wrong = await tibao('settle', '--in', json);
    expect([wrong.code, wrong.out]).toEqual([1, '']);
    expect(wrong.err).toContain('grad.json：items[0].facets.grad：p1 的 v1：');
    expect(wrong.err).toContain('没有名为“grad”的维度，写了也不起作用。是否应为“grade”？');
    const table = file('line.csv', TABLE.replace('line.necessity', 'line.necesity'));
    const { code, err } = await tibao('settle', '--in', table, '--area', 'xianning');
    expect(code).toBe(1);
    expect(err).toContain('p1 的 v1 第 4 条');
    expect(err).toContain('“necessity”');
  });

  it('checks the law, and names file and line of what is wrong in it', async () => {
    const good = await tibao('check', '--json');
    expect(good.code).toBe(0);
    expect(JSON.parse(good.out)).toMatchObject({ version: 1, errors: 0 });
    file('wrong.policy.yaml', 'kind: policy\nid: wrong\nratio: 8.5\n');
    const bad = spawned('check', 'wrong.policy.yaml');
    expect(bad.code).toBe(1);
    expect(bad.err).toMatch(/^wrong\.policy\.yaml:\d+:\d+ 错误 law\//m);
    expect(bad.out).toMatch(/^检查 1 个文件：\d+ 个错误/);
  });

  it('checks the law under every other choice, and names the choice', async () => {
    const law = changedLaw(WHOLE_LAW, [
      { file: 'port/basic.policy.yaml', from: 'port.basic.week\n', to: 'port.basic.stays\n' },
    ]);
    const own = join(folder, 'law');
    mkdirSync(join(own, 'port'), { recursive: true });
    for (const { path, text } of law) file(`law/${path}`, text);
    const asIs = await tibao('check', '--policies', own);
    expect([asIs.code, asIs.err.includes('错误')]).toEqual([0, false]);
    const flipped = await tibao('check', '--policies', own, '--every-choice');
    expect(flipped.code).toBe(1);
    expect(flipped.err).toContain('  改选 port.basic/weekCap = capped 时：\n');
    expect(flipped.out).toMatch(/逐一改选 \d+ 次：\d+ 个错误/);
  });

  it('runs the cases beside the law, and fails on one that is wrong', async () => {
    const right = await tibao('cases', join(import.meta.dirname, '../../policies/xianning'));
    expect([right.code, right.err]).toEqual([0, '']);
    expect(right.out).toMatch(/(\d+) 个例子：\1 个相符，0 个不符，0 处写法有误/);
    const wrong = `kind: cases
of: xianning.resident.2017
cases:
  - name: 一个期望写错的例子
    clause: 办法四
    expectedFrom: hand
    area: xianning
    person: { facts: { insuranceType: resident, personClass: poor1 } }
    events:
      - id: v1
        on: "2017-05-10"
        facets: { setting: outpatient, grade: primary, place: inCity }
        lines: [{ costFen: 100, facets: { itemClass: A, necessity: necessary } }]
    expect: { personFen: 99 }
`;
    const { code, err } = await tibao('cases', file('wrong.cases.yaml', wrong));
    expect(code).toBe(1);
    expect(err).toContain(
      'wrong.cases.yaml:14 expect.personFen\n    期望 99（0.99）\n    实际 100（1.00）',
    );
  });

  it('tells the family’s year, and what each choice not in the text is worth', async () => {
    const { code, out, err } = await tibao('demo');
    expect([code, err]).toEqual([0, '']);
    for (const part of ['一、', '二、', '三、', '四、', '（推定）', '咸政办发〔2017〕11号']) {
      expect(out).toContain(part);
    }
    for (const choice of ['deductibleUse', 'tenPercentOf', 'outpatientExcess', 'threshold']) {
      expect(out).toMatch(new RegExp(`${choice}，现\\s*为`));
    }
    expect(out).not.toMatch(/undefined|NaN|\[object/);
  });

  it('gives the family’s year as JSON that closes to the fen', async () => {
    const { bills, choices, changes } = JSON.parse((await tibao('demo', '--json')).out);
    for (const { explanation } of bills as { explanation: Explanation }[]) {
      const paid = explanation.payers.reduce((sum, { fen }) => sum + fen, explanation.personFen);
      expect(paid).toBe(explanation.totalFen);
    }
    type Choice = { payers: Record<string, number>; personFen: number; refused: string | null };
    for (const { payers, personFen, refused } of choices as Choice[]) {
      const moved = Object.values(payers).reduce((sum, fen) => sum + fen, personFen);
      expect(refused === null ? moved : 0).toBe(0);
    }
    expect(changes.map(({ kind }: { kind: string }) => kind)).toEqual(['lateBill', 'reversal']);
  });
});
