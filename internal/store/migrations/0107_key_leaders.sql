-- The leaders of a key suggestion are among its parties once it is decided, so that what waits for one of them is found by the key of the post.
-- +goose Up
INSERT INTO dossier_party (dossier_id, holder)
SELECT d.id, 'post:' || p.id
FROM dossier d JOIN post p ON p.congress_id = d.congress_id
WHERE d.kind = 'key' AND d.state IN ('decided', 'supervised', 'reported', 'concluded')
  AND (d.doc LIKE '%"leader":' || p.id || ',%' OR d.doc LIKE '%"gov_leader":' || p.id || ',%')
ON CONFLICT DO NOTHING;
