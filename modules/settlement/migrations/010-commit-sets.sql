DROP FUNCTION settlement.commit(
  bigint[], integer[], timestamptz[], text[], date[], text[], text[], text[], bytea[], bytea[],
  text[], text[], text[], text[], text[], integer[], text[], text[], text[], text[], text[],
  text[], text[], text[], text[], text[], integer[], text[], text[], text[], text[], text[],
  text[], bigint[], text[], integer[], text[], text[], text[], text[], integer[], text[], text[],
  text[], bigint[], integer[], bytea[], integer[], bytea[], bigint[], bytea[], bigint[],
  integer[], text[], text[], text[], text[], timestamptz[], text[], text[], bytea[], bytea[]);
DROP FUNCTION settlement.commit_more(bigint, integer, jsonb, json, json, json);
DROP FUNCTION settlement.note_read(bigint, timestamptz, text[], bytea, text[]);

-- Uploaded lines are the largest rows: lz4 takes a third of the time. The embedded database has not
-- got it and stays as it is.
DO $$
BEGIN
  ALTER TABLE settlement.batch ALTER COLUMN lines SET COMPRESSION lz4;
  ALTER TABLE settlement.batch ALTER COLUMN shown SET COMPRESSION lz4;
  ALTER TABLE settlement.visit ALTER COLUMN visit SET COMPRESSION lz4;
  ALTER TABLE settlement.settlement ALTER COLUMN event SET COMPRESSION lz4;
  ALTER TABLE settlement.result ALTER COLUMN trace SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  RAISE DEBUG 'lines stay as they are compressed now';
END $$;
-- What is sealed cannot be compressed, and need not be tried.
ALTER TABLE settlement.message ALTER COLUMN answer_sealed SET STORAGE EXTERNAL;

-- As before, but visits and uploads are written as sets too, and every statement keeps its plan:
-- with arrays for parameters PostgreSQL would make one for each call.
CREATE FUNCTION settlement.commit(
  p_persons bigint[], p_expected integer[], p_at timestamptz[], p_states text[],
  p_last_days date[],
  p_institutions text[], p_msgids text[], p_infnos text[], p_hashes bytea[], p_answers bytea[],
  p_principals text[], p_regions text[], p_requests text[], p_actions text[], p_subjects text[],
  v_nth integer[], v_ids text[], v_institutions text[], v_kinds text[], v_statuses text[],
  v_begin_at text[], v_end_at text[], v_details text[], v_contacts bytea[],
  b_nth integer[], b_visits text[], b_charge_nos text[], b_lines text[], b_shown text[],
  s_nth integer[], s_ids text[], s_visits text[], s_institutions text[], s_kinds text[],
  s_reverses text[], s_msgids text[], s_bind_to text[], s_batches text[], s_events text[],
  s_facts text[],
  r_nth integer[], r_ids text[], r_laws text[], r_engines text[], r_payers text[], r_paid text[],
  r_posted text[], r_totals bigint[], r_traces text[],
  m_nth integer[], m_more text[],
  t_nth integer[], t_topics text[], t_keys text[], t_payloads text[],
  h_persons bigint[], h_first integer[], h_previous bytea[], h_seqs integer[], h_macs bytea[],
  h_account_fen bigint[], h_seals bytea[],
  e_persons bigint[], e_seqs integer[], e_kinds text[], e_subjects text[], e_areas text[],
  e_months text[], e_at timestamptz[], e_accounts text[], e_amounts text[], e_previous bytea[],
  e_macs bytea[])
RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_made integer := 0;
  v_moved integer := 0;
