DROP FUNCTION settlement.commit(
  bigint, integer, timestamptz, json, date, text[], bytea, bytea, text[], text[], json, json,
  integer[], text[], text[], text[], text[], text[], text[], bigint[], text[], integer[], text[],
  text[], text[], text[], timestamptz[], text[], text[], bytea[], bytea[], bigint, bytea, text[],
  text[], text[], jsonb, json, json, json);

-- The one function that changes persons: one, or several that have nothing to do with each other and
-- share a transaction because they came at the same time. All or none. SQLSTATE TB001: a person has
-- changed since the decision was made, load and decide again. TB002: the month was closed
-- meanwhile, the same. `p_…`: one element for each person, in order of their numbers; a state that
-- is null stays. The other parts point to their person by its place, from 1 on. Numbers of a result
-- are the text of an array.
CREATE FUNCTION settlement.commit(
  p_persons bigint[], p_expected integer[], p_at timestamptz[], p_states text[],
  p_last_days date[],
  p_institutions text[], p_msgids text[], p_infnos text[], p_hashes bytea[], p_answers bytea[],
  p_principals text[], p_regions text[], p_requests text[], p_actions text[], p_subjects text[],
  s_nth integer[], s_ids text[], s_visits text[], s_institutions text[], s_kinds text[],
  s_reverses text[], s_msgids text[], s_bind_to text[], s_batches text[], s_events text[],
  s_facts text[],
  r_nth integer[], r_ids text[], r_laws text[], r_engines text[], r_payers text[], r_paid text[],
  r_posted text[], r_totals bigint[], r_traces text[],
  m_nth integer[], m_more text[], m_details text[], m_lines text[], m_shown text[],
  t_nth integer[], t_topics text[], t_keys text[], t_payloads text[],
  h_persons bigint[], h_first integer[], h_previous bytea[], h_seqs integer[], h_macs bytea[],
  h_account_fen bigint[], h_seals bytea[],
  e_persons bigint[], e_seqs integer[], e_kinds text[], e_subjects text[], e_areas text[],
  e_months text[], e_at timestamptz[], e_accounts text[], e_amounts text[], e_previous bytea[],
  e_macs bytea[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_made integer := 0;
  v_moved integer := 0;
  v_event bigint;
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
        p_persons[m_nth[i]], p_expected[m_nth[i]] + 1, m_more[i]::jsonb, m_details[i]::json,
        m_lines[i]::json, m_shown[i]::json);
    END LOOP;
  END IF;
  IF t_nth IS NOT NULL THEN
    PERFORM platform.publish_all(
      t_topics, t_keys, t_payloads, ARRAY(SELECT p_at[nth] FROM unnest(t_nth) AS nth));
  END IF;
END $$;
