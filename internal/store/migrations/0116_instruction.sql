-- Leaders' instructions on which somebody is to report, made from the case: a leader finds the own ones, and a unit those that it owes.
-- +goose Up
CREATE TABLE instruction (
    suggestion_id BIGINT NOT NULL REFERENCES suggestion (id),
    part          BIGINT NOT NULL,
    congress_id   BIGINT NOT NULL,
    by_post       BIGINT NOT NULL,
    holder        TEXT   NOT NULL,
    state         TEXT   NOT NULL,
    given_on      TEXT   NOT NULL,
    until_on      TEXT   NOT NULL,
    PRIMARY KEY (suggestion_id, part)
);
CREATE INDEX instruction_by ON instruction (congress_id, by_post);
CREATE INDEX instruction_holder ON instruction (congress_id, holder);
