-- The end of a person's chain and the last closed month of an area, for loads that ask several
-- modules at once.
CREATE FUNCTION ledger.chain_of(p_person bigint) RETURNS json
LANGUAGE sql STABLE STRICT AS $$
  SELECT json_build_object('seq', seq, 'mac', encode(mac, 'hex'), 'account_fen', account_fen)
    FROM ledger.head WHERE person_id = p_person
$$;

CREATE FUNCTION ledger.last_closed(p_area text) RETURNS text
LANGUAGE sql STABLE STRICT AS $$
  SELECT max(month) FROM ledger.month WHERE area = p_area
$$;
