-- Which promises of earlier terms are still open and not yet carried into the present one.
-- +goose Up
CREATE INDEX commitment_to_carry ON commitment (session_id, state, term);
