/**
 * What a bench and a trial give. `tools/measure.ts` runs them, adds the options and prints.
 * A bench measures speed against a bar. A trial counts failures; its bar wants none, or few.
 */
export interface MeasureOptions {
  /** A smaller run that shows the form. It must judge no time: others may use the machine. */
  readonly quick: boolean;
  /** Chance of a run comes from this alone. */
  readonly seed: number;
}

export type Figure = number | string | boolean | null | readonly Figure[] | FigureMap;

export interface FigureMap {
  readonly [name: string]: Figure;
}

export interface BenchResult {
  readonly name: string;
  /** In the unit of the bar. */
  readonly value: number;
  /** Against the yardstick; null where there is none. */
  readonly ratio: number | null;
  /** As a reader would say it, with its unit: "≥ 700,000 settlements/s". */
  readonly bar: string;
  readonly holds: boolean;
  readonly figures: FigureMap;
}

export interface TrialResult {
  readonly name: string;
  /** Number of failures. */
  readonly value: number;
  /** Number of tries. */
  readonly tried: number;
  /** As a reader would say it: "0 of at least 1,000,000 events". */
  readonly bar: string;
  readonly holds: boolean;
  readonly figures: FigureMap;
}

export type RunBench = (options: MeasureOptions) => Promise<BenchResult>;
export type RunTrial = (options: MeasureOptions) => Promise<TrialResult>;
