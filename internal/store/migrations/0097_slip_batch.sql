-- First passwords that are being made or wait to be printed: sealed with what only the asker's browser holds.
-- +goose Up
CREATE TABLE slip_batch (
    id         TEXT   NOT NULL PRIMARY KEY,
    session_id BIGINT NOT NULL,
    form_key   TEXT   NOT NULL,
    total      BIGINT NOT NULL,
    done       BIGINT NOT NULL,
    beat_at    BIGINT NOT NULL,
    until      BIGINT NOT NULL,
    sealed     TEXT   NOT NULL,
    fault      TEXT   NOT NULL
);
CREATE UNIQUE INDEX slip_batch_once ON slip_batch (session_id, form_key) WHERE form_key <> '';
