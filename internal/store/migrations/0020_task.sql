-- What waits for whom, made from the case: workbenches count and list from here.
-- +goose Up
CREATE TABLE task (
    suggestion_id BIGINT NOT NULL REFERENCES suggestion (id),
    position      BIGINT NOT NULL,
    congress_id   BIGINT NOT NULL,
    name          TEXT   NOT NULL,
    part          BIGINT NOT NULL,
    holder        TEXT   NOT NULL,
    start_on      TEXT   NOT NULL DEFAULT '',
    due_on        TEXT   NOT NULL DEFAULT '9999-12-31',
    PRIMARY KEY (suggestion_id, position)
);
CREATE INDEX task_by_holder ON task (holder, name, suggestion_id);
CREATE INDEX clock_by_unit ON clock (congress_id, unit_id, running, due_on);
