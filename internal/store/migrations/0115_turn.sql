-- How many batches of texts were kept: two nodes that read at the same time know by it who was first.
-- +goose Up
ALTER TABLE search_walk ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;
