-- Who is who: congresses, their sessions, organisations, people, posts, and the two-level dictionary of matters.
-- +goose Up
CREATE TABLE congress (
    id                BIGINT NOT NULL PRIMARY KEY,
    code              TEXT   NOT NULL UNIQUE,
    name              TEXT   NOT NULL,
    level             TEXT   NOT NULL,
    parent_id         BIGINT REFERENCES congress (id),
    pack              TEXT   NOT NULL DEFAULT '',
    directory_version BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE session (
    id          BIGINT NOT NULL PRIMARY KEY,
    congress_id BIGINT NOT NULL REFERENCES congress (id),
    term        BIGINT NOT NULL,
    number      BIGINT NOT NULL,
    year        BIGINT NOT NULL,
    opens_on    TEXT   NOT NULL DEFAULT '',
    closes_on   TEXT   NOT NULL DEFAULT '',
    handover_on TEXT   NOT NULL DEFAULT '',
    UNIQUE (congress_id, term, number)
);

CREATE TABLE org (
    id           BIGINT  NOT NULL PRIMARY KEY,
    congress_id  BIGINT  NOT NULL REFERENCES congress (id),
    parent_id    BIGINT  REFERENCES org (id),
    kind         TEXT    NOT NULL,
    code         TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    short_name   TEXT    NOT NULL DEFAULT '',
    special_id   BIGINT  REFERENCES org (id),
    home_id      BIGINT  REFERENCES congress (id),
    successor_id BIGINT  REFERENCES org (id),
    ended_on     TEXT    NOT NULL DEFAULT '',
    government   BOOLEAN NOT NULL DEFAULT FALSE,
    position     BIGINT  NOT NULL DEFAULT 0,
    UNIQUE (congress_id, code)
);
CREATE INDEX org_by_parent ON org (parent_id);

CREATE TABLE org_alias (
    org_id   BIGINT NOT NULL REFERENCES org (id),
    alias    TEXT   NOT NULL,
    position BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (org_id, alias)
);

CREATE TABLE person (
    id      BIGINT NOT NULL PRIMARY KEY,
    name    TEXT   NOT NULL,
    gender  TEXT   NOT NULL DEFAULT '',
    phone   TEXT   NOT NULL DEFAULT '',
    address TEXT   NOT NULL DEFAULT ''
);
CREATE INDEX person_by_name ON person (name);

CREATE TABLE post (
    id          BIGINT NOT NULL PRIMARY KEY,
    congress_id BIGINT NOT NULL REFERENCES congress (id),
    org_id      BIGINT NOT NULL REFERENCES org (id),
    person_id   BIGINT NOT NULL REFERENCES person (id),
    role        TEXT   NOT NULL,
    title       TEXT   NOT NULL DEFAULT '',
    rank        TEXT   NOT NULL DEFAULT '',
    cert        TEXT   NOT NULL DEFAULT '',
    county_id   BIGINT REFERENCES org (id),
    mandate     TEXT   NOT NULL DEFAULT '',
    from_day    TEXT   NOT NULL DEFAULT '',
    to_day      TEXT   NOT NULL DEFAULT ''
);
CREATE INDEX post_by_role ON post (congress_id, role, org_id);
CREATE INDEX post_by_person ON post (person_id);
CREATE INDEX post_by_org ON post (org_id, role);

CREATE TABLE category (
    id          BIGINT NOT NULL PRIMARY KEY,
    congress_id BIGINT NOT NULL REFERENCES congress (id),
    parent_id   BIGINT REFERENCES category (id),
    code        TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    position    BIGINT NOT NULL DEFAULT 0,
    ended_on    TEXT   NOT NULL DEFAULT '',
    UNIQUE (congress_id, code)
);
