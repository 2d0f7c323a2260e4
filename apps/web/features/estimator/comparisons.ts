/**
 * Comparisons: the same form with one answer changed. Each is worked out anew under its own law.
 */
import type { AreaEntry } from '../../laws/law-files.ts';
import type { Words } from '../../parts/reasons/explained.ts';
import type { Desk, Estimated } from './desk.ts';
import { type Draft, inYear, readDraft, toldOf, yearOf } from './draft.ts';
import type { Question } from './questions.ts';

export interface Case {
  readonly id: string;
  readonly label: Words;
  readonly draft: Draft;
  /** It is what the form says. */
  readonly isNow: boolean;
}

export interface Compared extends Case {
  readonly result: Estimated;
}

/** One case for each grade that the law tells apart; none where it does not. */
export function gradeCases(draft: Draft, questions: readonly Question[]): readonly Case[] {
  const grade = questions.find(({ id }) => id === 'grade');
  if (!grade) return [];
  const [now] = toldOf(grade, draft.told);
  return grade.codes.map(({ id, zh, en }) => ({
    id,
    label: { zh, en },
    draft: withTold(draft, { grade: [id] }),
    isNow: id === now,
  }));
}

/** In the city, and outside it with and without filing where the law looks at that. */
export function placeCases(draft: Draft, questions: readonly Question[]): readonly Case[] {
  const place = questions.find(({ id }) => id === 'place');
  if (!place) return [];
  const referral = questions.find(({ id }) => id === 'referral');
  const [placeNow] = toldOf(place, draft.told);
  const [referralNow] = referral ? toldOf(referral, draft.told) : [];
  return place.codes.flatMap((where): Case[] => {
    if (!referral || where.id === 'inCity') {
      const told = { place: [where.id] };
      const isNow = where.id === placeNow;
      return [{ id: where.id, label: where, draft: withTold(draft, told), isNow }];
    }
    return referral.codes.map((filed) => ({
      id: `${where.id}-${filed.id}`,
      label: { zh: `${where.zh}，${filed.zh}`, en: `${where.en}, ${filed.en.toLowerCase()}` },
      draft: withTold(draft, { place: [where.id], referral: [filed.id] }),
      isNow: where.id === placeNow && filed.id === referralNow,
    }));
  });
}

/** The form's area and another one. */
export function areaCases(draft: Draft, areas: readonly AreaEntry[], other: string): Case[] {
  return areas
    .filter(({ id }) => id === draft.area || id === other)
    .map(({ id, zh, en }) => ({
      id,
      label: { zh, en },
      draft: { ...draft, area: id },
      isNow: id === draft.area,
    }));
}

/** The form's year and another one; earlier visits move with it. */
export function yearCases(draft: Draft, other: number): Case[] {
  const own = yearOf(draft.on);
  if (own === undefined) return [];
  const by = other - own;
  return [own, other].map((year) => ({
    id: String(year),
    label: { zh: `${year} 年`, en: String(year) },
    draft: {
      ...draft,
      on: inYear(draft.on, year),
      earlier: draft.earlier.map((visit) => ({
        ...visit,
        on: inYear(visit.on, (yearOf(visit.on) ?? own) + (year === own ? 0 : by)),
      })),
    },
    isNow: year === own,
  }));
}

/** The years in which the law of a form's area covers its day, ascending. */
export function yearsOf(area: AreaEntry, { insurance, on }: Draft): readonly number[] {
  const years = new Set<number>();
  for (const { insurances, from, until } of area.schemes) {
    if (!insurances.some(({ id }) => id === insurance)) continue;
    const last = yearOf(until) ?? 0;
    for (let year = yearOf(from) ?? last; year <= last; year++) {
      const moved = inYear(on, year);
      if (from <= moved && moved < until) years.add(year);
    }
  }
  return [...years].sort((left, right) => left - right);
}

/** Works all cases out; a form with faults or without cost gives none. */
export async function compare(desk: Desk, cases: readonly Case[]): Promise<readonly Compared[]> {
  const results = await Promise.all(cases.map(({ draft }) => resultOf(desk, draft)));
  return cases.flatMap((one, index) => {
    const result = results[index];
    return result ? [{ ...one, result }] : [];
  });
}

async function resultOf(desk: Desk, draft: Draft): Promise<Estimated | null> {
  const { area, insurance, on } = draft;
  const asked = await desk.ask({ area, insurance, on });
  if (asked.kind === 'noLaw') return asked;
  const read = readDraft(draft, asked.questions);
  return read.kind === 'answers' ? desk.estimate(read.answers) : null;
}

function withTold(draft: Draft, told: Draft['told']): Draft {
  return { ...draft, told: { ...draft.told, ...told } };
}
