-- The day on which a limit ends before it is moved over days off: who reads the law strictly is reminded by it. The rows are made anew from the
-- suggestions at the next start.
-- +goose Up
ALTER TABLE clock ADD COLUMN raw_on TEXT NOT NULL DEFAULT '';
