/**
 * Files that say what others may name: documents, vocabularies, areas.
 */
import { MAX_FEN } from '../../../units/index.ts';
import type { Report } from '../diagnostic.ts';
import { GENERAL_CLASS, type LexiconUnits, PERSON_CLASS } from '../lexicon.ts';
import type { Problem } from '../problem.ts';
import type { LawFile } from '../schema.ts';
import { type Tell, tellerOf } from '../unit.ts';
import { didYouMean, listed } from '../wording.ts';
import { checkDate } from './dates.ts';
import { OTHERWISE } from './parameters.ts';

/** Tells everything wrong with the files that make the lexicon. */
export function checkLexicon(units: LexiconUnits, report: Report): void {
  for (const unit of units.documents) {
    const tell = tellerOf(unit, report);
    for (const [id, { issuedOn }] of Object.entries(unit.data.documents)) {
      checkDate(issuedOn, ['documents', id, 'issuedOn'], tell);
    }
  }
  for (const unit of units.vocabulary) {
    const tell = tellerOf(unit, report);
    for (const [id, dimension] of Object.entries(unit.data.dimensions)) {
      checkDimension(id, dimension, tell);
    }
  }
  for (const unit of units.area) {
    const tell = tellerOf(unit, report);
    for (const [id, { holds, backMonths }] of Object.entries(unit.data.personClasses)) {
      const path = ['personClasses', id];
      if (id === GENERAL_CLASS) tell(path, reservedId(GENERAL_CLASS, '不属任何类别的人'));
      if (holds === 'monthsBack' && backMonths === undefined) {
        tell([...path, 'holds'], backMonthsMissing());
      }
    }
  }
}

type WrittenDimension = LawFile['vocabulary']['dimensions'][string];

function checkDimension(id: string, written: WrittenDimension, tell: Tell): void {
  const path = ['dimensions', id];
  const { codes, values, absentMeans, many } = written;
  if (many) for (const why of manyProblems(id, written)) tell([...path, 'many'], manyNotHere(why));
  if (id === 'none') tell(path, reservedId(id, '累计不分开计数'));
  if (id === PERSON_CLASS) {
    if (codes || values) tell(path, classesAreOfAreas());
    return;
  }
  if ((codes === undefined) === (values === undefined)) tell(path, codesOrValues(id));
  if (codes && Object.hasOwn(codes, OTHERWISE)) {
    tell([...path, 'codes', OTHERWISE], reservedId(OTHERWISE, '没有列出的其余代码'));
  }
  if (absentMeans === undefined) return;
  if (codes && !Object.hasOwn(codes, absentMeans)) {
    tell([...path, 'absentMeans'], unknownAbsent(id, absentMeans, Object.keys(codes)));
  }
  const isNumber = WHOLE_NUMBER.test(absentMeans) && Number(absentMeans) <= MAX_FEN;
  if (values === 'integer' && !isNumber) tell([...path, 'absentMeans'], noWholeNumber(absentMeans));
}

const WHOLE_NUMBER = /^(?:0|[1-9][0-9]{0,11})$/;
/** Dimensions of which the engine needs a single code. */
const SINGLE: readonly string[] = [PERSON_CLASS, 'insuranceType'];

function manyProblems(id: string, { of, values, absentMeans }: WrittenDimension): string[] {
  return [
    of !== 'person' && '只有人员的维度可以同时有几个代码',
    values === 'integer' && '整数维度每次只有一个数',
    SINGLE.includes(id) && `“${id}”决定适用哪个方案或类别，只能有一个`,
    absentMeans !== undefined && '一个代码也没有是正常的，不需要 absentMeans',
  ].filter((one) => one !== false);
}

function reservedId(id: string, meaning: string): Problem {
  return {
    code: 'law/reserved_id',
    message: `“${id}”已经表示“${meaning}”，不得另作他用`,
    fix: '换一个名字',
  };
}

function manyNotHere(why: string): Problem {
  return {
    code: 'law/many_not_here',
    message: `此处不能写 many: true：${why}`,
    fix: '删去 many，或改正与它冲突的内容',
  };
}

function backMonthsMissing(): Problem {
  return {
    code: 'law/back_months_missing',
    message: '身份往前追溯（monthsBack），却没有写追溯几个月，追溯不起作用',
    fix: '补写 backMonths，或改 holds',
  };
}

function noWholeNumber(absent: string): Problem {
  return {
    code: 'law/wrong_form',
    message: `整数维度的缺省值“${absent}”不是 0 至 ${MAX_FEN} 的整数`,
    fix: '写成 "0" 这样加引号的整数',
  };
}

function classesAreOfAreas(): Problem {
  return {
    code: 'law/reserved_id',
    message: '人员类别的代码由各统筹区（area）规定，vocabulary 不得另写 codes 或 values',
    fix: '只保留 of 和 title，类别写在 area 文件的 personClasses 中',
  };
}

function codesOrValues(id: string): Problem {
  return {
    code: 'law/missing_key',
    message: `维度“${id}”须写 codes（代码）或 values（open、integer）之一，也只能写其一`,
    fix: '列出代码，或写明任意代码（open）、整数（integer）',
  };
}

function unknownAbsent(id: string, absent: string, known: readonly string[]): Problem {
  return {
    code: 'law/unknown_code',
    message: `维度“${id}”没有代码“${absent}”，缺省时无从取值`,
    fix: didYouMean(absent, known, `可用：${listed(known)}`),
  };
}
