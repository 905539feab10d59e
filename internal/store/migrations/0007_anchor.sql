-- Signed roots over the heads of all chains, each naming the one before it. The same lines stand in the witness folder.
-- +goose Up
CREATE TABLE anchor (
    node      TEXT   NOT NULL,
    number    BIGINT NOT NULL,
    at        BIGINT NOT NULL,
    root      TEXT   NOT NULL,
    heads     BIGINT NOT NULL,
    counts    TEXT   NOT NULL,
    prev      TEXT   NOT NULL,
    key_id    TEXT   NOT NULL,
    signature TEXT   NOT NULL,
    hash      TEXT   NOT NULL,
    PRIMARY KEY (node, number)
);
