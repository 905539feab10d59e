-- A line of the security log about an account tells what the account is from then on: which one, the how manieth line about it, and its state.
-- Accounts that were there before have no such line until something of them changes; they are listed as what of the register has no log is (ADR 128).
-- +goose Up
ALTER TABLE security_log ADD COLUMN about_id  BIGINT NOT NULL DEFAULT 0;
ALTER TABLE security_log ADD COLUMN about_seq BIGINT NOT NULL DEFAULT 0;
ALTER TABLE security_log ADD COLUMN state     TEXT   NOT NULL DEFAULT '';
CREATE UNIQUE INDEX security_log_about ON security_log (about_id, about_seq) WHERE about_id <> 0;
INSERT INTO unlogged (kind, id) SELECT 'account', id FROM account;
