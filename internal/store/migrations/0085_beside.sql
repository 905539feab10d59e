-- Whether anything beside a session's cases has changed since it was counted is read from this index alone.
-- +goose Up
CREATE INDEX dossier_by_session ON dossier (congress_id, session_id, seq);

-- Opinion forms (份): every evaluation that the units may know, for figures by form. Several deputies may rate one reply.
CREATE TABLE evaluation (
    suggestion_id BIGINT NOT NULL REFERENCES suggestion (id),
    part          BIGINT NOT NULL,
    congress_id   BIGINT NOT NULL,
    session_id    BIGINT NOT NULL,
    unit_id       BIGINT NOT NULL,
    round         BIGINT NOT NULL,
    attitude      TEXT   NOT NULL,
    result        TEXT   NOT NULL,
    on_day        TEXT   NOT NULL,
    PRIMARY KEY (suggestion_id, part)
);
CREATE INDEX evaluation_by_session ON evaluation (congress_id, session_id);
