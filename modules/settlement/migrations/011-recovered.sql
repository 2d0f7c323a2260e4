-- A claim that was taken back after it was paid ends when the person has paid it back.
ALTER TABLE settlement.claim DROP CONSTRAINT claim_status_check;
ALTER TABLE settlement.claim ADD CONSTRAINT claim_status_check
  CHECK (status IN ('received', 'returned', 'accepted', 'settled', 'paid', 'refused', 'withdrawn',
                    'reversed', 'recovered'));
