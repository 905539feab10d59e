-- Accounts, sign-in, and the log of what concerns security. Tokens and passwords are kept only as hashes.
-- +goose Up
CREATE TABLE account (
    id          BIGINT  NOT NULL PRIMARY KEY,
    login       TEXT    NOT NULL UNIQUE,
    person_id   BIGINT  NOT NULL UNIQUE REFERENCES person (id),
    password    TEXT    NOT NULL,
    must_change BOOLEAN NOT NULL DEFAULT TRUE,
    disabled    BOOLEAN NOT NULL DEFAULT FALSE,
    created_at  BIGINT  NOT NULL,
    changed_at  BIGINT  NOT NULL
);

CREATE TABLE web_session (
    id         BIGINT NOT NULL PRIMARY KEY,
    token_hash TEXT   NOT NULL UNIQUE,
    kind       TEXT   NOT NULL,
    account_id BIGINT NOT NULL REFERENCES account (id),
    post_id    BIGINT REFERENCES post (id),
    label      TEXT   NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ip         TEXT   NOT NULL DEFAULT '',
    agent      TEXT   NOT NULL DEFAULT ''
);
CREATE INDEX web_session_by_account ON web_session (account_id);
CREATE INDEX web_session_by_end ON web_session (expires_at);

-- Failures are counted by the name typed, known or not, so that a lock tells nothing about which accounts exist.
CREATE TABLE signin_failure (
    login        TEXT   NOT NULL PRIMARY KEY,
    failures     BIGINT NOT NULL,
    last_at      BIGINT NOT NULL,
    locked_until BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX signin_failure_by_time ON signin_failure (last_at);

-- One chain per account (0 gathers what belongs to no account), so that writers of different accounts never wait for each other.
CREATE TABLE security_log (
    account_id BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    action     TEXT   NOT NULL,
    post_id    BIGINT NOT NULL DEFAULT 0,
    subject    TEXT   NOT NULL DEFAULT '',
    detail     TEXT   NOT NULL DEFAULT '',
    ip         TEXT   NOT NULL DEFAULT '',
    prev_hash  TEXT   NOT NULL,
    hash       TEXT   NOT NULL,
    PRIMARY KEY (account_id, seq)
);
CREATE INDEX security_log_by_time ON security_log (at);
