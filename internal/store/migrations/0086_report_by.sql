-- The day by which a unit is to speak of a promise again; the rows are made anew from the suggestions at the next start.
-- +goose Up
ALTER TABLE commitment ADD COLUMN report_by TEXT NOT NULL DEFAULT '';
