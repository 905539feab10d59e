-- The case: one document that is loaded whole, and rows made from it for lists, figures, clocks and scope.
-- +goose Up
CREATE TABLE lifecycle_rule (
    machine    TEXT NOT NULL,
    from_state TEXT NOT NULL,
    action     TEXT NOT NULL,
    to_state   TEXT NOT NULL,
    PRIMARY KEY (machine, from_state, action, to_state)
);

CREATE TABLE suggestion (
    congress_id   BIGINT  NOT NULL REFERENCES congress (id),
    id            BIGINT  NOT NULL PRIMARY KEY,
    session_id    BIGINT  NOT NULL REFERENCES session (id),
    version       BIGINT  NOT NULL,
    state         TEXT    NOT NULL,
    stream        TEXT    NOT NULL DEFAULT '',
    kind          TEXT    NOT NULL DEFAULT '',
    number        TEXT,
    title         TEXT    NOT NULL DEFAULT '',
    lead_post     BIGINT,
    delegation_id BIGINT,
    county_id     BIGINT,
    category_id   BIGINT,
    lead_unit     BIGINT,
    class         TEXT    NOT NULL DEFAULT '',
    outcome       TEXT    NOT NULL DEFAULT '',
    attitude      TEXT    NOT NULL DEFAULT '',
    result        TEXT    NOT NULL DEFAULT '',
    round         BIGINT  NOT NULL DEFAULT 0,
    submitted_on  TEXT    NOT NULL DEFAULT '',
    accepted_on   TEXT    NOT NULL DEFAULT '',
    assigned_on   TEXT    NOT NULL DEFAULT '',
    replied_on    TEXT    NOT NULL DEFAULT '',
    closed_on     TEXT    NOT NULL DEFAULT '',
    due_on        TEXT    NOT NULL DEFAULT '9999-12-31',
    due_start     TEXT    NOT NULL DEFAULT '',
    due_clock     TEXT    NOT NULL DEFAULT '',
    due_part      BIGINT  NOT NULL DEFAULT 0,
    provisional   BOOLEAN NOT NULL DEFAULT FALSE,
    at_meeting    BOOLEAN NOT NULL DEFAULT FALSE,
    protected     BOOLEAN NOT NULL DEFAULT FALSE,
    filed         BOOLEAN NOT NULL DEFAULT FALSE,
    accepted      BOOLEAN NOT NULL DEFAULT FALSE,
    history       BOOLEAN NOT NULL DEFAULT FALSE,
    escalated     BOOLEAN NOT NULL DEFAULT FALSE,
    excellent     BOOLEAN NOT NULL DEFAULT FALSE,
    key_level     TEXT    NOT NULL DEFAULT '',
    ping_pong     BIGINT  NOT NULL DEFAULT 0,
    open_promises BIGINT  NOT NULL DEFAULT 0,
    merged_into   BIGINT,
    changed_at    BIGINT  NOT NULL,
    seq           BIGINT  NOT NULL,
    chain         TEXT    NOT NULL,
    UNIQUE (congress_id, session_id, stream, number)
);
CREATE INDEX suggestion_by_due ON suggestion (congress_id, session_id, due_on, id);
CREATE INDEX suggestion_by_state ON suggestion (congress_id, state);

CREATE TABLE suggestion_doc (
    suggestion_id BIGINT NOT NULL PRIMARY KEY REFERENCES suggestion (id),
    doc           TEXT   NOT NULL
);

CREATE TABLE party (
    suggestion_id BIGINT NOT NULL REFERENCES suggestion (id),
    holder        TEXT   NOT NULL,
    PRIMARY KEY (suggestion_id, holder)
);
CREATE INDEX party_by_holder ON party (holder, suggestion_id);

CREATE TABLE assignment (
    suggestion_id BIGINT  NOT NULL REFERENCES suggestion (id),
    part          BIGINT  NOT NULL,
    congress_id   BIGINT  NOT NULL,
    session_id    BIGINT  NOT NULL,
    unit_id       BIGINT  NOT NULL REFERENCES org (id),
    special_id    BIGINT,
    assigned_by   BIGINT,
    role          TEXT    NOT NULL,
    state         TEXT    NOT NULL,
    round         BIGINT  NOT NULL,
    class         TEXT    NOT NULL DEFAULT '',
    outcome       TEXT    NOT NULL DEFAULT '',
    attitude      TEXT    NOT NULL DEFAULT '',
    result        TEXT    NOT NULL DEFAULT '',
    first_result  TEXT    NOT NULL DEFAULT '',
    refusals      BIGINT  NOT NULL DEFAULT 0,
    assigned_on   TEXT    NOT NULL DEFAULT '',
    signed_on     TEXT    NOT NULL DEFAULT '',
    first_on      TEXT    NOT NULL DEFAULT '',
    replied_on    TEXT    NOT NULL DEFAULT '',
    rated_on      TEXT    NOT NULL DEFAULT '',
    reply_state   TEXT    NOT NULL DEFAULT '',
    contacts      BIGINT  NOT NULL DEFAULT 0,
    instructed    BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (suggestion_id, part)
);
CREATE INDEX assignment_by_unit ON assignment (congress_id, unit_id, state);
CREATE INDEX assignment_by_session ON assignment (congress_id, session_id);

