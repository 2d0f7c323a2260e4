/** Providers and items that came after a city was loaded, as rows of the exchange form. Pure. */
import { divideRounded } from '../../../engine/units/index.ts';
import { type ListedItem, type ListedProvider, MICRO_PER_FEN } from '../../catalogue/index.ts';
import type { Row } from '../history/rows.ts';
import * as code from '../tables/codes.ts';

const LEVELS: readonly string[] = code.HOSPITAL_LEVEL;
const CHARGES: readonly string[] = code.CHARGE_TYPE;
const BY_GRADE = { primary: '08', secondary: '05', tertiary: '02' } as const;
const OTHER_CHARGE = '14';

/** `city`: the first four digits of the city's divisions. */
export function providerRow(one: ListedProvider, city: string): Row {
  return {
    fixmedins_code: one.code,
    fixmedins_type: one.kind === 'drugstore' ? '2' : '1',
    hosp_lv: LEVELS.includes(one.hospitalLevel) ? one.hospitalLevel : BY_GRADE[one.grade],
    admdvs: one.region,
    out_type: one.region.startsWith(city)
      ? '0'
      : one.region.startsWith(city.slice(0, 2))
        ? '1'
        : '3',
    essential_flag: one.facets.essentialMedicine === 'applied' ? '1' : '0',
    beds: 0,
    doctors: 0,
  };
}

/** A price is not part of the catalogue: 0. */
export function itemRow({ code: own, facets, ...item }: ListedItem): Row {
  const flag = (isSet: boolean) => (isSet ? '1' : '0');
  return {
    med_list_codg: own,
    med_chrgitm_type: CHARGES.includes(item.chargeType) ? item.chargeType : OTHER_CHARGE,
    chrgitm_lv: item.class,
    selfpay_prop_bp: item.firstShareBp,
    pric_fen: 0,
    pric_uplmt_amt_fen:
      item.ceilingMicro === null ? 0 : divideRounded(item.ceilingMicro, MICRO_PER_FEN, 'down'),
    critical_flag: flag(facets.criticalList === 'listed'),
    product_flag: flag(facets.productList === 'listed'),
    special_drug_flag: flag(facets.productDrug !== undefined),
    medical_flag: flag(facets.medicalNature !== 'nonMedical'),
  };
}
