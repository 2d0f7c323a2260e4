CREATE SCHEMA ledger;

CREATE FUNCTION ledger.sum_of(amounts bigint[]) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN (SELECT coalesce(sum(amount), 0) FROM unnest(amounts) AS amount);

-- One row for one entry: its postings are two arrays of one length that sum to zero.
CREATE TABLE ledger.entry (
  person_id bigint NOT NULL,
  seq integer NOT NULL CHECK (seq > 0),
  kind text NOT NULL CHECK (kind IN ('settle', 'reverse', 'difference', 'credit')),
  subject text NOT NULL,
  area text NOT NULL,
  month text NOT NULL CHECK (month ~ '^\d{4}-\d{2}$'),
  at timestamptz NOT NULL,
  accounts text[] NOT NULL,
  amounts bigint[] NOT NULL,
  previous bytea NOT NULL,
  mac bytea NOT NULL,
  PRIMARY KEY (person_id, seq),
  CHECK (cardinality(accounts) = cardinality(amounts) AND cardinality(accounts) >= 2),
  CHECK (ledger.sum_of(amounts) = 0)
);
CREATE INDEX entry_at ON ledger.entry USING brin (at);

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'ledger.% only grows', TG_TABLE_NAME USING ERRCODE = '23001';
END $$;
CREATE TRIGGER entry_grows BEFORE UPDATE OR DELETE ON ledger.entry
  FOR EACH ROW EXECUTE FUNCTION ledger.refuse_change();

-- The end of a person's chain, under a MAC of its own, and the balance of the personal account.
CREATE TABLE ledger.head (
  person_id bigint PRIMARY KEY,
  seq integer NOT NULL,
  mac bytea NOT NULL,
  account_fen bigint NOT NULL CHECK (account_fen >= 0),
  seal bytea NOT NULL
);

CREATE TABLE ledger.month (
  area text NOT NULL,
  month text NOT NULL,
  closed_at timestamptz NOT NULL,
  closed_by text NOT NULL,
  PRIMARY KEY (area, month)
);

-- Projections of closed months; the open month is summed when asked. Checked by verify.
CREATE TABLE ledger.balance (
  area text NOT NULL,
  account text NOT NULL,
  month text NOT NULL,
  amount_fen numeric NOT NULL,
  entries bigint NOT NULL,
  PRIMARY KEY (area, account, month)
);

-- Appends one entry and moves the head, under the lock of the head row. `p_entry` holds kind,
-- subject, area, month, at, accounts, amounts, previous, mac, accountFen, seal.
CREATE FUNCTION ledger.append(p_person bigint, p_seq integer, p_entry jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_area text := p_entry ->> 'area';
  v_month text := p_entry ->> 'month';
BEGIN
  PERFORM pg_advisory_xact_lock_shared(7100602, hashtext(v_area));
  IF EXISTS (SELECT FROM ledger.month WHERE area = v_area AND month >= v_month) THEN
    RAISE EXCEPTION 'month % of % is closed', v_month, v_area USING ERRCODE = 'TB002';
  END IF;
  IF p_seq = 1 THEN
    INSERT INTO ledger.head (person_id, seq, mac, account_fen, seal)
    VALUES (p_person, 1, decode(p_entry ->> 'mac', 'hex'), (p_entry ->> 'accountFen')::bigint,
            decode(p_entry ->> 'seal', 'hex'))
    ON CONFLICT DO NOTHING;
  ELSE
    UPDATE ledger.head
       SET seq = p_seq, mac = decode(p_entry ->> 'mac', 'hex'),
           account_fen = (p_entry ->> 'accountFen')::bigint,
           seal = decode(p_entry ->> 'seal', 'hex')
     WHERE person_id = p_person AND seq = p_seq - 1
       AND mac = decode(p_entry ->> 'previous', 'hex');
  END IF;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the chain of person % has grown', p_person USING ERRCODE = 'TB001';
  END IF;
  INSERT INTO ledger.entry (person_id, seq, kind, subject, area, month, at, accounts, amounts,
                            previous, mac)
  VALUES (p_person, p_seq, p_entry ->> 'kind', p_entry ->> 'subject', v_area, v_month,
          (p_entry ->> 'at')::timestamptz,
          ARRAY(SELECT jsonb_array_elements_text(p_entry -> 'accounts')),
          ARRAY(SELECT amount::bigint
                  FROM jsonb_array_elements_text(p_entry -> 'amounts') AS amount),
          decode(p_entry ->> 'previous', 'hex'), decode(p_entry ->> 'mac', 'hex'));
END $$;
