-- With which words and documents a version was published first: an explanation of years later
-- speaks in them, whatever was published since.
CREATE TABLE law.version_body (
  hash text PRIMARY KEY REFERENCES law.version,
  body_id bigint NOT NULL REFERENCES law.body
);
CREATE TRIGGER version_body_grows BEFORE UPDATE OR DELETE ON law.version_body
  FOR EACH ROW EXECUTE FUNCTION law.refuse_change();
INSERT INTO law.version_body (hash, body_id)
SELECT v.hash, coalesce(
         (SELECT max(body_id) FROM law.body b WHERE b.published_at <= v.published_at),
         (SELECT min(body_id) FROM law.body))
  FROM law.version v;

-- The words and documents in force. They may be those of a publication before the last.
CREATE TABLE law.current_body (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  body_id bigint NOT NULL REFERENCES law.body
);
INSERT INTO law.current_body (body_id) SELECT max(body_id) FROM law.body HAVING count(*) > 0;
