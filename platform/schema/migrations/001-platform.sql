-- What every module shares: audit, the outbox with its deliveries, jobs. The schema itself is made
-- by the migration runner.
CREATE TABLE platform.audit (
  audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  principal text NOT NULL,
  region text NOT NULL,
  request_id text NOT NULL,
  action text NOT NULL,
  person_id bigint,
  subject text NOT NULL
);
CREATE INDEX audit_person ON platform.audit (person_id, audit_id) WHERE person_id IS NOT NULL;

CREATE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%.% only grows', TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = '23001';
END $$;
CREATE TRIGGER audit_grows BEFORE UPDATE OR DELETE ON platform.audit
  FOR EACH ROW EXECUTE FUNCTION platform.refuse_change();

CREATE TABLE platform.subscription (
  consumer text NOT NULL,
  topic text NOT NULL,
  PRIMARY KEY (topic, consumer)
);
CREATE TABLE platform.event (
  event_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  topic text NOT NULL,
  key text NOT NULL,
  payload json NOT NULL,
  at timestamptz NOT NULL
);
CREATE TABLE platform.delivery (
  consumer text NOT NULL,
  event_id bigint NOT NULL REFERENCES platform.event,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  is_dead boolean NOT NULL DEFAULT false,
  error text,
  PRIMARY KEY (consumer, event_id)
);
CREATE INDEX delivery_due ON platform.delivery (consumer, due_at) WHERE NOT is_dead;

CREATE FUNCTION platform.publish(p_topic text, p_key text, p_payload json, p_at timestamptz)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  v_event bigint;
BEGIN
  INSERT INTO platform.event (topic, key, payload, at)
  VALUES (p_topic, p_key, p_payload, p_at) RETURNING event_id INTO v_event;
  INSERT INTO platform.delivery (consumer, event_id, due_at)
  SELECT consumer, v_event, p_at FROM platform.subscription WHERE topic = p_topic;
  RETURN v_event;
END $$;

CREATE TABLE platform.job (
  job_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL,
  input json NOT NULL,
  state text NOT NULL DEFAULT 'waiting'
    CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
  done bigint NOT NULL DEFAULT 0,
  total bigint,
  checkpoint json,
  result json,
  error text,
  attempts integer NOT NULL DEFAULT 0,
  is_cancel_asked boolean NOT NULL DEFAULT false,
  lease_until timestamptz,
  started_by text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX job_open ON platform.job (job_id) WHERE state IN ('waiting', 'running');
