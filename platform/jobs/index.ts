/**
 * Long work: started once, seen from outside, stopped on request, taken up again after a crash.
 */
export type { Job, JobContext, JobHandler, JobRunner, JobState, RunnerOptions } from './jobs.ts';
export {
  cancelJob,
  createJobRunner,
  findJob,
  JobCancelled,
  RunnerStopped,
  startJob,
} from './jobs.ts';
