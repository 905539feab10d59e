-- What is published is listed over all congresses, the latest day first.
-- +goose Up
CREATE INDEX dossier_published ON dossier (on_day, id) WHERE public;
