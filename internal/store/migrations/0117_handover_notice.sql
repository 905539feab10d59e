-- Notices about hand-over lists, and notices that are for one person of those who hold the key, or for all but one.
-- +goose Up
ALTER TABLE notice ADD COLUMN handover_id BIGINT;
ALTER TABLE notice ADD COLUMN only_person BIGINT NOT NULL DEFAULT 0;
ALTER TABLE notice ADD COLUMN except_person BIGINT NOT NULL DEFAULT 0;
