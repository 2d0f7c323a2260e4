/**
 * The person that a route names, for an operator who may see the region.
 */
import { accepted, type Result, rejected } from '../../../engine/units/index.ts';
import { mayAct, type RequestScope } from '../../../platform/access/index.ts';
import { type Enrolled, findByPersonNo } from '../../enrolment/index.ts';
import type { Services } from '../services.ts';

/** Rejects `settlement/person_unknown` and `access/region_denied`. */
export async function personOf(
  { database, vault }: Pick<Services, 'database' | 'vault'>,
  { principal }: RequestScope,
  personNo: string,
): Promise<Result<Enrolled>> {
  const enrolled = await findByPersonNo(database, vault, personNo);
  if (!enrolled) {
    return rejected('settlement/person_unknown', '查无此人员编号，请核对，或先按证件号查人');
  }
  if (mayAct(principal, enrolled.region)) return accepted(enrolled);
  return rejected('access/region_denied', '当前操作员不能查看这个区划的人员');
}
