-- Files are stored before the act that names them is decided. Those that none has named until their day are removed.
-- +goose Up
CREATE TABLE stored_file (
    hash       TEXT    NOT NULL PRIMARY KEY,
    kept_until BIGINT  NOT NULL,
    used       BOOLEAN NOT NULL
);
CREATE INDEX stored_file_unused ON stored_file (kept_until) WHERE NOT used;
