/**
 * What the module keeps of a person: visits, uploaded lines, settlements and their results.
 */
import type { State } from '../../engine/settle/index.ts';
import type { LineSplit } from '../catalogue/index.ts';

export type VisitKind = 'outpatient' | 'inpatient' | 'pharmacy';
export type VisitStatus = 'open' | 'discharged' | 'cancelled';

export interface Visit {
  readonly visitId: string;
  readonly institution: string;
  readonly kind: VisitKind;
  readonly status: VisitStatus;
  /** `YYYY-MM-DD HH:mm:ss`, city time, as the hospital sent it. */
  readonly beginAt: string;
  readonly endAt: string | null;
  readonly details: VisitDetails;
}

export interface VisitDetails {
  /** National codes as sent. */
  readonly insuranceType: string;
  readonly medType: string;
  /** The hospital's own number of the visit. */
  readonly hospitalNo: string;
  readonly diseaseCode: string | null;
  readonly diseaseName: string | null;
  /** Facets that disease and provider give the event. */
  readonly facets: Readonly<Record<string, string>>;
  readonly diagnoses: readonly Diagnosis[];
  /** Other fields of the messages, by national name, for the queries that give them back. */
  readonly said: Readonly<Record<string, string>>;
}

export interface Diagnosis {
  /** 1 admission or visit, 2 discharge. */
  readonly phase: '1' | '2';
  readonly sortNo: string;
  /** By national name, as sent. */
  readonly said: Readonly<Record<string, string>>;
}

/** Fee lines of one upload; as settling asks for them, or whole. */
export interface Batch<Line extends ChargedLine = ChargedLine> {
  readonly visitId: string;
  readonly batchId: number;
  readonly chargeNo: string;
  readonly lines: readonly Line[];
  /** Numbers of lines taken back before settling. */
  readonly withdrawn: readonly string[];
  readonly settlementId: string | null;
}

/** What settling asks of a line. */
export interface ChargedLine {
  readonly lineNo: string;
  /** The line that this one takes back, all or in part; its cost and quantity are negative. */
  readonly reverses: string | null;
  readonly occurredAt: string;
  /** Ten-thousandths. */
  readonly quantity: number;
  /** Millionths of a yuan. */
  readonly priceMicro: number;
  readonly ceilingMicro: number | null;
  readonly firstShareBp: number;
  readonly itemClass: '01' | '02' | '03';
  /** Refused by the hospital's approval: the person pays all of it. */
  readonly isRefused: boolean;
  readonly facets: Readonly<Record<string, string>>;
  readonly costFen: number;
}

/** A line with all that queries show of it. */
export interface UploadedLine extends ChargedLine, LineSplit {
  readonly itemCode: string;
  readonly itemName: string;
  readonly chargeType: string;
  readonly listType: string;
  readonly isRestricted: boolean;
  readonly flags: Readonly<Record<string, string>>;
  readonly said: Readonly<Record<string, string>>;
}

/** The head of a person: all that a new event needs of what came before. */
export interface Head {
  readonly personId: number;
  readonly version: number;
  readonly state: State;
  /** `YYYY-MM-DD` of the last event in the law's order; null before the first. */
  readonly lastDay: string | null;
}

/** What a settlement keeps besides event and result. */
export interface SettlementFacts {
  readonly medType: string;
  readonly insuranceType: string;
  readonly credentialType: string;
  readonly invoiceNo: string | null;
  readonly batches: readonly number[];
  readonly isMidStay: boolean;
  /** What was paid from the personal account when it was settled. */
  readonly accountFen: number;
  /** Balance of the personal account after it. */
  readonly balanceFen: number;
  readonly isTreatFirst: boolean;
  /** The claim by which the person has it paid back; absent: the provider is paid. */
  readonly claimId?: string;
  /** Of a reversal that an operator made: the document or case that says so. */
  readonly basis?: string;
}

export interface StoredSettlement {
  readonly settlementId: string;
  readonly version: number;
  readonly visitId: string;
  readonly institution: string;
  readonly kind: 'settle' | 'reverse';
  readonly reverses: string | null;
  readonly msgid: string;
  readonly at: Date;
  readonly event: unknown;
  readonly facts: SettlementFacts;
}

export interface StoredResult {
  readonly settlementId: string;
  readonly version: number;
  readonly law: string;
  readonly engine: string;
  readonly payers: readonly string[];
  readonly paid: readonly number[];
  readonly posted: readonly number[];
  readonly totalFen: number;
  readonly trace: unknown;
}
