-- A commendation bears the day on which it was written down and, when it was taken back, the day of that: the record of a past day
-- counts those that stood then.
-- +goose Up
CREATE TABLE award_dated (
    id          BIGINT NOT NULL PRIMARY KEY,
    congress_id BIGINT NOT NULL REFERENCES congress (id),
    session_id  BIGINT NOT NULL REFERENCES session (id),
    kind        TEXT   NOT NULL,
    org_id      BIGINT REFERENCES org (id),
    person_id   BIGINT REFERENCES person (id),
    recorded_on TEXT   NOT NULL,
    revoked_on  TEXT   NOT NULL DEFAULT ''
);
INSERT INTO award_dated (id, congress_id, session_id, kind, org_id, person_id, recorded_on)
SELECT id, congress_id, session_id, kind, org_id, person_id, '' FROM award;
DROP TABLE award;
ALTER TABLE award_dated RENAME TO award;
CREATE UNIQUE INDEX award_once ON award (session_id, kind, org_id, person_id) WHERE revoked_on = '';
