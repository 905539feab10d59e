-- The same honour stands once, a unit's too: it names no person, and what is absent was never the same as another absent.
-- Of those that stood twice, one stays: the one that has a log (ADR 132), or the first. What goes was on the list of what has none (ADR 108), and leaves it.
-- +goose Up
CREATE TABLE honour_again (id BIGINT NOT NULL PRIMARY KEY);
INSERT INTO honour_again (id)
SELECT a.id FROM award a JOIN unlogged u ON u.kind = 'honour' AND u.id = a.id
WHERE a.revoked_on = '' AND NOT EXISTS (SELECT 1 FROM registry r WHERE r.kind = 'honour' AND r.id = a.id)
AND EXISTS (
    SELECT 1 FROM award b WHERE b.revoked_on = '' AND b.session_id = a.session_id AND b.kind = a.kind
    AND COALESCE(b.org_id, 0) = COALESCE(a.org_id, 0) AND COALESCE(b.person_id, 0) = COALESCE(a.person_id, 0)
    AND (b.id < a.id OR b.id > a.id AND EXISTS (SELECT 1 FROM registry r WHERE r.kind = 'honour' AND r.id = b.id))
);
DELETE FROM award WHERE id IN (SELECT id FROM honour_again);
DELETE FROM unlogged WHERE kind = 'honour' AND id IN (SELECT id FROM honour_again);
DROP TABLE honour_again;
DROP INDEX award_once;
CREATE UNIQUE INDEX award_once ON award (session_id, kind, COALESCE(org_id, 0), COALESCE(person_id, 0)) WHERE revoked_on = '';
