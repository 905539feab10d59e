-- The way to the promises that were declared done and were not: few, and the ledger shows with each what was claimed before.
-- +goose Up
CREATE INDEX event_failed_claim ON event (aggregate_id, part) WHERE kind = 'suggestion' AND action IN ('not_kept', 'overturn');
