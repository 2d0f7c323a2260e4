-- As before, but in a language that keeps its plan: PostgreSQL plans the body of a function in SQL
-- anew for each call that it does not inline.
CREATE OR REPLACE FUNCTION enrolment.file_of(p_person_no text) RETURNS json
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  v_file json;
BEGIN
  SELECT json_build_object(
    'person_id', p.person_id, 'person_no', p.person_no, 'area', p.area, 'region', p.region,
    'born_on', p.born_on, 'sex', p.sex, 'certificate_type', p.certificate_type,
    'name_sealed', encode(p.name_sealed, 'hex'),
    'certificate_sealed', encode(p.certificate_sealed, 'hex'),
    'facts', (SELECT json_agg(f ORDER BY f.fact_id) FROM enrolment.fact f
               WHERE f.person_id = p.person_id AND f.revoked_at IS NULL),
    'filings', (SELECT json_agg(g ORDER BY g.recorded_at) FROM enrolment.filing g
                 WHERE g.person_id = p.person_id AND g.revoked_at IS NULL))
    INTO v_file FROM enrolment.person p WHERE p.person_no = p_person_no;
  RETURN v_file;
END $$;
