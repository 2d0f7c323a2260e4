/** Tells a city's bills and reversals to the platform by national messages. */
import type { Answer, Fields, TestService } from '../../../testing/service/index.ts';
import { purchase, purchaseOf } from '../../../testing/service/purchases.ts';
import { admission, dischargeInput, stayLine, staySettle } from '../../../testing/service/stays.ts';
import {
  describe,
  diagnosis,
  feeLine,
  type LineSketch,
  register,
  setlinfo,
  settleInput,
  totalOf,
  visitIdOf,
  type Who,
} from '../../../testing/service/visits.ts';
import { type CityBill, hour, isPurchase, isStay } from './city-plan.ts';

/** A bill that was told, or what refused it. */
export type Told =
  | { readonly ok: true; readonly settlementId: string; readonly answer: Answer }
  | { readonly ok: false; readonly refusal: string };

/** The kind of a delivery by national code. */
const DELIVERIES: Readonly<Record<string, string>> = {
  birth: '1',
  difficultBirth: '2',
  caesarean: '3',
};

/** Sends all messages of a bill; the first refusal ends it. */
export async function tellBill(service: TestService, who: Who, bill: CityBill): Promise<Told> {
  try {
    const answer = await told(service, { ...who, insutype: bill.insuranceType }, bill);
    return { ok: true, settlementId: String(setlinfo(answer).setl_id), answer };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.message };
    throw error;
  }
}

/** Takes a told bill back; throws where that is refused. */
export async function takeBack(
  service: TestService,
  who: Who,
  bill: CityBill,
  answer: Answer,
): Promise<void> {
  const send = sender(service, bill);
  const { mdtrt_id, setl_id, psn_no } = purchaseOf(who, answer);
  if (isPurchase(bill)) await send('2103', { data: { psn_no, mdtrt_id, setl_id } });
  else await send(isStay(bill) ? '2305' : '2208', { data: { psn_no, mdtrt_id, setl_id } });
}

class Refused extends Error {}

function sender(service: TestService, { institution, region, on }: CityBill) {
  const envelope = {
    mdtrtarea_admvs: region,
    fixmedins_code: institution,
    fixmedins_name: institution,
    inf_time: hour(on, 10),
  };
  return async (infno: string, input: Fields): Promise<Answer> => {
    const answer = await service.send(infno, input, envelope);
    if (answer.infcode !== 0) throw new Refused(`${infno} ${answer.err_msg}`);
    return answer;
  };
}

function told(service: TestService, who: Who, bill: CityBill): Promise<Answer> {
  const send = sender(service, bill);
  if (isPurchase(bill)) return tellPurchase(send, who, bill);
  return isStay(bill) ? tellStay(send, who, bill) : tellVisit(send, who, bill);
}

type Send = ReturnType<typeof sender>;

function sketches({ lines }: CityBill): readonly LineSketch[] {
  return lines.map(({ item, count, priceFen, on }, index) => ({
    no: `L${index + 1}`,
    item,
    count,
    price: priceFen / 100,
    at: hour(on, 9),
  }));
}

function diseaseOf({ disease }: CityBill): Fields {
  return disease === 'none' ? {} : { dise_codg: `TB-${disease}`, dise_name: disease };
}

function tellPurchase(send: Send, who: Who, bill: CityBill): Promise<Answer> {
  const extra = { begntime: hour(bill.begin, 8), acct_used_flag: '0', ...diseaseOf(bill) };
  return send('2102', purchase(who, sketches(bill), extra));
}

async function tellVisit(send: Send, who: Who, bill: CityBill): Promise<Answer> {
  const { medType, diagnosis: code } = bill;
  const lines = sketches(bill);
  const visit = visitIdOf(await send('2201', register(who, hour(bill.begin, 8))));
  const said = describe(who, visit, {
    med_type: medType,
    begntime: hour(bill.begin, 8),
    dise_codg: code,
    ...diseaseOf(bill),
  });
  await send('2203', { ...said, diseinfo: [diagnosis('1', { diag_code: code })] });
  await send('2204', { feedetail: lines.map((line) => feeLine(who, visit, line)) });
  return send('2207', settleInput(who, visit, totalOf(lines), { med_type: medType }));
}

async function tellStay(send: Send, who: Who, bill: CityBill): Promise<Answer> {
  const { medType: med_type, delivery } = bill;
  const lines = sketches(bill);
  const kind = delivery === 'none' ? {} : { matn_type: DELIVERIES[delivery] };
  const extra = { med_type, ...kind };
  const visit = visitIdOf(await send('2401', admission(who, hour(bill.begin, 8), extra)));
  const feedetail = lines.map((line) => ({ ...stayLine(who, visit, line), med_type }));
  await send('2301', { feedetail });
  const left = dischargeInput(who, visit, hour(bill.end, 17));
  await send('2402', { ...left, dscginfo: { ...(left.dscginfo as Fields), ...kind } });
  return send('2304', staySettle(who, visit, totalOf(lines), { med_type }));
}
