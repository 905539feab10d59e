-- Slips have a key of their own, sealed for the token of their session, so that a new token of the same session can take the place of the old one.
-- What waits from before has no such key; it is made anew as lost slips are.
-- +goose Up
DELETE FROM slip_batch;
ALTER TABLE slip_batch ADD COLUMN key_sealed TEXT NOT NULL DEFAULT '';
