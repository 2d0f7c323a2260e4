/**
 * Draft: what stands in the form, as typed, and the answers that it means under the questions of a
 * law. What the law does not ask is left out; what is not told is as the question presets it.
 */
import {
  asDay,
  dayToCivil,
  formatDay,
  parseDay,
  parseYuan,
} from '../../../../engine/units/index.ts';
import type { AreaEntry, SchemeEntry } from '../../laws/law-files.ts';
import type { WordKey } from '../../words/words.ts';
import type { Answers, BillRow, VisitAnswers } from './answers.ts';
import { ITEM_CLASS, type Question } from './questions.ts';

export interface Draft {
  readonly area: string;
  readonly insurance: string;
  readonly on: string;
  /** The person has picked the day; else it follows the law that there is. */
  readonly isOnPicked: boolean;
  readonly age: string;
  /** Codes, or numbers as typed, by dimension of person, event and whole bill. */
  readonly told: Told;
  readonly bill: BillDraft;
  readonly earlier: readonly EarlierDraft[];
}

export type Told = Readonly<Record<string, readonly string[]>>;

export interface BillDraft {
  readonly total: string;
  readonly classB: string;
  readonly firstShare: string;
  readonly classC: string;
  readonly parts: readonly PartDraft[];
}

/** A part of the cost of which the law says something special. */
export interface PartDraft {
  readonly id: number;
  readonly cost: string;
  readonly told: Told;
}

export interface EarlierDraft {
  readonly id: number;
  readonly on: string;
  readonly told: Told;
  readonly total: string;
  readonly classC: string;
}

export type Read =
  | { readonly kind: 'answers'; readonly answers: Answers }
  | { readonly kind: 'empty' }
  | { readonly kind: 'faults'; readonly faults: Faults };

/** What is wrong, by field. */
export type Faults = Readonly<Record<string, WordKey>>;

const EMPTY_BILL: BillDraft = {
  total: '',
  classB: '',
  firstShare: '10',
  classC: '',
  parts: [],
};

const OLDEST = 130;

/** The form of an area before anything is told. */
export function firstDraft(area: AreaEntry, today: string): Draft {
  const insurance = insurancesOf(area)[0]?.id ?? '';
  return {
    area: area.id,
    insurance,
    on: startOn(area, insurance, today),
    isOnPicked: false,
    age: '45',
    told: {},
    bill: EMPTY_BILL,
    earlier: [],
  };
}

/** The insurances of an area, each once. */
export function insurancesOf({ schemes }: AreaEntry): SchemeEntry['insurances'] {
  const all = schemes.flatMap(({ insurances }) => insurances);
  return all.filter(({ id }, index) => all.findIndex((each) => each.id === id) === index);
}

/** Today where a scheme covers it, else the last day that has one. */
export function startOn({ schemes }: AreaEntry, insurance: string, today: string): string {
  const own = schemes.filter(({ insurances }) => insurances.some(({ id }) => id === insurance));
  if (own.some(({ from, until }) => from <= today && today < until)) return today;
  const last = own
    .map(({ until }) => until)
    .sort()
    .at(-1);
  return last === undefined ? today : dayBefore(last);
}

/** The last day of a span that ends before `until`. */
export function dayBefore(until: string): string {
  const day = parseDay(until);
  return day === undefined ? until : formatDay(asDay(day - 1));
}

/** Reads a form under the questions of its law. */
export function readDraft(draft: Draft, questions: readonly Question[]): Read {
  const faults: Record<string, WordKey> = {};
  const note = (field: string, fault: WordKey) => {
    faults[field] = fault;
  };
  if (parseDay(draft.on) === undefined) note('on', 'faultDay');
  const ageYears = ageOf(draft, questions, note);
  const person: Record<string, readonly string[]> = { insuranceType: [draft.insurance] };
  for (const question of questions.filter(({ of }) => of === 'person')) {
    if (question.id === 'ageYears' || question.id === 'insuranceType') continue;
    const codes = toldOf(question, draft.told, note);
    if (codes.length > 0) person[question.id] = codes;
  }
  const facets = facetsOf(questions, 'event', draft.told, note);
  const isBlank = draft.bill.total.trim() === '';
  const bill = isBlank ? [] : billOf(draft, questions, note);
  const earlier = draft.earlier.flatMap((visit) => earlierOf(visit, draft, questions, note) ?? []);
  if (Object.keys(faults).length > 0) return { kind: 'faults', faults };
  if (isBlank) return { kind: 'empty' };
  const visit = { on: draft.on, facets, bill };
  return { kind: 'answers', answers: { area: draft.area, ageYears, person, visit, earlier } };
}

type Note = (field: string, fault: WordKey) => void;

function ageOf({ age }: Draft, questions: readonly Question[], note: Note): number | null {
  if (!questions.some(({ id }) => id === 'ageYears')) return null;
  const years = /^\d{1,3}$/.test(age.trim()) ? Number(age) : Number.NaN;
  if (years >= 0 && years <= OLDEST) return years;
  note('ageYears', 'faultAge');
  return null;
}

