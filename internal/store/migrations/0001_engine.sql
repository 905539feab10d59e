-- The engine's own tables: ids, what was applied, and settings of the installation.
-- +goose Up
CREATE TABLE sequence (
    name    TEXT   NOT NULL PRIMARY KEY,
    next_id BIGINT NOT NULL
);
INSERT INTO sequence (name, next_id) VALUES ('id', 1);

CREATE TABLE schema_checksum (
    version    BIGINT NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    sha256     TEXT   NOT NULL,
    applied_at BIGINT NOT NULL
);

CREATE TABLE setting (
    name       TEXT   NOT NULL PRIMARY KEY,
    value      TEXT   NOT NULL,
    changed_at BIGINT NOT NULL
);
