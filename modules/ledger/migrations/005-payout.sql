-- What is paid to a person from the bank is an entry of its own kind.
ALTER TABLE ledger.entry DROP CONSTRAINT entry_kind_check;
ALTER TABLE ledger.entry ADD CONSTRAINT entry_kind_check
  CHECK (kind IN ('settle', 'reverse', 'difference', 'credit', 'payout'));
