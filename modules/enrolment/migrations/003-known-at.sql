-- Since which version of the person a fact is known, and at which it was revoked: versions are the
-- serial order of a person's changes, instants of several processes are not. Imported facts were
-- known before the first change.
ALTER TABLE enrolment.fact
  ADD COLUMN recorded_version integer NOT NULL DEFAULT 0,
  ADD COLUMN revoked_version integer,
  ADD COLUMN revoked_why text;
UPDATE enrolment.fact SET recorded_version = substring(source FROM '^\d+F(\d+)$')::integer
 WHERE source ~ '^\d+F\d+$';

-- As before; `p_filing` also holds the version that the change makes.
CREATE OR REPLACE FUNCTION enrolment.file(p_person bigint, p_filing jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_id text := p_filing ->> 'filingId';
  v_version integer := (p_filing ->> 'version')::integer;
  v_at timestamptz;
BEGIN
  IF p_filing ? 'revokedAt' THEN
    v_at := (p_filing ->> 'revokedAt')::timestamptz;
    UPDATE enrolment.filing SET revoked_at = v_at, revoked_why = p_filing ->> 'why'
     WHERE person_id = p_person AND filing_id = v_id AND revoked_at IS NULL;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no open filing %', v_id USING ERRCODE = 'TB001';
    END IF;
    UPDATE enrolment.fact SET revoked_at = v_at, revoked_version = v_version
     WHERE person_id = p_person AND source = v_id AND revoked_at IS NULL;
    RETURN;
  END IF;
  v_at := (p_filing ->> 'at')::timestamptz;
  INSERT INTO enrolment.filing (person_id, filing_id, kind, institution, effective_from,
                                effective_until, said, recorded_at)
  VALUES (p_person, v_id, p_filing ->> 'kind', p_filing ->> 'institution',
          (p_filing ->> 'from')::date, (p_filing ->> 'until')::date, (p_filing -> 'said')::json,
          v_at);
  IF jsonb_typeof(p_filing -> 'fact') = 'object' THEN
    INSERT INTO enrolment.fact (person_id, dimension, code, effective_from, effective_until,
                                source, recorded_at, recorded_version)
    VALUES (p_person, p_filing #>> '{fact,dimension}', p_filing #>> '{fact,code}',
            (p_filing ->> 'from')::date, (p_filing ->> 'until')::date, v_id, v_at, v_version);
  END IF;
END $$;
