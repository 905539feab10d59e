-- The day from which the time for a report to a leader counts; the rows are made anew from the suggestions at the next start.
-- +goose Up
ALTER TABLE instruction ADD COLUMN asked_on TEXT NOT NULL DEFAULT '';
