-- The functions of SQL become such that keep their plans, and entries are appended many at a time.
CREATE OR REPLACE FUNCTION ledger.sum_of(amounts bigint[]) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  v_sum numeric := 0;
  v_amount bigint;
BEGIN
  FOREACH v_amount IN ARRAY amounts LOOP
    v_sum := v_sum + v_amount;
  END LOOP;
  RETURN v_sum;
END $$;

CREATE OR REPLACE FUNCTION ledger.chain_of(p_person bigint) RETURNS json
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  v_chain json;
BEGIN
  SELECT json_build_object('seq', seq, 'mac', encode(mac, 'hex'), 'account_fen', account_fen)
    INTO v_chain FROM ledger.head WHERE person_id = p_person;
  RETURN v_chain;
END $$;

CREATE OR REPLACE FUNCTION ledger.last_closed(p_area text) RETURNS text
LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
  v_month text;
BEGIN
  SELECT max(month) INTO v_month FROM ledger.month WHERE area = p_area;
  RETURN v_month;
END $$;

-- Room on the page, so that a head moves without a new place in the index.
ALTER TABLE ledger.head SET (fillfactor = 70);

DROP FUNCTION ledger.append(bigint, integer, jsonb);

-- Appends entries that follow each other, in order, and moves the head to the last of them, under
-- the lock of the head row. Accounts and amounts are the text of an array for each entry.
CREATE FUNCTION ledger.append(
  p_person bigint, p_seqs integer[], p_kinds text[], p_subjects text[], p_areas text[],
  p_months text[], p_at timestamptz[], p_accounts text[], p_amounts text[], p_previous bytea[],
  p_macs bytea[], p_account_fen bigint, p_seal bytea)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_last integer := cardinality(p_seqs);
  v_area text;
BEGIN
  FOREACH v_area IN ARRAY p_areas LOOP
    PERFORM pg_advisory_xact_lock_shared(7100602, hashtext(v_area));
  END LOOP;
  IF EXISTS (SELECT FROM unnest(p_areas, p_months) AS e (area, month)
               JOIN ledger.month m ON m.area = e.area AND m.month >= e.month) THEN
    RAISE EXCEPTION 'month % of % is closed', p_months[1], p_areas[1] USING ERRCODE = 'TB002';
  END IF;
  IF p_seqs[1] = 1 THEN
    INSERT INTO ledger.head (person_id, seq, mac, account_fen, seal)
    VALUES (p_person, p_seqs[v_last], p_macs[v_last], p_account_fen, p_seal)
    ON CONFLICT DO NOTHING;
  ELSE
    UPDATE ledger.head
       SET seq = p_seqs[v_last], mac = p_macs[v_last], account_fen = p_account_fen, seal = p_seal
     WHERE person_id = p_person AND seq = p_seqs[1] - 1 AND mac = p_previous[1];
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the chain of person % has grown', p_person USING ERRCODE = 'TB001';
  END IF;
  INSERT INTO ledger.entry (person_id, seq, kind, subject, area, month, at, accounts, amounts,
                            previous, mac)
  SELECT p_person, e.seq, e.kind, e.subject, e.area, e.month, e.at, e.accounts::text[],
         e.amounts::bigint[], e.previous, e.mac
    FROM unnest(p_seqs, p_kinds, p_subjects, p_areas, p_months, p_at, p_accounts, p_amounts,
                p_previous, p_macs)
      AS e (seq, kind, subject, area, month, at, accounts, amounts, previous, mac);
END $$;
