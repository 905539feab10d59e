-- Programs sign in as people do: there is one kind of session.
-- +goose Up
ALTER TABLE web_session DROP COLUMN kind;
ALTER TABLE web_session DROP COLUMN label;
