-- The effect as everybody may know it stands beside the effect that takes in what deputies answered to those who asked them.
-- +goose Up
ALTER TABLE suggestion ADD COLUMN effect_open TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN effect_open TEXT NOT NULL DEFAULT '';
