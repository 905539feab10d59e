-- Which dossiers belong to one another: a visit to a key item, a key item to a special supervision topic.
-- +goose Up
CREATE TABLE dossier_link (
    dossier_id BIGINT NOT NULL REFERENCES dossier (id),
    to_id      BIGINT NOT NULL REFERENCES dossier (id),
    PRIMARY KEY (dossier_id, to_id)
);
CREATE INDEX dossier_link_by_to ON dossier_link (to_id);
