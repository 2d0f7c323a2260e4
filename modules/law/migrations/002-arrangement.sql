-- How settlements of an area are paid, as last published: beside the law, which says who pays what.
CREATE TABLE law.arrangement (
  area text PRIMARY KEY,
  content text NOT NULL,
  published_at timestamptz NOT NULL,
  published_by text NOT NULL
);
