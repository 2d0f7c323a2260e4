/**
 * One outpatient visit from sign-in to reversal, then a purchase at a drugstore, against a running
 * demo platform:
 * node docs/integration/visit.mjs http://127.0.0.1:8700
 */
const url = process.argv[2] ?? 'http://127.0.0.1:8700';
const day = process.argv[3] ?? '2025-06-16';
const hospital = 'H33030200001';
const run = Date.now().toString(36);
let serial = 0;

/** Sends a message until it is answered; the same bytes are safe to send again. */
async function send(infno, input, sender = hospital) {
  const msgid = `${sender}-${run}-${++serial}`;
  const body = JSON.stringify({
    infno,
    msgid,
    mdtrtarea_admvs: '330300',
    insuplc_admdvs: '330300',
    recer_sys_code: 'HIS',
    infver: 'V1.0',
    opter_type: '1',
    opter: 'd001',
    opter_name: '窗口一',
    inf_time: `${day} 10:00:00`,
    fixmedins_code: sender,
    fixmedins_name: '演示机构',
    input,
  });
  const answer = await (await fetch(url, { method: 'POST', body })).json();
  console.log(infno, answer.infcode, answer.err_msg || JSON.stringify(answer.output).slice(0, 160));
  if (answer.infcode !== 0) process.exit(1);
  return { output: answer.output, msgid };
}

const card = {
  mdtrt_cert_type: '02',
  mdtrt_cert_no: process.argv[4] ?? '33000000719890808X',
  psn_cert_type: '01',
  certno: process.argv[4] ?? '33000000719890808X',
  psn_name: process.argv[5] ?? '王安安',
};

await send('9001', { signIn: { opter_no: 'd001', mac: '00-00-00-00-00-00', ip: '10.0.0.1' } });
const { baseinfo, insuinfo } = (await send('1101', { data: card })).output;
const who = {
  psn_no: baseinfo.psn_no,
  insutype: insuinfo[0].insutype,
  ...card,
  psn_type: insuinfo[0].psn_type,
};
const registered = await send('2201', {
  data: {
    ...who,
    begntime: `${day} 09:00:00`,
    ipt_otp_no: `OP-${run}`,
    dept_code: '0301',
    dept_name: '内科',
    caty: 'A03',
  },
});
const { mdtrt_id } = registered.output.data;
const { psn_no } = who;
await send('2203', {
  mdtrtinfo: {
    mdtrt_id,
    psn_no,
    med_type: '11',
    begntime: `${day} 09:00:00`,
    dise_codg: 'J06.900',
    dise_name: '急性上呼吸道感染',
  },
});
await send('2204', {
  feedetail: {
    feedetl_sn: '1',
    mdtrt_id,
    psn_no,
    chrg_bchno: 'B1',
    rx_circ_flag: '0',
    fee_ocur_time: `${day} 09:10:00`,
    med_list_codg: '002103000010000-210300001',
    medins_list_codg: 'CT-1',
    det_item_fee_sumamt: '260.00',
    cnt: '1',
    pric: '260',
    bilg_dept_codg: '0301',
    bilg_dept_name: '内科',
    bilg_dr_codg: 'D330300000001',
    bilg_dr_name: '甲医生',
    hosp_appr_flag: '0',
  },
});
const settle = {
  data: {
    ...who,
    mdtrt_id,
    med_type: '11',
    medfee_sumamt: '260.00',
    psn_setlway: '01',
    chrg_bchno: 'B1',
    acct_used_flag: '0',
    fulamt_ownpay_amt: 0,
    overlmt_selfpay: 0,
    preselfpay_amt: 26,
    inscp_scp_amt: 234,
  },
};
await send('2206', settle);
const settled = await send('2207', settle);
const { setl_id } = settled.output.setlinfo;
await send('5203', { data: { psn_no, mdtrt_id, setl_id } });
await send('2208', { data: { psn_no, mdtrt_id, setl_id } });
await send('5206', { data: { psn_no } });

const drugstore = 'P33030200011';
const purchase = {
  druginfo: {
    ...who,
    begntime: `${day} 11:00:00`,
    medfee_sumamt: '48.00',
    invono: '',
    acct_used_flag: '1',
    med_type: '41',
  },
  drugdetail: {
    feedetl_sn: '1',
    rx_circ_flag: '0',
    fee_ocur_time: `${day} 11:00:00`,
    med_list_codg: 'XA01ABD075A002010100483',
    medins_list_codg: 'AMX-1',
    det_item_fee_sumamt: '48.00',
    cnt: '2',
    pric: '24',
    durg_trac_info: [{ feedetl_sn: '1', drug_trac_codg: '83000000000000000001', trdn_flag: '0' }],
  },
};
await send('2101', purchase, drugstore);
const bought = (await send('2102', purchase, drugstore)).output.setlinfo;
const back = { psn_no, mdtrt_id: bought.mdtrt_id, setl_id: bought.setl_id };
await send('2103', { data: back }, drugstore);
console.log(`settled as ${setl_id} and taken back`);
