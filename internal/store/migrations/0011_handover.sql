-- Hand-over lists: proposed by one person, approved by a second, carried out whole.
-- +goose Up
CREATE TABLE handover (
    id          BIGINT NOT NULL PRIMARY KEY,
    congress_id BIGINT NOT NULL REFERENCES congress (id),
    session_id  BIGINT NOT NULL REFERENCES session (id),
    state       TEXT   NOT NULL,
    title       TEXT   NOT NULL,
    held_on     TEXT   NOT NULL,
    cases       BIGINT NOT NULL,
    seq         BIGINT NOT NULL,
    doc         TEXT   NOT NULL
);
CREATE INDEX handover_by_session ON handover (congress_id, session_id);
