/**
 * Jobs in a table. A runner holds a lease on the job it runs; a lease that ran out means that its
 * runner died, and another goes on from the last checkpoint.
 */
import { type Database, Json, type Queryable } from '../database/index.ts';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export interface Job {
  readonly jobId: number;
  readonly kind: string;
  readonly input: unknown;
  readonly state: JobState;
  readonly done: number;
  readonly total: number | null;
  /** What the last `progress` kept; null at first. */
  readonly checkpoint: unknown;
  readonly result: unknown;
  readonly error: string | null;
  readonly startedBy: string;
  readonly createdAt: Date;
}

export interface JobContext {
  readonly jobId: number;
  readonly input: unknown;
  /** What the last `progress` of an earlier run kept; null at first. */
  readonly checkpoint: unknown;
  /**
   * Tells how far the work is and what a later run needs; throws `JobCancelled` when the job was
   * asked to end, `RunnerStopped` when its runner was.
   */
  progress(step: {
    readonly done: number;
    readonly total: number | null;
    readonly checkpoint: unknown;
  }): Promise<void>;
}

/** Does the work and gives its result. A part done twice must do no harm. */
export type JobHandler = (context: JobContext) => Promise<unknown>;

export class JobCancelled extends Error {
  constructor(jobId: number) {
    super(`job ${jobId} was cancelled`);
    this.name = 'JobCancelled';
  }
}

/** The runner ends; the job waits for another, which goes on from here. */
export class RunnerStopped extends Error {
  constructor(jobId: number) {
    super(`the runner of job ${jobId} was stopped`);
    this.name = 'RunnerStopped';
  }
}

export interface RunnerOptions {
  readonly now: () => Date;
  /** Milliseconds that a job may be silent; 60,000 by default. */
  readonly lease?: number;
  /** Runs that may fail or die without any progress before the job is given up; 3 by default. */
  readonly attempts?: number;
}

export interface JobRunner {
  /** Runs the oldest open job to its end; false if there is none. */
  runNext(): Promise<boolean>;
  /** Lets the job that is running go at its next progress. */
  stop(): void;
}

/** Puts a job in line and gives its id; the id of the open one if the same is open already. */
export async function startJob(
  database: Queryable,
  job: { readonly kind: string; readonly input: unknown; readonly by: string; readonly at: Date },
): Promise<number> {
  const [row] = await database.query<{ jobId: number }>(
    `INSERT INTO platform.job (kind, input, started_by, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (kind, md5(input::text)) WHERE state IN ('waiting', 'running')
     DO UPDATE SET kind = excluded.kind
     RETURNING job_id AS "jobId"`,
    [job.kind, new Json(job.input), job.by, job.at],
  );
  if (!row) throw new Error('a job was not stored');
  return row.jobId;
}

/** Asks a job to stop: a waiting one at once, a running one at its next progress. */
export async function cancelJob(database: Queryable, jobId: number): Promise<void> {
  await database.query(
    `UPDATE platform.job SET is_cancel_asked = true,
            state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END
      WHERE job_id = $1 AND state IN ('waiting', 'running')`,
    [jobId],
  );
}

export async function findJob(database: Queryable, jobId: number): Promise<Job | null> {
  const [job] = await database.query<Job>(
    `SELECT job_id AS "jobId", kind, input, state, done, total, checkpoint, result, error,
            started_by AS "startedBy", created_at AS "createdAt"
       FROM platform.job WHERE job_id = $1`,
    [jobId],
  );
  return job ?? null;
}

