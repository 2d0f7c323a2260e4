-- The one function that changes a person. SQLSTATE TB001: the person has changed since the decision
-- was made, load and decide again. TB002: the month was closed meanwhile, the same.
CREATE FUNCTION settlement.commit(p_person bigint, p_expected integer, p_change jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_version integer := p_expected + 1;
  v_state json := (p_change -> 'state')::json;
  v_part jsonb;
BEGIN
  IF p_expected = 0 THEN
    INSERT INTO settlement.person (person_id, version, state, last_day)
    VALUES (p_person, 1, coalesce(v_state, (p_change -> 'emptyState')::json),
            (p_change ->> 'lastDay')::date)
    ON CONFLICT DO NOTHING;
  ELSIF v_state IS NULL THEN
    UPDATE settlement.person SET version = v_version
     WHERE person_id = p_person AND version = p_expected;
  ELSE
    UPDATE settlement.person
       SET version = v_version, state = v_state, last_day = (p_change ->> 'lastDay')::date
     WHERE person_id = p_person AND version = p_expected;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'person % is no longer at version %', p_person, p_expected
      USING ERRCODE = 'TB001';
  END IF;

  PERFORM settlement.note(p_person, v_version, p_change);

  v_part := p_change -> 'visit';
  IF v_part IS NOT NULL THEN
    INSERT INTO settlement.visit AS v (person_id, visit_id, institution, kind, status, begin_at,
                                       end_at, visit, contact_sealed)
    VALUES (p_person, v_part ->> 'visitId', v_part ->> 'institution', v_part ->> 'kind',
            v_part ->> 'status', v_part ->> 'beginAt', v_part ->> 'endAt',
            (v_part -> 'details')::json, decode(v_part ->> 'contact', 'hex'))
    ON CONFLICT (person_id, visit_id) DO UPDATE
       SET kind = excluded.kind, status = excluded.status, begin_at = excluded.begin_at,
           end_at = excluded.end_at, visit = excluded.visit,
           contact_sealed = coalesce(excluded.contact_sealed, v.contact_sealed);
  END IF;

  v_part := p_change -> 'batch';
  IF v_part IS NOT NULL THEN
    INSERT INTO settlement.batch (person_id, visit_id, batch_id, charge_no, lines)
    VALUES (p_person, v_part ->> 'visitId', v_version, v_part ->> 'chargeNo',
            (v_part -> 'lines')::json);
  END IF;

  FOR v_part IN SELECT jsonb_array_elements(p_change -> 'withdraw') LOOP
    UPDATE settlement.batch
       SET withdrawn = ARRAY(SELECT jsonb_array_elements_text(v_part -> 'withdrawn'))
     WHERE person_id = p_person AND visit_id = v_part ->> 'visitId'
       AND batch_id = (v_part ->> 'batchId')::integer;
  END LOOP;

  v_part := p_change -> 'settlement';
  IF v_part IS NOT NULL THEN
    INSERT INTO settlement.settlement (person_id, settlement_id, version, visit_id, institution,
                                       kind, reverses, msgid, at, event, facts)
    VALUES (p_person, v_part ->> 'settlementId', v_version, v_part ->> 'visitId',
            v_part ->> 'institution', v_part ->> 'kind', v_part ->> 'reverses',
            v_part ->> 'msgid', (p_change ->> 'at')::timestamptz,
            (nullif(v_part -> 'event', 'null'::jsonb))::json, (v_part -> 'facts')::json);
    UPDATE settlement.batch SET settlement_id = v_part ->> 'bindTo'
     WHERE person_id = p_person AND visit_id = v_part ->> 'visitId'
       AND batch_id = ANY (ARRAY(SELECT id::integer
                                   FROM jsonb_array_elements_text(v_part -> 'batches') AS id));
  END IF;

  INSERT INTO settlement.result (person_id, settlement_id, version, law_hash, engine, payers, paid,
                                 posted, total_fen, trace)
  SELECT p_person, r ->> 'settlementId', v_version, r ->> 'law', r ->> 'engine',
         ARRAY(SELECT jsonb_array_elements_text(r -> 'payers')),
         ARRAY(SELECT jsonb_array_elements_text(r -> 'paid')::bigint),
         ARRAY(SELECT jsonb_array_elements_text(r -> 'posted')::bigint),
         (r ->> 'totalFen')::bigint, (r -> 'trace')::json
    FROM jsonb_array_elements(p_change -> 'results') AS r;

  FOR v_part IN SELECT jsonb_array_elements(p_change -> 'entries') LOOP
    PERFORM ledger.append(p_person, (v_part ->> 'seq')::integer, v_part -> 'entry');
  END LOOP;

  v_part := p_change -> 'filing';
  IF v_part IS NOT NULL THEN
    PERFORM enrolment.file(p_person, v_part);
  END IF;

  PERFORM platform.publish(e ->> 'topic', e ->> 'key', (e -> 'payload')::json,
                           (p_change ->> 'at')::timestamptz)
     FROM jsonb_array_elements(p_change -> 'events') AS e;
END $$;

-- Records the message that asks and the audit row of what it does.
CREATE FUNCTION settlement.note(p_person bigint, p_version integer, p_change jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_message jsonb := p_change -> 'message';
  v_audit jsonb := p_change -> 'audit';
  v_at timestamptz := (p_change ->> 'at')::timestamptz;
BEGIN
  IF v_message IS NOT NULL THEN
    INSERT INTO settlement.message (institution, msgid, infno, person_id, version, content_hash,
                                    answer_sealed, at)
    VALUES (v_message ->> 'institution', v_message ->> 'msgid', v_message ->> 'infno', p_person,
            p_version, decode(v_message ->> 'hash', 'hex'),
            decode(v_message ->> 'answer', 'hex'), v_at);
  END IF;
  INSERT INTO platform.audit (at, principal, region, request_id, action, person_id, subject)
  VALUES (v_at, v_audit ->> 'principal', v_audit ->> 'region', v_audit ->> 'requestId',
          v_audit ->> 'action', p_person, v_audit ->> 'subject');
END $$;

-- A message that only reads: its hash and the audit row. A second time its hash stands already.
CREATE FUNCTION settlement.note_read(p_person bigint, p_change jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_message jsonb := p_change -> 'message';
BEGIN
  INSERT INTO settlement.message (institution, msgid, infno, person_id, content_hash, at)
  VALUES (v_message ->> 'institution', v_message ->> 'msgid', v_message ->> 'infno', p_person,
          decode(v_message ->> 'hash', 'hex'), (p_change ->> 'at')::timestamptz)
  ON CONFLICT DO NOTHING;
  PERFORM settlement.note(p_person, NULL, p_change - 'message');
END $$;
