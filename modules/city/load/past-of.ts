/**
 * A person's rows as the running platform takes a past: who they are, what was filed, and every
 * bill as it would have been uploaded, in the order of recording.
 */
import { asDay, type Day, divideRounded, formatDay } from '../../../engine/units/index.ts';
import { MICRO_PER_FEN, type NewItem, QUANTITY, splitLine } from '../../catalogue/index.ts';
import type { NewFact, PastFiling, PastPerson } from '../../enrolment/index.ts';
import type { PastBill, PastFile, PastReversal, UploadedLine } from '../../settlement/index.ts';
import {
  type CityContext,
  filedFact,
  lineFacets,
  standingFacts,
  visitFacets,
} from '../history/history-of.ts';
import { linesByVisit, numberIn, type PersonRows, type Row, textIn } from '../history/rows.ts';
import { OPEN_END } from '../tables/table.ts';
import { classOf, diseaseCode, diseaseName, itemOf } from './catalogue-rows.ts';
import { inventedIdentity } from './invented.ts';

/** What all persons of a city share on their way in. */
export interface PastContext {
  readonly city: CityContext;
  /** Items of the catalogue by code. */
  readonly items: ReadonlyMap<string, NewItem>;
  /** Bills and reversals that were recorded after this day are left out. */
  readonly until: number;
}

export function pastContext(city: CityContext, until: number): PastContext {
  const items = new Map([...city.items].map(([code, row]) => [code, itemOf(row)]));
  return { city, items, until };
}

/** Turns one person's rows into what `settlePasts` takes. */
export function pastOf(rows: PersonRows, context: PastContext): PastFile {
  const [person] = rows.persons ?? [];
  if (!person) throw new RangeError('no row in persons');
  const { city } = context;
  const personId = numberIn(person, 'psn_no');
  const pastFilings = filingsOf(rows);
  const items = itemsOf(rows, context);
  const openingFen = items.reduce(
    (sum, one) => sum + (one.kind === 'bill' ? one.accountFen : 0),
    0,
  );
  const region = textIn(person, 'insuplc_admdvs');
  return {
    person: personOf(rows, person, { area: city.area, pastFilings }),
    past: {
      personId,
      region,
      version: pastFilings.length,
      openingFen,
      openedAt: instant(city.yearFrom, 0),
      items,
    },
  };
}

function personOf(
  rows: PersonRows,
  row: Row,
  given: { readonly area: string; readonly pastFilings: readonly PastFiling[] },
): PastPerson {
  const personId = numberIn(row, 'psn_no');
  const bornOn = dayText(numberIn(row, 'brdy'));
  const sex = textIn(row, 'gend');
  return {
    personId,
    personNo: String(personId),
    area: given.area,
    region: textIn(row, 'insuplc_admdvs'),
    bornOn,
    sex,
    certificateType: '01',
    ...inventedIdentity(personId, { bornOn, sex }),
    facts: standingFacts(rows, row)
      .map((fact): NewFact => {
        const { dimension, code, effectiveFrom: from, effectiveUntil: until } = fact;
        return { dimension, code, effectiveFrom: dayText(from), effectiveUntil: endText(until) };
      })
      // A span without a day is never true of anybody; the rows of the city keep it.
      .filter(isSpan),
    pastFilings: given.pastFilings,
  };
}

function isSpan({ effectiveFrom, effectiveUntil }: NewFact): boolean {
  return effectiveUntil === null || effectiveFrom < effectiveUntil;
}

/** Kinds of filings by 业务申请类型; a family doctor is none that the platform keeps. */
const KINDS: Readonly<Record<string, PastFiling['kind']>> = {
  '01': 'specialDisease',
  '23': 'specialDisease',
  '06': 'transfer',
  '08': 'transfer',
};

function filingsOf({ filings = [] }: PersonRows): readonly PastFiling[] {
  const made: PastFiling[] = [];
  for (const row of filings) {
    const type = textIn(row, 'biz_appy_type');
    const kind = KINDS[type];
    const [from, until] = [numberIn(row, 'begndate'), numberIn(row, 'enddate')];
    if (kind === undefined || until <= from) continue;
    made.push({
      version: made.length + 1,
      kind,
      institution: textIn(row, 'fixmedins_code'),
      effectiveFrom: dayText(from),
      effectiveUntil: until >= OPEN_END ? null : dayText(until),
      said: { biz_appy_type: type, opsp_dise_code: textIn(row, 'opsp_dise') },
      recordedAt: instant(from, 0),
      fact: filedFact(row),
    });
  }
  return made;
}

interface Ordered {
  readonly on: number;
  readonly order: number;
  readonly item: PastBill | PastReversal;
}

function itemsOf(rows: PersonRows, context: PastContext): readonly (PastBill | PastReversal)[] {
  const lines = linesByVisit(rows);
  const items: Ordered[] = [];
  const recorded = new Map<number, number>();
  for (const row of rows.visits ?? []) {
    const [id, on] = [numberIn(row, 'mdtrt_id'), numberIn(row, 'recorded_on')];
    if (on > context.until) continue;
    recorded.set(id, on);
    items.push({ on, order: id, item: billOf(row, lines.get(id) ?? [], context) });
  }
  for (const row of rows.reversals ?? []) {
    const id = numberIn(row, 'mdtrt_id');
    const since = recorded.get(id);
    const on = Math.max(numberIn(row, 'setl_time'), since ?? 0);
    if (since === undefined || on > context.until) continue;
    const item = { kind: 'reversal', id: `r${id}`, reverses: `v${id}` } as const;
    items.push({ on, order: id + 0.5, item: { ...item, recordedAt: instant(on, 18) } });
  }
  items.sort((a, b) => a.on - b.on || a.order - b.order);
  return items.map(({ item }) => item);
}

