/**
 * What may be planted: behaviours that supervision looks for, and families that illness makes poor.
 * Rates are people in a million of those to whom it can happen; all are assumed.
 */
export interface Behaviour {
  readonly id: string;
  readonly title: string;
  /** In a million people. */
  readonly rate: number;
  /** Section of the supervision reference, or rule class of the 2025 edition. */
  readonly source: string;
}

export const BEHAVIOURS = [
  { id: 'splitStay', title: '分解住院', rate: 1500, source: '49；1.4' },
  { id: 'overlappingStays', title: '住院重叠', rate: 600, source: '1.3' },
  { id: 'careDuringStay', title: '住院期间门诊、购药结算', rate: 1500, source: '1.3' },
  { id: 'hangingBed', title: '挂床住院', rate: 900, source: '1.4' },
  { id: 'afterDeath', title: '死亡后就诊', rate: 30000, source: '1.3' },
  { id: 'frequentPurchase', title: '频繁购药', rate: 700, source: '51' },
  { id: 'emptySwipe', title: '同日空刷', rate: 700, source: '1.3' },
  { id: 'manyProviders', title: '同日多院', rate: 600, source: '1.3' },
  { id: 'doubleCharge', title: '重复收费', rate: 2000, source: '25' },
  { id: 'overPrice', title: '超限定单价收费', rate: 2000, source: '14' },
  { id: 'sexMismatch', title: '诊断与性别不符', rate: 500, source: '54' },
  { id: 'recycledDrug', title: '回流药：同一追溯码多次结算', rate: 1500, source: '1.3' },
  { id: 'yearEndDrain', title: '年底突击刷卡', rate: 800, source: '1.3' },
  { id: 'illnessPoverty', title: '因病致贫轨迹', rate: 500, source: '2' },
] as const satisfies readonly Behaviour[];

export type BehaviourId = (typeof BEHAVIOURS)[number]['id'];

/** Ids by index. */
export const BEHAVIOUR_IDS: readonly string[] = BEHAVIOURS.map(({ id }) => id);
