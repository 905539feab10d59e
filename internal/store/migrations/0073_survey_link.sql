-- One-time links of a survey by a third party: which survey a link belongs to. Only the hash of its token is known here; what was answered
-- stands in the survey's own document and log.
-- +goose Up
CREATE TABLE survey_link (
    hash       TEXT   NOT NULL PRIMARY KEY,
    dossier_id BIGINT NOT NULL REFERENCES dossier (id)
);
