-- What the queries show of a line and settling does not ask stands in a column of its own: element
-- by element it belongs to `lines`. Rows from before keep all of it in `lines`.
ALTER TABLE settlement.batch ADD COLUMN shown json NOT NULL DEFAULT '[]';
ALTER TABLE settlement.batch SET (fillfactor = 70);

DROP FUNCTION settlement.commit(bigint, integer, jsonb);
DROP FUNCTION settlement.note(bigint, integer, jsonb);
DROP FUNCTION settlement.note_read(bigint, jsonb);

-- The one function that changes a person. A part that is null changes nothing. SQLSTATE TB001: the
-- person has changed since the decision was made, load and decide again. TB002: the month was
-- closed meanwhile, the same. Numbers of a result or entry are the text of an array for each.
CREATE FUNCTION settlement.commit(
  p_person bigint, p_expected integer, p_at timestamptz, p_state json, p_last_day date,
  -- institution, msgid, infno
  p_message text[], p_hash bytea, p_answer bytea,
  -- principal, region, request id, action, subject
  p_audit text[],
  -- settlement id, visit id, institution, kind, reverses, msgid, bound to
  p_settlement text[], p_event json, p_facts json, p_batches integer[],
  p_results text[], p_laws text[], p_engines text[], p_payers text[], p_paid text[],
  p_posted text[], p_totals bigint[], p_traces text[],
  p_entry_seqs integer[], p_entry_kinds text[], p_entry_subjects text[], p_entry_areas text[],
  p_entry_months text[], p_entry_at timestamptz[], p_entry_accounts text[],
  p_entry_amounts text[], p_entry_previous bytea[], p_entry_macs bytea[], p_account_fen bigint,
  p_seal bytea,
  p_topics text[], p_keys text[], p_payloads text[],
  -- what most messages have not: visit, batch, withdraw, filing; and the large parts of the first two
  p_more jsonb, p_details json, p_lines json, p_shown json)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_version integer := p_expected + 1;
  v_event bigint;
BEGIN
  IF p_expected = 0 THEN
    INSERT INTO settlement.person (person_id, version, state, last_day)
    VALUES (p_person, 1, p_state, p_last_day)
    ON CONFLICT DO NOTHING;
  ELSIF p_state IS NULL THEN
    UPDATE settlement.person SET version = v_version
     WHERE person_id = p_person AND version = p_expected;
  ELSE
    UPDATE settlement.person SET version = v_version, state = p_state, last_day = p_last_day
     WHERE person_id = p_person AND version = p_expected;
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'person % is no longer at version %', p_person, p_expected
      USING ERRCODE = 'TB001';
  END IF;

  INSERT INTO settlement.message (institution, msgid, infno, person_id, version, content_hash,
                                  answer_sealed, at)
  VALUES (p_message[1], p_message[2], p_message[3], p_person, v_version, p_hash, p_answer, p_at);
  INSERT INTO platform.audit (at, principal, region, request_id, action, person_id, subject)
  VALUES (p_at, p_audit[1], p_audit[2], p_audit[3], p_audit[4], p_person, p_audit[5]);

  IF p_settlement IS NOT NULL THEN
    INSERT INTO settlement.settlement (person_id, settlement_id, version, visit_id, institution,
                                       kind, reverses, msgid, at, event, facts)
    VALUES (p_person, p_settlement[1], v_version, p_settlement[2], p_settlement[3],
            p_settlement[4], p_settlement[5], p_settlement[6], p_at, p_event, p_facts);
    UPDATE settlement.batch SET settlement_id = p_settlement[7]
     WHERE person_id = p_person AND visit_id = p_settlement[2] AND batch_id = ANY (p_batches);
  END IF;
  IF p_results IS NOT NULL THEN
    INSERT INTO settlement.result (person_id, settlement_id, version, law_hash, engine, payers,
                                   paid, posted, total_fen, trace)
    SELECT p_person, r.id, v_version, r.law, r.engine, r.payers::text[], r.paid::bigint[],
           r.posted::bigint[], r.total, r.trace::json
      FROM unnest(p_results, p_laws, p_engines, p_payers, p_paid, p_posted, p_totals, p_traces)
        AS r (id, law, engine, payers, paid, posted, total, trace);
  END IF;
  IF p_entry_seqs IS NOT NULL THEN
    PERFORM ledger.append(p_person, p_entry_seqs, p_entry_kinds, p_entry_subjects, p_entry_areas,
                          p_entry_months, p_entry_at, p_entry_accounts, p_entry_amounts,
                          p_entry_previous, p_entry_macs, p_account_fen, p_seal);
  END IF;
  IF p_more IS NOT NULL THEN
    PERFORM settlement.commit_more(p_person, v_version, p_more, p_details, p_lines,
                                   p_shown);
  END IF;
  IF p_topics IS NOT NULL THEN
    FOR i IN 1 .. cardinality(p_topics) LOOP
      v_event := platform.publish(p_topics[i], p_keys[i], p_payloads[i]::json, p_at);
    END LOOP;
  END IF;
END $$;

-- The parts of a change that most messages do not have.
CREATE FUNCTION settlement.commit_more(
  p_person bigint, p_version integer, p_more jsonb, p_details json, p_lines json, p_shown json)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_part jsonb := p_more -> 'visit';
BEGIN
  IF v_part IS NOT NULL THEN
    INSERT INTO settlement.visit AS v (person_id, visit_id, institution, kind, status, begin_at,
                                       end_at, visit, contact_sealed)
    VALUES (p_person, v_part ->> 'visitId', v_part ->> 'institution', v_part ->> 'kind',
            v_part ->> 'status', v_part ->> 'beginAt', v_part ->> 'endAt',
            p_details, decode(v_part ->> 'contact', 'hex'))
    ON CONFLICT (person_id, visit_id) DO UPDATE
       SET kind = excluded.kind, status = excluded.status, begin_at = excluded.begin_at,
           end_at = excluded.end_at, visit = excluded.visit,
           contact_sealed = coalesce(excluded.contact_sealed, v.contact_sealed);
  END IF;
  v_part := p_more -> 'batch';
  IF v_part IS NOT NULL THEN
    INSERT INTO settlement.batch (person_id, visit_id, batch_id, charge_no, lines, shown)
    VALUES (p_person, v_part ->> 'visitId', p_version, v_part ->> 'chargeNo',
            p_lines, p_shown);
  END IF;
  FOR v_part IN SELECT jsonb_array_elements(p_more -> 'withdraw') LOOP
    UPDATE settlement.batch
       SET withdrawn = ARRAY(SELECT jsonb_array_elements_text(v_part -> 'withdrawn'))
     WHERE person_id = p_person AND visit_id = v_part ->> 'visitId'
       AND batch_id = (v_part ->> 'batchId')::integer;
  END LOOP;
  v_part := p_more -> 'filing';
  IF v_part IS NOT NULL THEN
    PERFORM enrolment.file(p_person, v_part);
  END IF;
END $$;

-- A message that only reads: its hash and the audit row. A second time its hash stands already.
CREATE FUNCTION settlement.note_read(
  p_person bigint, p_at timestamptz, p_message text[], p_hash bytea, p_audit text[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO settlement.message (institution, msgid, infno, person_id, content_hash, at)
  VALUES (p_message[1], p_message[2], p_message[3], p_person, p_hash, p_at)
  ON CONFLICT DO NOTHING;
  INSERT INTO platform.audit (at, principal, region, request_id, action, person_id, subject)
  VALUES (p_at, p_audit[1], p_audit[2], p_audit[3], p_audit[4], p_person, p_audit[5]);
END $$;
