-- Whether a person is insured in one of some regions, given as prefixes; null regions: everywhere.
CREATE FUNCTION enrolment.is_in(p_person bigint, p_regions text[]) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT p_regions IS NULL OR EXISTS (
    SELECT 1 FROM enrolment.person p, unnest(p_regions) AS prefix
     WHERE p.person_id = p_person AND starts_with(p.region, prefix))
$$;
