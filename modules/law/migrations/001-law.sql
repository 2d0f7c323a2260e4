CREATE SCHEMA law;

-- A Program under its hash, for good: what a settlement was made under can be had again.
CREATE TABLE law.version (
  hash text PRIMARY KEY,
  scheme text NOT NULL,
  area text NOT NULL,
  title text NOT NULL,
  in_force_from date NOT NULL,
  in_force_until date NOT NULL,
  program text NOT NULL,
  published_at timestamptz NOT NULL,
  published_by text NOT NULL
);

-- The words and documents that explanations of that publication need.
CREATE TABLE law.body (
  body_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  digest text NOT NULL UNIQUE,
  dimensions text NOT NULL,
  documents text NOT NULL,
  published_at timestamptz NOT NULL
);

-- Which versions are in force for new visits.
CREATE TABLE law.current (
  scheme text PRIMARY KEY,
  hash text NOT NULL REFERENCES law.version
);

CREATE FUNCTION law.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'law.% only grows', TG_TABLE_NAME USING ERRCODE = '23001';
END $$;
CREATE TRIGGER version_grows BEFORE UPDATE OR DELETE ON law.version
  FOR EACH ROW EXECUTE FUNCTION law.refuse_change();
CREATE TRIGGER body_grows BEFORE UPDATE OR DELETE ON law.body
  FOR EACH ROW EXECUTE FUNCTION law.refuse_change();
