/**
 * Four cities to be like. Counties from the national list of divisions; weights, ages and work are
 * assumed. What is fitted to published figures comes from `fitted/<city>.yaml`.
 */
import type { Levers, Profile } from './profile.ts';

const LEVERS: Levers = {
  wageFen: 620_000,
  residentFundFen: 160_000,
  stayRate: 1,
  stayCost: 1,
  visitCost: 1,
  employeeStayRatio: 0.86,
  residentStayRatio: 0.68,
  employeeVisitRatio: 0.55,
  residentVisitRatio: 0.4,
  poorShare: 0.04,
  poorTilt: 0.1,
  poorSpared: 0.9,
  aidReach: 0.8,
  aidRatio: 0.6,
  aidVisitRatio: 0.3,
  productShare: 0.32,
  productRatio: 0.6,
  crossVisits: 0.1,
  crossStays: 0.06,
  provinceStays: 0.1,
  crossVisitCost: 1.2,
  crossStayCost: 1.6,
  directCross: 0.6,
  directProvince: 0.7,
  drgShare: 0.96,
  openingEmployeeFen: 210_000,
  openingResidentFen: 80_000,
  beforeEmployeeFen: 130_000,
  beforeResidentFen: 130_000,
};

const [TEKUN, DIBAO, DIBIAN, LIFTED, ORPHAN, LOW, POOR1, POOR2, LOOKBACK] = [
  0, 1, 2, 4, 5, 6, 7, 8, 9,
];

const status = (code: number, weight: number, fromAge = 0, untilAge = 120) => ({
  code,
  weight,
  fromAge,
  untilAge,
});

const ASSISTED = [status(TEKUN, 12, 55), status(DIBAO, 58), status(DIBIAN, 30)];

const ZHOUSHAN: Profile = {
  id: 'zhoushan',
  title: '舟山市',
  insured: 1_003_000,
  counties: [
    { code: '330902', name: '定海区', weight: 43, urban: 0.78 },
    { code: '330903', name: '普陀区', weight: 34, urban: 0.74 },
    { code: '330921', name: '岱山县', weight: 17, urban: 0.6 },
    { code: '330922', name: '嵊泗县', weight: 6, urban: 0.55 },
  ],
  households: [17, 13, 9, 13, 16, 13, 3, 10, 6],
  employed: [0.68, 0.38],
  retired: [0.62, 0.24],
  uninsured: 0.012,
  classes: [{ fromYear: 0, of: ASSISTED, isIllnessClass: false }],
  product: { fromYear: 2021, premiumFen: 10_000, minorPremiumFen: 10_000, firstMonth: 1 },
  careFromYear: null,
  careForResidentsFromYear: null,
  residentPremiumShare: 0.34,
  employeeRate: 0.095,
  levers: LEVERS,
};

const WENZHOU: Profile = {
  ...ZHOUSHAN,
  id: 'wenzhou',
  title: '温州市',
  insured: 8_300_000,
  counties: [
    { code: '330302', name: '鹿城区', weight: 12, urban: 0.95 },
    { code: '330303', name: '龙湾区', weight: 8, urban: 0.9 },
    { code: '330304', name: '瓯海区', weight: 10, urban: 0.88 },
    { code: '330305', name: '洞头区', weight: 2, urban: 0.6 },
    { code: '330324', name: '永嘉县', weight: 9, urban: 0.6 },
    { code: '330326', name: '平阳县', weight: 9, urban: 0.6 },
    { code: '330327', name: '苍南县', weight: 9, urban: 0.62 },
    { code: '330328', name: '文成县', weight: 3, urban: 0.45 },
    { code: '330329', name: '泰顺县', weight: 3, urban: 0.45 },
    { code: '330381', name: '瑞安市', weight: 15, urban: 0.72 },
    { code: '330382', name: '乐清市', weight: 15, urban: 0.74 },
    { code: '330383', name: '龙港市', weight: 5, urban: 0.85 },
  ],
  households: [11, 7, 9, 12, 14, 18, 8, 11, 10],
  employed: [0.5, 0.2],
  retired: [0.42, 0.1],
  uninsured: 0.01,
  classes: [
    {
      fromYear: 0,
      of: [...ASSISTED, status(LOW, 14), status(ORPHAN, 1, 0, 18)],
      isIllnessClass: true,
    },
  ],
  product: { fromYear: 2021, premiumFen: 10_000, minorPremiumFen: 8_000, firstMonth: 1 },
  careFromYear: 2019,
  careForResidentsFromYear: 2023,
  levers: { ...LEVERS, productShare: 0.5, poorShare: 0.022 },
};

const PANZHIHUA: Profile = {
  ...ZHOUSHAN,
  id: 'panzhihua',
  title: '攀枝花市',
  insured: 1_050_000,
  counties: [
    { code: '510402', name: '东区', weight: 34, urban: 0.97 },
    { code: '510403', name: '西区', weight: 11, urban: 0.95 },
    { code: '510411', name: '仁和区', weight: 23, urban: 0.6 },
    { code: '510421', name: '米易县', weight: 18, urban: 0.45 },
    { code: '510422', name: '盐边县', weight: 14, urban: 0.35 },
  ],
  households: [11, 8, 9, 14, 14, 16, 6, 12, 10],
  employed: [0.62, 0.2],
  retired: [0.66, 0.14],
  uninsured: 0.03,
  classes: [{ fromYear: 0, of: [...ASSISTED, status(LIFTED, 40)], isIllnessClass: true }],
  product: null,
  levers: { ...LEVERS, poorShare: 0.05 },
};

const XIANNING: Profile = {
  ...ZHOUSHAN,
  id: 'xianning',
  title: '咸宁市',
  insured: 2_800_000,
  counties: [
    { code: '421202', name: '咸安区', weight: 22, urban: 0.7 },
    { code: '421221', name: '嘉鱼县', weight: 12, urban: 0.5 },
    { code: '421222', name: '通城县', weight: 17, urban: 0.45 },
    { code: '421223', name: '崇阳县', weight: 16, urban: 0.45 },
    { code: '421224', name: '通山县', weight: 15, urban: 0.42 },
    { code: '421281', name: '赤壁市', weight: 18, urban: 0.55 },
  ],
  households: [9, 7, 8, 12, 13, 17, 11, 11, 12],
  employed: [0.3, 0.08],
  retired: [0.34, 0.05],
  uninsured: 0.03,
  classes: [
    { fromYear: 0, of: [status(POOR1, 60), status(POOR2, 40)], isIllnessClass: false },
    { fromYear: 2022, of: [...ASSISTED, status(LOOKBACK, 6)], isIllnessClass: true },
  ],
  product: null,
  levers: {
    ...LEVERS,
    wageFen: 420_000,
    residentFundFen: 63_000,
    poorShare: 0.09,
    stayRate: 1.2,
    stayCost: 0.6,
    visitCost: 0.55,
  },
};

/** The profiles by id. */
export const PROFILES: Readonly<Record<string, Profile>> = {
  zhoushan: ZHOUSHAN,
  wenzhou: WENZHOU,
  panzhihua: PANZHIHUA,
  xianning: XIANNING,
};
