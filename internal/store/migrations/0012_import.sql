-- Imports: cases are written in short transactions under the mark of their batch, and seen once the batch is done.
-- +goose Up
CREATE TABLE import_batch (
    id          BIGINT NOT NULL PRIMARY KEY,
    congress_id BIGINT NOT NULL REFERENCES congress (id),
    post_id     BIGINT NOT NULL,
    file        TEXT   NOT NULL,
    cases       BIGINT NOT NULL DEFAULT 0,
    started_at  BIGINT NOT NULL,
    beat_at     BIGINT NOT NULL,
    done_at     BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX import_batch_open ON import_batch (id) WHERE done_at = 0;

ALTER TABLE suggestion ADD COLUMN batch BIGINT NOT NULL DEFAULT 0;
ALTER TABLE suggestion ADD COLUMN missing TEXT NOT NULL DEFAULT '';
CREATE INDEX suggestion_by_batch ON suggestion (batch, id) WHERE batch <> 0;