const STAYS = new Set(['21', '52']);
const PURCHASE = '41';

function billOf(row: Row, lines: readonly Row[], context: PastContext): PastBill {
  const { city } = context;
  const provider = city.providers.get(textIn(row, 'fixmedins_code'));
  if (!provider) throw new RangeError(`no provider ${row.fixmedins_code}`);
  const day = (name: string): Day => asDay(numberIn(row, name));
  const medType = textIn(row, 'med_type');
  const isStay = STAYS.has(medType);
  const id = numberIn(row, 'mdtrt_id');
  const disease = textIn(row, 'dise');
  return {
    kind: 'bill',
    id: `v${id}`,
    institution: textIn(row, 'fixmedins_code'),
    providerRegion: textIn(provider, 'admdvs'),
    visit: {
      kind: medType === PURCHASE ? 'pharmacy' : isStay ? 'inpatient' : 'outpatient',
      beginAt: `${dayText(day('begntime'))} 08:00:00`,
      endAt: `${dayText(day('endtime'))} 17:00:00`,
      details: {
        insuranceType: textIn(row, 'insutype'),
        medType,
        hospitalNo: String(id),
        diseaseCode: disease === 'none' ? null : diseaseCode(disease),
        diseaseName: disease === 'none' ? null : diseaseName(disease),
        facets: visitFacets(row, provider),
        diagnoses: [
          {
            phase: isStay ? '2' : '1',
            sortNo: '1',
            said: { diag_code: textIn(row, 'dscg_maindiag_code'), maindiag_flag: '1' },
          },
        ],
        said: saidOf(row),
      },
    },
    lines: lines.map((line) => lineOf(line, context)),
    servedOn: day('begntime'),
    dischargedOn: day('endtime'),
    settledOn: day('setl_time'),
    recordedAt: instant(numberIn(row, 'recorded_on'), 12),
    accountFen: numberIn(row, 'acct_pay_fen'),
  };
}

/** What a bill says besides, by national name. */
function saidOf(row: Row): Readonly<Record<string, string>> {
  return {
    reim_flag: textIn(row, 'reim_flag'),
    dscg_way: textIn(row, 'dscg_way'),
    hi_paymtd: textIn(row, 'hi_paymtd'),
    atddr_no: String(numberIn(row, 'atddr_no')),
  };
}

function lineOf(row: Row, { city, items }: PastContext): UploadedLine {
  const code = textIn(row, 'med_list_codg');
  const [found, item] = [city.items.get(code), items.get(code)];
  if (!found || !item) throw new RangeError(`no item ${code}`);
  const count = numberIn(row, 'cnt');
  const overFen = numberIn(row, 'overlmt_amt_fen');
  const quantity = count * QUANTITY;
  const priceMicro = numberIn(row, 'pric_fen') * MICRO_PER_FEN;
  const ceilingMicro =
    overFen === 0 ? null : priceMicro - divideRounded(overFen * MICRO_PER_FEN, count, 'halfUp');
  const costFen = numberIn(row, 'det_item_fee_sumamt_fen');
  const itemClass = classOf(textIn(row, 'chrgitm_lv'));
  const firstShareBp = numberIn(row, 'selfpay_prop_bp');
  const amounts = { costFen, quantity, priceMicro };
  const split = splitLine(amounts, { class: itemClass, firstShareBp, ceilingMicro }, false);
  if (itemClass !== '03' && split.fullSelfPayFen === 0 && split.overLimitFen !== overFen) {
    throw new RangeError(`${row.mdtrt_id}/${row.feedetl_sn}: 超限价金额 ${overFen} 不能按单价表示`);
  }
  // Written out: a spread into an object of this size costs a third of the whole load.
  return {
    costFen,
    fullSelfPayFen: split.fullSelfPayFen,
    overLimitFen: split.overLimitFen,
    preSelfPayFen: split.preSelfPayFen,
    inScopeFen: split.inScopeFen,
    lineNo: String(numberIn(row, 'feedetl_sn')),
    reverses: null,
    occurredAt: `${dayText(numberIn(row, 'fee_ocur_time'))} 09:00:00`,
    itemCode: item.code,
    itemName: item.name,
    listType: item.listType,
    quantity,
    priceMicro,
    ceilingMicro,
    firstShareBp,
    itemClass,
    chargeType: item.chargeType,
    isRestricted: false,
    isRefused: false,
    facets: lineFacets(row, found),
    flags: {},
    said: {},
  };
}

/** An hour of a city day. */
function instant(day: number, hour: number): Date {
  return new Date((day * 24 + hour - 8) * 3_600_000);
}

function endText(day: Day | null): string | null {
  return day === null ? null : dayText(day);
}

const texts = new Map<number, string>();

/** `YYYY-MM-DD`; a city has few days, and each is asked for a million times. */
function dayText(day: number): string {
  const known = texts.get(day);
  if (known !== undefined) return known;
  const text = formatDay(asDay(day));
  texts.set(day, text);
  return text;
}
