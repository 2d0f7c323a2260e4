-- Which region an area's law is for, as last published: who may act there for the whole area.
CREATE TABLE law.area (
  area text PRIMARY KEY,
  region text NOT NULL CHECK (region ~ '^\d{6}$')
);
