-- The day from which the time of a promise counts, and the ways to the promises that somebody is reminded of; the rows are made anew from the
-- suggestions at the next start.
-- +goose Up
ALTER TABLE commitment ADD COLUMN start_on TEXT NOT NULL DEFAULT '';
CREATE INDEX commitment_to_keep ON commitment (state, due_on);
CREATE INDEX commitment_to_report ON commitment (state, report_by);
