-- Many events at once, each with its deliveries; as `platform.publish` for each of them.
CREATE FUNCTION platform.publish_all(
  p_topics text[], p_keys text[], p_payloads text[], p_at timestamptz[])
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH event AS (
    INSERT INTO platform.event (topic, key, payload, at)
    SELECT e.topic, e.key, e.payload::json, e.at
      FROM unnest(p_topics, p_keys, p_payloads, p_at) AS e (topic, key, payload, at)
    RETURNING event_id, topic, at)
  INSERT INTO platform.delivery (consumer, event_id, due_at)
  SELECT s.consumer, event.event_id, event.at
    FROM event JOIN platform.subscription s USING (topic);
END $$;
