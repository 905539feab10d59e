-- Notices that tell of several promises together: how many, and which. Each promise is told of once for each reader, day and stage, whether alone or
-- among others.
-- +goose Up
ALTER TABLE notice ADD COLUMN promises BIGINT NOT NULL DEFAULT 0;
CREATE TABLE notice_promise (
    uniq          TEXT   NOT NULL PRIMARY KEY,
    notice_id     BIGINT NOT NULL,
    suggestion_id BIGINT NOT NULL,
    part          BIGINT NOT NULL
);
CREATE INDEX notice_promise_by_notice ON notice_promise (notice_id, suggestion_id, part);
