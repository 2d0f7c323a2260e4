/**
 * The words of the whole language as the Program carries them, and what is told where files of
 * several schemes do not fit together.
 */
import { describe, expect, it } from 'vitest';
import {
  changedLaw,
  compiled,
  lineOf,
  type TextChange,
} from '../../../testing/laws/changed-law.ts';
import { WHOLE_LAW } from '../../../testing/laws/whole.ts';
import { dayFromCivil } from '../../units/index.ts';
import type { Program } from '../program.ts';
import type { Compiled } from './compile-law.ts';

const ASSISTANCE = 'port/assistance.policy.yaml';
const BASIC = 'port/basic.policy.yaml';
const PRICES = 'port/prices.yaml';
const SCHEME = 'port/resident.scheme.yaml';
const EMPLOYEE = 'port/z.scheme.yaml';

function programOf({ law, diagnostics }: Compiled): Program {
  expect(diagnostics).toEqual([]);
  const program = law?.programs[0];
  if (!program) throw new Error('the law has no program');
  return program;
}

const program = programOf(compiled(WHOLE_LAW));
const [basic, assistance, maternity] = program.tiers;
const day = (month: number) => dayFromCivil({ year: 2024, month, day: 1 });
const parameter = (name: string) => ({ kind: 'parameter', parameter: name });

describe('facts of a program', () => {
  it('are numbers, several codes at once, classes that hold in their own way', () => {
    const dimensions = new Map(program.dimensions.map((one) => [one.id, one]));
    expect(dimensions.get('special')).toMatchObject({ many: true, absentMeans: null });
    expect(dimensions.get('incomeFen')).toMatchObject({ kind: 'integer', absentMeans: '0' });
    expect(program.classes[0]).toMatchObject({ id: 'poor', holds: 'monthsBack', backMonths: 12 });
  });

  it('are backdated by a number of the scheme or of another file', () => {
    expect(program.backdating.map(({ to, within }) => [to, within])).toEqual([
      ['birth', 'port.resident/newbornDays'],
      ['yearStart', 'port.basic/graceDays'],
    ]);
  });

  it('are read as others: by the scheme, then by its overlays in their span', () => {
    const read = program.readings.map(({ lines, set, from, until }) => [lines, set, from, until]);
    const setting = [{ dimension: 'setting', code: 'inpatient' }];
    const item = [{ dimension: 'itemClass', code: 'B' }];
    const classC = [{ dimension: 'itemClass', codes: ['C'] }];
    expect(read).toEqual([
      [null, setting, day(1), day(13)],
      [classC, item, day(3), day(6)],
    ]);
  });

  it('put lines out of scope by rules with sources of their own', () => {
    const { outOfScope } = program.classification;
    expect(outOfScope.map(({ when, citation }) => [when.length, citation?.clause])).toEqual([
      [0, '第三条'],
      [1, '第四条'],
    ]);
  });

  it('are priced by the rules of its files, in order', () => {
    expect(program.prices.map(({ id }) => id)).toEqual(['port.prices/child', 'port.prices/units']);
    expect(program.prices[1]?.allowed).toEqual({
      kind: 'times',
      of: parameter('port.prices/unitFen'),
      count: { kind: 'facet', dimension: 'units' },
    });
  });
});

describe('a tier of a program', () => {
  it('asks conditions, other files, tables and sums over codes', () => {
    expect(assistance?.onlyIf).toEqual([
      {
        of: { kind: 'own', measure: 'base' },
        from: parameter('port.assistance/thresholdFen'),
        until: null,
      },
    ]);
    expect(assistance?.deductible?.amount).toEqual(parameter('port.basic/capFen'));
    expect(basic?.deductible?.amount).toMatchObject({
      kind: 'table',
      bounds: 'port.basic/firstStaysCountList',
      values: 'port.basic/deductibleFenList',
    });
    expect(basic?.caps[0]?.amount).toMatchObject({
      of: [{}, { kind: 'each', dimension: 'special', parameter: 'port.basic/specialFen' }],
    });
    expect(maternity?.fallsDue?.counter).toBe('port.months');
  });

  it('has limits by line, caps of parts, and titles', () => {
    expect(basic?.parts[0]).toMatchObject({ title: '特殊药品', limit: { per: 'drug' } });
    expect(basic?.caps.map(({ id, part, when }) => [id, part, when.length])).toEqual([
      ['drugs', 'drugs', 1],
      ['year', null, 0],
    ]);
    expect(program.counters.find(({ id }) => id === 'port.basic.stays')).toMatchObject({
      title: '本年住院次数',
      writers: [{ when: [{ dimension: 'setting', codes: ['inpatient'] }] }],
    });
    expect(program.counters.find(({ id }) => id === 'port.basic.drug')?.key).toBe('drug');
    expect(program.counters.map(({ window }) => window.kind)).toContain('event');
  });

  it('has caps and changes as a choice decides', () => {
    const flips = { 'port.basic/weekCap': 'capped', 'port.basic/tilt': 'nothing' };
    const [flipped] = programOf(compiled(WHOLE_LAW, flips)).tiers;
    expect(flipped?.caps.map(({ id }) => id)).toEqual(['drugs', 'year', 'week']);
    expect(basic?.modifiers.map(({ operation, onlyIf }) => [operation, onlyIf.length])).toEqual([
      ['multiplyOwnShare', 0],
      ['add', 0],
      ['multiply', 1],
    ]);
    expect(flipped?.modifiers.map(({ operation }) => operation)).toEqual([
      'multiplyOwnShare',
      'multiply',
    ]);
  });

  it('loses the changes of a cap that a choice took away', () => {
    const target = { file: BASIC, from: '    target: year', to: '    target: week' };
    const files = changedLaw(WHOLE_LAW, [target]);
    expect(programOf(compiled(files)).tiers[0]?.modifiers).toHaveLength(2);
    const flipped = compiled(files, { 'port.basic/weekCap': 'capped' });
    expect(programOf(flipped).tiers[0]?.modifiers).toHaveLength(3);
  });
});

