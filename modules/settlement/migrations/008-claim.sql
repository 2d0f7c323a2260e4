-- Manual reimbursement. A claim changes only with the version of its person.
CREATE TABLE settlement.claim (
  person_id bigint NOT NULL,
  claim_id text NOT NULL,
  status text NOT NULL CHECK (status IN ('received', 'returned', 'accepted', 'settled', 'paid',
                                         'refused', 'withdrawn', 'reversed')),
  received_on date NOT NULL,
  -- What the papers say: institution, visit, lines.
  care json NOT NULL,
  papers json NOT NULL,
  total_fen bigint NOT NULL,
  payee_sealed bytea NOT NULL,
  settlement_id text,
  PRIMARY KEY (person_id, claim_id)
);

-- Who did what with a claim, and why; it only grows.
CREATE TABLE settlement.claim_step (
  person_id bigint NOT NULL,
  claim_id text NOT NULL,
  version integer NOT NULL,
  status text NOT NULL,
  at timestamptz NOT NULL,
  principal text NOT NULL,
  reasons text[] NOT NULL,
  PRIMARY KEY (person_id, claim_id, version)
);
CREATE TRIGGER claim_step_grows BEFORE UPDATE OR DELETE ON settlement.claim_step
  FOR EACH ROW EXECUTE FUNCTION settlement.refuse_change();

-- Invoices in use, by the keyed hash of code, number and check; freed with the claim that fails.
CREATE TABLE settlement.claim_invoice (
  person_id bigint NOT NULL,
  claim_id text NOT NULL,
  invoice_hash bytea NOT NULL,
  invoice_sealed bytea NOT NULL,
  total_fen bigint NOT NULL,
  issued_on date NOT NULL,
  freed_at timestamptz,
  PRIMARY KEY (person_id, claim_id, invoice_hash)
);
CREATE UNIQUE INDEX claim_invoice_once ON settlement.claim_invoice (invoice_hash)
  WHERE freed_at IS NULL;
