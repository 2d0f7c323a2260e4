-- What a person pays in is an entry of its own kind.
ALTER TABLE ledger.entry DROP CONSTRAINT entry_kind_check;
ALTER TABLE ledger.entry ADD CONSTRAINT entry_kind_check
  CHECK (kind IN ('settle', 'reverse', 'difference', 'credit', 'payout', 'receipt'));

-- Differences are few among entries; whoever has one may have something due.
CREATE INDEX entry_difference ON ledger.entry (person_id) WHERE kind = 'difference';

-- What the ledger holds as due to a person; negative: from the person.
CREATE FUNCTION ledger.due_of(p_person bigint) RETURNS numeric
LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(amount), 0)
    FROM ledger.entry, unnest(accounts, amounts) AS posting (account, amount)
   WHERE person_id = p_person AND account = 'due:' || p_person
$$;