/** Makes a runner of the kinds of job that the handlers know. */
export function createJobRunner(
  database: Database,
  handlers: Readonly<Record<string, JobHandler>>,
  options: RunnerOptions,
): JobRunner {
  const { now, lease = 60_000, attempts = 3 } = options;
  const until = () => new Date(now().getTime() + lease);
  let isStopped = false;
  return {
    stop: () => {
      isStopped = true;
    },
    runNext: async () => {
      const kinds = Object.keys(handlers);
      const open = await database.query(SOME_OPEN, [kinds]);
      if (open.length === 0) return false;
      await database.query(GIVE_UP, [kinds, now(), attempts]);
      const [job] = await database.query<Taken>(TAKE, [kinds, now(), until()]);
      if (!job) return false;
      const handler = handlers[job.kind];
      if (!handler) throw new Error(`no handler for jobs of kind ${job.kind}`);
      const end = (state: JobState, result: unknown, error: string | null) =>
        finish(database, job, { state, result, error });
      try {
        const result = await handler(
          contextOf(database, job, { until, isStopped: () => isStopped }),
        );
        await end('done', result, null);
      } catch (fault) {
        const reason = (fault instanceof Error ? fault.message : String(fault)).slice(0, 500);
        if (fault instanceof JobCancelled) await end('cancelled', null, reason);
        else if (fault instanceof RunnerStopped) await end('waiting', null, null);
        else await database.query(FAILED, [job.jobId, job.attempts, attempts, reason]);
      }
      return true;
    },
  };
}

interface Taken {
  readonly jobId: number;
  readonly kind: string;
  readonly input: unknown;
  readonly checkpoint: unknown;
  readonly attempts: number;
}

/** Asked every second for days on end, and nearly always answered with nothing. */
const SOME_OPEN = `SELECT FROM platform.job
  WHERE kind = ANY ($1::text[]) AND state IN ('waiting', 'running') LIMIT 1`;

/** What was running is with a runner that died. */
const TAKE = `UPDATE platform.job SET state = 'running', attempts = attempts + 1, lease_until = $3,
         failures = failures + CASE state WHEN 'running' THEN 1 ELSE 0 END
  WHERE job_id = (
    SELECT job_id FROM platform.job
     WHERE kind = ANY ($1::text[])
       AND (state = 'waiting' OR (state = 'running' AND lease_until < $2))
     ORDER BY job_id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING job_id AS "jobId", kind, input, checkpoint, attempts`;

const GIVE_UP = `UPDATE platform.job
   SET state = 'failed', error = 'its runners died', failures = failures + 1, lease_until = null
 WHERE kind = ANY ($1::text[]) AND state = 'running' AND lease_until < $2 AND failures + 1 >= $3`;

const FAILED = `UPDATE platform.job
   SET state = CASE WHEN failures + 1 >= $3 THEN 'failed' ELSE 'waiting' END,
       failures = failures + 1, error = $4, lease_until = null
 WHERE job_id = $1 AND attempts = $2 AND state = 'running'`;

interface Run {
  readonly until: () => Date;
  readonly isStopped: () => boolean;
}

function contextOf(database: Database, job: Taken, { until, isStopped }: Run): JobContext {
  const { jobId, input, checkpoint, attempts } = job;
  return {
    jobId,
    input,
    checkpoint,
    progress: async ({ done, total, checkpoint: kept }) => {
      const [row] = await database.query<{ isCancelAsked: boolean }>(
        `UPDATE platform.job SET done = $2, total = $3, checkpoint = $4, lease_until = $5,
                failures = 0
          WHERE job_id = $1 AND state = 'running' AND attempts = $6
          RETURNING is_cancel_asked AS "isCancelAsked"`,
        [jobId, done, total, new Json(kept), until(), attempts],
      );
      if (!row) throw new Error(`job ${jobId} has gone to another runner`);
      if (row.isCancelAsked) throw new JobCancelled(jobId);
      if (isStopped()) throw new RunnerStopped(jobId);
    },
  };
}

interface Ending {
  readonly state: JobState;
  readonly result: unknown;
  readonly error: string | null;
}

async function finish(database: Database, job: Taken, ending: Ending): Promise<void> {
  await database.query(
    `UPDATE platform.job SET state = $2, result = $3, error = $4, lease_until = null
      WHERE job_id = $1 AND attempts = $5 AND state = 'running'`,
    [job.jobId, ending.state, new Json(ending.result), ending.error, job.attempts],
  );
}
