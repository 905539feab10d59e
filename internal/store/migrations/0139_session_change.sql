-- How often something of a session's suggestions and other documents was changed, so that what was counted or listed is known to be still so
-- (ADR 136). Each writer of a process has a place of its own, so that none waits for another. What told it before were the indexes of all cases.
-- +goose Up
CREATE TABLE session_change (
    congress_id BIGINT NOT NULL,
    session_id  BIGINT NOT NULL,
    place       BIGINT NOT NULL,
    n           BIGINT NOT NULL,
    PRIMARY KEY (congress_id, session_id, place)
);
DROP INDEX suggestion_by_session;
CREATE INDEX suggestion_by_session ON suggestion (congress_id, session_id, id, batch);
DROP INDEX dossier_by_session;
CREATE INDEX dossier_by_session ON dossier (congress_id, session_id);
