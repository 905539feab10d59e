-- Evaluation rounds: whom a lead deputy is asked about, and the answer. A unit sees none of it before the round is reported.
-- +goose Up
CREATE TABLE round_answer (
    round_id    BIGINT NOT NULL,
    post_id     BIGINT NOT NULL,
    unit_id     BIGINT NOT NULL,
    cases       BIGINT NOT NULL,
    attitude    TEXT   NOT NULL DEFAULT '',
    result      TEXT   NOT NULL DEFAULT '',
    note        TEXT   NOT NULL DEFAULT '',
    answered_on TEXT   NOT NULL DEFAULT '',
    PRIMARY KEY (round_id, post_id, unit_id)
);
