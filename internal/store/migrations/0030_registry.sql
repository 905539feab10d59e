-- Where the log of each organisation, person, post, session, category, pack and calendar stands; and the names that bodies had before.
-- +goose Up
CREATE TABLE registry (
    kind        TEXT   NOT NULL,
    id          BIGINT NOT NULL,
    congress_id BIGINT NOT NULL REFERENCES congress (id),
    state       TEXT   NOT NULL,
    seq         BIGINT NOT NULL,
    chain       TEXT   NOT NULL,
    PRIMARY KEY (kind, id)
);

CREATE TABLE org_former (
    org_id   BIGINT NOT NULL REFERENCES org (id),
    position BIGINT NOT NULL,
    name     TEXT   NOT NULL,
    until_on TEXT   NOT NULL,
    PRIMARY KEY (org_id, position)
);
