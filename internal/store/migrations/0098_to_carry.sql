-- Which promises of earlier terms are still open and not yet carried into the present one, and which stand in the account of a year.
-- +goose Up
CREATE INDEX commitment_to_carry ON commitment (session_id, state, term);
CREATE INDEX commitment_of_account ON commitment (congress_id, year, made_year);
