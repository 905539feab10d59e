-- Workbenches ask what is due over all sessions of a congress.
-- +goose Up
CREATE INDEX suggestion_by_day ON suggestion (congress_id, due_on);
