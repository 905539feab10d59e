-- The files that show how a promise is kept, as a list in JSON; empty where there are none.
-- +goose Up
ALTER TABLE commitment ADD COLUMN files TEXT NOT NULL DEFAULT '';
