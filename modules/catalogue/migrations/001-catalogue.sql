CREATE SCHEMA catalogue;

CREATE TABLE catalogue.provider (
  code text PRIMARY KEY,
  name text NOT NULL,
  region text NOT NULL,
  grade text NOT NULL CHECK (grade IN ('primary', 'secondary', 'tertiary')),
  hospital_level text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('hospital', 'drugstore')),
  facets json NOT NULL DEFAULT '{}',
  signature text NOT NULL DEFAULT 'none' CHECK (signature IN ('none', 'hmacSm3')),
  signature_key_sealed bytea,
  CHECK ((signature = 'none') = (signature_key_sealed IS NULL))
);

CREATE TABLE catalogue.item (
  code text NOT NULL,
  effective_from date NOT NULL,
  effective_until date,
  name text NOT NULL,
  list_type text NOT NULL,
  charge_type text NOT NULL,
  class text NOT NULL CHECK (class IN ('01', '02', '03')),
  first_share_bp integer NOT NULL CHECK (first_share_bp BETWEEN 0 AND 10000),
  -- In millionths of a yuan, as prices have six decimals; null: no ceiling.
  ceiling_micro bigint CHECK (ceiling_micro >= 0),
  is_restricted boolean NOT NULL DEFAULT false,
  facets json NOT NULL,
  flags json NOT NULL DEFAULT '{}',
  PRIMARY KEY (code, effective_from)
);

CREATE TABLE catalogue.disease (
  code text PRIMARY KEY,
  name text NOT NULL,
  -- Facets of a visit that treats it, and the fact of a person for whom it is filed.
  treated json NOT NULL DEFAULT '{}',
  filed_dimension text,
  filed_code text,
  CHECK ((filed_dimension IS NULL) = (filed_code IS NULL))
);