BEGIN
  IF 0 = ANY (p_expected) THEN
    INSERT INTO settlement.person (person_id, version, state, last_day)
    SELECT n.person_id, 1, n.state::json, n.last_day
      FROM unnest(p_persons, p_expected, p_states, p_last_days)
        AS n (person_id, expected, state, last_day)
     WHERE n.expected = 0
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS v_made = ROW_COUNT;
  END IF;
  IF 0 < ANY (p_expected) THEN
    UPDATE settlement.person AS h
       SET version = n.expected + 1,
           state = CASE WHEN n.state IS NULL THEN h.state ELSE n.state::json END,
           last_day = CASE WHEN n.state IS NULL THEN h.last_day ELSE n.last_day END
      FROM unnest(p_persons, p_expected, p_states, p_last_days)
        AS n (person_id, expected, state, last_day)
     WHERE h.person_id = n.person_id AND h.version = n.expected AND n.expected > 0;
    GET DIAGNOSTICS v_moved = ROW_COUNT;
  END IF;
  IF v_made + v_moved <> cardinality(p_persons) THEN
    RAISE EXCEPTION 'a person is no longer at the version expected' USING ERRCODE = 'TB001';
  END IF;

  INSERT INTO settlement.message (institution, msgid, infno, person_id, version, content_hash,
                                  answer_sealed, at)
  SELECT m.institution, m.msgid, m.infno, m.person_id, m.expected + 1, m.hash, m.answer, m.at
    FROM unnest(p_institutions, p_msgids, p_infnos, p_persons, p_expected, p_hashes, p_answers,
                p_at)
      AS m (institution, msgid, infno, person_id, expected, hash, answer, at);
  INSERT INTO platform.audit (at, principal, region, request_id, action, person_id, subject)
  SELECT a.at, a.principal, a.region, a.request, a.action, a.person_id, a.subject
    FROM unnest(p_at, p_principals, p_regions, p_requests, p_actions, p_persons, p_subjects)
      AS a (at, principal, region, request, action, person_id, subject);

  IF v_nth IS NOT NULL THEN
    INSERT INTO settlement.visit AS w (person_id, visit_id, institution, kind, status, begin_at,
                                       end_at, visit, contact_sealed)
    SELECT p_persons[n.nth], n.id, n.institution, n.kind, n.status, n.begin_at, n.end_at,
           n.details::json, n.contact
      FROM unnest(v_nth, v_ids, v_institutions, v_kinds, v_statuses, v_begin_at, v_end_at,
                  v_details, v_contacts)
        AS n (nth, id, institution, kind, status, begin_at, end_at, details, contact)
    ON CONFLICT (person_id, visit_id) DO UPDATE
       SET kind = excluded.kind, status = excluded.status, begin_at = excluded.begin_at,
           end_at = excluded.end_at, visit = excluded.visit,
           contact_sealed = coalesce(excluded.contact_sealed, w.contact_sealed);
  END IF;
  IF b_nth IS NOT NULL THEN
    INSERT INTO settlement.batch (person_id, visit_id, batch_id, charge_no, lines, shown)
    SELECT p_persons[b.nth], b.visit, p_expected[b.nth] + 1, b.charge_no, b.lines::json,
           b.shown::json
      FROM unnest(b_nth, b_visits, b_charge_nos, b_lines, b_shown)
        AS b (nth, visit, charge_no, lines, shown);
  END IF;
  IF s_nth IS NOT NULL THEN
    INSERT INTO settlement.settlement (person_id, settlement_id, version, visit_id, institution,
                                       kind, reverses, msgid, at, event, facts)
    SELECT p_persons[s.nth], s.id, p_expected[s.nth] + 1, s.visit, s.institution, s.kind,
           s.reverses, s.msgid, p_at[s.nth], s.event::json, s.facts::json
      FROM unnest(s_nth, s_ids, s_visits, s_institutions, s_kinds, s_reverses, s_msgids, s_events,
                  s_facts)
        AS s (nth, id, visit, institution, kind, reverses, msgid, event, facts);
    UPDATE settlement.batch AS b SET settlement_id = s.bind_to
      FROM unnest(s_nth, s_visits, s_batches, s_bind_to) AS s (nth, visit, batches, bind_to)
     WHERE b.person_id = p_persons[s.nth] AND b.visit_id = s.visit
       AND b.batch_id = ANY (s.batches::integer[]);
  END IF;
  IF r_nth IS NOT NULL THEN
    INSERT INTO settlement.result (person_id, settlement_id, version, law_hash, engine, payers,
                                   paid, posted, total_fen, trace)
    SELECT p_persons[r.nth], r.id, p_expected[r.nth] + 1, r.law, r.engine, r.payers::text[],
           r.paid::bigint[], r.posted::bigint[], r.total, r.trace::json
      FROM unnest(r_nth, r_ids, r_laws, r_engines, r_payers, r_paid, r_posted, r_totals, r_traces)
        AS r (nth, id, law, engine, payers, paid, posted, total, trace);
  END IF;
  IF h_persons IS NOT NULL THEN
    PERFORM ledger.append(h_persons, h_first, h_previous, h_seqs, h_macs, h_account_fen, h_seals,
                          e_persons, e_seqs, e_kinds, e_subjects, e_areas, e_months, e_at,
                          e_accounts, e_amounts, e_previous, e_macs);
  END IF;
  IF m_nth IS NOT NULL THEN
    FOR i IN 1 .. cardinality(m_nth) LOOP
      PERFORM settlement.commit_more(
        p_persons[m_nth[i]], p_expected[m_nth[i]] + 1, m_more[i]::jsonb);
    END LOOP;
  END IF;
  IF t_nth IS NOT NULL THEN
    PERFORM platform.publish_all(
      t_topics, t_keys, t_payloads, ARRAY(SELECT p_at[nth] FROM unnest(t_nth) AS nth));
  END IF;
