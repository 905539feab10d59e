-- What is sent to deputies to be read, a row for each of them: when it reached them, when they had read it, and for how many minutes.
-- While somebody reads, begun_at holds the instant of the last beginning; it is cleared at the end, and nothing finer than minutes stays.
-- +goose Up
CREATE TABLE dossier_reading (
    dossier_id   BIGINT NOT NULL REFERENCES dossier (id),
    post_id      BIGINT NOT NULL REFERENCES post (id),
    delivered_on TEXT   NOT NULL,
    read_on      TEXT   NOT NULL DEFAULT '',
    minutes      BIGINT NOT NULL DEFAULT 0,
    begun_at     BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (dossier_id, post_id)
);
CREATE INDEX dossier_reading_by_post ON dossier_reading (post_id, read_on, dossier_id);