CREATE TABLE clock (
    suggestion_id BIGINT  NOT NULL REFERENCES suggestion (id),
    position      BIGINT  NOT NULL,
    congress_id   BIGINT  NOT NULL,
    part          BIGINT  NOT NULL,
    name          TEXT    NOT NULL,
    start_on      TEXT    NOT NULL,
    due_on        TEXT    NOT NULL,
    was_on        TEXT    NOT NULL DEFAULT '',
    stopped_on    TEXT    NOT NULL DEFAULT '',
    running       BOOLEAN NOT NULL,
    provisional   BOOLEAN NOT NULL DEFAULT FALSE,
    unit_id       BIGINT,
    PRIMARY KEY (suggestion_id, position)
);
CREATE INDEX clock_by_due ON clock (congress_id, running, due_on);

CREATE TABLE commitment (
    suggestion_id BIGINT NOT NULL REFERENCES suggestion (id),
    part          BIGINT NOT NULL,
    congress_id   BIGINT NOT NULL,
    session_id    BIGINT NOT NULL,
    unit_id       BIGINT NOT NULL,
    state         TEXT   NOT NULL,
    words         TEXT   NOT NULL,
    due_on        TEXT   NOT NULL DEFAULT '',
    first_due_on  TEXT   NOT NULL DEFAULT '',
    done_on       TEXT   NOT NULL DEFAULT '',
    rated         TEXT   NOT NULL DEFAULT '',
    percent       BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (suggestion_id, part)
);
CREATE INDEX commitment_by_due ON commitment (congress_id, state, due_on);

CREATE TABLE event (
    kind         TEXT   NOT NULL,
    aggregate_id BIGINT NOT NULL,
    seq          BIGINT NOT NULL,
    congress_id  BIGINT NOT NULL,
    machine      TEXT   NOT NULL,
    part         BIGINT NOT NULL,
    action       TEXT   NOT NULL,
    from_state   TEXT   NOT NULL,
    to_state     TEXT   NOT NULL,
    relation     TEXT   NOT NULL,
    post_id      BIGINT NOT NULL,
    person_id    BIGINT NOT NULL,
    org_id       BIGINT NOT NULL,
    recorded_at  BIGINT NOT NULL,
    effective_on TEXT   NOT NULL,
    context      TEXT   NOT NULL,
    payload      TEXT,
    payload_hash TEXT   NOT NULL,
    prev         TEXT   NOT NULL,
    hash         TEXT   NOT NULL,
    PRIMARY KEY (kind, aggregate_id, seq),
    FOREIGN KEY (machine, from_state, action, to_state) REFERENCES lifecycle_rule (machine, from_state, action, to_state)
);
CREATE INDEX event_by_time ON event (congress_id, recorded_at);
CREATE INDEX event_by_person ON event (person_id, recorded_at);

CREATE TABLE notice (
    id            BIGINT NOT NULL PRIMARY KEY,
    congress_id   BIGINT NOT NULL,
    holder        TEXT   NOT NULL,
    suggestion_id BIGINT NOT NULL,
    key           TEXT   NOT NULL,
    args          TEXT   NOT NULL DEFAULT '{}',
    due_on        TEXT   NOT NULL DEFAULT '',
    at            BIGINT NOT NULL,
    uniq          TEXT   UNIQUE
);
CREATE INDEX notice_by_holder ON notice (holder, at);

CREATE TABLE notice_seen (
    post_id BIGINT NOT NULL PRIMARY KEY,
    at      BIGINT NOT NULL
);

-- One row per request that carried a key: the same request twice acts once.
CREATE TABLE idempotency (
    post_id      BIGINT NOT NULL,
    key          TEXT   NOT NULL,
    aggregate_id BIGINT NOT NULL,
    action       TEXT   NOT NULL,
    digest       TEXT   NOT NULL,
    answer_id    BIGINT NOT NULL,
    answer_seq   BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (post_id, key)
);
