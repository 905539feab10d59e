-- The units proposed for a case that waits to be handed over, made from the case: a hand-over list is read without opening its cases.
-- +goose Up
CREATE TABLE proposed_share (
    suggestion_id BIGINT NOT NULL REFERENCES suggestion (id),
    position      BIGINT NOT NULL,
    unit_id       BIGINT NOT NULL,
    role          TEXT   NOT NULL,
    PRIMARY KEY (suggestion_id, position)
);