END $$;

-- The parts of a change that few messages have: withdrawals of lines, and a filing.
CREATE FUNCTION settlement.commit_more(p_person bigint, p_version integer, p_more jsonb)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_part jsonb;
BEGIN
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

-- Messages that only read, in order of institution and id: their hashes and audit rows. Says of
-- each `noted`; or `reused`, where its id stands for another message; or `stale`, where the person
-- is no longer at the version and end of the chain that the answer was made on. Those two leave no
-- row. A version that is null is not asked.
CREATE FUNCTION settlement.note_reads(
  n_persons bigint[], n_versions integer[], n_seqs integer[], n_at timestamptz[],
  n_institutions text[], n_msgids text[], n_infnos text[], n_hashes bytea[],
  n_principals text[], n_regions text[], n_requests text[], n_actions text[], n_subjects text[])
RETURNS text[] LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_said text[];
  v_new integer;
BEGIN
  v_said := ARRAY(
    SELECT CASE
             WHEN n.version IS NULL THEN 'noted'
             WHEN n.version = coalesce((SELECT h.version FROM settlement.person h
                                         WHERE h.person_id = n.person_id), 0)
              AND n.seq = coalesce((ledger.chain_of(n.person_id) ->> 'seq')::integer, 0)
               THEN 'noted'
             ELSE 'stale' END
      FROM unnest(n_persons, n_versions, n_seqs) WITH ORDINALITY
        AS n (person_id, version, seq, nth)
     ORDER BY n.nth);
  INSERT INTO settlement.message (institution, msgid, infno, person_id, content_hash, at)
  SELECT n.institution, n.msgid, n.infno, n.person_id, n.hash, n.at
    FROM unnest(n_institutions, n_msgids, n_infnos, n_persons, n_hashes, n_at, v_said)
      AS n (institution, msgid, infno, person_id, hash, at, said)
   WHERE n.said = 'noted'
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS v_new = ROW_COUNT;
  IF v_new < cardinality(array_positions(v_said, 'noted')) THEN
    v_said := ARRAY(
      SELECT CASE
               WHEN n.said = 'noted'
                AND EXISTS (SELECT FROM settlement.message m
                             WHERE m.institution = n.institution AND m.msgid = n.msgid
                               AND (m.infno <> n.infno OR m.content_hash <> n.hash))
                 THEN 'reused'
               ELSE n.said END
        FROM unnest(n_institutions, n_msgids, n_infnos, n_hashes, v_said) WITH ORDINALITY
          AS n (institution, msgid, infno, hash, said, nth)
       ORDER BY n.nth);
  END IF;
  INSERT INTO platform.audit (at, principal, region, request_id, action, person_id, subject)
  SELECT n.at, n.principal, n.region, n.request, n.action, n.person_id, n.subject
    FROM unnest(n_at, n_principals, n_regions, n_requests, n_actions, n_persons, n_subjects, v_said)
      AS n (at, principal, region, request, action, person_id, subject, said)
   WHERE n.said = 'noted';
  RETURN v_said;
END $$;
