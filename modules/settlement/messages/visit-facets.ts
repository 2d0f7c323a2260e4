/**
 * Facets that a visit gives its event: category, provider, disease and kind of delivery.
 */
import { type Day, type Result, rejected } from '../../../engine/units/index.ts';
import type { Disease, Provider } from '../../catalogue/index.ts';
import type { Enrolled } from '../../enrolment/index.ts';
import { type MedType, maternityEventOf } from './codes.ts';
import type { Row } from './read-row.ts';

const CITY_DIGITS = 4;

export interface Maternity {
  /** National code of the kind of delivery. */
  readonly type: string;
  /** Of pregnancy; null where nobody said. */
  readonly weeks: number | null;
}

/** What a message says of a delivery; null where it is none. */
export function maternityOf({ said }: Pick<Row, 'said'>): Maternity | null {
  const { matn_type: type, geso_val: weeks } = said;
  return type === undefined ? null : { type, weeks: weeks === undefined ? null : Number(weeks) };
}

const SPECIAL = 'specialDiseaseOutpatient';

/**
 * A special disease is treated as such once it is filed. Rejects `settlement/disease_unknown` and
 * `settlement/disease_not_filed`.
 */
export function refuseUnfiled(
  medType: MedType,
  disease: Disease | null,
  { facts }: Enrolled,
  on: Day,
): Result<never> | null {
  if (medType.facets.setting !== SPECIAL) return null;
  if (!disease) {
    return rejected(
      'settlement/disease_unknown',
      '门诊慢特病须上传目录中的病种，请核对 dise_codg',
      'dise_codg',
    );
  }
  const { filed } = disease;
  const isFiled = facts.some(
    ({ dimension, code, effectiveFrom, effectiveUntil }) =>
      dimension === filed?.dimension &&
      code === filed.code &&
      effectiveFrom <= on &&
      (effectiveUntil === null || on < effectiveUntil),
  );
  if (filed === null || isFiled) return null;
  return rejected(
    'settlement/disease_not_filed',
    '该人员在就诊日没有此病种的备案，请先用 2503 备案，或按普通门诊上传 med_type',
    'dise_codg',
  );
}

export function visitFacets(
  medType: MedType,
  given: {
    readonly provider: Provider;
    readonly enrolled: Enrolled;
    readonly disease: Disease | null;
    readonly maternity: Maternity | null;
  },
): Readonly<Record<string, string>> {
  const { provider, enrolled, disease, maternity } = given;
  const isInCity = provider.region.slice(0, CITY_DIGITS) === enrolled.region.slice(0, CITY_DIGITS);
  return {
    grade: provider.grade,
    place: isInCity ? 'inCity' : 'outOfCity',
    ...provider.facets,
    ...disease?.treated,
    ...medType.facets,
    ...deliveryFacets(medType.facets, maternity),
  };
}

const DELIVERY = 'maternityStay';

/** What a delivery adds to the facets of a maternity stay; nothing elsewhere, or if untold. */
export function deliveryFacets(
  { setting }: Readonly<Record<string, string>>,
  maternity: Maternity | null,
): Readonly<Record<string, string>> {
  if (setting !== DELIVERY || maternity === null) return {};
  const maternityEvent = maternityEventOf(maternity.type, maternity.weeks);
  return maternityEvent === undefined ? {} : { maternityEvent };
}

/** A delivery settles once it is told which. Rejects `settlement/delivery_untold`. */
export function refuseUntoldDelivery(
  facets: Readonly<Record<string, string>>,
): Result<never> | null {
  if (facets.setting !== DELIVERY || facets.maternityEvent !== undefined) return null;
  return rejected(
    'settlement/delivery_untold',
    '生育住院结算前须上传 matn_type，流产、引产并须上传孕周数 geso_val，请用 2402 或 2403 补传',
    'matn_type',
  );
}
