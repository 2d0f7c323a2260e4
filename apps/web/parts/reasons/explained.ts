/** The engine's explanation, by the names that the estimator uses. */
import type { Explanation, TierExplained } from '../../../../engine/explain/index.ts';

export type {
  CitationExplained,
  Explanation,
  PartExplained,
  SourceExplained,
  Words,
} from '../../../../engine/explain/index.ts';

export type TierApplied = Extract<TierExplained, { kind: 'applied' }>;
export type ChoiceExplained = Explanation['assumedChoices'][number];
