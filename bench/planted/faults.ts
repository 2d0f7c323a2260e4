/** All faults that the trial plants, each alone. */
import type { Fault } from './fault.ts';
import { ANALYSE_FAULTS } from './faults-analyse.ts';
import { BATCH_FAULTS } from './faults-batch.ts';
import { BATCH_COURSES_FAULTS } from './faults-batch-courses.ts';
import { BATCH_RUN_FAULTS } from './faults-batch-run.ts';
import { BATCH_TABLES_FAULTS } from './faults-batch-tables.ts';
import { COUNTER_FAULTS } from './faults-counters.ts';
import { LAW_FAULTS } from './faults-law.ts';
import { PEOPLE_FAULTS } from './faults-people.ts';
import { READ_FAULTS } from './faults-read.ts';
import { TIER_FAULTS } from './faults-tiers.ts';
import { UNIT_FAULTS } from './faults-units.ts';
import { WHOLE_FAULTS } from './faults-whole.ts';
import { WORD_FAULTS } from './faults-words.ts';
import { YEAR_FAULTS } from './faults-years.ts';

export const FAULTS: readonly Fault[] = [
  ...UNIT_FAULTS,
  ...READ_FAULTS,
  ...LAW_FAULTS,
  ...TIER_FAULTS,
  ...COUNTER_FAULTS,
  ...PEOPLE_FAULTS,
  ...WORD_FAULTS,
  ...WHOLE_FAULTS,
  ...ANALYSE_FAULTS,
  ...YEAR_FAULTS,
  ...BATCH_FAULTS,
  ...BATCH_RUN_FAULTS,
  ...BATCH_COURSES_FAULTS,
  ...BATCH_TABLES_FAULTS,
];
