-- Roll-over of promises: the year in which each was made, the year in whose account it stands, the term into which it was carried, the unit that
-- made it. The rows are made anew from the suggestions at the next start.
-- +goose Up
ALTER TABLE commitment ADD COLUMN made_year BIGINT NOT NULL DEFAULT 0;
ALTER TABLE commitment ADD COLUMN year BIGINT NOT NULL DEFAULT 0;
ALTER TABLE commitment ADD COLUMN term BIGINT NOT NULL DEFAULT 0;
ALTER TABLE commitment ADD COLUMN made_by BIGINT NOT NULL DEFAULT 0;
CREATE INDEX commitment_by_year ON commitment (state, year);
