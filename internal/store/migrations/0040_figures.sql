-- What figures count, made from the case: contacts, instructions, limits kept, first answers, publication, effect.
-- +goose Up
ALTER TABLE suggestion ADD COLUMN spoken BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE suggestion ADD COLUMN met BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE suggestion ADD COLUMN visited BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE suggestion ADD COLUMN instructed BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE suggestion ADD COLUMN first_on TEXT NOT NULL DEFAULT '';
ALTER TABLE suggestion ADD COLUMN answer_due TEXT NOT NULL DEFAULT '';
ALTER TABLE suggestion ADD COLUMN timing TEXT NOT NULL DEFAULT '';
ALTER TABLE suggestion ADD COLUMN first_outcome TEXT NOT NULL DEFAULT '';
ALTER TABLE suggestion ADD COLUMN first_result TEXT NOT NULL DEFAULT '';
ALTER TABLE suggestion ADD COLUMN rated_on TEXT NOT NULL DEFAULT '';
ALTER TABLE suggestion ADD COLUMN consent TEXT NOT NULL DEFAULT '';
ALTER TABLE suggestion ADD COLUMN published TEXT NOT NULL DEFAULT '';
ALTER TABLE suggestion ADD COLUMN effect TEXT NOT NULL DEFAULT '';
ALTER TABLE suggestion ADD COLUMN kept BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE assignment ADD COLUMN met BIGINT NOT NULL DEFAULT 0;
ALTER TABLE assignment ADD COLUMN visited BIGINT NOT NULL DEFAULT 0;
ALTER TABLE assignment ADD COLUMN sign_due TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN answer_due TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN timing TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN redo_due TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN redo_timing TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN effect TEXT NOT NULL DEFAULT '';

ALTER TABLE commitment ADD COLUMN rated_on TEXT NOT NULL DEFAULT '';

-- Of which columns the rows made from cases consist: a program that makes others makes every row anew.
CREATE TABLE projection (
    name TEXT NOT NULL PRIMARY KEY,
    sum  TEXT NOT NULL
);
