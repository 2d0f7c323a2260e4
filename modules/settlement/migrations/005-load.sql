-- As before, but of the lines only what settling asks.
CREATE OR REPLACE FUNCTION settlement.load(
  p_institution text, p_msgid text, p_person_no text, p_visit text,
  OUT message json, OUT person json, OUT head json, OUT visit json, OUT batches json,
  OUT stay json, OUT chain json, OUT last_closed text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_person bigint;
BEGIN
  IF p_msgid IS NOT NULL THEN
    SELECT json_build_object('infno', m.infno, 'personId', m.person_id, 'version', m.version,
                             'contentHash', encode(m.content_hash, 'hex'),
                             'answerSealed', encode(m.answer_sealed, 'hex'))
      INTO message FROM settlement.message m
     WHERE m.institution = p_institution AND m.msgid = p_msgid;
  END IF;
  person := enrolment.file_of(p_person_no);
  IF person IS NULL THEN
    RETURN;
  END IF;
  v_person := (person ->> 'person_id')::bigint;
  SELECT row_to_json(h) INTO head FROM settlement.person h WHERE h.person_id = v_person;
  IF p_visit IS NOT NULL THEN
    SELECT row_to_json(v) INTO visit
      FROM (SELECT visit_id, institution, kind, status, begin_at, end_at, w.visit
              FROM settlement.visit w
             WHERE w.person_id = v_person AND w.visit_id = p_visit) AS v;
    SELECT json_agg(b ORDER BY b.batch_id) INTO batches
      FROM (SELECT visit_id, batch_id, charge_no, lines, withdrawn, settlement_id
              FROM settlement.batch c
             WHERE c.person_id = v_person AND c.visit_id = p_visit) AS b;
  END IF;
  SELECT json_build_object('visit_id', s.visit_id, 'institution', s.institution) INTO stay
    FROM settlement.visit s
   WHERE s.person_id = v_person AND s.kind = 'inpatient' AND s.status = 'open' LIMIT 1;
  chain := ledger.chain_of(v_person);
  last_closed := ledger.last_closed(person ->> 'area');
END $$;
