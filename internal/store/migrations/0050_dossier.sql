-- Everything with a life of its own beside the suggestions: plans, key lists, visits, inquiries, campaigns. One document each, and rows made
-- from it for lists, scope and workbenches.
-- +goose Up
CREATE TABLE dossier (
    id          BIGINT  NOT NULL PRIMARY KEY,
    congress_id BIGINT  NOT NULL REFERENCES congress (id),
    session_id  BIGINT  NOT NULL REFERENCES session (id),
    kind        TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    title       TEXT    NOT NULL,
    on_day      TEXT    NOT NULL DEFAULT '',
    due_on      TEXT    NOT NULL DEFAULT '',
    public      BOOLEAN NOT NULL DEFAULT FALSE,
    seq         BIGINT  NOT NULL,
    doc         TEXT    NOT NULL
);
CREATE INDEX dossier_by_kind ON dossier (congress_id, kind, session_id);

CREATE TABLE dossier_case (
    dossier_id    BIGINT NOT NULL REFERENCES dossier (id),
    suggestion_id BIGINT NOT NULL REFERENCES suggestion (id),
    PRIMARY KEY (dossier_id, suggestion_id)
);
CREATE INDEX dossier_case_by_case ON dossier_case (suggestion_id);

CREATE TABLE dossier_party (
    dossier_id BIGINT NOT NULL REFERENCES dossier (id),
    holder     TEXT   NOT NULL,
    PRIMARY KEY (dossier_id, holder)
);
CREATE INDEX dossier_party_by_holder ON dossier_party (holder, dossier_id);

CREATE TABLE dossier_task (
    dossier_id  BIGINT NOT NULL REFERENCES dossier (id),
    position    BIGINT NOT NULL,
    congress_id BIGINT NOT NULL,
    name        TEXT   NOT NULL,
    part        BIGINT NOT NULL,
    holder      TEXT   NOT NULL,
    start_on    TEXT   NOT NULL DEFAULT '',
    due_on      TEXT   NOT NULL DEFAULT '9999-12-31',
    PRIMARY KEY (dossier_id, position)
);
CREATE INDEX dossier_task_by_holder ON dossier_task (holder, due_on);

ALTER TABLE notice ADD COLUMN dossier_id BIGINT;
