-- Frozen runs of scoring (计分数据包): what went in, what came out. The log of the run's dossier holds each digest, so that a changed bundle shows.
-- +goose Up
CREATE TABLE score_bundle (
    dossier_id BIGINT NOT NULL REFERENCES dossier (id),
    digest     TEXT   NOT NULL,
    body       TEXT   NOT NULL,
    PRIMARY KEY (dossier_id, digest)
);