const second = (...changes: readonly TextChange[]) => {
  const copy = WHOLE_LAW.filter(({ path }) => path === SCHEME).map(({ text }) => ({
    path: EMPLOYEE,
    text: text
      .replace('id: port.resident', 'id: port.employee')
      .replace('[resident] }', '[employee] }')
      .replace('  port.months:', '  port.employed:')
      .replace('port.basic, port.assistance, port.maternity', 'port.basic, port.assistance'),
  }));
  return changedLaw([...WHOLE_LAW, ...copy], changes);
};
const placesOf = ({ diagnostics }: Compiled) =>
  diagnostics.map(({ code, file, line }) => [code, file, line]);
const UNUSED = ['law/unused_counter', EMPLOYEE] as const;

describe('schemes of one area', () => {
  it('order bills alike', () => {
    const own = '  order: { is: settledAt, otherwise: [], mark: assumed, why: 样例 }\n';
    const files = second({ file: EMPLOYEE, from: 'choices:\n', to: `choices:\n${own}` });
    const { law, diagnostics } = compiled(files);
    expect(law).toBeNull();
    const line = lineOf(files, EMPLOYEE, '  order:');
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'law/area_order', file: EMPLOYEE, line }),
    );
    expect(compiled(second(), { 'port.common/order': 'settledAt' }).law).not.toBeNull();
  });

  const mapped = (to: string) => {
    const map = {
      file: EMPLOYEE,
      from: 'choices:\n',
      to: `counterMap: { port.months: ${to} }\nchoices:\n`,
    };
    const may = { file: EMPLOYEE, from: 'otherwise: [reset]', to: 'otherwise: [map]' };
    return second(map, may);
  };

  it('map a counter to one that counts alike', () => {
    expect(placesOf(compiled(mapped('port.employed')))).toEqual([
      [...UNUSED, lineOf(mapped('port.employed'), EMPLOYEE, 'port.employed:\n')],
    ]);
    const { diagnostics } = compiled(mapped('port.basic.base'));
    const told = diagnostics.find(({ code }) => code === 'law/counter_map');
    const line = lineOf(mapped('port.basic.base'), EMPLOYEE, 'counterMap');
    expect(told).toMatchObject({ file: EMPLOYEE, line });
    expect(told?.message).toContain('期间、单位');
  });

  it('are not parted by a dimension of which one person has several codes', () => {
    const covers = (file: string, from: string, code: string) => ({
      file,
      from: `covers: { insuranceType: [${from}] }`,
      to: `covers: { special: [${code}] }`,
    });
    const files = second(
      covers(SCHEME, 'resident', 'cancer'),
      covers(EMPLOYEE, 'employee', 'kidney'),
    );
    expect(compiled(files).diagnostics.map(({ code }) => code)).toContain('law/schemes_overlap');
  });
});

describe('a restriction over several lines', () => {
  it('gross segments without a position, under a threshold of several parts', () => {
    const files = changedLaw(WHOLE_LAW, [
      { file: BASIC, from: '      position: port.basic.base\n', to: '' },
      { file: BASIC, from: 'counts: taken', to: 'counts: base' },
    ]);
    const line = lineOf(files, BASIC, 'segments:');
    expect(placesOf(compiled(files))).toContainEqual(['law/excess_position', BASIC, line]);
  });

  it('catching up by numbers that one event decides', () => {
    const files = changedLaw(WHOLE_LAW, [
      {
        file: ASSISTANCE,
        from: 'midYearChange: { choice: midYearChange }',
        to: 'midYearChange: { choice: own }',
      },
      {
        file: ASSISTANCE,
        from: 'rounding:',
        to: 'choices:\n  own: { is: catchUp, otherwise: [], mark: assumed, why: 样例 }\nrounding:',
      },
    ]);
    const told = compiled(files).diagnostics.find(({ code }) => code === 'law/catch_up_conditions');
    expect(told?.message).toContain('own: base、waiverFen');
  });

  it('a file of prices that no scheme names is checked as far as it goes', () => {
    const files = changedLaw(WHOLE_LAW, [
      { file: SCHEME, from: 'prices: [port.prices]\n', to: '' },
      { file: PRICES, from: 'facet: units', to: 'facet: setting' },
    ]);
    const line = lineOf(files, PRICES, 'facet: setting');
    expect(placesOf(compiled(files))).toEqual([
      ['law/unused_file', PRICES, 2],
      ['law/dimension_not_here', PRICES, line],
    ]);
  });
});
