-- Who was commended in a year: units (建议办理先进单位) and persons. Excellent suggestions are marked on the case.
-- +goose Up
CREATE TABLE award (
    id          BIGINT NOT NULL PRIMARY KEY,
    congress_id BIGINT NOT NULL REFERENCES congress (id),
    session_id  BIGINT NOT NULL REFERENCES session (id),
    kind        TEXT   NOT NULL,
    org_id      BIGINT REFERENCES org (id),
    person_id   BIGINT REFERENCES person (id),
    UNIQUE (session_id, kind, org_id, person_id)
);
