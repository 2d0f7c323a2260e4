/**
 * A trial settlement as it is typed, and the request that it means. Pure. What is left open is not
 * told; the platform says where the law asks for it.
 */
import { BP_WHOLE, parseYuan } from '../../../../../engine/units/index.ts';
import type { paths } from '../../../api/schema.generated.ts';

export type TrialRequest =
  paths['/api/trial-settlements']['post']['requestBody']['content']['application/json'];

export interface Draft {
  readonly isOnFile: boolean;
  readonly personNo: string;
  readonly area: string;
  readonly bornOn: string;
  /** Codes by dimension; '' is not told. */
  readonly person: Readonly<Record<string, string>>;
  readonly on: string;
  readonly visit: Readonly<Record<string, string>>;
  readonly lines: readonly DraftLine[];
}

export interface DraftLine {
  /** As typed, in yuan. */
  readonly cost: string;
  readonly itemClass: string;
  /** As typed, in percent; '' is none. */
  readonly firstShare: string;
}

export const EMPTY_LINE: DraftLine = { cost: '', itemClass: 'A', firstShare: '' };

export function firstDraft(today: string): Draft {
  return {
    isOnFile: true,
    personNo: '',
    area: '',
    bornOn: '1980-01-01',
    person: {},
    on: today,
    visit: { setting: 'inpatient', grade: 'tertiary', place: 'inCity' },
    lines: [EMPTY_LINE],
  };
}

export type DraftFault = 'faultPerson' | 'faultDay' | 'faultYuan' | 'faultShare';

/** The request, or what is wrong with the first field that is. */
export function requestOf(draft: Draft): TrialRequest | DraftFault {
  const { isOnFile, personNo, area, bornOn, person, on, visit } = draft;
  if (isOnFile ? personNo.trim() === '' : area === '') return 'faultPerson';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(on)) return 'faultDay';
  const lines: TrialRequest['visit']['lines'][number][] = [];
  for (const { cost, itemClass, firstShare } of draft.lines) {
    const costFen = parseYuan(cost);
    const firstShareBp = shareOf(firstShare);
    if (costFen === undefined || costFen === 0) return 'faultYuan';
    if (firstShareBp === undefined) return 'faultShare';
    lines.push({ costFen, firstShareBp, facets: { itemClass } });
  }
  const asked = { visit: { on, facets: told(visit), lines } };
  if (isOnFile) return { ...asked, personNo: personNo.trim() };
  const from = `${on.slice(0, 4)}-01-01`;
  const facts = Object.entries(told(person)).map(([dimension, code]) => ({
    dimension,
    code,
    from,
    until: null,
  }));
  return { ...asked, person: { area, bornOn: bornOn === '' ? null : bornOn, facts } };
}

/** Percent with at most two digits after the point, as basis points; more than all is none. */
function shareOf(text: string): number | undefined {
  if (text.trim() === '') return 0;
  const bp = parseYuan(text);
  return bp !== undefined && bp <= BP_WHOLE ? bp : undefined;
}

function told(codes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(codes).filter(([, code]) => code !== ''));
}
