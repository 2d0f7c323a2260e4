DROP FUNCTION ledger.append(bigint, integer[], text[], text[], text[], text[], timestamptz[],
                            text[], text[], bytea[], bytea[], bigint, bytea);

-- Appends entries of one or more persons and moves their heads, under the locks of the head rows.
-- `h_…`: one element for each person, in their order: the first new entry's number and predecessor,
-- then the head after the last. `e_…`: one element for each entry; accounts and amounts are the
-- text of an array.
CREATE FUNCTION ledger.append(
  h_persons bigint[], h_first integer[], h_previous bytea[], h_seqs integer[], h_macs bytea[],
  h_account_fen bigint[], h_seals bytea[],
  e_persons bigint[], e_seqs integer[], e_kinds text[], e_subjects text[], e_areas text[],
  e_months text[], e_at timestamptz[], e_accounts text[], e_amounts text[], e_previous bytea[],
  e_macs bytea[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_area text := NULL;
  v_moved integer := 0;
  v_made integer := 0;
BEGIN
  FOR i IN 1 .. cardinality(e_areas) LOOP
    IF v_area IS DISTINCT FROM e_areas[i] THEN
      v_area := e_areas[i];
      PERFORM pg_advisory_xact_lock_shared(7100602, hashtext(v_area));
    END IF;
  END LOOP;
  IF EXISTS (SELECT FROM unnest(e_areas, e_months) AS e (area, month)
               JOIN ledger.month m ON m.area = e.area AND m.month >= e.month) THEN
    RAISE EXCEPTION 'a month of % is closed', v_area USING ERRCODE = 'TB002';
  END IF;
  IF 1 = ANY (h_first) THEN
    INSERT INTO ledger.head (person_id, seq, mac, account_fen, seal)
    SELECT n.person_id, n.seq, n.mac, n.account_fen, n.seal
      FROM unnest(h_persons, h_first, h_seqs, h_macs, h_account_fen, h_seals)
        AS n (person_id, first, seq, mac, account_fen, seal)
     WHERE n.first = 1
    ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS v_made = ROW_COUNT;
  END IF;
  IF 1 < ANY (h_first) THEN
    UPDATE ledger.head AS h
       SET seq = n.seq, mac = n.mac, account_fen = n.account_fen, seal = n.seal
      FROM unnest(h_persons, h_first, h_previous, h_seqs, h_macs, h_account_fen, h_seals)
        AS n (person_id, first, previous, seq, mac, account_fen, seal)
     WHERE h.person_id = n.person_id AND h.seq = n.first - 1 AND h.mac = n.previous;
    GET DIAGNOSTICS v_moved = ROW_COUNT;
  END IF;
  IF v_made + v_moved <> cardinality(h_persons) THEN
    RAISE EXCEPTION 'the chain of a person has grown' USING ERRCODE = 'TB001';
  END IF;
  INSERT INTO ledger.entry (person_id, seq, kind, subject, area, month, at, accounts, amounts,
                            previous, mac)
  SELECT e.person_id, e.seq, e.kind, e.subject, e.area, e.month, e.at, e.accounts::text[],
         e.amounts::bigint[], e.previous, e.mac
    FROM unnest(e_persons, e_seqs, e_kinds, e_subjects, e_areas, e_months, e_at, e_accounts,
                e_amounts, e_previous, e_macs)
      AS e (person_id, seq, kind, subject, area, month, at, accounts, amounts, previous, mac);
END $$;