/** What is told to a question, or its preset; numbers in the unit that the law counts in. */
export function toldOf(question: Question, told: Told, note?: Note): readonly string[] {
  const own = told[question.id];
  const { kind, preset, codes, id } = question;
  const usual = preset === null ? [] : [preset];
  if (own === undefined) return usual;
  if (kind === 'codes') {
    if (codes.length === 0) return usual;
    const known = own.filter((code) => codes.some((option) => option.id === code));
    return known.length > 0 || question.isMany ? known : usual;
  }
  const [text = ''] = own;
  if (kind === 'open' || text.trim() === '') return text.trim() === '' ? usual : own;
  const whole = id.endsWith('Fen') ? amountOf(text) : wholeOf(text);
  if (whole !== undefined) return [String(whole)];
  note?.(id, id.endsWith('Fen') ? 'faultYuan' : 'faultWhole');
  return usual;
}

function facetsOf(
  questions: readonly Question[],
  of: Question['of'],
  told: Told,
  note?: Note,
): Record<string, string> {
  const facets: Record<string, string> = {};
  for (const question of questions) {
    if (question.of !== of || question.id === ITEM_CLASS) continue;
    const [code] = toldOf(question, told, note);
    if (code !== undefined) facets[question.id] = code;
  }
  return facets;
}

/** The rows of a bill: in the catalogue, class B, outside, and the parts told apart. */
function billOf(draft: Draft, questions: readonly Question[], note: Note): readonly BillRow[] {
  const { total, classB, firstShare, classC, parts } = draft.bill;
  let isReadable = true;
  const read = (field: string, text: string): number => {
    const fen = text.trim() === '' ? 0 : amountOf(text);
    if (fen !== undefined) return fen;
    note(field, 'faultYuan');
    isReadable = false;
    return 0;
  };
  const totalFen = read('total', total);
  const hasClasses = questions.some(({ id }) => id === ITEM_CLASS);
  const classBFen = hasClasses ? read('classB', classB) : 0;
  const classCFen = hasClasses ? read('classC', classC) : 0;
  const whole = facetsOf(questions, 'line', draft.told, note);
  const apart = parts.map((part) => ({
    costFen: read(`part-${part.id}`, part.cost),
    firstShareBp: 0,
    facets: {
      ...facetsOf(questions, 'line', { ...draft.told, ...part.told }, note),
      [ITEM_CLASS]: part.told[ITEM_CLASS]?.[0] ?? 'A',
    },
  }));
  const apartFen = apart.reduce((sum, { costFen }) => sum + costFen, 0);
  const classAFen = totalFen - classBFen - classCFen - apartFen;
  if (isReadable && classAFen < 0) note('total', 'faultParts');
  const firstShareBp = classBFen > 0 ? percentOf(firstShare, note) : 0;
  const row = (itemClass: string, costFen: number, bp: number): BillRow => ({
    costFen,
    firstShareBp: bp,
    facets: hasClasses ? { ...whole, [ITEM_CLASS]: itemClass } : whole,
  });
  const rows = [row('A', classAFen, 0), row('B', classBFen, firstShareBp), row('C', classCFen, 0)];
  return [...rows, ...apart].filter(({ costFen }) => costFen > 0);
}

function earlierOf(
  visit: EarlierDraft,
  draft: Draft,
  questions: readonly Question[],
  note: Note,
): VisitAnswers | undefined {
  const field = (name: string) => `earlier-${visit.id}-${name}`;
  const told = { ...draft.told, ...visit.told };
  if (parseDay(visit.on) === undefined) note(field('on'), 'faultDay');
  if (visit.total.trim() === '') return undefined;
  const own: Note = (name, fault) => note(field(name), fault);
  const { total, classC } = visit;
  const bill = { ...EMPTY_BILL, total, classC };
  const rows = billOf({ ...draft, told, bill }, questions, own);
  return { on: visit.on, facets: facetsOf(questions, 'event', told, own), bill: rows };
}

function amountOf(text: string): number | undefined {
  return parseYuan(text.replace(/[,，\s]/g, ''));
}

function wholeOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}

/** Percent with two decimals is basis points as yuan with two decimals is fen. */
function percentOf(text: string, note: Note): number {
  const bp = parseYuan(text);
  if (bp !== undefined && bp <= 10_000) return bp;
  note('firstShare', 'faultPercent');
  return 0;
}

/** The same day of another year; 29 February becomes the 28th. */
export function inYear(on: string, year: number): string {
  const day = parseDay(on);
  if (day === undefined) return on;
  const rest = on.slice(4);
  const moved = `${String(year).padStart(4, '0')}${rest}`;
  return parseDay(moved) === undefined ? moved.replace('-02-29', '-02-28') : moved;
}

/** The year of a day; undefined where it does not exist. */
export function yearOf(on: string): number | undefined {
  const day = parseDay(on);
  return day === undefined ? undefined : dayToCivil(day).year;
}
