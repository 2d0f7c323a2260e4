/** The desk over the laws of this repository: law, questions, results, states without law. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type LawFiles, makeLaws } from '../../laws/make-laws.ts';
import { payersOf, restsOnAssumptions, stepsOf, tiersOf } from '../../parts/reasons/steps.ts';
import { areaCases, compare, gradeCases, placeCases, yearCases, yearsOf } from './comparisons.ts';
import { type Asked, type Desk, openDesk } from './desk.ts';
import { type Draft, firstDraft, insurancesOf, readDraft } from './draft.ts';

const TODAY = '2026-11-22';
let laws: LawFiles;
let desk: Desk;
const loaded: string[] = [];

function fileOf(name: string): unknown {
  const file = name === 'catalogue.json' ? laws.catalogue : laws.schemes.get(name);
  if (!file) throw new Error(`no file ${name}`);
  loaded.push(name);
  return JSON.parse(JSON.stringify(file));
}

beforeAll(() => {
  laws = makeLaws();
  desk = openDesk(async (name) => fileOf(name));
});

function areaOf(id: string) {
  const area = laws.catalogue.areas.find((each) => each.id === id);
  if (!area) throw new Error(`no area ${id}`);
  return area;
}

function draftOf(area: string, change: Partial<Draft> = {}): Draft {
  const first = firstDraft(areaOf(area), TODAY);
  return { ...first, bill: { ...first.bill, total: '50000' }, ...change };
}

async function lawOf(draft: Draft): Promise<Extract<Asked, { kind: 'law' }>> {
  const { area, insurance, on } = draft;
  const asked = await desk.ask({ area, insurance, on });
  if (asked.kind !== 'law') throw new Error(`${area} ${on}: ${asked.why}`);
  return asked;
}

async function explained(draft: Draft) {
  const read = readDraft(draft, (await lawOf(draft)).questions);
  if (read.kind !== 'answers') throw new Error(JSON.stringify(read));
  const result = await desk.estimate(read.answers);
  if (result.kind !== 'settled') throw new Error(JSON.stringify(result));
  return { ...result, answers: read.answers };
}

describe('the catalogue', () => {
  it('has the areas that are places, and no sample', () => {
    expect(laws.catalogue.areas.map(({ id }) => id)).toEqual([
      'wenzhou',
      'zhoushan',
      'xianning',
      'panzhihua',
    ]);
  });

  it('names a file for each scheme, with the documents that it cites', () => {
    for (const { file } of laws.catalogue.areas.flatMap(({ schemes }) => schemes)) {
      const scheme = laws.schemes.get(file);
      expect(file).toContain(scheme?.program.hash.slice(0, 12));
      expect(scheme?.documents.length).toBeGreaterThan(0);
    }
  });

  it('refuses a file of another version, and asks for it again', async () => {
    let tries = 0;
    const other = openDesk(async () => ({ version: ++tries }));
    await expect(other.catalogue()).resolves.toEqual({ version: 1 });
    const wrong = openDesk(async () => ({ version: ++tries }));
    await expect(wrong.catalogue()).rejects.toThrow('version 2');
    await expect(wrong.catalogue()).rejects.toThrow('version 3');
  });
});

describe('questions', () => {
  it('come from the law of the day, the standard ones first', async () => {
    const { questions } = await lawOf(draftOf('xianning'));
    expect(questions.filter(({ isMain }) => isMain).map(({ id }) => id)).toEqual([
      'insuranceType',
      'personClass',
      'setting',
      'grade',
      'place',
      'referral',
      'itemClass',
    ]);
    const before = await lawOf(draftOf('xianning', { on: '2017-06-01' }));
    const ids = before.questions.map(({ id }) => id);
    expect(ids).toContain('necessity');
    expect(ids).not.toContain('referral');
  });

  it('offer the classes of the scheme and the insurances that it covers', async () => {
    const { questions } = await lawOf(draftOf('zhoushan', { insurance: 'resident' }));
    const codes = (id: string) =>
      questions.find((each) => each.id === id)?.codes.map((code) => code.id);
    expect(codes('personClass')).toEqual(['tekun', 'dibao', 'dibian', 'general']);
    expect(codes('insuranceType')).toEqual(['resident']);
  });

  it('fetch one scheme only', async () => {
    loaded.length = 0;
    const fresh = openDesk(async (name) => fileOf(name));
    await fresh.ask({ area: 'wenzhou', insurance: 'resident', on: '2025-05-01' });
    expect(loaded.map((name) => name.split('.').slice(0, 3).join('.'))).toEqual([
      'catalogue.json',
      'wenzhou.resident.2025',
    ]);
  });
});

describe('an estimate', () => {
  it.each([['wenzhou'], ['zhoushan'], ['xianning'], ['panzhihua']])(
    'of %s closes to the cost, for each insurance, with a step for each payer',
    async (area) => {
      for (const { id: insurance } of insurancesOf(areaOf(area))) {
        const { explanation } = await explained(draftOf(area, { insurance }));
        const payers = payersOf(explanation);
        expect(payers.reduce((sum, { fen }) => sum + fen, 0)).toBe(5_000_000);
        expect(payers.at(-1)?.isPerson).toBe(true);
        const { active } = tiersOf(explanation);
        expect(active.length).toBeGreaterThan(0);
        for (const tier of active) expect(stepsOf(tier).length).toBeGreaterThan(0);
      }
    },
  );

  it('counts what was used before: the deductible of the year is taken once', async () => {
    const draft = draftOf('xianning', { on: '2024-06-01' });
    const earlier = [{ id: 1, on: '2024-02-01', told: {}, total: '80000', classC: '' }];
    const alone = await explained(draft);
    const after = await explained({ ...draft, earlier });
    expect(after.explanation.personFen).toBeLessThan(alone.explanation.personFen);
  });

  it('says where it rests on assumptions', async () => {
    const { explanation } = await explained(draftOf('panzhihua'));
    expect(restsOnAssumptions(explanation)).toBe(true);
  });
});

describe('without law', () => {
  it.each([
    ['2026-03-01', 'expired'],
    ['2016-12-31', 'notYet'],
    ['2023-03-01', 'gap'],
    ['2024-03-01', null],
  ])('%s in Xianning is %s', async (on, why) => {
    const asked = await desk.ask({ area: 'xianning', insurance: 'resident', on });
    expect(asked.kind === 'noLaw' ? asked.why : null).toBe(why);
  });

  it('an insurance that an area does not have is never', async () => {
    const asked = await desk.ask({ area: 'xianning', insurance: 'employee', on: '2024-03-01' });
    expect(asked).toMatchObject({ kind: 'noLaw', why: 'never', spans: [] });
  });

  it('a visit before the law is told by its own day', async () => {
    const { answers } = await explained(draftOf('xianning', { on: '2024-06-01' }));
    const earlier = [{ ...answers.visit, on: '2023-12-31' }];
    expect(await desk.estimate({ ...answers, earlier })).toMatchObject({
      kind: 'noLaw',
      why: 'gap',
      on: '2023-12-31',
    });
  });

  it('a day that does not exist is a rejection', async () => {
    const { answers } = await explained(draftOf('xianning'));
    const visit = { ...answers.visit, on: '2024-02-30' };
    expect(await desk.estimate({ ...answers, visit })).toMatchObject({
      kind: 'rejected',
      rejection: { code: 'estimate/day_unknown' },
    });
  });
});

describe('comparisons', () => {
  it('vary the grade, the place with and without filing, the area and the year', async () => {
    const draft = draftOf('wenzhou', { insurance: 'employee', on: '2025-06-01' });
    const { questions } = await lawOf(draft);
    const grades = await compare(desk, gradeCases(draft, questions));
    expect(grades.map(({ id }) => id)).toEqual(['primary', 'secondary', 'tertiary']);
    expect(grades.filter(({ isNow }) => isNow).map(({ id }) => id)).toEqual(['secondary']);
    const places = placeCases(draft, questions);
    expect(places.map(({ id }) => id)).toEqual(['inCity', 'outOfCity-none', 'outOfCity-referred']);
    const shares = (await compare(desk, places)).map(({ result }) =>
      result.kind === 'settled' ? result.explanation.personFen : null,
    );
    expect(new Set(shares).size).toBeGreaterThan(1);
    const areas = await compare(desk, areaCases(draft, laws.catalogue.areas, 'xianning'));
    expect(areas.map(({ id, result }) => [id, result.kind])).toEqual([
      ['wenzhou', 'settled'],
      ['xianning', 'noLaw'],
    ]);
    expect(yearsOf(areaOf('wenzhou'), draft)).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025]);
    const years = await compare(desk, yearCases(draft, 2020));
    expect(years.map(({ id, result }) => [id, result.kind])).toEqual([
      ['2025', 'settled'],
      ['2020', 'settled'],
    ]);
  });

  it('do not compare grades where the law does not look at them', () => {
    expect(gradeCases(draftOf('wenzhou'), [])).toEqual([]);
  });
});
