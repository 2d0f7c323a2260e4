/**
 * A small table of diagnoses under codes of the insurance edition of ICD-10, a few a chapter,
 * with who gets them and where they are treated. Names are short forms of ours.
 */
export interface Diagnosis {
  readonly code: string;
  readonly name: string;
  /** Weight among outpatient visits and among stays; 0: only where a disease asks for it. */
  readonly outpatient: number;
  readonly stay: number;
  readonly fromAge: number;
  readonly untilAge: number;
  /** 0 male, 1 female, 2 both. */
  readonly sex: 0 | 1 | 2;
}

type Row = readonly [string, string, number, number, number, number, (0 | 1 | 2)?];

const ROWS: readonly Row[] = [
  ['A09.000', '胃肠炎', 40, 12, 0, 120],
  ['A16.200', '肺结核', 0, 3, 10, 120],
  ['B18.100', '慢性乙型肝炎', 12, 4, 18, 90],
  ['C16.900', '胃恶性肿瘤', 0, 9, 35, 100],
  ['C18.900', '结肠恶性肿瘤', 0, 9, 35, 100],
  ['C22.900', '肝恶性肿瘤', 0, 6, 30, 100],
  ['C34.900', '支气管或肺恶性肿瘤', 0, 16, 35, 100],
  ['C50.900', '乳房恶性肿瘤', 0, 6, 28, 100, 1],
  ['C73.x00', '甲状腺恶性肿瘤', 0, 6, 20, 90],
  ['D50.900', '缺铁性贫血', 6, 3, 0, 120],
  ['D61.900', '再生障碍性贫血', 0, 1, 5, 120],
  ['D66.x00', '遗传性因子Ⅷ缺乏', 0, 1, 1, 100, 0],
  ['E04.100', '甲状腺结节', 14, 5, 18, 100],
  ['E11.900', '2型糖尿病', 0, 12, 30, 120],
  ['E78.500', '高脂血症', 22, 2, 30, 120],
  ['F20.900', '精神分裂症', 0, 5, 16, 100],
  ['F41.900', '焦虑障碍', 12, 2, 14, 100],
  ['F84.000', '童年孤独症', 0, 0, 2, 18],
  ['G20.x00', '帕金森病', 0, 2, 50, 120],
  ['G30.900', '阿尔茨海默病', 0, 2, 60, 120],
  ['G40.900', '癫痫', 0, 3, 1, 100],
  ['G47.000', '失眠症', 22, 2, 18, 120],
  ['G80.900', '脑瘫', 0, 1, 0, 40],
  ['H10.900', '结膜炎', 16, 0, 0, 120],
  ['H25.900', '老年性白内障', 8, 10, 50, 120],
  ['H66.900', '中耳炎', 12, 1, 0, 80],
  ['I10.x00', '高血压', 0, 14, 30, 120],
  ['I20.000', '不稳定型心绞痛', 4, 14, 40, 120],
  ['I25.103', '冠心病', 16, 24, 45, 120],
  ['I50.900', '心力衰竭', 2, 12, 50, 120],
  ['I63.900', '脑梗死', 10, 34, 45, 120],
  ['I69.300', '脑梗死后遗症', 10, 14, 45, 120],
  ['J06.900', '急性上呼吸道感染', 150, 10, 0, 120],
  ['J18.900', '肺炎', 12, 34, 0, 120],
  ['J20.900', '急性支气管炎', 60, 16, 0, 120],
  ['J44.900', '慢性阻塞性肺病', 6, 16, 45, 120],
  ['K29.500', '慢性胃炎', 46, 8, 14, 120],
  ['K35.200', '急性阑尾炎', 0, 8, 5, 90],
  ['K40.000', '腹股沟疝', 0, 6, 1, 100, 0],
  ['K74.600', '肝硬变', 2, 5, 30, 100],
  ['K80.000', '胆囊结石伴胆囊炎', 4, 13, 20, 110],
  ['L20.900', '皮炎', 40, 2, 0, 120],
  ['M17.900', '膝关节病', 20, 8, 45, 120],
  ['M32.900', '系统性红斑狼疮', 0, 1, 12, 90, 1],
  ['M54.500', '下背痛', 40, 10, 18, 120],
  ['N18.500', '慢性肾脏病5期', 0, 6, 15, 110],
  ['N20.000', '肾结石', 6, 9, 18, 100],
  ['N39.000', '泌尿道感染', 18, 6, 1, 120],
  ['N40.x00', '前列腺增生', 10, 7, 50, 120, 0],
  ['N76.000', '急性阴道炎', 20, 0, 16, 80, 1],
  ['O03.900', '自然流产', 0, 3, 18, 48, 1],
  ['O66.900', '梗阻性分娩', 0, 0, 18, 50, 1],
  ['O80.000', '头位顺产', 0, 0, 18, 50, 1],
  ['O82.000', '选择性剖宫产分娩', 0, 0, 18, 50, 1],
  ['P07.300', '早产婴儿', 0, 8, 0, 1],
  ['P59.900', '新生儿黄疸', 4, 30, 0, 1],
  ['Q21.100', '房间隔缺损', 0, 1, 0, 40],
  ['R50.900', '发热', 40, 4, 0, 120],
  ['S06.000', '脑震荡', 3, 6, 3, 110],
  ['S72.000', '股骨颈骨折', 0, 8, 45, 120],
  ['S82.000', '髌骨骨折', 2, 6, 8, 110],
  ['U07.100', '2019冠状病毒病', 0, 0, 0, 120],
  ['Z00.000', '一般性医学检查', 4, 0, 0, 120],
  ['Z34.900', '正常妊娠监督', 0, 0, 18, 50, 1],
  ['Z49.000', '透析的准备性医疗', 0, 1, 15, 110],
  ['Z51.100', '肿瘤化学治疗疗程', 0, 0, 10, 100],
  ['Z94.000', '肾移植状态', 0, 1, 15, 90],
];

/** The table, by code. */
export const DIAGNOSES: readonly Diagnosis[] = ROWS.map(
  ([code, name, outpatient, stay, fromAge, untilAge, sex = 2]) => ({
    code,
    name,
    outpatient,
    stay,
    fromAge,
    untilAge,
    sex,
  }),
);

/** Codes by index. */
export const DIAGNOSIS_CODES: readonly string[] = DIAGNOSES.map(({ code }) => code);

/** The index of a code; one that is not in the table is a fault and throws. */
export function diagnosisOf(code: string): number {
  const index = DIAGNOSIS_CODES.indexOf(code);
  if (index < 0) throw new RangeError(`no diagnosis ${code}`);
  return index;
}

/** What a disease of `DISEASE` is treated as, by its index; −1: none. */
export const DISEASE_DIAGNOSIS: readonly number[] = [
  '',
  'I10.x00',
  'E11.900',
  'E78.500',
  'C34.900',
  'Z94.000',
  'N18.500',
  'M32.900',
  'D61.900',
  'D66.x00',
  'F20.900',
  'E11.900',
  'A16.200',
  'K74.600',
  'G80.900',
  'G20.x00',
  'J44.900',
  'G30.900',
  'F84.000',
  'G40.900',
].map((code) => (code === '' ? -1 : diagnosisOf(code)));
