-- One row per periodic job and slot of time: the node whose insert succeeds runs it.
-- +goose Up
CREATE TABLE job_slot (
    name    TEXT   NOT NULL,
    slot    BIGINT NOT NULL,
    node    TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    done_at BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (name, slot)
);
