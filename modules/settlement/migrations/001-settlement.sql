CREATE SCHEMA settlement;

-- The head of a person: its version counts the changes and is their serial order.
CREATE TABLE settlement.person (
  person_id bigint PRIMARY KEY,
  version integer NOT NULL,
  -- The engine's counters after the last event in the law's order.
  state json NOT NULL,
  -- Day of that event in the law's order; a bill of an earlier day is a replay.
  last_day date
);

CREATE TABLE settlement.visit (
  person_id bigint NOT NULL,
  visit_id text NOT NULL,
  institution text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('outpatient', 'inpatient', 'pharmacy')),
  status text NOT NULL CHECK (status IN ('open', 'discharged', 'cancelled')),
  begin_at text NOT NULL,
  end_at text,
  visit json NOT NULL,
  contact_sealed bytea,
  PRIMARY KEY (person_id, visit_id)
);
CREATE INDEX visit_in_hospital ON settlement.visit (person_id)
  WHERE kind = 'inpatient' AND status = 'open';

-- One row for each upload of fee lines, as classified then.
CREATE TABLE settlement.batch (
  person_id bigint NOT NULL,
  visit_id text NOT NULL,
  batch_id integer NOT NULL,
  charge_no text NOT NULL,
  lines json NOT NULL,
  withdrawn text[] NOT NULL DEFAULT '{}',
  settlement_id text,
  PRIMARY KEY (person_id, visit_id, batch_id)
);

CREATE TABLE settlement.settlement (
  person_id bigint NOT NULL,
  settlement_id text NOT NULL,
  version integer NOT NULL,
  visit_id text NOT NULL,
  institution text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('settle', 'reverse')),
  reverses text,
  msgid text NOT NULL,
  at timestamptz NOT NULL,
  -- The engine's event; for a reversal null.
  event json,
  -- What the answer is rendered from besides the result: payment, categories, totals.
  facts json NOT NULL,
  PRIMARY KEY (person_id, settlement_id),
  CHECK ((kind = 'reverse') = (reverses IS NOT NULL)),
  CHECK ((kind = 'settle') = (event IS NOT NULL))
);
CREATE UNIQUE INDEX settlement_reversed_once ON settlement.settlement (person_id, reverses)
  WHERE reverses IS NOT NULL;

-- What an event gives, anew for each change that moved it; the latest version counts.
CREATE TABLE settlement.result (
  person_id bigint NOT NULL,
  settlement_id text NOT NULL,
  version integer NOT NULL,
  law_hash text NOT NULL,
  engine text NOT NULL,
  payers text[] NOT NULL,
  paid bigint[] NOT NULL,
  -- What stands in the ledger by payer: differs from `paid` where the law waives or holds.
  posted bigint[] NOT NULL,
  total_fen bigint NOT NULL,
  trace json NOT NULL,
  PRIMARY KEY (person_id, settlement_id, version)
);

CREATE TABLE settlement.message (
  institution text NOT NULL,
  msgid text NOT NULL,
  infno text NOT NULL,
  person_id bigint,
  version integer,
  content_hash bytea NOT NULL,
  answer_sealed bytea,
  at timestamptz NOT NULL,
  CONSTRAINT message_once PRIMARY KEY (institution, msgid)
);

CREATE FUNCTION settlement.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'settlement.% only grows', TG_TABLE_NAME USING ERRCODE = '23001';
END $$;
CREATE TRIGGER settlement_grows BEFORE UPDATE OR DELETE ON settlement.settlement
  FOR EACH ROW EXECUTE FUNCTION settlement.refuse_change();
CREATE TRIGGER result_grows BEFORE UPDATE OR DELETE ON settlement.result
  FOR EACH ROW EXECUTE FUNCTION settlement.refuse_change();
