/**
 * Invented items and diseases of the demo city: a few of each class, with and without a ceiling.
 */
import type { Disease, NewItem } from '../../../modules/catalogue/index.ts';

interface Sketch {
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly charge: string;
  readonly class: NewItem['class'];
  readonly bp?: number;
  /** Yuan. */
  readonly ceiling?: number;
  readonly isRestricted?: true;
}

const SKETCHES: readonly Sketch[] = [
  { code: 'XA01ABD075A002010100483', name: '阿莫西林胶囊', type: '101', charge: '09', class: '01' },
  {
    code: 'XA02BCA214A001010202561',
    name: '奥美拉唑肠溶胶囊',
    type: '101',
    charge: '09',
    class: '02',
    bp: 500,
  },
  {
    code: 'XB01ACL069B002010178895',
    name: '硫酸氢氯吡格雷片',
    type: '101',
    charge: '09',
    class: '02',
    bp: 1000,
  },
  {
    code: 'XL01XCB200B001010104512',
    name: '注射用曲妥珠单抗',
    type: '101',
    charge: '09',
    class: '02',
    bp: 1500,
    isRestricted: true,
  },
  {
    code: 'ZA01BAX0234010100321',
    name: '连花清瘟胶囊',
    type: '101',
    charge: '11',
    class: '02',
    bp: 500,
  },
  { code: 'T000500123', name: '黄芪饮片', type: '102', charge: '10', class: '01' },
  {
    code: '001101000010000-110100001',
    name: '普通门诊诊察费',
    type: '201',
    charge: '12',
    class: '01',
  },
  {
    code: '001109000010000-110900001',
    name: '普通病房床位费',
    type: '201',
    charge: '01',
    class: '01',
    ceiling: 50,
  },
  { code: '002501010010000-250101001', name: '血细胞分析', type: '201', charge: '04', class: '01' },
  {
    code: '002103000010000-210300001',
    name: '计算机断层扫描平扫',
    type: '201',
    charge: '03',
    class: '02',
    bp: 1000,
  },
  {
    code: '003306040010000-330604001',
    name: '腹腔镜胆囊切除术',
    type: '201',
    charge: '06',
    class: '02',
    bp: 500,
  },
  { code: '001201000010000-120100001', name: '一级护理', type: '201', charge: '07', class: '01' },
  {
    code: 'C0301101000000000000001',
    name: '冠状动脉药物洗脱支架',
    type: '301',
    charge: '08',
    class: '02',
    bp: 1500,
    ceiling: 3000,
  },
  {
    code: 'C0999999000000000000002',
    name: '进口美容缝合线',
    type: '301',
    charge: '08',
    class: '03',
  },
];

const MICRO = 1_000_000;
const WHOLE = 10_000;

export const DEMO_ITEMS: readonly NewItem[] = SKETCHES.map((one) => ({
  code: one.code,
  name: one.name,
  listType: one.type,
  chargeType: one.charge,
  class: one.class,
  firstShareBp: one.class === '03' ? WHOLE : (one.bp ?? 0),
  ceilingMicro: one.ceiling === undefined ? null : one.ceiling * MICRO,
  isRestricted: one.isRestricted ?? false,
  facets: { necessity: one.class === '03' ? 'notNecessary' : 'necessary' },
  flags: { bas_medn_flag: one.class === '01' && one.type === '101' ? '1' : '0' },
  effectiveFrom: '2017-01-01',
  effectiveUntil: null,
}));

export const DEMO_DISEASES: readonly Disease[] = [
  {
    code: 'M01600',
    name: '恶性肿瘤门诊治疗',
    treated: { specialDisease: 'cancer' },
    filed: { dimension: 'filedSpecialDisease', code: 'cancer' },
  },
  {
    code: 'M07801',
    name: '尿毒症透析',
    treated: { specialDisease: 'dialysis' },
    filed: { dimension: 'filedSpecialDisease', code: 'dialysis' },
  },
  { code: 'M03900', name: '高血压', treated: { chronicDisease: 'hypertension' }, filed: null },
];
