-- A job is open once for one kind and input. Runs that failed or died since the last progress are
-- counted apart from `attempts`, which tells one runner of a job from the next.
ALTER TABLE platform.job ADD COLUMN failures integer NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX job_once ON platform.job (kind, md5(input::text))
  WHERE state IN ('waiting', 'running');
