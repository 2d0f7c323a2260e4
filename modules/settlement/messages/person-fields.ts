/**
 * A person as the fields of answers. Whoever makes them opens the sealed name and number, so the
 * message's audit row tells of it.
 */
import { ageOn, type Day, formatDay } from '../../../engine/units/index.ts';
import { type Enrolled, factOn } from '../../enrolment/index.ts';
import { insuranceCode, personCategory } from './codes.ts';
import type { FieldValues } from './render-row.ts';

export interface PersonFields {
  readonly fields: FieldValues;
  /** National insurance type on the day, or null if not insured. */
  readonly insuranceType: string | null;
}

/** The fields that every answer about a person has, as they are on a day. */
export function personFields(enrolled: Enrolled, on: Day): PersonFields {
  const { name, certificateNo } = enrolled.identity();
  const insured = factOn(enrolled, 'insuranceType', on);
  const category = personCategory(insured, factOn(enrolled, 'employment', on));
  return {
    insuranceType: insuranceCode(insured),
    fields: {
      psn_no: enrolled.personNo,
      psn_name: name,
      psn_cert_type: enrolled.certificateType,
      certno: certificateNo,
      gend: enrolled.sex,
      naty: '',
      brdy: formatDay(enrolled.bornOn),
      age: { units: ageOn(enrolled.bornOn, on) * 10, decimals: 1 },
      psn_type: category,
      cvlserv_flag: '0',
      insuplc_admdvs: enrolled.region,
      insu_optins: enrolled.region,
    },
  };
}
