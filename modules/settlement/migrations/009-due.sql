-- What was paid to persons, or by them, of what re-settling left due; it only grows.
CREATE TABLE settlement.due_payment (
  person_id bigint NOT NULL,
  payment_id text NOT NULL,
  -- Positive: to the person.
  amount_fen bigint NOT NULL CHECK (amount_fen <> 0),
  -- Null: the person paid.
  payee_sealed bytea,
  at timestamptz NOT NULL,
  principal text NOT NULL,
  basis text NOT NULL,
  PRIMARY KEY (person_id, payment_id),
  CHECK ((payee_sealed IS NULL) = (amount_fen < 0))
);
CREATE TRIGGER due_payment_grows BEFORE UPDATE OR DELETE ON settlement.due_payment
  FOR EACH ROW EXECUTE FUNCTION settlement.refuse_change();
